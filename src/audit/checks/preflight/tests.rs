//! Preflights, by example.

use super::*;
use crate::audit::checks::trial::trial;
use crate::audit::evidence::Hop;
use crate::audit::headers::Headers;

#[track_caller]
fn check_lists(lines: &str, want: &str) {
    trial(Profile::Api, lines).is(&CHECKS[0], want);
}

#[test]
fn a_list_of_names_passes() {
    check_lists("Access-Control-Allow-Methods: GET, POST", "pass");
    check_lists("Access-Control-Allow-Headers: *, Authorization", "note");
    check_lists("Access-Control-Allow-Methods: *", "note");
    check_lists("", "not-applicable");
}

#[test]
fn a_star_covers_less_than_it_seems() {
    check_lists("Access-Control-Allow-Headers: *", "warn low");
    let both = "Access-Control-Allow-Methods: *\nAccess-Control-Allow-Credentials: true";
    check_lists(both, "warn low");
    let exposed = "Access-Control-Expose-Headers: *\nAccess-Control-Allow-Credentials: true";
    check_lists(exposed, "warn low");
}

#[test]
fn a_malformed_list_is_refused() {
    check_lists("Access-Control-Allow-Methods: GET POST", "fail low");
    check_lists("Access-Control-Allow-Headers: X-A; X-B", "fail low");
    trial(Profile::Api, "").probed().is(&CHECKS[0], "unseen");
}

#[track_caller]
fn check_age(lines: &str, want: &str) {
    let lines = format!("Access-Control-Allow-Origin: *\n{lines}");
    trial(Profile::Api, &lines).method("OPTIONS").is(&CHECKS[1], want);
}

#[test]
fn a_lifetime_is_digits() {
    check_age("Access-Control-Max-Age: 600", "pass");
    check_age("Access-Control-Max-Age: 86400", "note");
    check_age("Access-Control-Max-Age: 10m", "warn info");
    check_age("Access-Control-Max-Age: 60\nAccess-Control-Max-Age: 60", "warn info");
    check_age("", "note");
    trial(Profile::Api, "").is(&CHECKS[1], "not-applicable");
    trial(Profile::Api, "").probed().is(&CHECKS[1], "unseen");
}

#[track_caller]
fn check_status(status: u16, want: &str) {
    let asked = "Origin: https://a.example\nAccess-Control-Request-Method: PUT";
    trial(Profile::Api, "").method("OPTIONS").asked(asked).status(status).is(&CHECKS[2], want);
}

#[test]
fn a_preflight_must_succeed() {
    check_status(204, "pass");
    check_status(200, "pass");
    check_status(301, "fail medium");
    check_status(401, "fail medium");
    check_status(405, "fail medium");
    trial(Profile::Api, "").is(&CHECKS[2], "not-applicable");
}

#[test]
fn a_followed_redirect_fails_and_an_unknown_status_is_unseen() {
    let preflight = || trial(Profile::Api, "").method("OPTIONS").asked("Origin: https://a.example");
    let mut redirected = preflight();
    redirected.evidence.hops.push(Hop { url: None, status: 307, headers: Headers::default() });
    redirected.is(&CHECKS[2], "fail medium");
    let mut unknown = preflight();
    unknown.evidence.status = None;
    unknown.is(&CHECKS[2], "unseen");
}
