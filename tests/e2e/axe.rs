//! Every kind of page: no violation that axe-core knows, nothing beside the screen, no complaint.

use serde_json::{Value, json};

use crate::browser::{Browser, in_chromium};
use crate::paste::har;
use crate::site::in_project;

/// Widths in CSS pixels: a desk, and the narrowest phone that WCAG 1.4.10 asks for.
const WIDTHS: [u32; 2] = [1280, 320];

/// The rules' source, installed by `cargo xtask test`.
fn axe() -> String {
    let path = in_project(".tools/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; run cargo xtask test --only browsers", path.display())
    })
}

/// Looks at the page as it stands, in both themes and at both widths.
#[track_caller]
fn look(browser: &Browser, name: &str) {
    browser.run(&axe(), vec![]);
    let mut wrong = Vec::new();
    for width in WIDTHS {
        let size =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", size);
        browser.until(&format!("innerWidth === {width}"));
        let wide = browser.value("document.documentElement.scrollWidth");
        if wide.as_u64() > Some(u64::from(width)) {
            wrong.push(format!("{name} is {wide} px wide at {width}: {}", widest(browser, width)));
        }
        for theme in ["light", "dark"] {
            browser
                .run("document.documentElement.dataset.theme = arguments[0]", vec![json!(theme)]);
            let found = browser.promised(
                "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(
                    ({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.html.slice(0, 200)} ${node.any.map((one) => one.message)}`)))",
            );
            let Value::Array(found) = found else { panic!("{name}: {found}") };
            wrong.extend(found.iter().map(|one| format!("{name} at {width}, {theme}: {one}")));
        }
    }
    browser.devtools("Emulation.clearDeviceMetricsOverride", json!({}));
    // The rules warn on the console themselves; errors are the page's own.
    let complaints = browser.console().into_iter().filter(|line| line.starts_with("SEVERE"));
    wrong.extend(complaints.map(|line| format!("{name}: {line}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What reaches beyond the screen, for the message.
fn widest(browser: &Browser, width: u32) -> String {
    browser.text(&format!(
        "[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > {width} + 1)
            .slice(-3).map((one) => one.outerHTML.slice(0, 160)).join(' | ')"
    ))
}

#[test]
fn pages_to_read_are_accessible_and_fit_a_phone() {
    in_chromium(|browser| {
        for path in ["/", "/checklist/", "/about/", "/checks/", "/checks/hsts/", "/csp/"] {
            browser.visit(path);
            look(browser, path);
        }
        browser.go("/no-such-page/");
        // The answer's status is an error to the console; it is the one that is right.
        browser.ready();
        browser.console();
        look(browser, "404");
    });
}

#[test]
fn pages_to_tick_are_accessible_and_fit_a_phone() {
    in_chromium(|browser| {
        browser.visit("/checklist/security/");
        look(browser, "a category");
        browser.click(".menu summary");
        browser.press("Create");
        browser.until_shown("Type a name first.");
        look(browser, "the open menu");
        browser.visit("/item/https-everywhere/");
        browser.click("input[value=done]");
        look(browser, "an item");
    });
}

#[test]
fn the_audit_is_accessible_and_fits_a_phone() {
    in_chromium(|browser| {
        browser.visit("/audit/");
        look(browser, "the audit");
        browser.fill("#url", "ftp://x");
        browser.press("Audit");
        browser.until("document.querySelector('#url-problem').textContent !== ''");
        look(browser, "the audit with a problem");
        browser.press("Audit this site");
        browser.until("document.querySelector('#report')");
        browser.run("document.querySelectorAll('details:not(.menu)').forEach((one) => { one.open = true; })", vec![]);
        look(browser, "the report");
        browser.run(
            "const box = document.querySelector('#pasted'); box.value = arguments[0];
            box.dispatchEvent(new Event('input', { bubbles: true }));",
            vec![json!(har())],
        );
        browser.press("Judge it");
        browser.until("document.querySelector('[data-together]')");
        browser.run("document.querySelectorAll('details:not(.menu)').forEach((one) => { one.open = true; })", vec![]);
        look(browser, "the report of a paste");
    });
}
