//! Is the field sent that Permissions-Policy replaced?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "feature-policy",
    title: "The former Feature-Policy is gone",
    why: "A field under its former name suggests a protection that depends on how old the browser is.",
    how: crate::audit::check::page_only(
        "Feature-Policy is noted where it is sent, and passes where it is not.",
    ),
    fix: "Move what it says to Permissions-Policy and stop sending Feature-Policy.",
    severity: Severity::Info,
    sources: &[Source {
        name: "Permissions Policy, appendix on Feature-Policy",
        url: "https://github.com/w3c/webappsec-permissions-policy/blob/main/permissions-policy-explainer.md#appendix-big-changes-since-this-was-called-feature-policy",
    }],
    items: &["permissions-policy-set"],
    profiles: &[Profile::Page],
    remedy: Remedy::Remove(&[NAME]),
    run,
}];

const NAME: &str = "Feature-Policy";

fn run(subject: &Subject<'_>) -> Verdict {
    let sent = |value: &str| {
        Verdict::note(
            quote(NAME, value),
            "Permissions-Policy, with another syntax, took its place.",
        )
    };
    sight::judge(subject, NAME, sent, || Verdict::pass("", format!("No {NAME} was sent.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(fields: &[(&str, &str)], outcome: Outcome) {
        page(&CHECKS[0], &sent(fields), outcome, Severity::Info);
    }

    #[test]
    fn its_presence_is_noted() {
        check(&[(NAME, "camera 'none'")], Outcome::Note);
        check(&[(NAME, "")], Outcome::Note);
        check(&[], Outcome::Pass);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
    }
}
