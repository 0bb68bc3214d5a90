//! How long does a cookie live?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::cookie::{Attribute, Cookie, date};
use crate::audit::parse::{http_date, list};

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-lifetime",
    title: "Sessions end within a month, and ends can be read",
    why: "A session that lives for a year can be used for a year by whoever copies it once. An \
          end that no browser can read is no end: the cookie goes when the browser closes.",
    how: crate::audit::check::page_only(
        "An Expires or Max-Age that browsers cannot read fails. A session of more than 30 days \
          warns. More than 400 days, to which browsers may cut it, is noted, and so is an \
          Expires in another form than an IMF-fixdate. An end in the past deletes the cookie, \
          which is noted: it needs no flags. Max-Age comes before Expires.",
    ),
    fix: "Give sessions a Max-Age of 30 days at most, and end them on the server too.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "RFC 6265bis section 5.6.1 and 5.6.2 (Expires, Max-Age)",
            url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6.1",
        },
        Source {
            name: "OWASP Session Management Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-expiration",
        },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

const DAY: i64 = 86_400;

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "No cookie is set here.", |set| Some(judge(set)))
}

fn judge(set: &Set<'_>) -> Verdict {
    let cookie = &set.cookie;
    if let Some(name) = unreadable(cookie) {
        let says = format!("Browsers cannot read this {name} and go on as if it were not there.");
        return Verdict::fail(Severity::Info, "", says);
    }
    if set.deletes() {
        return Verdict::note("", "The end lies in the past: this deletes the cookie.");
    }
    let days = cookie.life(set.now).map(|seconds| seconds / DAY);
    match days {
        Some(days) if days > 30 && set.is_session() => {
            let says = format!("This looks like a session or a token, and it lives {days} days.");
            Verdict::warn(Severity::Low, "", says)
        }
        Some(days) if days > 400 => {
            let says = format!("It asks for {days} days; browsers may cut that to 400.");
            Verdict::note("", says)
        }
        _ if has_old_date(cookie) => {
            Verdict::note("", "Expires is no IMF-fixdate. Browsers read it, other clients may not.")
        }
        Some(days) => Verdict::pass("", format!("It lives {days} days.")),
        None if cookie.last("expires").is_some() => Verdict::unseen(
            "Neither a Date field nor a clock tells how far away the Expires of this cookie is.",
        ),
        None => Verdict::pass("", "It ends with the browser session."),
    }
}

fn unreadable(cookie: &Cookie) -> Option<&'static str> {
    let value = |name| cookie.last(name).map(Attribute::text);
    let max_age = |text: &str| list::digits(text.strip_prefix('-').unwrap_or(text)).is_some();
    if value("max-age").is_some_and(|text| !max_age(text)) {
        return Some("Max-Age");
    }
    value("expires").is_some_and(|text| date::parse(text).is_none()).then_some("Expires")
}

fn has_old_date(cookie: &Cookie) -> bool {
    cookie.last("expires").is_some_and(|date| http_date::imf_fixdate(date.text()).is_none())
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        let now = http_date::imf_fixdate("Fri, 20 Nov 2026 00:00:00 GMT").unwrap();
        trial(Profile::Page, lines).now(now).is(&CHECKS[0], want);
    }

    #[test]
    fn a_month_is_long_enough_for_a_session() {
        check("Set-Cookie: sid=1", "pass");
        check("Set-Cookie: sid=1; Max-Age=2592000", "pass");
        check("Set-Cookie: sid=1; Max-Age=2764800", "warn low");
        check("Set-Cookie: sid=1; Expires=Fri, 05 Mar 2027 00:00:00 GMT", "warn low");
        check("Set-Cookie: sid=1; Expires=Fri, 05 Mar 2027 00:00:00 GMT; Max-Age=60", "pass");
        check("Set-Cookie: theme=1; Max-Age=31536000", "pass");
        check("Set-Cookie: theme=1; Max-Age=63072000", "note");
    }

    #[test]
    fn a_past_end_is_a_deletion() {
        check("Set-Cookie: sid=; Max-Age=0", "note");
        check("Set-Cookie: sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "note");
    }

    #[test]
    fn malformed_ends_fail() {
        check("Set-Cookie: a=1; Expires=0", "fail info");
        check("Set-Cookie: a=1; Expires=2027-01-01", "fail info");
        check("Set-Cookie: a=1; Max-Age=1h", "fail info");
        check("Set-Cookie: a=1; Expires=Friday, 05-Mar-27 00:00:00 GMT", "note");
    }

    #[test]
    fn without_a_clock_a_date_says_nothing() {
        let line = "Set-Cookie: sid=1; Expires=Fri, 05 Mar 2027 00:00:00 GMT";
        trial(Profile::Page, line).is(&CHECKS[0], "unseen");
        let dated = format!("{line}\nDate: Fri, 20 Nov 2026 00:00:00 GMT");
        trial(Profile::Page, &dated).is(&CHECKS[0], "warn low");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
