//! Does the name of a cookie promise what its attributes keep?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::cookie::{Prefix, SameSite, store::Refusal};

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-prefix",
    title: "Prefixed cookies keep what their prefix promises",
    why: "A browser drops a cookie that is named __Host- or __Secure- and lacks the attributes \
          that go with it, so sign-in fails without an error. A kept prefix stops sub-domains \
          and plain http from planting a session.",
    how: crate::audit::check::page_only(
        "__Secure- needs Secure; __Host- needs Secure, Path=/ and no Domain; __Http- needs \
          Secure and HttpOnly; __Host-Http- needs all of these; otherwise it fails. Names are \
          compared without case, and deletions are judged too. A nameless cookie whose value \
          begins with a prefix fails. A session with every flag and no prefix is noted.",
    ),
    fix: "Send __Host- cookies with Secure, Path=/ and without Domain.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 6265bis section 4.1.3 (cookie name prefixes)",
            url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3",
        },
        Source {
            name: "Layered cookies (__Http- and __Host-Http-)",
            url: "https://datatracker.ietf.org/doc/draft-ietf-httpbis-layered-cookies/",
        },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "No cookie here has a prefix, or is ready for one.", judge)
}

fn judge(set: &Set<'_>) -> Option<Verdict> {
    let cookie = &set.cookie;
    match cookie.prefix_refusal() {
        Some(Refusal::DisguisedPrefix(prefix)) => {
            let says = format!("The value of a nameless cookie begins with {}.", prefix.text());
            return Some(refused(&says));
        }
        Some(_) => {
            let says = cookie.prefix().map(needs).unwrap_or_default();
            return Some(refused(&says));
        }
        None => {}
    }
    if let Some(prefix) = cookie.prefix() {
        let says = format!("It keeps everything that {} promises.", prefix.text());
        return Some(Verdict::pass("", says));
    }
    let guarded = cookie.secure()
        && cookie.http_only()
        && matches!(cookie.same_site(), SameSite::Strict | SameSite::Lax);
    (set.is_session() && guarded && !set.deletes()).then(|| {
        let says = "The flags are right. Named __Host-…, with Path=/ and no Domain, no sub-domain \
                    could plant a session of its own either.";
        Verdict::note("", says)
    })
}

fn refused(says: &str) -> Verdict {
    Verdict::fail(Severity::High, "", format!("{says} Browsers drop it: it is never set."))
}

fn needs(prefix: Prefix) -> String {
    let needed = match prefix {
        Prefix::Secure => "Secure",
        Prefix::Host => "Secure, Path=/ and no Domain",
        Prefix::Http => "Secure and HttpOnly",
        Prefix::HostHttp => "Secure, HttpOnly, Path=/ and no Domain",
    };
    format!("A name that begins with {} needs {needed}.", prefix.text())
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
    fn kept_promises_pass() {
        check("Set-Cookie: __Host-sid=1; Secure; Path=/", "pass");
        check("Set-Cookie: __Secure-sid=1; Secure; Domain=example.com", "pass");
        check("Set-Cookie: __Host-Http-sid=1; Secure; HttpOnly; Path=/", "pass");
    }

    #[test]
    fn broken_promises_fail_in_any_case() {
        check("Set-Cookie: __Host-sid=1; Secure", "fail high");
        check("Set-Cookie: __HOST-sid=1; Secure; Path=/; Domain=example.com", "fail high");
        check("Set-Cookie: __Http-sid=1; Secure", "fail high");
        check("Set-Cookie: __Host-sid=; Max-Age=0", "fail high");
    }

    #[test]
    fn malformed_lines_are_judged_as_stored() {
        check("Set-Cookie: =__Host-x; Secure; Path=/", "fail high");
        check("Set-Cookie: __Host-sid", "fail high");
        check("Set-Cookie: __Host-sid=1; Secure; Path=\"/\"", "fail high");
    }

    #[test]
    fn a_well_guarded_session_is_told_of_the_prefix() {
        check("Set-Cookie: sid=1; Secure; HttpOnly; SameSite=Lax", "note");
        check("Set-Cookie: sid=1; Secure", "not-applicable");
        check("Set-Cookie: theme=1", "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
