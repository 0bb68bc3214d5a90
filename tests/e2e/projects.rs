//! Projects apart from each other, and a store that refuses or holds what cannot be read.

use serde_json::json;

use crate::browser::{Browser, in_chromium, in_each};

const ITEM: &str = "/item/https-everywhere/";
const NEW: &str = ".menu form:nth-of-type(1) input";
const RENAME: &str = ".menu form:nth-of-type(2) input";

/// Waits until the menu names this project.
#[track_caller]
fn until_current(browser: &Browser, name: &str) {
    browser.until(&format!("document.querySelector('.menu summary').innerText === '{name}'"));
}

#[track_caller]
fn open_menu(browser: &Browser) {
    if browser.value("document.querySelector('.menu').open") == json!(false) {
        browser.click(".menu summary");
    }
}

#[test]
fn projects_are_apart_and_are_renamed_and_put_away() {
    in_each(|browser| {
        browser.visit(ITEM);
        browser.click("input[value=done]");
        open_menu(browser);
        browser.press("Create");
        browser.until_shown("Type a name first.");
        browser.fill(NEW, "Shop");
        browser.press("Create");
        until_current(browser, "Shop");
        browser.until("document.querySelector('input[value=open]').checked");
        browser.fill(RENAME, "Web shop");
        browser.press("Rename");
        until_current(browser, "Web shop");
        browser.press("Put this project away");
        browser.until_shown("Web shop (put away)");
        browser.press("Take this project out again");
        browser.until("!document.body.innerText.includes('put away')");
        browser.reload();
        until_current(browser, "Web shop");
        open_menu(browser);
        browser
            .run("document.querySelector('.menu ul button[aria-current=false]').click()", vec![]);
        browser.until("document.querySelector('input[value=done]').checked");
    });
}

#[test]
fn a_store_that_refuses_is_said_and_the_tick_is_still_shown() {
    in_chromium(|browser| {
        browser.before_pages(
            "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };",
        );
        browser.visit(ITEM);
        browser.click("input[value=done]");
        browser.until_shown("Not saved.");
        browser.until("document.querySelector('input[value=done]').checked");
        browser.until(
            "[...document.querySelectorAll('.notice button')].some((button) => button.innerText === 'Save to a file')",
        );
        // Seen without scrolling.
        browser.until(
            "(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.querySelector('.notice.bad').getBoundingClientRect())",
        );
        browser.press("Try again");
        browser.until_shown("Not saved.");
    });
}

/// Puts a record into the store that no version wrote.
const PLANT: &str = "new Promise((resolve, reject) => {
    const opening = indexedDB.open('preflight');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const putting = opening.result.transaction('events', 'readwrite').objectStore('events')
            .put('{\"v\":99,\"what\":\"from the future\"}', 'zz-future');
        putting.onsuccess = () => { opening.result.close(); resolve('put'); };
    };
})";

/// Reads it back.
const DUG_UP: &str = "new Promise((resolve, reject) => {
    const opening = indexedDB.open('preflight');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const getting = opening.result.transaction('events').objectStore('events').get('zz-future');
        getting.onsuccess = () => { opening.result.close(); resolve(getting.result); };
    };
})";

#[test]
fn a_record_that_cannot_be_read_is_said_and_stays_untouched() {
    in_each(|browser| {
        browser.visit(ITEM);
        browser.click("input[value=done]");
        browser.until("document.querySelector('[data-keeping]').textContent.startsWith('Saved')");
        assert_eq!(browser.promised(PLANT), json!("put"));
        browser.reload();
        browser.until_shown("could not be read");
        browser.until("document.querySelector('input[value=done]').checked");
        browser.click("input[value=open]");
        browser.until("document.querySelector('[data-keeping]').textContent.startsWith('Saved')");
        let kept = browser.promised(DUG_UP);
        assert_eq!(kept, json!("{\"v\":99,\"what\":\"from the future\"}"));
    });
}
