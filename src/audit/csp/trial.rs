//! Runs one check over one policy, for the tests of the checks.

use crate::audit::address::Address;
use crate::audit::check::{Check, Outcome, Profile, Subject, Verdict};
use crate::audit::evidence::{Door, Evidence, SAFELISTED, Visibility};
use crate::audit::headers::Headers;

/// The outcome of a check over an enforced policy on an https page.
pub fn outcome(checks: &[Check], id: &str, policy: &str) -> Outcome {
    verdict(checks, id, &[("Content-Security-Policy", policy)]).outcome
}

/// The verdict of a check over header fields of an https page.
pub fn verdict(checks: &[Check], id: &str, headers: &[(&str, &str)]) -> Verdict {
    run(checks, id, &seen(headers), Profile::Page)
}

/// The outcome where the header fields of a policy cannot be seen.
pub fn unseen(checks: &[Check], id: &str) -> Outcome {
    let mut evidence = seen(&[]);
    evidence.visibility = Visibility::Only(SAFELISTED.map(String::from).to_vec());
    run(checks, id, &evidence, Profile::Page).outcome
}

/// Runs a check over evidence.
///
/// # Panics
/// Where the family has no such check.
pub fn run(checks: &[Check], id: &str, evidence: &Evidence, profile: Profile) -> Verdict {
    let check = checks.iter().find(|check| check.id == id).expect("a check of this family");
    (check.run)(&Subject::of(evidence, profile))
}

/// Evidence of an https page with these header fields and no others.
pub fn seen(headers: &[(&str, &str)]) -> Evidence {
    let headers: Headers = headers.iter().copied().collect();
    let url = Address::parse("https://shop.example/").ok();
    Evidence::of_headers(Door::Paste, url, 200, headers)
}
