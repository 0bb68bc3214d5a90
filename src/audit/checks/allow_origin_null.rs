//! May a page without an origin read the answer?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::allow_origin::AllowOrigin;

use super::cross_origin;
use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "allow-origin-null",
    title: "The null origin is not let in",
    why: "Any page can make itself a null origin by framing a sandboxed document, so letting null \
          in lets everyone in. It is often done for local files or for an app during development.",
    how: crate::audit::check::page_only(
        "Access-Control-Allow-Origin: null warns, and fails with credentials true. It passes \
          when a request with Origin: null was answered with something else. A star is \
          another matter and not judged here; without such a request the answer is unseen.",
    ),
    fix: "Take null off the list of allowed origins.",
    severity: Severity::High,
    sources: &[
        Source { name: "Fetch, CORS check", url: "https://fetch.spec.whatwg.org/#cors-check" },
        Source {
            name: "PortSwigger, null origin",
            url: "https://portswigger.net/web-security/cors#whitelisted-null-origin-value",
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
    let foreign = evidence.surroundings.foreign_origin.as_ref();
    let asked = evidence.request.origin.as_deref() == Some("null")
        || foreign.is_some_and(|(origin, _)| origin == "null");
    let refused = || Verdict::pass("", "A null origin asked and may not read the answer.");
    let untried =
        || Verdict::unseen("No request with Origin: null was made, so its answer is not known.");
    let closed = if asked { refused() } else { untried() };
    let answers = cross_origin::open(subject, closed)?;
    if let Some(answer) = answers.iter().find(|answer| answer.allows == AllowOrigin::Null) {
        return Ok(if answer.with_credentials() {
            let says = "A sandboxed frame on any page reads this with the visitor's session.";
            Verdict::fail(Severity::High, answer.seen_with_credentials(), says)
        } else {
            let says = "A sandboxed frame on any page may read this.";
            Verdict::warn(Severity::High, answer.seen.clone(), says)
        });
    }
    if answers.iter().any(|answer| answer.allows == AllowOrigin::Any) {
        return Ok(Verdict::not_applicable("A star lets every origin in, null among them."));
    }
    Ok(if asked { refused() } else { untried() })
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Trial, trial};
    use super::*;

    const NULL: &str = "Access-Control-Allow-Origin: null";

    #[track_caller]
    fn check(trial: Trial, want: &str) {
        trial.is(&CHECKS[0], want);
    }

    #[test]
    fn null_is_everyone() {
        check(trial(Profile::Api, NULL), "warn high");
        let both = format!("{NULL}\nAccess-Control-Allow-Credentials: true");
        check(trial(Profile::Api, &both), "fail high");
        check(trial(Profile::Api, "").foreign("null", &both), "fail high");
    }

    #[test]
    fn it_passes_only_when_null_was_tried() {
        check(trial(Profile::Api, "").asked("Origin: null"), "pass");
        let own = "Access-Control-Allow-Origin: https://a.example";
        check(trial(Profile::Api, own).foreign("null", own), "pass");
        check(trial(Profile::Api, own), "unseen");
        check(trial(Profile::Api, "").asked("Origin: https://evil.example"), "unseen");
    }

    #[test]
    fn a_malformed_null_and_a_star_are_other_matters() {
        check(trial(Profile::Api, "Access-Control-Allow-Origin: *"), "not-applicable");
        check(trial(Profile::Api, "Access-Control-Allow-Origin: Null"), "unseen");
        check(trial(Profile::Api, "").probed(), "unseen");
    }
}
