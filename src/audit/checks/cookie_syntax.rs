//! Is a cookie written so that every browser reads the same?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::cookie::Cookie;

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-syntax",
    title: "Cookies are well formed",
    why: "Browsers read a broken cookie line in silence and make something of it: flags that \
          seem switched off are on, a second cookie joined by a comma is lost.",
    how: crate::audit::check::page_only(
        "A control character fails, because browsers drop the line; so do several cookies joined \
          by commas in one line, of which only the first is set, and a line without name and \
          value. A cookie without a name warns, and so does a flag with a value such as \
          Secure=false, which is on all the same. An unknown attribute is noted.",
    ),
    fix: "Send each cookie as a Set-Cookie line of its own, flags without a value.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "RFC 6265bis section 5.6 (Set-Cookie)",
            url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6",
        },
        Source {
            name: "RFC 9110 section 5.3 (Set-Cookie is never combined)",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-5.3",
        },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

/// Attributes that browsers know; `Priority` is Chromium's own, `Version` and `Comment` are old.
const KNOWN: [&str; 9] = [
    "expires",
    "max-age",
    "domain",
    "path",
    "secure",
    "httponly",
    "samesite",
    "partitioned",
    "priority",
];

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "No cookie is set here.", |set| Some(judge(set)))
}

fn judge(set: &Set<'_>) -> Verdict {
    let cookie = &set.cookie;
    if cookie.has_control {
        let says = "A control character stands in the line, so browsers drop the whole cookie.";
        return Verdict::fail(Severity::Medium, "", says);
    }
    if cookie.name.is_empty() && cookie.value.len == 0 {
        let says = "There is neither a name nor a value, so browsers drop the line.";
        return Verdict::fail(Severity::Low, "", says);
    }
    if !cookie.joined.is_empty() {
        let says = "Commas join several cookies in one line. Browsers set the first one only, and \
                    read the rest as part of it.";
        return Verdict::fail(Severity::Low, "", says);
    }
    if cookie.name.is_empty() {
        let says = "The cookie has no name, and servers read such a cookie in different ways.";
        return Verdict::warn(Severity::Medium, "", says);
    }
    if let Some(flag) = valued_flag(cookie) {
        let says = format!("{flag} is on whatever value it is given.");
        return Verdict::warn(Severity::Low, "", says);
    }
    let known = |name: &str| KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name));
    if cookie.attributes.iter().any(|attribute| !known(attribute.name)) {
        return Verdict::note("", "Browsers ignore an attribute that they do not know.");
    }
    Verdict::pass("", "The line is well formed.")
}

fn valued_flag(cookie: &Cookie) -> Option<&'static str> {
    let valued = |flag: &&str| {
        cookie
            .attributes
            .iter()
            .any(|attribute| attribute.name.eq_ignore_ascii_case(flag) && attribute.value.is_some())
    };
    ["Secure", "HttpOnly", "Partitioned"].into_iter().find(valued)
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        trial(Profile::Page, lines).is(&CHECKS[0], want);
    }

    #[test]
    fn a_well_formed_line_passes() {
        check("Set-Cookie: a=b=c; Path=/; SECURE; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "pass");
        check("Set-Cookie: a=1;", "pass");
    }

    #[test]
    fn malformed_lines_are_told_apart() {
        check("Set-Cookie: a=1\u{7}", "fail medium");
        check("Set-Cookie: =", "fail low");
        check("Set-Cookie: a=1; Path=/, b=2; Secure", "fail low");
        check("Set-Cookie: nameless", "warn medium");
        check("Set-Cookie: a=1; Secure=false", "warn low");
        check("Set-Cookie: a=1; HttpOnly=0", "warn low");
        check("Set-Cookie: a=1; Same-Site=Lax", "note");
    }

    #[test]
    fn no_value_is_quoted() {
        let verdict =
            trial(Profile::Page, "Set-Cookie: a=1; Path=/, b=S3cret").is(&CHECKS[0], "fail low");
        assert_eq!(verdict.seen, "Set-Cookie: a; Path=/…");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
