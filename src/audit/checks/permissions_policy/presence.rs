//! Is there a policy that a browser reads?

use super::NAME;
use super::features::{is_gone, is_known};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::checks::sight;
use crate::audit::parse::permissions_policy::parse;

pub(super) const CHECK: Check = Check {
    id: "permissions-policy",
    title: "Browser features that the page does not need are off",
    why: "Injected code and embedded frames can ask for camera, location or payment in the name of \
          the site, and visitors tend to agree to a site they trust.",
    how: crate::audit::check::page_only(
        "The field is read as a structured dictionary: one that limits a feature browsers know \
          passes; one that cannot be read, such as the syntax of Feature-Policy, fails; a missing \
          one, or one about withdrawn or unknown features only, warns. Only Chromium reads it.",
    ),
    fix: "Send Permissions-Policy with camera=(), microphone=(), geolocation=() and the like for \
          all that the page does not use.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "Permissions Policy section 6.1",
            url: "https://www.w3.org/TR/permissions-policy/#permissions-policy-http-header-field",
        },
        Source {
            name: "RFC 9651 section 3.2",
            url: "https://www.rfc-editor.org/rfc/rfc9651#section-3.2",
        },
    ],
    items: &["permissions-policy-set"],
    profiles: &[Profile::Page],
    remedy: Remedy::Set(&[(
        NAME,
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), display-capture=()",
    )]),
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    let missing = || {
        Verdict::warn(
            Severity::Low,
            "",
            format!("No {NAME} was sent, so defaults hold for every feature."),
        )
    };
    sight::judge(subject, NAME, judge, missing)
}

fn judge(value: &str) -> Verdict {
    let seen = quote(NAME, value);
    match parse(value) {
        Err(error) => {
            Verdict::fail(Severity::Low, seen, format!("Browsers ignore the whole field: {error}."))
        }
        Ok(all) if all.iter().any(|one| is_known(&one.feature) && !one.everyone) => {
            Verdict::pass(seen, "Browsers can read it, and it limits features that they know.")
        }
        Ok(all) if all.iter().any(|one| is_known(&one.feature)) => Verdict::warn(
            Severity::Low,
            seen,
            "It limits nothing: every feature in it is open to all.",
        ),
        Ok(all) if all.iter().any(|one| is_gone(&one.feature)) => Verdict::warn(
            Severity::Low,
            seen,
            "It speaks only of features that browsers have dropped.",
        ),
        Ok(_) => Verdict::warn(Severity::Low, seen, "It names no feature that browsers know."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECK, &sent(&[(NAME, value)]), outcome, severity);
    }

    #[test]
    fn a_readable_limit_passes() {
        check("camera=(), interest-cohort=()", Outcome::Pass, Severity::Info);
        check("camera=(self \"https://a.example\")", Outcome::Pass, Severity::Info);
        check("camera=*", Outcome::Warn, Severity::Low);
        check("interest-cohort=()", Outcome::Warn, Severity::Low);
        check("", Outcome::Warn, Severity::Low);
        check("camera 'none'; microphone 'none'", Outcome::Fail, Severity::Low);
        check("camera=(),", Outcome::Fail, Severity::Low);
        page(&CHECK, &sent(&[]), Outcome::Warn, Severity::Low);
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
    }
}
