//! Ticking items: kept at once, shown everywhere, never lost.

use serde_json::json;

use crate::browser::{Browser, in_chromium, in_each};

const CATEGORY: &str = "/checklist/security/";
const ITEM: &str = "/item/https-everywhere/";
const OTHER: &str = "hsts-enabled";

/// The state of an item in a category's list, once it is that.
#[track_caller]
fn until_listed(browser: &Browser, item: &str, state: &str) {
    browser.until(&format!("{}?.value === '{state}'", select(item)));
}

/// The menu of an item in a list.
fn select(item: &str) -> String {
    format!(
        "document.querySelector(`a[href$=\"/item/{item}/\"]`).closest('.row').querySelector('select')"
    )
}

/// Chooses a state in a category's list, as the menu does.
#[track_caller]
fn choose(browser: &Browser, item: &str, state: &str) {
    browser.run(
        &format!(
            "const menu = {}; menu.scrollIntoView({{ block: 'center' }}); menu.focus();
            menu.value = '{state}'; menu.dispatchEvent(new Event('change', {{ bubbles: true }}));",
            select(item)
        ),
        vec![],
    );
}

/// Waits until everything is kept.
#[track_caller]
fn until_kept(browser: &Browser) {
    browser.until(
        "document.querySelector('[data-keeping]').textContent.startsWith('Saved in this browser')",
    );
}

/// Waits until the first figures of the page say how many items are done.
#[track_caller]
fn until_done(browser: &Browser, n_done: usize) {
    browser.until(&format!("document.querySelector('main .figures b').textContent === '{n_done}'"));
}

/// The number of records in the store.
#[track_caller]
fn n_records(browser: &Browser) -> u64 {
    let count = browser.promised(
        "new Promise((resolve, reject) => {
            const opening = indexedDB.open('preflight');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
                const counting = opening.result.transaction('events').objectStore('events').count();
                counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
            };
        })",
    );
    count.as_u64().unwrap_or_else(|| panic!("{count}"))
}

#[test]
fn a_tick_is_kept_and_shown_on_every_page() {
    in_each(|browser| {
        browser.visit(ITEM);
        browser.click("input[type=radio][value=done]");
        until_kept(browser);
        browser.visit(CATEGORY);
        until_listed(browser, "https-everywhere", "done");
        until_done(browser, 1);
        choose(browser, OTHER, "done");
        until_done(browser, 2);
        until_kept(browser);
        browser.reload();
        until_listed(browser, OTHER, "done");
        until_done(browser, 2);
        browser.open_tab();
        browser.visit("/");
        until_done(browser, 2);
        browser.visit(ITEM);
        browser.until("document.querySelector('input[value=done]').checked");
        assert_eq!(n_records(browser), 2);
    });
}

#[test]
fn a_choice_made_before_the_page_is_awake_is_kept() {
    in_chromium(|browser| {
        browser.before_pages(
            "addEventListener('DOMContentLoaded', () => {
                if (sessionStorage.chosen) return;
                const menu = document.querySelector('select[data-tick]');
                if (!menu) return;
                sessionStorage.chosen = menu.closest('.row').querySelector('a').getAttribute('href');
                menu.value = 'in-progress';
                menu.dispatchEvent(new Event('change', { bubbles: true }));
            });",
        );
        browser.visit(CATEGORY);
        let chosen = browser.text("sessionStorage.chosen");
        let item = chosen.trim_matches('/').rsplit('/').next().unwrap().to_owned();
        until_listed(browser, &item, "in-progress");
        until_kept(browser);
        browser.reload();
        until_listed(browser, &item, "in-progress");
        browser.until("document.querySelectorAll('main .figures b')[1].textContent === '1'");
    });
}

#[test]
fn a_tick_in_one_tab_shows_in_the_other_without_reload() {
    in_each(|browser| {
        browser.visit(CATEGORY);
        let [first, second] = browser.open_tab();
        browser.visit(CATEGORY);
        choose(browser, OTHER, "done");
        until_kept(browser);
        browser.turn_to(&first);
        until_listed(browser, OTHER, "done");
        until_done(browser, 1);
        choose(browser, OTHER, "open");
        until_kept(browser);
        browser.turn_to(&second);
        until_listed(browser, OTHER, "open");
        until_done(browser, 0);
    });
}

#[test]
fn two_tabs_that_tick_at_once_lose_nothing() {
    in_chromium(|browser| {
        // Twenty changes each, over items of their own, a few milliseconds apart.
        let script = "const [parity] = arguments;
            const menus = [...document.querySelectorAll('select[data-tick]')];
            for (const menu of menus) menu.dispatchEvent(new Event('focusin', { bubbles: true }));
            const own = menus.filter((_, at) => at % 2 === parity).slice(0, 10);
            let turn = 0;
            window.finished = new Promise((resolve) => {
                const next = () => {
                    const menu = own[turn % own.length];
                    menu.value = turn < own.length ? 'in-progress' : 'done';
                    menu.dispatchEvent(new Event('change', { bubbles: true }));
                    turn += 1;
                    if (turn < own.length * 2) setTimeout(next, 3); else resolve(own.length * 2);
                };
                setTimeout(next, 100);
            });";
        browser.visit(CATEGORY);
        let [first, _] = browser.open_tab();
        browser.visit(CATEGORY);
        browser.run(script, vec![json!(0)]);
        browser.turn_to(&first);
        browser.run(script, vec![json!(1)]);
        assert_eq!(browser.promised("window.finished"), json!(20));
        until_done(browser, 20);
        until_kept(browser);
        assert_eq!(n_records(browser), 40);
        browser.reload();
        until_done(browser, 20);
    });
}
