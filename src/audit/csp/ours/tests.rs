//! What is found in policies that people write.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(csp: &str, id: &str, want: &[&str]) {
    let found = findings_of(id, &Policies::of_value(csp), &Context::default());
    let got: Vec<_> = found.iter().map(line).collect();
    assert_eq!(got, want, "{csp}");
}

fn line(finding: &OwnFinding) -> String {
    let value = finding.value.as_deref().unwrap_or("-");
    let (outcome, severity) = (finding.outcome.name(), finding.severity.name());
    format!("{outcome} {severity} {} {value}", finding.directive)
}

#[test]
fn inline_script_is_judged_over_all_policies() {
    let id = "csp-script-inline";
    check("script-src 'unsafe-inline'", id, &["fail high script-src 'unsafe-inline'"]);
    check("default-src *", id, &[]);
    check("script-src 'unsafe-inline' 'nonce-abc'", id, &["pass info script-src 'unsafe-inline'"]);
    check(
        "script-src 'unsafe-inline', script-src 'self'",
        id,
        &["note info script-src 'unsafe-inline'"],
    );
    check(
        "script-src-attr 'unsafe-inline'; default-src 'none'",
        id,
        &["fail high script-src-attr 'unsafe-inline'"],
    );
    check(
        "frame-ancestors 'self', default-src 'unsafe-inline'",
        id,
        &["fail high default-src 'unsafe-inline'"],
    );
    check("sandbox; script-src 'unsafe-inline'", id, &[]);
}

#[test]
fn a_policy_for_other_things_governs_no_script() {
    let id = "csp-script-src";
    check("frame-ancestors 'self'", id, &["warn medium script-src -"]);
    check("img-src 'self'", id, &["fail high script-src -"]);
    check("script-src-elem 'self'", id, &["fail high script-src -"]);
    check("script-src-elem 'self'; script-src-attr 'none'", id, &[]);
}

#[test]
fn script_sources_are_known_by_what_they_serve() {
    let id = "csp-script-sources";
    check("script-src https:", id, &["fail high script-src https:"]);
    check("script-src blob:", id, &["warn medium script-src blob:"]);
    check("script-src *.cloudfront.net", id, &["fail high script-src *.cloudfront.net"]);
    check("script-src *.s3.amazonaws.com", id, &["fail high script-src *.s3.amazonaws.com"]);
    check("script-src unpkg.com", id, &["fail high script-src unpkg.com"]);
    check("script-src unpkg.com/a@1/a.js", id, &["note info script-src unpkg.com/a@1/a.js"]);
    check(
        "script-src 'self' a.example",
        id,
        &["note info script-src 'self'", "note info script-src a.example"],
    );
    check("script-src https: 'strict-dynamic' 'nonce-abc'", id, &[]);
    check("script-src https:, script-src 'self'", id, &["note info script-src 'self'"]);
}

#[test]
fn secrets_are_fresh_and_hashes_whole() {
    check("script-src 'nonce-{{nonce}}'", "csp-nonce", &["fail high script-src 'nonce-{{nonce}}'"]);
    check("script-src 'nonce-r4nd0m'", "csp-nonce", &["fail high script-src 'nonce-r4nd0m'"]);
    check("script-src 'nonce-h7Gk'", "csp-nonce", &["fail medium script-src 'nonce-h7Gk'"]);
    check(
        "script-src 'nonce-h7Gk!jKl3mQ9'",
        "csp-nonce",
        &["fail medium script-src 'nonce-h7Gk!jKl3mQ9'"],
    );
    check("script-src 'nonce-rAnd6mEn0ughForU5TheseDay'", "csp-nonce", &[]);
    let whole = format!("script-src 'sha256-{}='", "a".repeat(43));
    check(&whole, "csp-hash", &[]);
    check("script-src 'sha256-abc='", "csp-hash", &["fail high script-src 'sha256-abc='"]);
    check("script-src 'sha1-abc'", "csp-hash", &["fail high script-src 'sha1-abc'"]);
    check("script-src 'sha512-a$'", "csp-hash", &["fail high script-src 'sha512-a$'"]);
}

