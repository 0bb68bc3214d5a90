//! What shows only side by side.

use super::*;
use crate::audit::ingest;

/// Id, severity and sight of everything across.
#[track_caller]
fn check(text: &str, want: &[(&str, &str)]) {
    let ingested = ingest::read(text).unwrap();
    let grouped = judge(&ingested.exchanges, None);
    let got: Vec<_> = grouped.across.iter().map(|one| (one.id, one.seen.as_str())).collect();
    assert_eq!(got, want);
}

fn answer(path: &str, status: u16, fields: &str) -> String {
    format!("$ curl -i https://a.example{path}\nHTTP/2 {status}\n{fields}\n\n")
}

#[test]
fn a_nonce_sent_twice_is_found() {
    let policy = "content-security-policy: script-src 'nonce-r4nd'";
    let other = "content-security-policy: script-src 'nonce-0ther' 'nonce-0ther'";
    let text =
        [answer("/", 200, policy), answer("/b", 200, policy), answer("/c", 200, other)].concat();
    check(&text, &[("nonce-reuse", "'nonce-r4nd' in 2 answers")]);
    check(&[answer("/", 200, policy), answer("/", 304, policy)].concat(), &[]);
}

#[test]
fn a_cookie_set_in_two_ways_is_found() {
    let strong = "set-cookie: sid=1; Path=/; Secure; HttpOnly";
    let weak = "set-cookie: sid=2; path=/";
    let gone = "set-cookie: sid=; Max-Age=0";
    let text =
        [answer("/", 200, strong), answer("/b", 200, weak), answer("/c", 200, gone)].concat();
    check(&text, &[("cookie-drift", "sid: (HttpOnly; Path=/; Secure) and (Path=/)")]);
    check(&[answer("/", 200, strong), answer("/b", 200, gone)].concat(), &[]);
}

#[test]
fn what_errors_lack_is_found() {
    let text =
        [answer("/", 200, "x-content-type-options: nosniff"), answer("/b", 404, "a: b")].concat();
    let seen = "x-content-type-options is missing on 1 of 1 error answers of https://a.example, and there on 1 of 1 others";
    check(&text, &[("uneven-headers", seen)]);
    check(&[answer("/", 200, "a: b"), answer("/b", 404, "a: b")].concat(), &[]);
}

#[test]
fn responses_are_grouped_by_host_and_kind() {
    let page = "content-type: text/html";
    let data = "content-type: application/json";
    let text = [answer("/", 200, page), answer("/b", 200, data), answer("/c", 200, page)].concat();
    let grouped = judge(&ingest::read(&text).unwrap().exchanges, None);
    let groups: Vec<_> =
        grouped.groups.iter().map(|group| (group.profile, group.n_responses)).collect();
    assert_eq!(groups, [(Profile::Page, 2), (Profile::Api, 1)]);
    let one = judge(&ingest::read(&text).unwrap().exchanges, Some(Profile::Api));
    assert_eq!(one.groups.len(), 1);
}
