//! Is the road to the answer short, finite and true to the path?

use super::chain::{Stop, asked, from_http, is_redirect, quote};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::evidence::Door;

pub(super) const CHECK: Check = Check {
    id: "redirect-chain",
    title: "Redirects are few and keep the path",
    why: "Each redirect costs a round trip, a loop shows an error page, and a redirect that drops \
          the path breaks every deep link over http.",
    how: crate::audit::check::page_only(
        "Looks at the chain from http and at the redirects of this answer. A loop, or more than \
          20 redirects, fails; more than three are noted, and so is a step from http to https on \
          the same host that loses the path or query.",
    ),
    fix: "Send each old address straight to its final one, path and query included.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "Fetch, HTTP-redirect fetch",
            url: "https://fetch.spec.whatwg.org/#http-redirect-fetch",
        },
        Source {
            name: "RFC 9110 section 15.4",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4",
        },
    ],
    items: &["http-redirects-to-https"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
};

/// What the Fetch standard allows before it gives up.
const REDIRECTS_MAX: usize = 20;
const REDIRECTS_MANY: usize = 3;

fn run(subject: &Subject<'_>) -> Verdict {
    let evidence = subject.evidence;
    let chains = [from_http(evidence), asked(evidence)];
    let chains: Vec<_> = chains.into_iter().flatten().filter(|chain| chain.len() > 1).collect();
    let verdicts = chains.iter().map(|chain| judge(chain));
    let worst = verdicts.max_by_key(|verdict| (verdict.severity, verdict.outcome));
    let hides = matches!(evidence.door, Door::Probe | Door::Snippet);
    match worst {
        Some(verdict) => verdict,
        None if hides => Verdict::unseen("A page sees no redirects, only their end."),
        None => Verdict::not_applicable("No redirect was seen."),
    }
}

fn judge(chain: &[Stop]) -> Verdict {
    let seen = quote(chain);
    let n_redirects = chain.len().saturating_sub(1);
    if n_redirects > REDIRECTS_MAX {
        let says = format!("{n_redirects} redirects; browsers give up after {REDIRECTS_MAX}.");
        return Verdict::fail(Severity::Low, seen, says);
    }
    if loops(chain) {
        return Verdict::fail(
            Severity::Low,
            seen,
            "It comes back to an address it had left: a loop.",
        );
    }
    if n_redirects > REDIRECTS_MANY {
        return Verdict::note(seen, format!("{n_redirects} redirects before the answer."));
    }
    if let Some((from, to)) = shortened(chain) {
        return Verdict::note(
            seen,
            format!("The step from {from} to {to} loses the path or query."),
        );
    }
    Verdict::pass(seen, "The chain is short.")
}

/// Whether the chain was still redirecting when it met an address again.
///
/// A visit that comes back once, with a cookie set on the way, and then ends is no loop.
fn loops(chain: &[Stop]) -> bool {
    let Some((last, before)) = chain.split_last() else { return false };
    let open = last.status.is_none_or(is_redirect);
    open && before.iter().any(|stop| stop.url == last.url)
}

fn shortened(chain: &[Stop]) -> Option<(String, String)> {
    let lost = |(from, to): &(&Stop, &Stop)| {
        !from.url.is_https()
            && to.url.is_https()
            && from.url.host() == to.url.host()
            && (from.url.path(), from.url.query()) != (to.url.path(), to.url.query())
    };
    let step = chain.iter().zip(chain.iter().skip(1)).find(lost);
    step.map(|(from, to)| (from.url.to_string(), to.url.to_string()))
}

#[cfg(test)]
mod tests {
    use super::super::chain::tests::with_chain;
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, hidden, page, sent};

    #[track_caller]
    fn check(stops: &[(&str, u16)], outcome: Outcome, severity: Severity) {
        page(&CHECK, &with_chain(stops), outcome, severity);
    }

    #[test]
    fn short_chains_pass_and_long_ones_are_noted() {
        check(
            &[("http://a.com/x?y", 301), ("https://a.com/x?y", 200)],
            Outcome::Pass,
            Severity::Info,
        );
        let long = ["a", "b", "c", "d", "e"].map(|name| format!("http://{name}.com/"));
        let long: Vec<_> = long.iter().map(|url| (url.as_str(), 301)).collect();
        check(&long, Outcome::Note, Severity::Info);
        check(
            &[("http://a.com/x?y", 301), ("https://a.com/x", 200)],
            Outcome::Note,
            Severity::Info,
        );
        check(&[("http://a.com/", 301), ("https://b.com/x", 200)], Outcome::Pass, Severity::Info);
    }

    #[test]
    fn loops_fail() {
        check(
            &[("http://a.com/", 301), ("https://a.com/", 302), ("http://a.com/", 301)],
            Outcome::Fail,
            Severity::Low,
        );
        check(
            &[("http://a.com/", 301), ("https://a.com/", 302), ("http://a.com/", 200)],
            Outcome::Pass,
            Severity::Info,
        );
        let many: Vec<_> = (0..22).map(|n| format!("http://a.com/{n}")).collect();
        let many: Vec<_> = many.iter().map(|url| (url.as_str(), 301)).collect();
        check(&many, Outcome::Fail, Severity::Low);
        let mut own = at("https://a.com/", &[("location", "/")]);
        own.status = Some(302);
        page(&CHECK, &own, Outcome::Fail, Severity::Low);
    }

    #[test]
    fn a_page_cannot_see_redirects() {
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
        page(&CHECK, &sent(&[]), Outcome::NotApplicable, Severity::Info);
    }
}
