//! Is an origin let in because its name resembles the right one?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::cross_origin;
use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "allow-origin-look-alike",
    title: "Origins are compared whole, not by their beginning or end",
    why: "A list that is searched for the end of a name also lets in evil-example.com, and one \
          that looks at the beginning lets in example.com.evil.net. Either can be registered today.",
    how: crate::audit::check::page_only(
        "Judged when the request came from such a look-alike: a foreign origin whose host ends \
          with the registrable domain or begins with the host. If it is answered with itself it \
          fails, otherwise it passes. Without such a request the answer is unseen.",
    ),
    fix: "Compare the whole Origin with each entry of the list, byte by byte.",
    severity: Severity::High,
    sources: &[
        Source { name: "Fetch, CORS check", url: "https://fetch.spec.whatwg.org/#cors-check" },
        Source {
            name: "PortSwigger, errors parsing Origin headers",
            url: "https://portswigger.net/web-security/cors#errors-parsing-origin-headers",
        },
    ],
    items: &["cors-allowlist"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let evidence = subject.evidence;
    let url = evidence.request.url.as_ref();
    let alike = |origin: &str| cross_origin::is_look_alike(origin, url);
    let own = evidence.request.origin.as_deref();
    let foreign = evidence.surroundings.foreign_origin.as_ref().map(|(origin, _)| origin.as_str());
    let asked: Vec<_> =
        [own, foreign].into_iter().flatten().filter(|origin| alike(origin)).collect();
    let Some(first) = asked.first() else {
        return Err(Verdict::unseen("No origin with a similar name has asked."));
    };
    let refused = || {
        let says = "An origin with a similar name asked and may not read the answer.";
        Verdict::pass(format!("Origin: {first}"), says)
    };
    let answers = cross_origin::open(subject, refused())?;
    let let_in =
        answers.iter().find(|answer| answer.reflects() && answer.asked_by.is_some_and(alike));
    Ok(let_in.map_or_else(refused, |answer| {
        let says = "A foreign origin is let in because its name resembles the right one.";
        Verdict::fail(Severity::High, answer.seen.clone(), says)
    }))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Trial, trial};
    use super::*;

    #[track_caller]
    fn check(trial: Trial, want: &str) {
        trial.is(&CHECKS[0], want);
    }

    #[test]
    fn a_similar_name_must_not_be_let_in() {
        let evil = "https://evil-example.com";
        let line = "Access-Control-Allow-Origin: https://evil-example.com";
        check(trial(Profile::Api, "").foreign(evil, line), "fail high");
        check(trial(Profile::Api, line).asked("Origin: https://evil-example.com"), "fail high");
        check(trial(Profile::Api, "").foreign(evil, ""), "pass");
        check(trial(Profile::Api, "").foreign(evil, "Access-Control-Allow-Origin: *"), "pass");
    }

    #[test]
    fn without_a_similar_name_nothing_is_known() {
        check(trial(Profile::Api, ""), "unseen");
        check(trial(Profile::Api, "").asked("Origin: evil-example.com"), "unseen");
        check(trial(Profile::Api, "").foreign("https://evil.example", ""), "unseen");
        check(trial(Profile::Api, "").probed().asked("Origin: https://evil-example.com"), "unseen");
    }
}
