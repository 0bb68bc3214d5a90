//! What holds for every server, and the whole text of a few.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::plan::{forecast, is_bad, plan};
use super::*;
use crate::audit::address::Address;
use crate::audit::check::{Outcome, Profile, Remedy, Severity, Verdict};
use crate::audit::checks;
use crate::audit::evidence::{Body, Door, Evidence};
use crate::audit::headers::Headers;
use crate::audit::report::Report;

fn everything() -> Changes {
    let all: Vec<_> = checks::all().iter().map(|check| check.remedy).collect();
    Changes::of(&all)
}

fn few() -> Changes {
    let mut changes = Changes::of(&[
        Remedy::Set(&[("Content-Security-Policy", "default-src 'self'; object-src 'none'")]),
        Remedy::Set(&[("Strict-Transport-Security", "max-age=63072000; includeSubDomains")]),
        Remedy::Set(&[("Alt-Svc", "h3=\":443\"; ma=86400")]),
        Remedy::Set(&[("Vary", "Origin")]),
        Remedy::Remove(&["Server", "X-Powered-By"]),
        Remedy::Cookies,
        Remedy::RedirectToHttps,
    ]);
    changes.set[1].replaces = true;
    changes
}

#[track_caller]
fn check(server: Server, want: &Expect) {
    want.assert_eq(&lines(server, &few()).text);
}

#[test]
fn every_server_writes_every_change() {
    let changes = everything();
    for server in Server::ALL {
        let snippet = lines(server, &changes);
        let told = format!("{}\n{}", snippet.text, snippet.notes.join("\n")).to_lowercase();
        for setting in &changes.set {
            let name = setting.name.to_ascii_lowercase();
            let own_word = told.contains(&name) || has_own_word(&name);
            assert!(own_word, "{}: {name}\n{}", server.name(), snippet.text);
        }
        for note in &snippet.notes {
            assert!(note.ends_with('.') && !note.contains("  "), "{note}");
        }
        assert!(!snippet.text.contains("\n\n\n\n") && snippet.where_to_put.ends_with('.'));
        assert!(snippet.text.lines().all(|line| line == line.trim_end()), "{}", snippet.text);
    }
}

/// Fields that some servers send by a setting with another name.
fn has_own_word(name: &str) -> bool {
    let known =
        ["strict-transport", "content-security", "x-", "referrer", "cross-origin", "origin-"];
    known.iter().any(|start| name.starts_with(start))
}

#[test]
fn nothing_to_change_is_no_line() {
    for server in Server::ALL {
        let snippet = lines(server, &Changes::default());
        assert_eq!((snippet.text.as_str(), snippet.notes.len()), ("", 0), "{}", server.name());
    }
}

#[test]
fn each_change_alone_is_written_by_every_server() {
    for check in checks::all() {
        let changes = Changes::of(&[check.remedy]);
        for server in Server::ALL {
            let snippet = lines(server, &changes);
            let silent = snippet.text.is_empty() && snippet.notes.is_empty();
            assert_eq!(silent, changes.is_empty(), "{} {}", server.name(), check.id);
        }
    }
}

mod frameworks;
mod servers;

fn badness(verdict: &Verdict) -> (u8, Severity) {
    match verdict.outcome {
        Outcome::Fail => (2, verdict.severity),
        Outcome::Warn => (1, verdict.severity),
        Outcome::Pass | Outcome::Note | Outcome::NotApplicable | Outcome::Unseen => {
            (0, Severity::Info)
        }
    }
}

const NAMES: [&str; 36] = [
    "Set-Cookie",
    "Cache-Control",
    "Access-Control-Allow-Origin",
    "Vary",
    "Server",
    "Expires",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Headers",
    "Clear-Site-Data",
    "NEL",
    "Report-To",
    "Alt-Svc",
    "RateLimit",
    "Content-Security-Policy",
    "Retry-After",
    "Sunset",
    "Content-Security-Policy-Report-Only",
    "Date",
    "Strict-Transport-Security",
    "X-Frame-Options",
    "ETag",
    "Server-Timing",
    "Content-Encoding",
    "Content-Type",
    "X-Powered-By",
    "Location",
    "X-XSS-Protection",
    "Access-Control-Max-Age",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Embedder-Policy",
    "X-Content-Type-Options",
    "X-Content-Security-Policy",
    "Integrity-Policy",
    "X-Debug-Token",
];

const VALUES: [&str; 36] = [
    "*",
    "null",
    "true",
    "sid=1",
    "__Host-a=b; Path=/",
    "csrf=1; SameSite=None",
    "a=b; Secure; HttpOnly",
    "token=eyJhbGciOi.e30.x; Domain=example.com",
    "public, max-age=60",
    "private",
    "no-store",
    "max-age=10",
    "max-age=31536000; preload",
    "max-age=0",
    "unsafe-url",
    "no-referrer",
    "ALLOWALL",
    "SAMEORIGIN",
    "text/html",
    "application/json",
    "text/css",
    "default-src *",
    "script-src 'unsafe-inline'",
    "require-corp",
    "same-origin",
    "nginx/1.2.3",
    "Origin",
    "1; mode=block",
    "https://a.example",
    "http://b.example/x",
    "Wed, 21 Oct 2015 07:28:00 GMT",
    "0",
    "nosniff",
    "a; b",
    "gzip",
    "clear",
];

fn any_evidence() -> impl Strategy<Value = Evidence> {
    let fields = prop::collection::vec((0..NAMES.len(), 0..VALUES.len()), 0..8);
    let urls = ["https://www.example.com/a", "http://www.example.com/", "http://localhost/"];
    let statuses = [200_u16, 301, 404, 429, 503];
    (fields, 0..urls.len(), 0..statuses.len(), any::<bool>()).prop_map(
        move |(fields, url, status, read)| {
            let pairs = fields.into_iter().map(|(name, value)| (NAMES[name], VALUES[value]));
            let headers: Headers = pairs.collect();
            let url = Address::parse(urls[url]).ok();
            let mut evidence = Evidence::of_headers(Door::Paste, url, statuses[status], headers);
            if read {
                evidence.body = Body::Read { text: "{\"status\":\"ok\"}".into(), whole: true };
            }
            evidence
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_remedy_never_makes_its_own_check_worse(evidence in any_evidence(), profile in 0..4_usize) {
        let profile = Profile::ALL[profile];
        let report = Report::of(&evidence, profile);
        for finding in report.findings.iter().filter(|finding| is_bad(&finding.verdict)) {
            let after = forecast(&evidence, profile, &[finding.check.remedy]);
            let id = finding.check.id;
            let same = after.findings.iter().find(|one| one.check.id == id).unwrap();
            prop_assert!(
                badness(&same.verdict) <= badness(&finding.verdict),
                "{id}: {:?} then {:?}", finding.verdict, same.verdict
            );
        }
    }

    #[test]
    fn a_plan_of_what_comes_out_changes_nothing(evidence in any_evidence(), profile in 0..4_usize) {
        let profile = Profile::ALL[profile];
        let first = plan(&evidence, profile);
        let second = plan(&first.evidence, profile);
        prop_assert_eq!(&second.evidence, &first.evidence);
        prop_assert_eq!(second.after.score, first.after.score);
    }
}
