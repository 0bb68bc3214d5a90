//! Header fields that ordinary answers carry and errors or redirects of the same host do not.

use std::collections::BTreeMap;

use super::{Across, add_place};
use crate::audit::check::Severity;
use crate::audit::evidence::{Evidence, Visibility};
use crate::audit::headers::Headers;

/// Fields that every answer of a host should carry alike.
const FIELDS: [&str; 6] = [
    "strict-transport-security",
    "x-content-type-options",
    "content-security-policy",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
];

/// How many of the good, and which of the odd answers.
#[derive(Default)]
struct Tally {
    n_good: usize,
    n_good_with: usize,
    n_odd: usize,
    n_odd_without: usize,
    places: Vec<String>,
}

/// Fields that most ordinary answers of a host carry, and some errors or redirects lack.
pub(super) fn missing(exchanges: &[Evidence]) -> Vec<Across> {
    let steps: Vec<_> = exchanges.iter().flat_map(steps).collect();
    let mut told = Vec::new();
    for (kind, what) in [(Kind::Error, "error answers"), (Kind::Redirect, "redirects")] {
        for name in FIELDS {
            // A redirect shows nothing, so only what the browser remembers matters there.
            if kind == Kind::Redirect && name != "strict-transport-security" {
                continue;
            }
            let tallies = tally(&steps, kind, name);
            let bad = tallies.into_iter().filter(|(_, tally)| {
                tally.n_odd_without > 0 && tally.n_good > 0 && tally.n_good_with * 2 > tally.n_good
            });
            told.extend(bad.map(|(origin, tally)| Across {
                id: "uneven-headers",
                severity: Severity::Low,
                title: "Errors and redirects carry the same protection as other answers",
                seen: format!(
                    "{name} is missing on {} of {} {what} of {origin}, and there on {} of {} others",
                    tally.n_odd_without, tally.n_odd, tally.n_good_with, tally.n_good
                ),
                says: "The field is set where the application answers, and not where the server or \
                       a proxy answers for it.",
                fix: "Set it in one place, for all answers: in nginx with `always`, in Apache with \
                      `Header always set`.",
                places: tally.places,
            }));
        }
    }
    told
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Good,
    Error,
    Redirect,
}

impl Kind {
    fn of(status: u16) -> Option<Self> {
        match status {
            200..=299 => Some(Self::Good),
            300..=303 | 307 | 308 => Some(Self::Redirect),
            400..=599 => Some(Self::Error),
            _ => None,
        }
    }
}

/// One answer, be it the last of an exchange or one on the way.
struct Step<'a> {
    origin: String,
    kind: Kind,
    headers: &'a Headers,
    evidence: &'a Evidence,
}

fn steps(evidence: &Evidence) -> Vec<Step<'_>> {
    let hops = evidence.hops.iter().map(|hop| (&hop.url, Some(hop.status), &hop.headers));
    let last = [(&evidence.request.url, evidence.status, &evidence.headers)];
    let all = hops.chain(last).filter(|_| evidence.visibility == Visibility::All);
    all.filter_map(|(url, status, headers)| {
        let url = url.as_ref()?;
        let kind = Kind::of(status?)?;
        Some(Step { origin: url.origin(), kind, headers, evidence })
    })
    .collect()
}

fn tally(steps: &[Step<'_>], odd: Kind, name: &str) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for step in steps {
        let tally = tallies.entry(step.origin.clone()).or_default();
        let has = step.headers.has(name);
        if step.kind == Kind::Good {
            tally.n_good += 1;
            tally.n_good_with += usize::from(has);
        } else if step.kind == odd {
            tally.n_odd += 1;
            tally.n_odd_without += usize::from(!has);
            if !has {
                add_place(&mut tally.places, step.evidence);
            }
        }
    }
    tallies
}