#[test]
fn quotes_names_and_semicolons_are_checked() {
    let id = "csp-syntax";
    check("script-src \"self\"", id, &["fail medium script-src \"self\""]);
    check("script-src self", id, &["fail medium script-src self"]);
    check("script-src \u{2018}self\u{2019}", id, &["fail medium script-src \u{2018}self\u{2019}"]);
    check("script-src 'none' 'self'", id, &["warn low script-src 'none'"]);
    check("frame-anchestors 'none'", id, &["fail medium frame-anchestors -"]);
    check("default-src 'self' script-src 'self'", id, &["fail medium default-src script-src"]);
    check("script-src 'unsafe-inlin'", id, &["warn medium script-src 'unsafe-inlin'"]);
    check("script-src 'wasm-unsafe-eval' 'report-sha256'; fenced-frame-src a.example", id, &[]);
    check("sandbox allow-scripts; report-uri /r?x; trusted-types a b", id, &[]);
}

#[test]
fn what_falls_back_to_nothing_is_missed() {
    check("default-src 'none'", "csp-form-action", &["warn low form-action -"]);
    check("default-src 'none'", "csp-object", &[]);
    check("script-src 'self'", "csp-object", &["warn medium object-src -"]);
    check("script-src 'nonce-h7GkjKl3mQ9'", "csp-base-uri", &["fail medium base-uri -"]);
    check("script-src 'self'", "csp-base-uri", &["warn low base-uri -"]);
}

#[test]
fn insecure_sources_are_worse_for_scripts_than_for_pictures() {
    let id = "csp-mixed-content";
    check("script-src http://a.example", id, &["fail high script-src http://a.example"]);
    check("img-src http:", id, &["warn low img-src http:"]);
    check("img-src http:; upgrade-insecure-requests", id, &["note info img-src http:"]);
    check(
        "default-src 'self'; report-uri http://a.example",
        id,
        &["note info report-uri http://a.example"],
    );
}

#[test]
fn a_strict_policy_is_the_best_there_is() {
    let strict = "script-src 'nonce-abc' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'; base-uri 'none'";
    check(strict, "csp-strict-dynamic", &["pass info script-src 'strict-dynamic'"]);
    check(
        "script-src 'strict-dynamic'",
        "csp-strict-dynamic",
        &["fail high script-src 'strict-dynamic'"],
    );
}

#[test]
fn a_report_goes_to_a_declared_name() {
    let context = Context { endpoints: Some(vec!["main".into()]), ..Context::default() };
    let policies = Policies::of_value("default-src 'self'; report-to csp");
    let found = findings_of("csp-reporting", &policies, &context);
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), ["warn low report-to csp"]);
    check("default-src 'self'; report-to csp", "csp-reporting", &[]);
}

#[test]
fn every_finding_stands_under_the_check_of_its_rule() {
    let csp =
        "script-src * 'unsafe-inline' 'unsafe-eval' 'nonce-x$' http: localhost; foo; referrer a";
    for rule in RULES {
        let found = (rule.find)(&Policies::of_value(csp), &Context::default());
        assert!(found.iter().all(|finding| finding.check == rule.check));
    }
}

proptest! {
    #[test]
    fn any_text_is_judged(csp in ".{0,60}") {
        for finding in findings(&Policies::of_value(&csp), &Context::default()) {
            prop_assert!(!finding.why.is_empty());
        }
    }

    #[test]
    fn a_further_policy_never_opens_inline_script(csp in "[a-z' ;*-]{0,40}") {
        let closed = format!("{csp}, default-src 'self'");
        let found = findings_of("csp-script-inline", &Policies::of_value(&closed), &Context::default());
        prop_assert!(found.iter().all(|finding| finding.outcome != Outcome::Fail));
    }
}
