//! Does a request over http end on https, at once and on the same host?

use super::chain::{Stop, from_http, is_redirect, quote};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::evidence::Evidence;
use crate::audit::parse::hsts_preload_list::holds_top_level_of;

pub(super) const CHECK: Check = Check {
    id: "http-redirect",
    title: "Plain http leads straight to https",
    why: "Links and typed addresses still begin with http; each answer in clear text can be read \
          and rewritten on the way.",
    how: crate::audit::check::page_only(
        "Follows the chain that begins at http. No answer on port 80, or a first redirect to \
          https on the same host, passes; so does a chain whose hosts are all preloaded. Staying \
          on http, ending on it or coming back to it fails. A first redirect to http that reaches \
          https later fails with less weight. A first redirect to https on another host warns, \
          because the first host can then never set an https-only policy. An API or health \
          endpoint that refuses http with a 4xx status warns.",
    ),
    fix: "Answer every http request with a 308 redirect to the same host and path on https.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 6797 section 7.2",
            url: "https://www.rfc-editor.org/rfc/rfc6797#section-7.2",
        },
        Source {
            name: "RFC 9110 section 15.4",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4",
        },
    ],
    items: &["http-redirects-to-https", "https-everywhere"],
    profiles: &Profile::ALL,
    remedy: Remedy::RedirectToHttps,
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    let evidence = subject.evidence;
    let url = evidence.request.url.as_ref();
    if url.is_some_and(crate::audit::address::Address::is_loopback) {
        return Verdict::not_applicable("The address is this machine itself.");
    }
    if let Some(chain) = from_http(evidence) {
        return if chain.iter().all(|stop| is_preloaded(evidence, stop)) {
            let says = "Browsers carry every host of the chain on their preload list and never ask over http.";
            Verdict::pass(quote(&chain), says)
        } else {
            judge(&chain, subject.profile)
        };
    }
    match evidence.surroundings.http_available {
        Some(false) => Verdict::pass("", "Nothing answers over http."),
        Some(true) | None if url.is_some_and(|url| holds_top_level_of(url.host())) => {
            Verdict::pass(
                "",
                "Browsers preload the whole top-level domain and never ask over http.",
            )
        }
        Some(true) | None if evidence.surroundings.hsts_preloaded == Some(true) => Verdict::pass(
            "",
            "Browsers carry the host on their preload list and never ask over http.",
        ),
        Some(true) => {
            Verdict::unseen("Something answers over http, but where it leads was not seen.")
        }
        None => Verdict::unseen("What the host answers over http was not asked."),
    }
}

fn is_preloaded(evidence: &Evidence, stop: &Stop) -> bool {
    let asked = evidence.request.url.as_ref().is_some_and(|url| url.host() == stop.url.host());
    (asked && evidence.surroundings.hsts_preloaded == Some(true))
        || holds_top_level_of(stop.url.host())
}

fn judge(chain: &[Stop], profile: Profile) -> Verdict {
    let seen = quote(chain);
    let Some((first, rest)) = chain.split_first() else {
        return Verdict::unseen("What the host answers over http was not asked.");
    };
    let (Some(second), Some(last)) = (rest.first(), rest.last()) else {
        return alone(first, seen, profile);
    };
    let secure_at = rest.iter().position(|stop| stop.url.is_https());
    let falls_back =
        secure_at.is_some_and(|at| rest.iter().skip(at).any(|stop| !stop.url.is_https()));
    if falls_back {
        return Verdict::fail(Severity::High, seen, "It reaches https and then goes back to http.");
    }
    if secure_at.is_none() && last.status.is_some() {
        return Verdict::fail(Severity::High, seen, "The redirects never reach https.");
    }
    if !second.url.is_https() {
        return Verdict::fail(
            Severity::Medium,
            seen,
            "The first redirect leads to http once more.",
        );
    }
    if second.url.host() != first.url.host() {
        let says = format!(
            "The first redirect leaves {} before it was seen over https, so no policy can be remembered for it.",
            first.url.host()
        );
        return Verdict::warn(Severity::Low, seen, says);
    }
    Verdict::pass(seen, "The first redirect leads to https on the same host.")
}

