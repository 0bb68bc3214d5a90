//! May a foreign origin read what the visitor's own session shows?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::allow_origin::AllowOrigin;

use super::cross_origin::{self, Answer};
use super::view::{self, unseen};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "allow-origin-credentials",
    title: "No stranger reads answers made with the visitor's session",
    why: "With credentials allowed, a page of the allowed origin reads whatever the visitor can \
          read while signed in. If every origin is allowed, so is every page on the web.",
    how: crate::audit::check::page_only(
        "An invented origin that is answered with itself and with credentials true fails. An \
          http origin that is trusted by an https address with credentials fails; a local one \
          warns. A star with credentials warns: browsers refuse it, and the intent is wrong. \
          One origin with credentials is noted until a stranger has been tried; without \
          credentials it passes.",
    ),
    fix: "Allow credentials only to a fixed list of https origins.",
    severity: Severity::Critical,
    sources: &[
        Source { name: "Fetch, CORS check", url: "https://fetch.spec.whatwg.org/#cors-check" },
        Source {
            name: "PortSwigger, cross-origin resource sharing",
            url: "https://portswigger.net/web-security/cors",
        },
    ],
    items: &["cors-allowlist"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    let closed = Verdict::pass("", "A foreign origin asked and may not read the answer.");
    let answers = match cross_origin::open(subject, closed) {
        Ok(answers) => answers,
        Err(verdict) => return verdict,
    };
    let tried = subject.evidence.surroundings.foreign_origin.is_some();
    let verdicts = answers.iter().map(|answer| one(subject, answer, tried));
    view::worst(verdicts.collect()).unwrap_or_else(|| unseen("Access-Control-Allow-Origin"))
}

fn one(subject: &Subject<'_>, answer: &Answer<'_>, tried: bool) -> Verdict {
    if !answer.with_credentials() {
        // The answer to a stranger was read whole; the main one may be seen in part.
        let hidden = !view::sees_all(subject) && !answer.stranger;
        return if hidden && !answer.headers.has("Access-Control-Allow-Credentials") {
            unseen("Access-Control-Allow-Credentials")
        } else {
            Verdict::pass(answer.seen.clone(), "Nothing is read with the visitor's session.")
        };
    }
    let seen = answer.seen_with_credentials();
    match &answer.allows {
        AllowOrigin::Null | AllowOrigin::Origin(_) if answer.stranger && answer.reflects() => {
            stranger(seen)
        }
        AllowOrigin::Any => Verdict::warn(
            Severity::Medium,
            seen,
            "Browsers refuse a star together with credentials. Whoever wrote it wanted to open \
             sessions to everyone.",
        ),
        AllowOrigin::Null => Verdict::note(seen, "See the check of null origins."),
        AllowOrigin::Never(_) => Verdict::pass(seen, "No browser takes this for an origin."),
        AllowOrigin::Origin(origin) => {
            let https = subject.evidence.is_https() == Some(true);
            if https && origin.scheme == "http" && origin.is_loopback() {
                let says = "Whatever runs on a visitor's own machine reads their session here.";
                Verdict::warn(Severity::Medium, seen, says)
            } else if https && origin.scheme == "http" {
                let says =
                    "Whoever can change the http pages of that origin reads sessions of this one.";
                Verdict::fail(Severity::Medium, seen, says)
            } else if tried {
                let says = format!("Of the origins tried, only {} reads sessions.", origin.host);
                Verdict::pass(seen, says)
            } else {
                let says = format!(
                    "{} reads sessions. Ask with another Origin to learn who else.",
                    origin.host
                );
                Verdict::note(seen, says)
            }
        }
    }
}

fn stranger(seen: String) -> Verdict {
    let says = "Any page on the web can read this answer with the session of its visitor.";
    Verdict::fail(Severity::Critical, seen, says)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Trial, trial};
    use super::*;

    const TRUE: &str = "Access-Control-Allow-Credentials: true";

    fn allowing(value: &str) -> String {
        format!("Access-Control-Allow-Origin: {value}\n{TRUE}")
    }

    #[track_caller]
    fn check(trial: Trial, want: &str) {
        trial.is(&CHECKS[0], want);
    }

    #[test]
    fn a_reflected_stranger_with_credentials_is_critical() {
        let evil = "https://evil.example";
        check(trial(Profile::Api, "").foreign(evil, &allowing(evil)), "fail critical");
        let asked = trial(Profile::Api, &allowing(evil)).asked("Origin: https://evil.example");
        check(asked, "fail critical");
        check(trial(Profile::Api, "").foreign("null", &allowing("null")), "fail critical");
    }

    #[test]
    fn a_list_passes_once_a_stranger_was_refused() {
        let own = allowing("https://www.example.org");
        check(trial(Profile::Api, &own), "note");
        check(trial(Profile::Api, &own).foreign("https://evil.example", ""), "pass");
        check(trial(Profile::Api, "Access-Control-Allow-Origin: https://a.example"), "pass");
    }

    #[test]
    fn plain_http_must_not_be_trusted() {
        check(trial(Profile::Api, &allowing("http://www.example.org")), "fail medium");
        check(trial(Profile::Api, &allowing("http://localhost:3000")), "warn medium");
        check(trial(Profile::Api, &allowing("*")), "warn medium");
    }

    #[test]
    fn malformed_credentials_allow_nothing() {
        let lines = "Access-Control-Allow-Origin: https://evil.example\nAccess-Control-Allow-Credentials: True";
        check(trial(Profile::Api, "").foreign("https://evil.example", lines), "pass");
        check(trial(Profile::Api, "").asked("Origin: https://evil.example"), "pass");
        check(trial(Profile::Api, ""), "unseen");
        check(trial(Profile::Api, "").probed(), "unseen");
        check(trial(Profile::Api, "Access-Control-Allow-Origin: *").probed(), "unseen");
    }
}
