//! What follows from a report: fixes, links to it, several answers at once; and the CSP lab.

use serde_json::json;

use crate::browser::{Browser, in_chromium};

const ANSWER: &str = "HTTP/2 200
content-type: text/html; charset=utf-8
set-cookie: session=zq81vvtopsecret77; Path=/
server: nginx/1.22.1
";

fn judge(browser: &Browser, text: &str) {
    browser.visit("/audit/");
    browser.fill("#url", "https://shop.example/");
    browser.run(
        "const box = document.querySelector('#pasted');
        box.value = arguments[0];
        box.dispatchEvent(new Event('input', { bubbles: true }));",
        vec![json!(text)],
    );
    browser.press("Judge it");
    browser.until("document.querySelector('[data-grade]')");
}

fn choose(browser: &Browser, selector: &str, value: &str) {
    browser.run(
        "const menu = document.querySelector(arguments[0]);
        menu.value = arguments[1];
        menu.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![json!(selector), json!(value)],
    );
}

#[test]
fn the_fix_is_written_for_the_readers_own_server() {
    in_chromium(|browser| {
        judge(browser, ANSWER);
        let lines = "document.querySelector('[data-fixes] code')?.innerText";
        browser.until(&format!("{lines}?.includes('add_header Strict-Transport-Security')"));
        browser.until(
            "document.querySelector('[data-worth]').innerText.includes('after these lines')",
        );
        choose(browser, "#server", "apache");
        browser.until(&format!("{lines}?.includes('Header always set')"));
        browser.reload();
        judge(browser, ANSWER);
        browser.until(&format!("{lines}?.includes('Header always set')"));
    });
}

#[test]
fn a_report_travels_in_an_address_without_its_secrets() {
    in_chromium(|browser| {
        judge(browser, ANSWER);
        let grade = browser.text("document.querySelector('[data-grade]').innerText");
        browser.press("Copy a link to this report");
        let said = "document.querySelector('[data-share]').innerText";
        browser.until(&format!("{said}.includes('#report=')"));
        let link = browser.text(said);
        let (_, packed) = link.split_once("/audit/").unwrap();
        browser.go("/about/");
        browser.visit(&format!("/audit/{packed}"));
        browser.until("document.querySelector('[data-grade]')");
        assert_eq!(browser.text("document.querySelector('[data-grade]').innerText"), grade);
        assert!(!browser.text("document.documentElement.outerHTML").contains("topsecret"));
        browser.go("/about/");
        browser.visit("/audit/#report=AAAA");
        browser.until_shown("no report that can be read");
        browser.go("/about/");
        browser.visit(&format!("/audit/#report={}", "A".repeat(2_000_000)));
        browser.until_shown("no report that can be read");
    });
}

#[test]
fn several_answers_are_judged_together() {
    in_chromium(|browser| {
        let entry = |path: &str, nonce: &str| {
            json!({
                "request": {"method": "GET", "url": format!("https://shop.example{path}"), "headers": []},
                "response": {"status": 200, "headers": [
                    {"name": "content-type", "value": "text/html; charset=utf-8"},
                    {"name": "content-security-policy", "value": format!("script-src 'nonce-{nonce}'")},
                ], "content": {"mimeType": "text/html", "text": "<p>x"}},
            })
        };
        let nonce = "c2FtZS1ub25jZS1hZ2Fpbg";
        let har =
            json!({"log": {"version": "1.2", "entries": [entry("/a", nonce), entry("/b", nonce)]}});
        judge(browser, &har.to_string());
        browser.until("document.querySelector('[data-together]')");
        browser.until("document.querySelector('[data-together] [data-check=nonce-reuse]')");
        browser.until_shown("2 answers taken for a page");
    });
}

#[test]
fn a_file_that_is_dropped_is_judged() {
    in_chromium(|browser| {
        browser.visit("/audit/");
        browser.run(
            "const bag = new DataTransfer();
            bag.items.add(new File([arguments[0]], 'answer.txt', { type: 'text/plain' }));
            const drop = new DragEvent('drop', { dataTransfer: bag, bubbles: true, cancelable: true });
            document.querySelector('#pasted').dispatchEvent(drop);",
            vec![json!(ANSWER)],
        );
        browser.until("document.querySelector('[data-grade]')");
        assert!(!browser.text("document.querySelector('#pasted').value").contains("topsecret"));
    });
}

#[test]
fn the_lab_takes_a_policy_apart() {
    in_chromium(|browser| {
        browser.visit("/csp/");
        browser.until("document.querySelectorAll('[data-own] li').length > 3");
        let load = "document.querySelector('[data-load]').innerText";
        browser.until(&format!("{load}.startsWith('It loads')"));
        choose(browser, "#load-what", "inline-script");
        browser.until(&format!("{load}.startsWith('It is blocked by policy 1')"));
        browser.fill("#policy", "default-src 'none'");
        browser.until_shown("nothing");
        choose(browser, "#load-what", "img-src");
        browser.until(&format!("{load}.includes(\"default-src 'none'\")"));
    });
}
