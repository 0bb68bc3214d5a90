//! Pasting what a terminal printed, and what it did not.

use serde_json::json;

use crate::browser::{Browser, in_each};
use crate::site;

const ANSWER: &str = "HTTP/2 200
date: Sat, 21 Nov 2026 09:00:00 GMT
content-type: text/html; charset=utf-8
strict-transport-security: max-age=31536000
set-cookie: session=zq81vvtopsecret77; Path=/; HttpOnly
set-cookie: theme=dark; Secure; SameSite=Lax
authorization: Bearer mk55neverseen
x-powered-by: Express
access-control-allow-origin: *
";

/// A HAR file of two answers.
pub fn har() -> String {
    let entry = |path: &str| {
        json!({
            "request": { "method": "GET", "url": format!("https://shop.example{path}"), "headers": [] },
            "response": { "status": 200, "headers": [{ "name": "Content-Type", "value": "text/html" }] },
        })
    };
    json!({ "log": { "version": "1.2", "entries": [entry("/"), entry("/cart")] } }).to_string()
}

/// What the page says of the pasted text.
const SAID: &str = "document.querySelector('[data-paste-said]')?.innerText";

#[track_caller]
fn paste(browser: &Browser, text: &str) {
    // As a paste does it: at once, not key by key.
    browser.run(
        "const box = document.querySelector('#pasted');
        box.focus(); box.value = arguments[0];
        box.dispatchEvent(new Event('input', { bubbles: true }));",
        vec![json!(text)],
    );
    browser.press("Judge it");
}

#[test]
fn what_curl_printed_gives_the_whole_report() {
    in_each(|browser| {
        browser.visit("/audit/");
        browser.fill("#url", "https://shop.example/");
        paste(browser, ANSWER);
        browser.until("document.querySelector('[data-grade]')");
        let outcome = |check: &str| {
            browser
                .text(&format!("document.querySelector('li[data-check={check}]').dataset.outcome"))
        };
        assert_ne!(outcome("cookie-secure"), "pass");
        assert_eq!(outcome("hsts"), "pass");
        browser.until_shown("Every header field is known.");
        let n_judged = browser
            .value("document.querySelectorAll('li[data-check]:not([data-outcome=unseen])').length");
        assert!(n_judged.as_u64() >= Some(20), "{n_judged}");
        // Each finding opens on what it saw and what to do.
        browser.run(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; })",
            vec![],
        );
        browser.until_shown("What to do:");
    });
}

#[test]
fn secrets_are_never_shown_once_judged() {
    in_each(|browser| {
        browser.visit("/audit/");
        paste(browser, ANSWER);
        browser.until("document.querySelector('[data-grade]')");
        browser.run(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; })",
            vec![],
        );
        for secret in ["zq81vvtopsecret77", "mk55neverseen"] {
            let shown = browser.text("document.documentElement.outerHTML");
            assert!(!shown.contains(secret), "{secret} stands in the page");
            let box_text = browser.text("document.querySelector('#pasted').value");
            assert!(!box_text.contains(secret), "{secret} stands in the box");
        }
        browser.until(&format!("{SAID}.includes('masked')"));
    });
}

#[test]
fn what_is_no_answer_is_refused_and_kept() {
    in_each(|browser| {
        browser.visit("/audit/");
        for text in [
            "",
            "\u{1}\u{2}\u{3}PNG\u{1a}\u{fffd}\u{fffd}",
            "<!doctype html><html><body><h1>Hello</h1></body></html>",
            "Dear team, the site is down again. Please have a look.",
            "{\"log\": {\"entries\": [",
            "curl: (6) Could not resolve host: shop.example",
        ] {
            paste(browser, text);
            browser.until("document.querySelector('[data-paste-said].bad')");
            let said = browser.text(SAID);
            assert!(said.split_whitespace().count() >= 5, "{text:?} is answered by {said:?}");
            assert_eq!(browser.text("document.querySelector('#pasted').value"), text);
            assert_eq!(browser.value("document.querySelector('#report')"), json!(null));
            paste(browser, ANSWER);
            browser.until("document.querySelector('#report')");
            browser.reload();
        }
    });
}

#[test]
fn a_report_is_passed_on_in_a_link_that_asks_nobody() {
    in_each(|browser| {
        browser.visit("/audit/");
        paste(browser, ANSWER);
        browser.until("document.querySelector('[data-grade]')");
        let grade = browser.text("document.querySelector('.grade').innerText");
        browser.press("Copy a link to this report");
        let said = "document.querySelector('[data-share]').textContent";
        browser.until(&format!("{said}.includes('#report=')"));
        let link = browser.text(&format!("{said}.trim().split(' ').at(-1)"));
        let path = link.strip_prefix(site::origin()).unwrap();
        browser.open_tab();
        browser.visit(path);
        browser.until("document.querySelector('[data-grade]')");
        assert_eq!(browser.text("document.querySelector('.grade').innerText"), grade);
        let shown = browser.text("document.documentElement.outerHTML");
        assert!(!shown.contains("zq81vvtopsecret77"), "a secret was passed on");
        browser.open_tab();
        let (half, _) = path.split_at(path.len() / 2);
        browser.visit(half);
        browser.until_shown("The link holds no report that can be read");
    });
}

#[test]
fn several_answers_are_judged_together() {
    in_each(|browser| {
        browser.visit("/audit/");
        let archive = har();
        paste(browser, &archive);
        browser.until(
            "document.querySelector('#report') && document.querySelector('[data-together]')",
        );
        browser.until(&format!("{SAID}.includes('2 answers')"));
    });
}
