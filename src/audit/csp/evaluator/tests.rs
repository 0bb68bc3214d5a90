//! What CSP Evaluator says of some policies, and that no text stops this part.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(csp: &str, want: &[&str]) {
    let mut got: Vec<_> = default_findings(csp).iter().map(line).collect();
    got.sort_unstable();
    assert_eq!(got, want, "{csp}");
}

fn line(finding: &Finding) -> String {
    let value = finding.value.as_deref().unwrap_or("-");
    format!("{} {} {} {value}", finding.severity, finding.kind, finding.directive)
}

#[test]
fn a_policy_that_lists_nothing_bad_has_no_findings() {
    check("default-src 'none'; script-src 'sha256-abcd'; base-uri 'none'", &[]);
}

#[test]
fn open_scripts_are_high() {
    check(
        "default-src * 'unsafe-inline'",
        &[
            "HIGH PLAIN_WILDCARD default-src *",
            "HIGH SCRIPT_UNSAFE_INLINE default-src 'unsafe-inline'",
        ],
    );
    check(
        "script-src data: *.google.com; object-src 'none'",
        &[
            "HIGH PLAIN_URL_SCHEMES script-src data:",
            "HIGH SCRIPT_ALLOWLIST_BYPASS script-src *.google.com",
        ],
    );
}

#[test]
fn what_a_nonce_overrides_is_said_three_times() {
    let ignored = "NONE IGNORED script-src 'unsafe-inline'";
    check(
        "script-src 'nonce-0123456789' 'unsafe-inline'; object-src 'none'; base-uri 'self'",
        &[ignored, ignored, ignored],
    );
}

#[test]
fn its_javascript_shows() {
    check("constructor x; default-src 'none'", &[]);
    check("default-src 'none'; Default-Src *", &[]);
}

#[test]
fn a_source_that_makes_that_tool_throw_is_passed_over() {
    check(
        "script-src 'nonce-<?=$nonce?>' 'unsafe-inline'; object-src 'none'",
        &[
            "HIGH SCRIPT_UNSAFE_INLINE script-src 'unsafe-inline'",
            "INFO NONCE_CHARSET script-src 'nonce-<?=$nonce?>'",
            "SYNTAX INVALID_KEYWORD script-src 'nonce-<?=$nonce?>'",
        ],
    );
}

#[test]
fn a_check_is_run_by_its_exported_name() {
    let findings = findings_of("checkIpSource", "script-src 8.8.8.8 not.an.ip");
    assert_eq!(findings.map(|found| found.len()), Some(1));
    assert_eq!(findings_of("checkNothing", ""), None);
}

#[test]
fn the_worst_severity_is_found() {
    assert_eq!(highest_severity(&[]), "NONE");
    assert_eq!(highest_severity(&reporting_findings("script-src 'self'")), "INFO");
    assert_eq!(highest_severity(&strict_findings("script-src a.example")), "STRICT_CSP");
}

proptest! {
    #[test]
    fn any_text_is_answered_with_known_severities(csp in ".{0,60}") {
        for finding in default_findings(&csp).iter().chain(&strict_findings(&csp)) {
            prop_assert!(SEVERITIES.contains(&finding.severity));
        }
    }

    #[test]
    fn a_second_directive_of_the_same_name_changes_nothing(tail in "[a-z' :*]{0,20}") {
        let once = "script-src 'self'; object-src 'none'";
        let twice = format!("{once}; Script-Src {tail}");
        prop_assert_eq!(default_findings(once), default_findings(&twice));
    }
}
