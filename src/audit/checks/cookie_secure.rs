//! May a cookie travel over an unencrypted connection?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-secure",
    title: "Cookies travel over https only",
    why: "Without Secure a browser also sends the cookie to the http address of the same host. \
          Anyone on the way can read it there, and one http image on any page is enough to make \
          the browser ask.",
    how: crate::audit::check::page_only(
        "Each cookie of the response and of its redirects is judged by itself. A cookie named \
          like a session or token without Secure fails; any other cookie without it warns. \
          Secure on a cookie that came over http fails, because a browser drops it. Deletions \
          and cookies of localhost are passed over.",
    ),
    fix: "Add Secure to every cookie and serve the site over https.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 6265bis section 5.6.5 (Secure)",
            url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6.5",
        },
        Source {
            name: "OWASP Session Management Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#secure-attribute",
        },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Cookies,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "Only deletions and cookies of localhost are set here.", judge)
}

fn judge(set: &Set<'_>) -> Option<Verdict> {
    let local = set.url.is_some_and(|url| url.is_loopback() && !url.is_https());
    if set.deletes() || local {
        return None;
    }
    let over_http = set.url.is_some_and(|url| !url.is_https());
    Some(match (set.cookie.secure(), over_http) {
        (true, true) => Verdict::fail(
            Severity::High,
            "",
            "A browser drops a Secure cookie that arrives over http: it is never set.",
        ),
        (true, false) => Verdict::pass("", "The cookie is sent over https only."),
        (false, _) if set.is_session() => Verdict::fail(
            Severity::High,
            "",
            "This looks like a session or a token, and it is sent over plain http as well.",
        ),
        (false, _) => Verdict::warn(
            Severity::Medium,
            "",
            "The cookie is sent over plain http as well, and can be read or replaced there.",
        ),
    })
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
    fn every_cookie_counts() {
        check("Set-Cookie: a=1; secure\nSet-Cookie: sid=2; Secure", "pass");
        check("Set-Cookie: a=1; Secure\nSet-Cookie: theme=2", "warn medium");
        check("Set-Cookie: theme=2\nSet-Cookie: connect.sid=1; HttpOnly", "fail high");
    }

    #[test]
    fn a_deletion_and_no_cookie_are_not_judged() {
        check("Set-Cookie: sid=; Max-Age=0", "not-applicable");
        check("Server: x", "not-applicable");
    }

    #[test]
    fn what_is_malformed_is_read_as_a_browser_reads_it() {
        check("Set-Cookie: sid=1; Secure=false", "pass");
        check("Set-Cookie: sid=1, Secure", "fail high");
        check("Set-Cookie", "warn medium");
    }

    #[test]
    fn the_scheme_decides() {
        let local = trial(Profile::Page, "Set-Cookie: sid=1").url("http://localhost:3000/");
        local.is(&CHECKS[0], "not-applicable");
        let plain = trial(Profile::Page, "Set-Cookie: sid=1; Secure").url("http://a.example/");
        plain.is(&CHECKS[0], "fail high");
    }

    #[test]
    fn the_probe_never_sees_cookies() {
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
