//! Can the scripts and style sheets that a page names be swapped on the way?

mod insecure_scripts;
mod integrity_crossorigin;
mod integrity_hashes;
mod script_integrity;
mod style_integrity;

use crate::audit::check::{Check, Outcome, Subject, Verdict};
use crate::audit::evidence::{Body, Sight};
use crate::audit::parse::policy_directive::in_each_policy;
use crate::audit::parse::subresources::{Subresource, Subresources};

use super::sight;

pub(super) static CHECKS: &[Check] = &[
    insecure_scripts::CHECK,
    script_integrity::CHECK,
    style_integrity::CHECK,
    integrity_crossorigin::CHECK,
    integrity_hashes::CHECK,
];

const CSP: &str = "Content-Security-Policy";

/// Judges what the page loads; nothing good is said of a page that was read in part.
fn judge(subject: &Subject<'_>, judge: impl FnOnce(&Subresources) -> Verdict) -> Verdict {
    let (Body::Read { whole, .. }, Some(tags)) = (&subject.evidence.body, subject.tags()) else {
        return sight::no_body();
    };
    let page = subject.evidence.request.url.as_ref();
    let verdict = judge(&Subresources::read(tags, page, upgrades(subject)));
    match verdict.outcome {
        Outcome::Pass | Outcome::NotApplicable if !whole => {
            Verdict::unseen("Only the beginning of the page was read, and nothing stood out in it.")
        }
        Outcome::Pass
        | Outcome::NotApplicable
        | Outcome::Warn
        | Outcome::Fail
        | Outcome::Note
        | Outcome::Unseen => verdict,
    }
}

/// Whether a header asks browsers to upgrade insecure requests.
fn upgrades(subject: &Subject<'_>) -> bool {
    match subject.evidence.sight(CSP) {
        Sight::Sent(values) => {
            let combined = values.join(", ");
            in_each_policy(&combined, "upgrade-insecure-requests").iter().any(Option::is_some)
        }
        Sight::Missing | Sight::Unseen => false,
    }
}

/// The first address and how many more there are.
fn named(found: &[&Subresource]) -> String {
    let first = found.first().map_or("", |one| one.written.as_str());
    match found.len() {
        0 | 1 => first.to_owned(),
        n => format!("{first} and {} more", n - 1),
    }
}
