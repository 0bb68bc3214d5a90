//! Does the field on credentials say the one word that counts?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::view::{self, Answer};

const NAME: &str = "Access-Control-Allow-Credentials";

pub(super) static CHECKS: &[Check] = &[Check {
    id: "allow-credentials-value",
    title: "Access-Control-Allow-Credentials is true or not sent",
    why: "Browsers know the word true in lower case and nothing else. Any other value looks like \
          a decision and is none.",
    how: crate::audit::check::page_only(
        "The exact value true passes. Anything else warns: True, false, 1, or two fields. \
          Without the field the question does not arise.",
    ),
    fix: "Send true, or leave the field out.",
    severity: Severity::Low,
    sources: &[Source {
        name: "Fetch, Access-Control-Allow-Credentials",
        url: "https://fetch.spec.whatwg.org/#http-access-control-allow-credentials",
    }],
    items: &["cors-allowlist"],
    profiles: &Profile::ALL,
    remedy: Remedy::Remove(&[NAME]),
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let foreign = subject.evidence.surroundings.foreign_origin.as_ref();
    let other = foreign.and_then(|(_, headers)| headers.combined(NAME));
    let value = match view::combined(subject, NAME, "The field is not sent.") {
        Err(verdict) => other.ok_or(verdict)?,
        // The worse of the two values speaks.
        Ok(value) if value == "true" => other.unwrap_or(value),
        Ok(value) => value,
    };
    let seen = format!("{NAME}: {value}");
    Ok(if value == "true" {
        Verdict::pass(seen, "Browsers take this for a yes.")
    } else {
        Verdict::warn(Severity::Low, seen, "Browsers ignore every value but true in lower case.")
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(value: &str, want: &str) {
        let line = format!("{NAME}: {value}");
        trial(Profile::Api, &line).is(&CHECKS[0], want);
        trial(Profile::Api, "").foreign("https://evil.example", &line).is(&CHECKS[0], want);
    }

    #[test]
    fn only_one_word_counts() {
        check("true", "pass");
        check("True", "warn low");
        check("false", "warn low");
        check("true, true", "warn low");
        check("", "warn low");
        trial(Profile::Api, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Api, "").probed().is(&CHECKS[0], "unseen");
    }
}
