//! Is a powerful feature handed to every origin?

use super::features::POWERFUL;
use super::{NAME, in_force};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

pub(super) const CHECK: Check = Check {
    id: "powerful-features",
    title: "Powerful features are not open to every origin",
    why: "An advertisement in a frame could then ask for the camera or the location as soon as \
          a frame is allowed to pass the feature on.",
    how: crate::audit::check::page_only(
        "Reads a policy in force: * for a feature that reaches devices, places, money or keys warns; \
          otherwise it passes.",
    ),
    fix: "Name the origins that need the feature in place of the star.",
    severity: Severity::Medium,
    sources: &[Source {
        name: "Permissions Policy section 4.5, allowlists",
        url: "https://www.w3.org/TR/permissions-policy/#allowlists",
    }],
    items: &["permissions-policy-set"],
    profiles: &[Profile::Page],
    remedy: Remedy::Manual,
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    let (all, value) = match in_force(subject) {
        Ok(found) => found,
        Err(verdict) => return verdict,
    };
    let open = all.iter().filter(|one| one.everyone && POWERFUL.contains(&one.feature.as_str()));
    let open: Vec<_> = open.map(|one| one.feature.as_str()).collect();
    if open.is_empty() {
        Verdict::pass(quote(NAME, &value), "No powerful feature is open to every origin.")
    } else {
        let says = format!("Open to every origin: {}.", open.join(", "));
        Verdict::warn(Severity::Medium, quote(NAME, &value), says)
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
    fn a_star_warns_where_it_matters() {
        check("camera=*", Outcome::Warn, Severity::Medium);
        check("usb=(self *), fullscreen=*", Outcome::Warn, Severity::Medium);
        check("fullscreen=*, camera=(self)", Outcome::Pass, Severity::Info);
        check("camera *", Outcome::NotApplicable, Severity::Info);
        page(&CHECK, &sent(&[]), Outcome::NotApplicable, Severity::Info);
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
    }
}
