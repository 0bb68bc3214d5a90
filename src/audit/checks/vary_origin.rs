//! Do caches tell the answers to different origins apart?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::headers::Headers;
use crate::audit::parse::allow_origin::AllowOrigin;
use crate::audit::parse::cache_control::CacheControl;
use crate::audit::parse::vary::Vary;

use super::cross_origin::{self, Answer};
use super::view;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "vary-origin",
    title: "Caches tell answers to different origins apart",
    why: "A cache that keeps the answer for one origin and gives it to another breaks that other \
          page, at random and for as long as the entry lives.",
    how: crate::audit::check::page_only(
        "Judged where one origin is allowed. Vary with Origin passes. Without it, it warns, and \
          fails where Cache-Control lets caches keep the answer. Vary: * warns, and so does an \
          answer without Origin in Vary to a request without Origin, when the answer to a \
          foreign origin has it. The same origin in the answers to two different origins \
          passes, because such an answer does not depend on the request.",
    ),
    fix: "Add Origin to Vary in every answer of the address, whether or not an Origin was sent.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "Fetch, CORS protocol and HTTP caches",
            url: "https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches",
        },
        Source {
            name: "RFC 9110 section 12.5.5 (Vary)",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5",
        },
    ],
    items: &["cors-allowlist"],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[("Vary", "Origin")]),
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    let closed = Verdict::not_applicable("No origin is allowed here.");
    let answers = match cross_origin::open(subject, closed) {
        Ok(answers) => answers,
        Err(verdict) => return verdict,
    };
    if let Some(verdict) = half(subject, &answers) {
        return verdict;
    }
    let single: Vec<_> =
        answers.iter().filter(|answer| matches!(answer.allows, AllowOrigin::Origin(_))).collect();
    let fixed = !cross_origin::reflects_strangers(&answers)
        && matches!(single.as_slice(), [left, right] if left.allows == right.allows);
    if let (true, Some(answer)) = (fixed, single.first()) {
        let says = "The same origin is named whoever asks, so caches need not tell apart.";
        return Verdict::pass(answer.seen.clone(), says);
    }
    view::worst(single.into_iter().map(|answer| one(subject, answer)).collect())
        .unwrap_or_else(|| Verdict::not_applicable("No single origin is allowed here."))
}

/// The answer without an origin lacks what the answer to one has.
fn half(subject: &Subject<'_>, answers: &[Answer<'_>]) -> Option<Verdict> {
    let evidence = subject.evidence;
    let foreign =
        answers.iter().find(|answer| answer.stranger && vary(answer.headers).covers("origin"))?;
    let plain = evidence.request.origin.is_none() && view::sent(subject, "Vary").is_ok();
    (plain && !vary(&evidence.headers).covers("origin")).then(|| {
        let says = "Vary names Origin only when one is sent. A cache that kept the answer without \
                    Origin gives it to every origin.";
        Verdict::warn(Severity::Low, foreign.seen.clone(), says)
    })
}

fn one(subject: &Subject<'_>, answer: &Answer<'_>) -> Verdict {
    let seen = answer.seen.clone();
    if !answer.stranger
        && let Err(unseen) = view::sent(subject, "Vary")
    {
        return unseen;
    }
    let vary = vary(answer.headers);
    if vary.any {
        let says = "Vary: * keeps every cache from reusing the answer. Origin is what is meant.";
        Verdict::warn(Severity::Low, format!("{seen}; Vary: *"), says)
    } else if vary.covers("origin") {
        Verdict::pass(
            format!("{seen}; Vary: {}", vary.names.join(", ")),
            "Caches tell origins apart.",
        )
    } else if is_cacheable(answer.headers) {
        let says = "Caches may keep this answer and give it to pages of other origins, which then \
                    cannot read it.";
        Verdict::fail(Severity::Medium, seen, says)
    } else {
        let says =
            "The answer names one origin, and Vary does not tell caches that it depends on it.";
        Verdict::warn(Severity::Medium, seen, says)
    }
}

fn vary(headers: &Headers) -> Vary {
    Vary::parse(headers.all("vary"))
}

fn is_cacheable(headers: &Headers) -> bool {
    let cache = CacheControl::parse(headers.all("cache-control"));
    let lives = ["max-age", "s-maxage"].iter().any(|name| cache.seconds(name).unwrap_or(0) > 0);
    !cache.has("no-store") && (lives || cache.has("public"))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Trial, trial};
    use super::*;

    const ONE: &str = "Access-Control-Allow-Origin: https://a.example.org";

    #[track_caller]
    fn check(trial: Trial, want: &str) {
        trial.is(&CHECKS[0], want);
    }

    fn with(line: &str) -> Trial {
        trial(Profile::Api, &format!("{ONE}\n{line}"))
    }

    #[test]
    fn one_origin_needs_vary() {
        check(with("Vary: Accept, ORIGIN"), "pass");
        check(with("Vary: Accept"), "warn medium");
        check(with("Cache-Control: max-age=60"), "fail medium");
        check(with("Cache-Control: no-store"), "warn medium");
        check(with("Vary: *"), "warn low");
    }

    #[test]
    fn a_fixed_origin_does_not_depend_on_the_request() {
        check(with("").foreign("https://evil.example", ONE), "pass");
        check(trial(Profile::Api, "Access-Control-Allow-Origin: *"), "not-applicable");
    }

    #[test]
    fn vary_belongs_on_every_answer() {
        let full = "Access-Control-Allow-Origin: https://evil.example\nVary: Origin";
        check(trial(Profile::Api, "").foreign("https://evil.example", full), "warn low");
        let varied = trial(Profile::Api, "Vary: Origin").foreign("https://evil.example", full);
        check(varied, "pass");
    }

    #[test]
    fn malformed_and_unseen_fields() {
        check(with("Vary: Origin; Accept"), "warn medium");
        check(trial(Profile::Api, "").probed(), "unseen");
        check(with("").probed(), "unseen");
    }
}