/// Judges a chain of one answer.
fn alone(only: &Stop, seen: String, profile: Profile) -> Verdict {
    match only.status {
        None => Verdict::unseen("The status over http was not seen."),
        Some(status) if is_redirect(status) => {
            Verdict::unseen("It redirects, but where to was not seen.")
        }
        Some(400..=499) if matches!(profile, Profile::Api | Profile::Health) => {
            let says =
                "It refuses requests over http; what the client sent was still in clear text.";
            Verdict::warn(Severity::Low, seen, says)
        }
        Some(_) => {
            Verdict::fail(Severity::High, seen, "It answers over http and does not lead to https.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::chain::tests::with_chain;
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, page, sent, verdict};

    #[track_caller]
    fn check(stops: &[(&str, u16)], outcome: Outcome, severity: Severity) {
        page(&CHECK, &with_chain(stops), outcome, severity);
    }

    #[test]
    fn straight_to_https_passes() {
        check(&[("http://a.com/", 301), ("https://a.com/", 200)], Outcome::Pass, Severity::Info);
        check(
            &[("http://a.com/", 301), ("https://a.com/", 302), ("https://b.com/", 200)],
            Outcome::Pass,
            Severity::Info,
        );
        check(&[("http://a.dev/", 301), ("http://b.app/", 200)], Outcome::Pass, Severity::Info);
    }

    #[test]
    fn http_left_open_fails() {
        check(&[("http://a.com/", 200)], Outcome::Fail, Severity::High);
        check(&[("http://a.com/", 404)], Outcome::Fail, Severity::High);
        check(&[("http://a.com/", 301), ("http://b.com/", 200)], Outcome::Fail, Severity::High);
        check(
            &[("http://a.com/", 301), ("https://a.com/", 302), ("http://a.com/x", 200)],
            Outcome::Fail,
            Severity::High,
        );
        check(
            &[
                ("http://a.com/", 301),
                ("https://a.com/", 302),
                ("http://a.com/x", 301),
                ("https://a.com/x", 200),
            ],
            Outcome::Fail,
            Severity::High,
        );
        check(
            &[("http://a.com/", 301), ("http://www.a.com/", 301), ("https://www.a.com/", 200)],
            Outcome::Fail,
            Severity::Medium,
        );
    }

    #[test]
    fn leaving_the_host_first_warns() {
        check(&[("http://a.com/", 301), ("https://www.a.com/", 200)], Outcome::Warn, Severity::Low);
        let refused = with_chain(&[("http://a.com/", 403)]);
        assert_eq!(verdict(&CHECK, &refused, Profile::Api).outcome, Outcome::Warn);
    }

    #[test]
    fn what_was_not_asked_is_unseen() {
        page(&CHECK, &sent(&[]), Outcome::Unseen, Severity::Info);
        check(&[("http://a.com/", 301)], Outcome::Unseen, Severity::Info);
        check(&[], Outcome::Unseen, Severity::Info);
        let mut closed = sent(&[]);
        closed.surroundings.http_available = Some(false);
        page(&CHECK, &closed, Outcome::Pass, Severity::Info);
        page(&CHECK, &at("https://a.dev/", &[]), Outcome::Pass, Severity::Info);
        page(&CHECK, &at("http://localhost/", &[]), Outcome::NotApplicable, Severity::Info);
    }

    #[test]
    fn a_single_answer_over_http_tells_enough() {
        page(&CHECK, &at("http://a.com/", &[]), Outcome::Fail, Severity::High);
        let mut redirect = at("http://a.com/", &[("location", "https://a.com/")]);
        redirect.status = Some(308);
        page(&CHECK, &redirect, Outcome::Pass, Severity::Info);
        redirect.headers.set("location", "http://b.com/");
        page(&CHECK, &redirect, Outcome::Fail, Severity::Medium);
        redirect.headers.set("location", "mailto:x");
        page(&CHECK, &redirect, Outcome::Unseen, Severity::Info);
    }
}
