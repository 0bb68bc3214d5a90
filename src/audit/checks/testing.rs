//! Evidence for the tests of checks: a page at `https://www.example.com/`, changed as needed.

use crate::audit::address::Address;
use crate::audit::check::{Check, Outcome, Profile, Severity, Subject, Verdict};
use crate::audit::evidence::{Body, Door, Evidence, SAFELISTED, Visibility};

/// A whole answer with these fields.
pub(super) fn sent(fields: &[(&str, &str)]) -> Evidence {
    at("https://www.example.com/", fields)
}

/// A whole answer from an address.
pub(super) fn at(url: &str, fields: &[(&str, &str)]) -> Evidence {
    let headers = fields.iter().copied().collect();
    Evidence::of_headers(Door::Command, Address::parse(url).ok(), 200, headers)
}

/// An answer of which a page on another origin sees the safelisted fields only.
pub(super) fn hidden() -> Evidence {
    let mut evidence = sent(&[]);
    evidence.door = Door::Probe;
    evidence.visibility = Visibility::Only(SAFELISTED.map(String::from).to_vec());
    evidence
}

/// The same with a body that was read to its end.
pub(super) fn with_body(mut evidence: Evidence, text: &str) -> Evidence {
    evidence.body = Body::Read { text: text.into(), whole: true };
    evidence
}

/// The verdict of a check; asks only what the check is asked of.
#[track_caller]
pub(super) fn verdict(check: &Check, evidence: &Evidence, profile: Profile) -> Verdict {
    assert!(check.profiles.contains(&profile), "{} is not asked of {profile:?}", check.id);
    (check.run)(&Subject::of(evidence, profile))
}

/// Checks the outcome and severity for a page.
#[track_caller]
pub(super) fn page(check: &Check, evidence: &Evidence, outcome: Outcome, severity: Severity) {
    let got = verdict(check, evidence, Profile::Page);
    assert_eq!((got.outcome, got.severity), (outcome, severity), "{}: {}", got.seen, got.says);
    assert!(!got.says.is_empty());
}
