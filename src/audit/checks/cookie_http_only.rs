//! May scripts read a session?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-http-only",
    title: "Session cookies are out of reach of scripts",
    why: "One injected script can read every cookie that lacks HttpOnly and send the session to \
          someone else, who is then signed in without a password.",
    how: crate::audit::check::page_only(
        "A cookie named like a session or token without HttpOnly fails. Cookies named like a \
          forgery token are left out, because the page's own script has to read those; so are \
          deletions and all other cookies.",
    ),
    fix: "Add HttpOnly to every session and token cookie.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 6265bis section 5.6.6 (HttpOnly)",
            url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6.6",
        },
        Source {
            name: "OWASP Session Management Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#httponly-attribute",
        },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Cookies,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "No cookie here is named like a session or token.", judge)
}

fn judge(set: &Set<'_>) -> Option<Verdict> {
    let concerned = set.is_session() && !set.deletes();
    concerned.then(|| {
        if set.cookie.http_only() {
            Verdict::pass("", "No script can read this session cookie.")
        } else {
            Verdict::fail(
                Severity::High,
                "",
                "This looks like a session or a token, and any script on the page can read it.",
            )
        }
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
    fn sessions_must_be_out_of_reach() {
        check("Set-Cookie: sid=1; HTTPONLY", "pass");
        check("Set-Cookie: sid=1; HttpOnly\nSet-Cookie: jwt=1; Secure", "fail high");
        check("Set-Cookie: PHPSESSID=1; Http-Only", "fail high");
    }

    #[test]
    fn other_cookies_are_left_alone() {
        check("Set-Cookie: XSRF-TOKEN=1", "not-applicable");
        check("Set-Cookie: assessment=1", "not-applicable");
        check("Set-Cookie: sid=; Max-Age=0", "not-applicable");
        check("Set-Cookie: ;;=", "not-applicable");
        trial(Profile::Api, "").probed().is(&CHECKS[0], "unseen");
    }
}
