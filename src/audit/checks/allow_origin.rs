//! Which other origins may read the answer?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::allow_origin::AllowOrigin;
use crate::audit::parse::cache_control::CacheControl;

use super::cross_origin::{self, Answer};
use super::view;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "allow-origin",
    title: "Only chosen origins may read the answer",
    why: "Whoever may read the answer may read it from the browser of any visitor, also of one \
          who sits inside a company network where the server trusts everybody.",
    how: crate::audit::check::page_only(
        "No Access-Control-Allow-Origin in an answer to a foreign Origin passes. A star passes, \
          but warns where the answer is personal (cookies, Authorization, private, no-store); on \
          a health endpoint it passes when the body was seen and tells no details, and is noted \
          otherwise. An invented Origin that is answered with itself warns. A single origin is \
          noted until a second one has been tried, and then passes.",
    ),
    fix: "Compare Origin with a list of exact origins and answer with the field only when it is there.",
    severity: Severity::Low,
    sources: &[
        Source { name: "Fetch, CORS check", url: "https://fetch.spec.whatwg.org/#cors-check" },
        Source {
            name: "OWASP HTML5 Security Cheat Sheet, CORS",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/HTML5_Security_Cheat_Sheet.html#cross-origin-resource-sharing",
        },
    ],
    items: &["cors-allowlist"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    let closed = Verdict::pass("", "A foreign origin asked and may not read the answer.");
    match cross_origin::open(subject, closed) {
        Ok(answers) => judge(subject, &answers),
        Err(verdict) => verdict,
    }
}

fn judge(subject: &Subject<'_>, answers: &[Answer<'_>]) -> Verdict {
    if let Some(answer) = answers.iter().find(|answer| answer.stranger && answer.reflects()) {
        let says = "An origin that nobody chose is answered with itself: every site may read this.";
        return Verdict::warn(Severity::Low, answer.seen.clone(), says);
    }
    let tried = subject.evidence.surroundings.foreign_origin.is_some();
    let verdicts = answers.iter().map(|answer| one(subject, answer, tried));
    view::worst(verdicts.collect()).unwrap_or_else(|| view::unseen("Access-Control-Allow-Origin"))
}

fn one(subject: &Subject<'_>, answer: &Answer<'_>, tried: bool) -> Verdict {
    let seen = answer.seen.clone();
    match &answer.allows {
        AllowOrigin::Any => any(subject, seen),
        AllowOrigin::Null => Verdict::note(seen, "Sandboxed frames of any site may read this."),
        AllowOrigin::Never(_) => Verdict::note(seen, "No browser takes this for an origin."),
        AllowOrigin::Origin(origin) if tried => {
            let says = format!("Only {} is let in; a stranger was not.", origin.host);
            Verdict::pass(seen, says)
        }
        AllowOrigin::Origin(origin) => {
            let says = format!(
                "{} may read this. Ask with another Origin to learn who else.",
                origin.host
            );
            Verdict::note(seen, says)
        }
    }
}

fn any(subject: &Subject<'_>, seen: String) -> Verdict {
    if let Some(sign) = personal(subject) {
        let says =
            format!("Every site may read this, and {sign} says that it is not for everyone.");
        return Verdict::warn(Severity::Low, seen, says);
    }
    if subject.profile == Profile::Health {
        let details = subject.evidence.body_text().map(super::health_details::has_details);
        return match details {
            Some(false) if view::has_whole_body(subject) => {
                Verdict::pass(seen, "Every site may read this, and it tells no details.")
            }
            Some(true) => Verdict::warn(
                Severity::Low,
                seen,
                "Every site may read this, and the body tells details of the inside.",
            ),
            Some(false) | None => Verdict::note(
                seen,
                "Every site may read this; whether it tells details was not seen.",
            ),
        };
    }
    Verdict::pass(seen, "Every site may read this, which suits public data.")
}

/// A sign that the answer is meant for one person.
fn personal(subject: &Subject<'_>) -> Option<&'static str> {
    let evidence = subject.evidence;
    let cache = CacheControl::parse(evidence.headers.all("cache-control"));
    let asked = |name: &str| evidence.request.headers.has(name);
    // A health endpoint is kept out of caches because it is short-lived, not because it is private.
    let health = subject.profile == Profile::Health;
    if evidence.headers.has("set-cookie") {
        Some("a cookie that it sets")
    } else if asked("authorization") {
        Some("the Authorization it was asked with")
    } else if asked("cookie") {
        Some("the cookie it was asked with")
    } else if cache.has_whole("private") {
        Some("Cache-Control: private")
    } else if cache.has("no-store") && !health {
        Some("Cache-Control: no-store")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Trial, trial};
    use super::*;

    const STAR: &str = "Access-Control-Allow-Origin: *";

    #[track_caller]
    fn check(trial: Trial, want: &str) {
        trial.is(&CHECKS[0], want);
    }

    #[test]
    fn a_closed_door_passes_only_when_someone_knocked() {
        check(trial(Profile::Api, "").asked("Origin: https://evil.example"), "pass");
        check(trial(Profile::Api, "").foreign("https://evil.example", ""), "pass");
        check(trial(Profile::Api, ""), "unseen");
        check(trial(Profile::Api, "").asked("Origin: https://www.example.com"), "unseen");
        check(trial(Profile::Api, "").probed(), "unseen");
    }

    #[test]
    fn a_star_suits_public_data_only() {
        check(trial(Profile::Api, STAR), "pass");
        check(trial(Profile::Api, &format!("{STAR}\nSet-Cookie: a=1")), "warn low");
        check(trial(Profile::Api, &format!("{STAR}\nCache-Control: no-store")), "warn low");
        check(trial(Profile::Api, STAR).asked("Authorization: x"), "warn low");
    }

    #[test]
    fn a_health_endpoint_may_be_open_if_it_tells_nothing() {
        check(trial(Profile::Health, STAR), "note");
        check(trial(Profile::Health, STAR).body(r#"{"status":"pass"}"#), "pass");
        check(trial(Profile::Health, STAR).body("db at 10.0.0.7"), "warn low");
    }

    #[test]
    fn a_reflected_stranger_is_everyone() {
        let evil = "Access-Control-Allow-Origin: https://evil.example";
        check(trial(Profile::Api, "").foreign("https://evil.example", evil), "warn low");
        check(trial(Profile::Api, evil).asked("Origin: https://evil.example"), "warn low");
    }

    #[test]
    fn one_origin_is_a_list_once_a_stranger_was_refused() {
        let own = "Access-Control-Allow-Origin: https://www.example.org";
        check(trial(Profile::Api, own), "note");
        check(trial(Profile::Api, own).foreign("https://evil.example", own), "pass");
        check(trial(Profile::Api, "Access-Control-Allow-Origin: a b"), "note");
    }
}
