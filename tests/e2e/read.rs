//! Reading: without script, with the keyboard, in light and dark.

use crate::browser::{Browser, in_chromium, in_chromium_with, in_each};
use crate::driver::Options;

#[test]
fn every_page_can_be_read_without_script() {
    in_chromium_with(&Options { no_script: true }, |browser| {
        for (path, text) in [
            ("/", "What stands between your app and production?"),
            ("/checklist/", "The checklist"),
            ("/checklist/security/", "must"),
            ("/item/https-everywhere/", "Evidence"),
            ("/checks/", "What is checked"),
            ("/checks/hsts/", "HSTS"),
            ("/audit/", "The audit runs in your browser and needs JavaScript"),
            ("/csp/", "The lab runs in your browser and needs JavaScript"),
            ("/about/", "IndexedDB"),
            ("/no-such-page/", "There is nothing at this address"),
        ] {
            browser.go(path);
            let shown = browser.shown();
            assert!(shown.to_lowercase().contains(&text.to_lowercase()), "{path}\n{shown}");
            let dead = browser.text(
                "[...document.querySelectorAll('button, select, input, textarea, summary')]
                    .filter((control) => control.getClientRects().length && !control.closest('details:not(.menu)'))
                    .map((control) => control.outerHTML).join('\\n')",
            );
            assert_eq!(dead, "", "{path} shows controls that do nothing");
        }
    });
}

/// The colour behind the page.
#[track_caller]
fn paper(browser: &Browser) -> String {
    browser.text("getComputedStyle(document.body).backgroundColor")
}

#[test]
fn the_theme_is_switched_and_stays_so() {
    in_each(|browser| {
        browser.visit("/");
        let first = paper(browser);
        browser.click("[data-theme-switch]");
        let second = paper(browser);
        assert_ne!(first, second);
        browser.reload();
        assert_eq!(paper(browser), second);
        browser.visit("/about/");
        assert_eq!(paper(browser), second);
        browser.click("[data-theme-switch]");
        assert_eq!(paper(browser), first);
    });
}

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

#[test]
fn the_keyboard_skips_to_the_content_and_closes_the_menu() {
    in_each(|browser| {
        browser.visit("/checklist/security/");
        browser.keys(TAB);
        assert_eq!(browser.text("document.activeElement.className"), "skip");
        browser.keys(ENTER);
        browser.until("location.hash === '#main'");
        browser.keys(TAB);
        browser.until("document.activeElement.closest('main') !== null");

        browser.click("details.menu summary");
        browser.until("document.querySelector('details.menu').open");
        browser.keys(TAB);
        browser.keys(ESCAPE);
        browser.until("!document.querySelector('details.menu').open");
        assert_eq!(browser.text("document.activeElement.localName"), "summary");
        browser.keys(ENTER);
        browser.until("document.querySelector('details.menu').open");
        browser.click("h1");
        browser.until("!document.querySelector('details.menu').open");
    });
}

#[test]
fn an_address_that_leads_nowhere_says_so_with_status_404() {
    in_chromium(|browser| {
        browser.go("/no-such-page/");
        browser.until_shown("There is nothing at this address");
        let status = browser.value("performance.getEntriesByType('navigation')[0].responseStatus");
        assert_eq!(status, 404);
    });
}
