//! Do other sites make a browser send the cookie?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::cookie::{SameSite, kind::Purpose};

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-same-site",
    title: "Cookies say whether other sites may cause them to be sent",
    why: "SameSite decides whether a form or a script on a foreign site reaches yours with the \
          visitor's session. Only Chromium assumes Lax when nothing is said; elsewhere nothing \
          said means that the cookie goes along.",
    how: crate::audit::check::page_only(
        "Strict and Lax pass, and so does None with Secure. No SameSite, or a word that no \
          browser knows, warns; on a cookie that guards against forged requests it fails. None \
          without Secure fails, because browsers drop the cookie. Deletions are passed over.",
    ),
    fix: "Set SameSite=Lax on every cookie, or SameSite=None together with Secure where other \
          sites need it.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 6265bis section 5.6.7 (SameSite)",
            url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6.7",
        },
        Source {
            name: "OWASP Cross-Site Request Forgery Prevention Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html#samesite-cookie-attribute",
        },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Cookies,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "Cookies are only deleted here.", judge)
}

fn judge(set: &Set<'_>) -> Option<Verdict> {
    if set.deletes() {
        return None;
    }
    Some(match set.cookie.same_site() {
        SameSite::Strict => Verdict::pass("", "Other sites never cause it to be sent."),
        SameSite::Lax => Verdict::pass("", "Other sites cause it to be sent by links only."),
        SameSite::None if set.cookie.secure() => {
            Verdict::pass("", "It is meant for use from other sites, and says so.")
        }
        SameSite::None => Verdict::fail(
            Severity::High,
            "",
            "Browsers drop a cookie with SameSite=None that is not Secure: it is never set.",
        ),
        SameSite::Absent => unsaid(set, "It has no SameSite"),
        SameSite::Unknown => unsaid(set, "No browser knows this SameSite, so it has none"),
    })
}

fn unsaid(set: &Set<'_>, what: &str) -> Verdict {
    if set.purpose() == Purpose::Csrf {
        let says =
            format!("{what}; a cookie that guards against forged requests cannot do without.");
        Verdict::fail(Severity::Medium, "", says)
    } else {
        let says = format!("{what}; only Chromium then keeps it from requests of other sites.");
        Verdict::warn(Severity::Medium, "", says)
    }
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
    fn a_known_word_passes() {
        check("Set-Cookie: sid=1; SameSite=lax", "pass");
        check("Set-Cookie: sid=1; SameSite=None; Secure", "pass");
        check("Set-Cookie: sid=1; SameSite=x; SameSite=Strict", "pass");
    }

    #[test]
    fn nothing_said_is_no_protection() {
        check("Set-Cookie: sid=1; Secure", "warn medium");
        check("Set-Cookie: csrftoken=1; Secure", "fail medium");
    }

    #[test]
    fn a_malformed_word_is_nothing_said() {
        check("Set-Cookie: sid=1; SameSite", "warn medium");
        check("Set-Cookie: sid=1; SameSite=\"Lax\"", "warn medium");
        check("Set-Cookie: xsrf=1; SameSite=true", "fail medium");
        check("Set-Cookie: sid=1; SameSite=Lax; SameSite=x", "warn medium");
    }

    #[test]
    fn none_needs_secure() {
        check("Set-Cookie: sid=1; SameSite=None", "fail high");
        check("Set-Cookie: sid=; SameSite=None; Max-Age=0", "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
