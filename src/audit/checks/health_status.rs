//! Does the status of a health answer say the same as its body?

use serde_json::Value;

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::view;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "health-status",
    title: "The status of a health answer says what its body says",
    why: "Balancers and orchestrators read the status and nothing else. An answer of 200 that says \
          down in its body keeps traffic flowing to a broken instance.",
    how: crate::audit::check::page_only(
        "200 to 299 passes unless the body says fail or down, which fails, or was not seen. 503 passes unless the \
          body says that all is well, which warns. 500 and a redirect warn, because probes count \
          a redirect as up. 401 and 403 are noted. Any other status fails. The body is read for \
          a status word: a JSON member named status, or the whole of a short text.",
    ),
    fix: "Answer 200 when healthy and 503 when not, without a redirect.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "Health Check Response Format for HTTP APIs section 3.1",
            url: "https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check#section-3.1",
        },
        Source {
            name: "Kubernetes, HTTP probes",
            url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
        },
    ],
    items: &["health-endpoint-exists", "readiness-503-on-failure"],
    profiles: &[Profile::Health],
    remedy: Remedy::Manual,
    run,
}];

/// What a body says of health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Up,
    Down,
    Unclear,
}

const UP: [&str; 9] =
    ["pass", "ok", "up", "healthy", "success", "ready", "alive", "available", "operational"];
const DOWN: [&str; 14] = [
    "fail",
    "failed",
    "failing",
    "failure",
    "down",
    "error",
    "errored",
    "unhealthy",
    "critical",
    "dead",
    "out_of_service",
    "unavailable",
    "outage",
    "not_ready",
];

fn run(subject: &Subject<'_>) -> Verdict {
    let evidence = subject.evidence;
    let Some(status) = evidence.status else {
        return Verdict::unseen("The status of the answer was not seen.");
    };
    let seen = format!("status {status}");
    if let Some(hop) = evidence.hops.first() {
        let says =
            "A redirect stands before the answer; probes count it as up, or do not follow it.";
        return Verdict::warn(Severity::High, format!("status {} → {status}", hop.status), says);
    }
    let says = evidence.body_text().map_or(Word::Unclear, word);
    match (status, says) {
        (200..=299, Word::Down) => Verdict::fail(
            Severity::High,
            format!("{seen}; the body says that it is down"),
            "The status says up and the body says down; balancers believe the status.",
        ),
        (204 | 205, _) | (200..=299, Word::Up) => {
            Verdict::pass(seen, "The service reports that it is up.")
        }
        (200..=299, Word::Unclear) if view::has_whole_body(subject) => {
            Verdict::pass(seen, "The status says up, and the body does not say otherwise.")
        }
        (200..=299, Word::Unclear) => {
            Verdict::unseen("The status says up; what the body says was not seen.")
        }
        (503, Word::Up) => {
            Verdict::warn(Severity::High, seen, "The status says down and the body says up.")
        }
        (503, _) => Verdict::pass(seen, "The service is down, and says so as it should."),
        (500, _) => Verdict::warn(
            Severity::High,
            seen,
            "This looks like a crash of the check itself; 503 says down.",
        ),
        (300..=399, _) => Verdict::warn(
            Severity::High,
            seen,
            "Probes count a redirect as up, or do not follow it.",
        ),
        (401 | 403, _) => {
            Verdict::note(seen, "It answers to those who sign in; probes must do so too.")
        }
        _ => Verdict::fail(Severity::High, seen, "This status tells nothing of health."),
    }
}

fn word(body: &str) -> Word {
    let body = body.trim();
    match serde_json::from_str::<Value>(body) {
        Ok(Value::Object(members)) => {
            let named = |name: &str| members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            let status =
                ["status", "health", "state", "healthy", "ok", "up"].into_iter().find_map(named);
            status.map_or(Word::Unclear, |(_, value)| match value {
                Value::String(text) => known(text),
                Value::Bool(true) => Word::Up,
                Value::Bool(false) => Word::Down,
                Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                    Word::Unclear
                }
            })
        }
        Ok(Value::String(text)) => known(&text),
        Ok(Value::Bool(true)) => Word::Up,
        Ok(Value::Bool(false)) => Word::Down,
        Err(_) if body.len() <= 40 => known(body),
        Ok(_) | Err(_) => Word::Unclear,
    }
}

fn known(text: &str) -> Word {
    let word =
        text.trim().trim_end_matches(['.', '!']).to_ascii_lowercase().replace([' ', '-'], "_");
    if DOWN.contains(&word.as_str()) {
        Word::Down
    } else if UP.contains(&word.as_str()) {
        Word::Up
    } else {
        Word::Unclear
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(status: u16, body: &str, want: &str) {
        trial(Profile::Health, "").status(status).body(body).is(&CHECKS[0], want);
    }

    #[test]
    fn status_and_body_agree() {
        check(200, r#"{"status":"pass"}"#, "pass");
        check(204, "", "pass");
        check(503, r#"{"status":"DOWN"}"#, "pass");
        check(503, "Unhealthy", "pass");
    }

    #[test]
    fn a_body_that_contradicts_the_status_is_found() {
        check(200, r#"{"status":"fail"}"#, "fail high");
        check(200, r#"{"Status":"OUT_OF_SERVICE"}"#, "fail high");
        check(200, r#"{"ok":false}"#, "fail high");
        check(200, "DOWN", "fail high");
        check(503, r#"{"status":"UP"}"#, "warn high");
    }

    #[test]
    fn other_statuses() {
        check(500, "", "warn high");
        check(302, "", "warn high");
        check(401, "", "note");
        check(404, "", "fail high");
    }

    #[test]
    fn malformed_and_unseen_answers() {
        check(200, "{\"status\":", "pass");
        let mut hidden = trial(Profile::Health, "");
        hidden.evidence.status = None;
        hidden.is(&CHECKS[0], "unseen");
        trial(Profile::Health, "").is(&CHECKS[0], "unseen");
        trial(Profile::Health, "").status(204).is(&CHECKS[0], "pass");
    }
}
