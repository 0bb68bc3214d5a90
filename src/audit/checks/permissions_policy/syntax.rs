//! Does every part of the policy mean something to a browser?

use super::features::{is_gone, is_known};
use super::{NAME, in_force};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::permissions_policy::Permission;

pub(super) const CHECK: Check = Check {
    id: "permissions-syntax",
    title: "Every part of the permissions policy is understood",
    why: "Browsers skip what they cannot read without a word, so an origin that should be allowed \
          is not, or a feature that should be off stays on.",
    how: crate::audit::check::page_only(
        "Reads a policy in force: an origin without quotes, self in quotes, or another value that \
          browsers skip fails; the bare word none warns, because it works only by being skipped; \
          withdrawn and unknown features are noted; otherwise it passes.",
    ),
    fix: "Write features as name=(self \"https://a.example\"), and off as name=().",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "Permissions Policy section 9.2",
            url: "https://www.w3.org/TR/permissions-policy/#algo-construct-policy",
        },
        Source {
            name: "RFC 9651 section 3.3",
            url: "https://www.rfc-editor.org/rfc/rfc9651#section-3.3",
        },
    ],
    items: &["permissions-policy-set"],
    profiles: &[Profile::Page],
    remedy: Remedy::Manual,
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    match in_force(subject) {
        Ok((all, value)) => judge(&all, quote(NAME, &value)),
        Err(verdict) => verdict,
    }
}

fn judge(all: &[Permission], seen: String) -> Verdict {
    let skipped = |none: bool| {
        let pairs = all.iter().flat_map(|one| one.ignored.iter().map(move |member| (one, member)));
        let kept = pairs.filter(move |(_, member)| (member.as_str() == "none") == none);
        kept.map(|(one, member)| format!("{member} of {}", one.feature)).collect::<Vec<_>>()
    };
    let (wrong, none) = (skipped(false), skipped(true));
    if !wrong.is_empty() {
        let says = format!(
            "Browsers skip {}: origins stand in double quotes, self and * stand without.",
            wrong.join(", ")
        );
        return Verdict::fail(Severity::Low, seen, says);
    }
    if !none.is_empty() {
        let says =
            format!("Browsers skip {}; an empty list, (), is how to switch off.", none.join(", "));
        return Verdict::warn(Severity::Low, seen, says);
    }
    let names = |keep: fn(&str) -> bool| {
        let kept = all.iter().map(|one| one.feature.as_str()).filter(|name| keep(name));
        kept.collect::<Vec<_>>().join(", ")
    };
    let gone = names(is_gone);
    let unknown = names(|name| !is_known(name) && !is_gone(name));
    match (gone.is_empty(), unknown.is_empty()) {
        (true, true) => Verdict::pass(seen, "Browsers understand every part of it."),
        (false, true) => Verdict::note(seen, format!("Browsers have dropped {gone}.")),
        (true, false) => Verdict::note(seen, format!("No browser is known to have {unknown}.")),
        (false, false) => Verdict::note(
            seen,
            format!("Browsers have dropped {gone} and are not known to have {unknown}."),
        ),
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
    fn skipped_members_are_named() {
        check("camera=(self \"https://a.example\"), usb=()", Outcome::Pass, Severity::Info);
        check("camera=(https://a.example)", Outcome::Fail, Severity::Low);
        check("camera=\"self\"", Outcome::Fail, Severity::Low);
        check("camera=none", Outcome::Warn, Severity::Low);
        check("interest-cohort=(), camera=()", Outcome::Note, Severity::Info);
        check("camer=()", Outcome::Note, Severity::Info);
        check("camera 'none'", Outcome::NotApplicable, Severity::Info);
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
    }
}
