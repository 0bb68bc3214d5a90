//! Does the policy outlast the time between two visits?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

use super::{NAME, in_force};

pub(super) const CHECK: Check = Check {
    id: "hsts-max-age",
    title: "The https-only policy lasts at least a year",
    why: "A visitor who comes back after the policy ran out is as open as on the first visit.",
    how: crate::audit::check::page_only(
        "Reads max-age of a policy that is in force. Below 15552000 seconds (180 days) a page or \
          an API fails and other answers warn; below 31536000 (one year) warns; from there it \
          passes; above 315360000 (ten years) it is noted.",
    ),
    fix: "Raise max-age to 63072000, two years, once https works everywhere.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "RFC 6797 section 6.1.1",
            url: "https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1",
        },
        Source {
            name: "HSTS preload list requirements",
            url: "https://hstspreload.org/#submission-requirements",
        },
    ],
    items: &["hsts-enabled"],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[(NAME, "max-age=63072000; includeSubDomains")]),
    run,
};

/// 180 days.
const SHORT_S: u64 = 15_552_000;
/// 365 days, what the preload list asks for.
const YEAR_S: u64 = 31_536_000;
const DAY_S: u64 = 86_400;

fn run(subject: &Subject<'_>) -> Verdict {
    match in_force(subject) {
        Ok((policy, text)) => judge(policy.max_age_s, quote(NAME, &text), subject.profile),
        Err(verdict) => verdict,
    }
}

fn judge(max_age_s: u64, seen: String, profile: Profile) -> Verdict {
    let lasts = spoken(max_age_s);
    if max_age_s < SHORT_S {
        let says = format!("It lasts {lasts}, less than half a year.");
        return match profile {
            Profile::Page | Profile::Api => Verdict::fail(Severity::Medium, seen, says),
            Profile::Health | Profile::Static => Verdict::warn(Severity::Medium, seen, says),
        };
    }
    if max_age_s < YEAR_S {
        return Verdict::warn(Severity::Low, seen, format!("It lasts {lasts}, less than a year."));
    }
    if max_age_s > 10 * YEAR_S {
        return Verdict::note(seen, format!("It lasts {lasts}; browsers may cut that short."));
    }
    Verdict::pass(seen, format!("It lasts {lasts}."))
}

/// A length of time in words.
pub(super) fn spoken(seconds: u64) -> String {
    match (seconds / YEAR_S, seconds / DAY_S) {
        (0, 0) => format!("{seconds} seconds"),
        (0, 1) => "1 day".to_owned(),
        (0, days) => format!("{days} days"),
        (1, _) if seconds < YEAR_S + DAY_S => "1 year".to_owned(),
        (years, _) if seconds % YEAR_S < DAY_S => format!("{years} years"),
        (1, _) => "over 1 year".to_owned(),
        (years, _) => format!("over {years} years"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent, verdict};

    #[track_caller]
    fn check(max_age: &str, outcome: Outcome, severity: Severity) {
        page(&CHECK, &sent(&[(NAME, &format!("max-age={max_age}"))]), outcome, severity);
    }

    #[test]
    fn the_bounds_are_half_a_year_one_year_and_ten() {
        check("15551999", Outcome::Fail, Severity::Medium);
        check("15552000", Outcome::Warn, Severity::Low);
        check("31535999", Outcome::Warn, Severity::Low);
        check("31536000", Outcome::Pass, Severity::Info);
        check("315360000", Outcome::Pass, Severity::Info);
        check("315360001", Outcome::Note, Severity::Info);
        let short = sent(&[(NAME, "max-age=1")]);
        assert_eq!(verdict(&CHECK, &short, Profile::Static).outcome, Outcome::Warn);
    }

    #[test]
    fn without_a_policy_there_is_nothing_to_measure() {
        check("abc", Outcome::NotApplicable, Severity::Info);
        check("0", Outcome::NotApplicable, Severity::Info);
        page(&CHECK, &sent(&[]), Outcome::NotApplicable, Severity::Info);
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
    }

    #[test]
    fn lengths_are_spoken() {
        assert_eq!(spoken(59), "59 seconds");
        assert_eq!(spoken(DAY_S), "1 day");
        assert_eq!(spoken(SHORT_S), "180 days");
        assert_eq!(spoken(YEAR_S), "1 year");
        assert_eq!(spoken(2 * YEAR_S), "2 years");
        assert_eq!(spoken(YEAR_S + SHORT_S), "over 1 year");
    }
}
