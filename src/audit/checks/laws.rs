//! What holds for every check, whatever it asks.

use proptest::prelude::*;

use super::super::check::{Check, Outcome, Subject, Verdict};
use super::super::evidence::{Body, Door, Evidence, Visibility};
use super::super::headers::Headers;
use super::all;

fn answers(evidence: &Evidence) -> Vec<(&'static Check, Verdict)> {
    let ask = |check: &'static Check, profile| {
        let subject = Subject::of(evidence, profile);
        (check, (check.run)(&subject))
    };
    let asked =
        |check: &'static Check| check.profiles.iter().map(move |profile| ask(check, *profile));
    all().into_iter().flat_map(asked).collect()
}

#[test]
fn words_and_ids_are_in_order() {
    let mut ids = Vec::new();
    for check in all() {
        let Check { id, title, why, how, fix, sources, .. } = check;
        assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        assert!(!title.ends_with('.') && title.len() < 90, "{id}: {title}");
        for text in [why, how, fix] {
            assert!(text.ends_with('.') && !text.contains("  "), "{id}: {text}");
        }
        assert!(!sources.is_empty() && !check.profiles.is_empty(), "{id}");
        assert!(sources.iter().all(|source| source.url.starts_with("https://")), "{id}");
        ids.push(*id);
    }
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n_ids, "an id is used twice");
}

#[test]
fn what_was_not_seen_is_never_judged() {
    for door in [Door::Probe, Door::Paste, Door::Har, Door::Snippet, Door::Command] {
        let mut evidence = Evidence::of_headers(door, None, 200, Headers::default());
        evidence.status = None;
        evidence.visibility = Visibility::Nothing;
        for (check, verdict) in answers(&evidence) {
            let honest = matches!(verdict.outcome, Outcome::Unseen | Outcome::NotApplicable);
            assert!(honest, "{} gives {:?} on nothing", check.id, verdict.outcome);
            assert!(!verdict.says.is_empty(), "{} is silent", check.id);
        }
    }
}

const NAMES: &str = "Set-Cookie|Cache-Control|Access-Control-Allow-Origin|Vary|Server|Expires|\
    Access-Control-Allow-Credentials|Access-Control-Allow-Headers|Clear-Site-Data|NEL|Report-To|\
    Reporting-Endpoints|RateLimit|RateLimit-Policy|Retry-After|Sunset|Deprecation|Date|Allow|\
    WWW-Authenticate|ETag|Server-Timing|Content-Encoding|Content-Type|X-Powered-By|Via|Location|\
    X-XSS-Protection|Access-Control-Max-Age|Timing-Allow-Origin|Link|Content-Length";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_exchange_is_answered_in_words(
        fields in prop::collection::vec((0_usize..32, "[ -~é\u{7}]{0,24}"), 0..6),
        status in 100_u16..600,
        body in "[ -~]{0,40}",
    ) {
        let names: Vec<_> = NAMES.split('|').map(str::trim).collect();
        let headers: Headers =
            fields.into_iter().map(|(index, value)| (names[index % names.len()], value)).collect();
        let url = super::super::address::Address::parse("https://app.example.com/a?q=1").ok();
        let mut evidence = Evidence::of_headers(Door::Paste, url, status, headers);
        evidence.body = Body::Read { text: body, whole: true };
        for (check, verdict) in answers(&evidence) {
            prop_assert!(!verdict.says.is_empty(), "{} is silent", check.id);
            prop_assert!(verdict.severity <= check.severity, "{} is too severe", check.id);
        }
    }
}
