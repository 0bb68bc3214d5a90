//! How long answers are kept, by example.

use super::*;
use crate::audit::checks::trial::trial;

#[track_caller]
fn check_health(lines: &str, want: &str) {
    trial(Profile::Health, lines).is(&CHECKS[0], want);
}

#[test]
fn health_is_never_kept() {
    check_health("Cache-Control: no-store", "pass");
    check_health("Cache-Control: max-age=0, no-cache", "pass");
    check_health("Cache-Control: max-age=0", "pass");
    check_health("Expires: 0", "pass");
    check_health("", "warn high");
    check_health("Cache-Control: public", "warn high");
}

#[test]
fn kept_health_fails() {
    check_health("Cache-Control: max-age=5", "fail high");
    check_health("Cache-Control: max-age=0, s-maxage=5", "fail high");
    check_health("Cache-Control: s-maxage=5", "fail high");
    check_health("Cache-Control: s-maxage=5\nExpires: 0", "fail high");
    check_health("Cache-Control: no-store\nAge: 7", "fail high");
    check_health("Cache-Control: no-store\nX-Cache: Hit from cloudfront", "fail high");
    check_health("Cache-Control: no-store\nCF-Cache-Status: DYNAMIC\nAge: 0", "pass");
}

#[test]
fn a_malformed_lifetime_is_stale_and_a_hidden_one_unseen() {
    check_health("Cache-Control: max-age=abc", "pass");
    check_health("Cache-Control: no-cache=\"x\"", "warn high");
    let mut hidden = trial(Profile::Health, "");
    hidden.evidence.visibility = crate::audit::evidence::Visibility::Nothing;
    hidden.is(&CHECKS[0], "unseen");
}

#[track_caller]
fn check_page(lines: &str, want: &str) {
    trial(Profile::Page, lines).is(&CHECKS[1], want);
}

#[test]
fn pages_are_kept_for_minutes() {
    check_page("Cache-Control: no-cache", "pass");
    check_page("Cache-Control: max-age=180", "pass");
    check_page("Cache-Control: public, max-age=0, s-maxage=31536000", "pass");
    check_page("Cache-Control: max-age=600", "note");
    check_page("Cache-Control: max-age=86400", "warn low");
    check_page("Cache-Control: s-maxage=60", "warn low");
    check_page("", "warn low");
}

#[test]
fn expires_counts_from_the_date() {
    let expires = "Expires: Fri, 20 Nov 2026 10:00:00 GMT";
    check_page(&format!("{expires}\nDate: Fri, 20 Nov 2026 09:59:00 GMT"), "pass");
    check_page(&format!("{expires}\nDate: Fri, 20 Nov 2026 05:00:00 GMT"), "warn low");
    check_page(expires, "unseen");
    check_page("Expires: -1", "pass");
}

#[track_caller]
fn check_asset(path: &str, lines: &str, want: &str) {
    let url = format!("https://a.example{path}");
    trial(Profile::Static, lines).url(&url).is(&CHECKS[2], want);
}

#[test]
fn hashed_files_are_kept_for_a_year() {
    let path = "/assets/index-BZx81kQa.js";
    check_asset(path, "Cache-Control: public, max-age=31536000, immutable", "pass");
    check_asset(path, "Cache-Control: public, max-age=31536000", "note");
    check_asset(path, "Cache-Control: max-age=3600", "warn low");
    check_asset(path, "Cache-Control: max-age=1y, immutable", "warn low");
    check_asset(path, "", "warn low");
}

#[test]
fn other_files_are_not_concerned() {
    check_asset("/assets/application.js", "", "not-applicable");
    check_asset("/logo.png", "Cache-Control: max-age=60", "not-applicable");
    trial(Profile::Static, "").url("").is(&CHECKS[2], "unseen");
}
