//! May Flash and PDF readers of other sites load data from here?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cross-domain-policies",
    title: "Cross-domain policy files are not all accepted",
    why: "A policy file that someone manages to upload would let old plug-ins of other sites read \
          data with the visitor's cookies.",
    how: crate::audit::check::page_only(
        "X-Permitted-Cross-Domain-Policies: none and a missing field pass, all warns, a narrower \
          value is noted, an unknown one too.",
    ),
    fix: "Send X-Permitted-Cross-Domain-Policies: none, or nothing.",
    severity: Severity::Low,
    sources: &[Source {
        name: "OWASP Secure Headers Project",
        url: "https://owasp.org/www-project-secure-headers/#x-permitted-cross-domain-policies",
    }],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[(NAME, "none")]),
    run,
}];

const NAME: &str = "X-Permitted-Cross-Domain-Policies";

fn run(subject: &Subject<'_>) -> Verdict {
    let missing = || Verdict::pass("", "None was sent; today's browsers load no such files.");
    sight::judge(subject, NAME, judge, missing)
}

fn judge(value: &str) -> Verdict {
    let seen = quote(NAME, value);
    let values: Vec<_> = value.split(',').map(|one| one.trim().to_ascii_lowercase()).collect();
    let narrow =
        ["none", "none-this-response", "master-only", "by-content-type", "by-ftp-filename"];
    if values.iter().any(|one| one == "all") {
        Verdict::warn(Severity::Low, seen, "Every policy file on the host is accepted.")
    } else if values.iter().all(|one| one == "none") {
        Verdict::pass(seen, "No policy file is accepted.")
    } else if values.iter().all(|one| narrow.contains(&one.as_str())) {
        Verdict::note(seen, "Some policy files are accepted.")
    } else {
        Verdict::note(seen, "The value is not one that plug-ins know.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECKS[0], &sent(&[(NAME, value)]), outcome, severity);
    }

    #[test]
    fn all_is_too_much() {
        check("None", Outcome::Pass, Severity::Info);
        check("all", Outcome::Warn, Severity::Low);
        check("none, ALL", Outcome::Warn, Severity::Low);
        check("master-only", Outcome::Note, Severity::Info);
        check("nobody", Outcome::Note, Severity::Info);
        page(&CHECKS[0], &sent(&[]), Outcome::Pass, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
    }
}
