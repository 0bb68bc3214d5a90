//! The audit of targets that behave and of targets that do not.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::browser::{Browser, in_each};
use crate::driver::free_port;
use crate::target::Target;

/// What the page says of reaching the target.
const REACH: &str = "document.querySelector('[data-reach]')?.textContent";

#[track_caller]
fn audit(browser: &Browser, url: &str) {
    browser.fill("#url", url);
    browser.press("Audit");
}

#[track_caller]
fn until_reach(browser: &Browser, title: &str) {
    browser.until_within(Duration::from_secs(25), &format!("{REACH} === {}", json!(title)));
}

#[track_caller]
fn check_report(browser: &Browser) {
    browser.until("document.querySelector('#report')");
    let grade = browser.text("document.querySelector('[data-grade]')?.textContent ?? ''");
    assert!(!grade.is_empty(), "no grade: {}", browser.shown());
    let judged = browser.value(
        "document.querySelectorAll('li[data-check]:not([data-outcome=unseen]):not([data-outcome=not-applicable])').length",
    );
    assert!(judged.as_u64() >= Some(8), "only {judged} judged");
    let unseen = browser.text(
        "[...document.querySelectorAll('li[data-outcome=unseen]')].map((li) => li.textContent).join(' ')",
    );
    assert!(unseen.to_lowercase().contains("cookie"), "cookies are not among the unseen: {unseen}");
}

#[test]
fn this_site_is_readable_and_gets_a_grade() {
    in_each(|browser| {
        browser.visit("/audit/");
        browser.press("Audit this site");
        until_reach(browser, "Reachable and readable");
        check_report(browser);
    });
}

#[test]
fn each_way_to_fail_is_told_apart() {
    in_each(|browser| {
        let target = Target::start();
        browser.visit("/audit/");
        let closed = format!("http://127.0.0.1:{}/", free_port());
        for (url, title) in [
            (target.url("/star"), "Reachable and readable"),
            (target.url("/refuse"), "Reachable, blocked by CORS"),
            (closed, "No answer reached this page"),
            (target.url("/reset"), "No answer reached this page"),
            (target.url("/binary"), "Reachable and readable"),
            (target.url("/redirect"), "Reachable and readable"),
        ] {
            browser.reload();
            audit(browser, &url);
            until_reach(browser, title);
            if url.ends_with("/redirect") {
                browser.until_shown(&format!("The target redirected to {}", target.url("/star")));
            }
        }
    });
}

#[test]
fn nothing_is_asked_before_the_button_and_nothing_but_reading_after() {
    in_each(|browser| {
        let target = Target::start();
        browser.visit("/audit/");
        browser.fill("#url", &target.url("/refuse"));
        browser.press("Judge it");
        browser.until("document.querySelector('[data-paste-said]')");
        assert_eq!(target.asked(), vec![]);
        browser.press("Audit");
        until_reach(browser, "Reachable, blocked by CORS");
        let asked = target.asked();
        assert!(!asked.is_empty());
        for asked in asked {
            assert!(["GET", "HEAD", "OPTIONS"].contains(&asked.method.as_str()), "{asked:?}");
            assert_eq!(asked.cookie, "");
        }
    });
}

#[test]
fn a_silent_target_is_given_up_after_ten_seconds() {
    in_each(|browser| {
        let target = Target::start();
        browser.visit("/audit/");
        let began = Instant::now();
        audit(browser, &target.url("/hang"));
        until_reach(browser, "No answer in time");
        let seconds = began.elapsed().as_secs();
        assert!((8..18).contains(&seconds), "{seconds} s");
        browser.until_shown("nothing within 10 seconds");
    });
}

#[test]
fn the_stop_button_ends_an_audit_at_once() {
    in_each(|browser| {
        let target = Target::start();
        browser.visit("/audit/");
        audit(browser, &target.url("/hang"));
        browser.until_shown("waiting…");
        let began = Instant::now();
        browser.press("Stop");
        until_reach(browser, "Stopped");
        assert!(began.elapsed() < Duration::from_secs(5));
        browser.until("[...document.querySelectorAll('button')].find((button) => button.textContent === 'Audit').disabled === false");
    });
}

#[test]
fn a_huge_body_is_cut_off_and_said_to_be() {
    in_each(|browser| {
        let target = Target::start();
        browser.visit("/audit/");
        let began = Instant::now();
        audit(browser, &target.url("/big"));
        until_reach(browser, "Reachable and readable");
        assert!(began.elapsed() < Duration::from_secs(9), "{:?}", began.elapsed());
        browser.until_shown("Only the first 64 KiB of the body were read.");
    });
}

#[test]
fn a_body_that_drips_is_judged_by_what_came_in_time() {
    in_each(|browser| {
        let target = Target::start();
        browser.visit("/audit/");
        audit(browser, &target.url("/drip"));
        until_reach(browser, "Reachable and readable");
        browser.until_shown("Only the first");
    });
}

#[test]
fn an_address_that_is_none_is_named_and_kept() {
    in_each(|browser| {
        browser.visit("/audit/");
        for (text, says) in [
            ("", "Type an address"),
            ("ftp://example.com/x", "Only http:// and https://"),
            ("http://exa mple/", "is not a host name"),
            ("http://example.com:99999/", "is not a port"),
            ("http://ann:secret@example.com/", "user name and password"),
        ] {
            audit(browser, text);
            browser.until(&format!(
                "document.querySelector('#url-problem').textContent.includes({})",
                json!(says)
            ));
            assert_eq!(browser.text("document.querySelector('#url').value"), text);
        }
    });
}
