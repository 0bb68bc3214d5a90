//! Is content sniffing switched off?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::content_type_options::is_nosniff;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "content-sniffing",
    title: "Browsers are told not to guess the content type",
    why: "A browser that guesses may run an uploaded text or image as a script or a page.",
    how: crate::audit::check::page_only(
        "X-Content-Type-Options is read by the Fetch standard: nosniff as its first value, in any \
          case, passes; anything else, and a missing field, fails.",
    ),
    fix: "Send X-Content-Type-Options: nosniff on every answer.",
    severity: Severity::Medium,
    sources: &[Source {
        name: "Fetch, X-Content-Type-Options",
        url: "https://fetch.spec.whatwg.org/#x-content-type-options-header",
    }],
    items: &["nosniff-set"],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[(NAME, "nosniff")]),
    run,
}];

const NAME: &str = "X-Content-Type-Options";

fn run(subject: &Subject<'_>) -> Verdict {
    let missing = || {
        Verdict::fail(
            Severity::Medium,
            "",
            format!("No {NAME} was sent, so browsers may guess the type."),
        )
    };
    sight::judge(subject, NAME, judge, missing)
}

fn judge(value: &str) -> Verdict {
    let seen = quote(NAME, value);
    if is_nosniff(value) {
        Verdict::pass(seen, "Browsers take the content type as it is sent.")
    } else {
        Verdict::fail(
            Severity::Medium,
            seen,
            "Its first value is not nosniff, so browsers ignore it.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(fields: &[(&str, &str)], outcome: Outcome, severity: Severity) {
        page(&CHECKS[0], &sent(fields), outcome, severity);
    }

    #[test]
    fn the_first_value_decides() {
        check(&[(NAME, "NOSNIFF")], Outcome::Pass, Severity::Info);
        check(&[(NAME, "nosniff"), (NAME, "nosniff")], Outcome::Pass, Severity::Info);
        check(&[(NAME, "x, nosniff")], Outcome::Fail, Severity::Medium);
        check(&[(NAME, "no-sniff")], Outcome::Fail, Severity::Medium);
        check(&[], Outcome::Fail, Severity::Medium);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
    }
}
