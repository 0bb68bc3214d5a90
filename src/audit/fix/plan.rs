//! From a report to changes, and to the report after them.

use super::changes::{Changes, ENFORCE, PolicyStep, REHEARSE};
use crate::audit::check::{Check, Outcome, Profile, Remedy, Verdict};
use crate::audit::checks::removable;
use crate::audit::evidence::Evidence;
use crate::audit::report::Report;

/// Changes with what they are worth: "B now, A after".
#[derive(Clone, Debug)]
pub struct Plan {
    /// What the exchange is worth now.
    pub before: Report,
    /// What to change.
    pub changes: Changes,
    /// What it would be worth after the changes.
    pub after: Report,
    /// The exchange as it would be seen after the changes.
    pub evidence: Evidence,
}

/// The most times that changes may bring a new check into play, as https does for HSTS.
const ROUNDS_MAX: usize = 4;

/// Plans every change that the failing and warning checks ask for, and judges again.
///
/// A change can make another check apply: https brings HSTS with it. Its remedy is then part of
/// the plan too, so that a plan of what comes out is empty.
pub fn plan(evidence: &Evidence, profile: Profile) -> Plan {
    let before = Report::of(evidence, profile);
    let mut changes = Changes::default();
    let mut after = before.clone();
    let mut seen = evidence.clone();
    for _ in 0..ROUNDS_MAX {
        let mut more = changes.clone();
        for finding in after.findings.iter().filter(|finding| is_bad(&finding.verdict)) {
            more.add(finding.check.remedy);
            add_listed(&mut more, finding.check, evidence);
        }
        spare_policy(&mut more, evidence);
        if more == changes {
            break;
        }
        changes = more;
        seen = changes.apply(evidence);
        after = Report::of(&seen, profile);
    }
    changes.remove.retain(|name| evidence.headers.has(name));
    for setting in &mut changes.set {
        setting.replaces = evidence.headers.has(setting.name);
    }
    Plan { before, changes, after, evidence: seen }
}

/// A check of names that tell too much knows more of them than its remedy lists.
fn add_listed(changes: &mut Changes, check: &Check, evidence: &Evidence) {
    for field in &evidence.headers.fields {
        if let Some(name) = removable::listed(check.id, &field.name) {
            changes.drop_field(name);
        }
    }
}

/// Judges again as if these remedies were applied and no others.
pub fn forecast(evidence: &Evidence, profile: Profile, remedies: &[Remedy]) -> Report {
    let mut changes = Changes::of(remedies);
    spare_policy(&mut changes, evidence);
    Report::of(&changes.apply(evidence), profile)
}

/// Whether a verdict asks for a remedy.
pub fn is_bad(verdict: &Verdict) -> bool {
    match verdict.outcome {
        Outcome::Warn | Outcome::Fail => true,
        Outcome::Pass | Outcome::Note | Outcome::NotApplicable | Outcome::Unseen => false,
    }
}

/// Keeps a policy that the owner wrote: a first one is enforced only where none was sent.
fn spare_policy(changes: &mut Changes, evidence: &Evidence) {
    if changes.value(ENFORCE).is_none() {
        return;
    }
    let says = |name| evidence.headers.all(name).iter().any(|value| !value.is_empty());
    if says(REHEARSE) {
        changes.set.retain(|setting| setting.name != ENFORCE);
        changes.policy = PolicyStep::Leave;
    } else if says(ENFORCE) {
        for setting in &mut changes.set {
            if setting.name == ENFORCE {
                setting.name = REHEARSE;
            }
        }
        changes.policy = PolicyStep::Rehearse;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::address::Address;
    use crate::audit::evidence::Door;

    fn page(url: &str, fields: &[(&str, &str)]) -> Evidence {
        let headers = fields.iter().copied().collect();
        Evidence::of_headers(Door::Paste, Address::parse(url).ok(), 200, headers)
    }

    #[track_caller]
    fn check(fields: &[(&str, &str)], step: PolicyStep) {
        let plan = plan(&page("https://a.example.com/", fields), Profile::Page);
        assert_eq!(plan.changes.policy, step);
        assert_eq!(plan.changes.value(ENFORCE).is_some(), step == PolicyStep::Start);
        assert_eq!(plan.changes.value(REHEARSE).is_some(), step == PolicyStep::Rehearse);
    }

    #[test]
    fn a_policy_of_the_owner_is_never_replaced() {
        check(&[], PolicyStep::Start);
        check(&[(ENFORCE, "nonsense")], PolicyStep::Rehearse);
        check(&[(REHEARSE, "default-src 'self'")], PolicyStep::Leave);
        check(&[(ENFORCE, "script-src *")], PolicyStep::Nothing);
    }

    #[test]
    fn a_bare_page_gets_better() {
        let plan = plan(&page("http://a.example.com/", &[("Set-Cookie", "sid=1")]), Profile::Page);
        let grade = |report: &Report| report.score.as_ref().map(|score| score.points).unwrap();
        assert!(grade(&plan.before) < 40);
        assert!(grade(&plan.after) > 85, "{}", grade(&plan.after));
        assert!(plan.changes.https && plan.changes.value("strict-transport-security").is_some());
    }

    #[test]
    fn a_name_that_the_remedy_does_not_list_is_removed_too() {
        let fields = [("X-Turbo-Charged-By", "LiteSpeed"), ("X-Powered-By", "PHP/8.1")];
        let plan = plan(&page("https://a.example.com/", &fields), Profile::Page);
        assert_eq!(plan.changes.remove, ["X-Powered-By", "x-turbo-charged-by"]);
        assert!(plan.evidence.headers.first("x-turbo-charged-by").is_none());
    }

    #[test]
    fn what_is_sent_and_what_gives_way_are_told_apart() {
        let plan =
            plan(&page("https://a.example.com/", &[("X-Frame-Options", "maybe")]), Profile::Page);
        let replaces =
            |name| plan.changes.set.iter().find(|one| one.name == name).unwrap().replaces;
        assert!(replaces("X-Frame-Options") && !replaces("X-Content-Type-Options"));
    }
}
