//! What the peer says of cookies.

use super::hsts;
use super::jar::{self, Cookie};
use super::js;
use super::seen::{Known, Seen};
use super::table::{Row, failed, passed};

/// The name of the test.
pub const NAME: &str = "cookies";

const ALL_FLAGS: Row = passed(
    "cookies-secure-with-httponly-sessions-and-samesite",
    5,
    "Every cookie has Secure and SameSite, and every session cookie HttpOnly.",
);
const NO_SAME_SITE: Row = passed(
    "cookies-secure-with-httponly-sessions",
    0,
    "Every cookie has Secure and every session cookie HttpOnly; SameSite is missing somewhere.",
);
const NONE_FOUND: Row = passed("cookies-not-found", 0, "The cookie jar is empty after the visit.");
const INSECURE_HSTS: Row = failed(
    "cookies-without-secure-flag-but-protected-by-hsts",
    -5,
    "A cookie lacks Secure; HSTS keeps browsers from sending it over http.",
);
const SESSION_INSECURE_HSTS: Row = failed(
    "cookies-session-without-secure-flag-but-protected-by-hsts",
    -10,
    "A session cookie lacks Secure; HSTS keeps browsers from sending it over http.",
);
const INSECURE: Row =
    failed("cookies-without-secure-flag", -20, "A cookie lacks Secure, and there is no HSTS.");
const BAD_SAME_SITE: Row = failed(
    "cookies-samesite-flag-invalid",
    -20,
    "A SameSite is none of Strict, Lax and None, or None without Secure.",
);
const CSRF_NO_SAME_SITE: Row = failed(
    "cookies-anticsrf-without-samesite-flag",
    -20,
    "A cookie with csrf in its name lacks SameSite.",
);
const SESSION_READABLE: Row =
    failed("cookies-session-without-httponly-flag", -30, "Scripts may read a session cookie.");
const SESSION_INSECURE: Row = failed(
    "cookies-session-without-secure-flag",
    -40,
    "A session cookie lacks Secure, and there is no HSTS.",
);

/// Every result of the test.
pub const ROWS: &[Row] = &[
    ALL_FLAGS,
    NO_SAME_SITE,
    NONE_FOUND,
    INSECURE_HSTS,
    SESSION_INSECURE_HSTS,
    INSECURE,
    BAD_SAME_SITE,
    CSRF_NO_SAME_SITE,
    SESSION_READABLE,
    SESSION_INSECURE,
];

/// Complaints from mild to grave; the gravest is the verdict, whatever its points.
const GRAVITY: [Row; 7] = [
    INSECURE_HSTS,
    INSECURE,
    SESSION_INSECURE_HSTS,
    BAD_SAME_SITE,
    CSRF_NO_SAME_SITE,
    SESSION_READABLE,
    SESSION_INSECURE,
];

/// A cookie of a load balancer that the peer leaves out.
const LEFT_OUT: &str = "heroku-session-affinity";

/// Judges every cookie that the jar kept.
pub fn run(seen: &Seen<'_>) -> Known<Row> {
    seen.field("set-cookie")?;
    let url = seen.input.url.as_str();
    let earlier =
        seen.input.earlier_cookies.iter().map(|(url, text)| (url.as_str(), text.as_str()));
    let sent = seen.fields.cookies();
    let mut kept = jar::keep(earlier.chain(sent.iter().map(|text| (url, text.as_str()))));
    kept.retain(|cookie| cookie.name != LEFT_OUT);
    if kept.is_empty() {
        return Ok(NONE_FOUND);
    }
    let malformed = sent.iter().any(|text| has_unknown_same_site(text));
    let judge = |protected| verdict(&kept, malformed, protected);
    match hsts::passes(seen) {
        Ok(protected) => Ok(judge(protected)),
        Err(_) if judge(true) == judge(false) => Ok(judge(true)),
        Err(needs) => Err(needs),
    }
}

fn verdict(kept: &[Cookie], malformed: bool, protected: bool) -> Row {
    let complaints = kept.iter().flat_map(|cookie| complaints(cookie, protected));
    let all: Vec<_> = complaints.chain(malformed.then_some(BAD_SAME_SITE)).collect();
    match GRAVITY.iter().rev().find(|row| all.contains(row)) {
        Some(gravest) => *gravest,
        None if kept.iter().any(|cookie| cookie.same_site.is_none()) => NO_SAME_SITE,
        None => ALL_FLAGS,
    }
}

fn complaints(cookie: &Cookie, protected: bool) -> Vec<Row> {
    let name = cookie.name.to_lowercase();
    let is_session = is_session(&name);
    let mut rows = Vec::new();
    if !cookie.secure {
        rows.push(if protected { INSECURE_HSTS } else { INSECURE });
        if is_session {
            rows.push(if protected { SESSION_INSECURE_HSTS } else { SESSION_INSECURE });
        }
        if cookie.same_site == Some("none") {
            rows.push(BAD_SAME_SITE);
        }
    }
    if name.contains("csrf") && cookie.same_site.is_none() {
        rows.push(CSRF_NO_SAME_SITE);
    }
    if is_session && !cookie.http_only {
        rows.push(SESSION_READABLE);
    }
    rows
}

/// Whether the peer takes a name, in lower case, for that of a session.
pub(super) fn is_session(name: &str) -> bool {
    name.contains("sess") || name.contains("login")
}

/// Whether a `Set-Cookie` holds a `SameSite` that is empty or unknown, even if the jar drops it.
fn has_unknown_same_site(text: &str) -> bool {
    js::trim(text).split(';').any(|part| {
        let mut halves = js::trim(part).split('=');
        let key = halves.next().unwrap_or("");
        let value = js::trim(halves.next().unwrap_or("")).to_lowercase();
        js::trim(key).eq_ignore_ascii_case("samesite")
            && !["lax", "strict", "none"].contains(&value.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(set: &[&str], protected: bool, want: Row) {
        let kept = jar::keep(set.iter().map(|text| ("https://a.example/", *text)));
        let malformed = set.iter().any(|text| has_unknown_same_site(text));
        assert_eq!(verdict(&kept, malformed, protected), want);
    }

    #[test]
    fn the_gravest_complaint_wins() {
        check(&["a=1; Secure; SameSite=Lax"], false, ALL_FLAGS);
        check(&["a=1; Secure"], false, NO_SAME_SITE);
        check(&["a=1"], true, INSECURE_HSTS);
        check(&["a=1"], false, INSECURE);
        check(&["sessid=1; HttpOnly"], true, SESSION_INSECURE_HSTS);
        check(&["sessid=1; HttpOnly"], false, SESSION_INSECURE);
        check(&["login=1; Secure"], false, SESSION_READABLE);
        check(&["xcsrf=1; Secure"], false, CSRF_NO_SAME_SITE);
        check(&["a=1", "sessid=1; Secure"], false, SESSION_READABLE);
    }

    #[test]
    fn same_site_must_be_known_and_none_be_secure() {
        check(&["a=1; SameSite=None"], true, BAD_SAME_SITE);
        check(&["a=1; Secure; SameSite=None"], true, ALL_FLAGS);
        check(&["a=1; Secure; SameSite"], true, BAD_SAME_SITE);
        check(&["a=1; Secure; SameSite=maybe"], true, BAD_SAME_SITE);
        check(&["a=1; Secure; SameSite=Lax=x"], true, BAD_SAME_SITE_OR_MISSING);
    }

    /// The raw check reads as far as the second `=`, the jar reads all: so it is only missing.
    const BAD_SAME_SITE_OR_MISSING: Row = NO_SAME_SITE;
}
