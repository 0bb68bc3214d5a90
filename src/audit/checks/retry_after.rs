//! Are clients that were turned away told when to come back?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::retry_after::RetryAfter;

use super::view::{self, Answer};

const NAME: &str = "Retry-After";

pub(super) static CHECKS: &[Check] = &[Check {
    id: "retry-after",
    title: "Whoever is turned away is told when to come back",
    why: "Without a time every client guesses, most of them too early, and the load that turned \
          them away comes back at once.",
    how: crate::audit::check::page_only(
        "A 429 or 503 without Retry-After warns. A value that is neither digits nor an HTTP date \
          in the current form fails. More than a day is noted, and so is the field in an answer \
          that succeeded. Otherwise it passes.",
    ),
    fix: "Send Retry-After in seconds with every 429 and 503.",
    severity: Severity::Low,
    sources: &[Source {
        name: "RFC 9110 section 10.2.3 (Retry-After)",
        url: "https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3",
    }],
    items: &["rate-limit-sensitive"],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[(NAME, "30")]),
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let values = view::sent(subject, NAME)?;
    let Some(status) = subject.evidence.status else {
        return Err(Verdict::unseen("The status of the answer was not seen."));
    };
    let turned_away = matches!(status, 429 | 503);
    if values.is_empty() {
        return Ok(if turned_away {
            let says = "Clients are turned away without a time to come back.";
            Verdict::warn(Severity::Low, format!("status {status}"), says)
        } else {
            Verdict::not_applicable("Nobody is turned away here.")
        });
    }
    let value = values.join(", ");
    let seen = quote(NAME, &value);
    let Some(read) = RetryAfter::parse(&value) else {
        return Ok(Verdict::fail(
            Severity::Low,
            seen,
            "This is neither seconds nor a date, so no client can use it.",
        ));
    };
    if matches!(read, RetryAfter::AtInOldForm(_)) {
        return Ok(Verdict::fail(
            Severity::Low,
            seen,
            "This form of a date may no longer be sent.",
        ));
    }
    Ok(if (200..300).contains(&status) {
        Verdict::note(seen, "An answer that succeeded turns nobody away.")
    } else if read.wait(view::made_at(subject)).is_some_and(|seconds| seconds > 86_400) {
        Verdict::note(seen, "This asks clients to wait for more than a day.")
    } else {
        Verdict::pass(seen, "Clients know when to come back.")
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(status: u16, lines: &str, want: &str) {
        trial(Profile::Api, lines).status(status).is(&CHECKS[0], want);
    }

    #[test]
    fn a_time_is_told() {
        check(429, "Retry-After: 30", "pass");
        check(503, "Retry-After: Fri, 20 Nov 2026 10:00:00 GMT", "pass");
        check(503, "Retry-After: 90000", "note");
        check(200, "Retry-After: 30", "note");
        check(503, "", "warn low");
        check(500, "", "not-applicable");
    }

    #[test]
    fn malformed_times_fail() {
        check(429, "Retry-After: 30s", "fail low");
        check(429, "Retry-After: Friday, 20-Nov-26 10:00:00 GMT", "fail low");
        check(429, "Retry-After", "fail low");
        trial(Profile::Api, "").status(429).probed().is(&CHECKS[0], "unseen");
    }
}
