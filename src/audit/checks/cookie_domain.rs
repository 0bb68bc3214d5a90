//! Which hosts receive a cookie?

use crate::audit::address::Address;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::cookie::store::Refusal;
use crate::audit::site;

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-domain",
    title: "Sessions stay on their own host",
    why: "With Domain a cookie goes to every sub-domain, also to the forgotten test server and \
          to the one that a partner runs. A Domain that does not cover the host gets the cookie \
          dropped without an error.",
    how: crate::audit::check::page_only(
        "A Domain that is not the host or above it fails, and so does a public suffix such as \
          co.uk or github.io, unless it is the host itself. A session with the Domain of a \
          parent warns; with the Domain of the host itself it is noted, since sub-domains get \
          it too. Other cookies with a valid Domain, and cookies without one, pass.",
    ),
    fix: "Leave Domain out of session cookies.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "RFC 6265bis section 5.7 (storage model)",
            url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.7",
        },
        Source { name: "Public Suffix List", url: "https://publicsuffix.org/" },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "No cookie is set here.", |set| Some(judge(set)))
}

fn judge(set: &Set<'_>) -> Verdict {
    let Some(domain) = set.cookie.domain() else {
        return Verdict::pass("", "Without Domain it goes to this host only.");
    };
    let Some(host) = set.url.map(Address::host) else {
        return without_host(set, &domain);
    };
    match set.cookie.domain_refusal(set.url) {
        Some(Refusal::PublicSuffix) => {
            let says = format!("{domain} is a public suffix, so browsers drop the cookie.");
            Verdict::fail(Severity::Medium, "", says)
        }
        Some(_) => {
            let says = format!("{domain} does not cover {host}, so browsers drop the cookie.");
            Verdict::fail(Severity::Medium, "", says)
        }
        None if !set.is_session() || site::is_public_suffix(&domain) => {
            Verdict::pass("", "Domain covers the host and shares no session.")
        }
        None if domain == host => {
            let says = format!("The session also goes to every host below {host}.");
            Verdict::note("", says)
        }
        None => {
            let says = format!("The session goes to every host below {domain}, not just {host}.");
            Verdict::warn(Severity::Medium, "", says)
        }
    }
}

fn without_host(set: &Set<'_>, domain: &str) -> Verdict {
    if set.is_session() && !site::is_public_suffix(domain) {
        let says = format!("The session goes to every host below {domain}.");
        return Verdict::warn(Severity::Medium, "", says);
    }
    Verdict::unseen("The host is not known, so its Domain cannot be compared with it.")
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
    fn a_cookie_of_one_host_passes() {
        check("Set-Cookie: sid=1", "pass");
        check("Set-Cookie: theme=1; Domain=.example.com", "pass");
    }

    #[test]
    fn a_domain_that_does_not_cover_the_host_fails() {
        check("Set-Cookie: sid=1; Domain=other.com", "fail medium");
        check("Set-Cookie: a=1; Domain=com", "fail medium");
        check("Set-Cookie: a=1; Domain=ample.com", "fail medium");
    }

    #[test]
    fn a_shared_session_is_pointed_out() {
        check("Set-Cookie: sid=1; Domain=example.com", "warn medium");
        check("Set-Cookie: sid=1; Domain=app.example.com", "note");
    }

    #[test]
    fn malformed_and_unseen_domains() {
        check("Set-Cookie: sid=1; Domain=", "pass");
        check("Set-Cookie: sid=1; Domain=https://app.example.com", "fail medium");
        trial(Profile::Page, "Set-Cookie: a=1; Domain=x.com").url("").is(&CHECKS[0], "unseen");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
