//! Several exchanges at once: per host and kind, and what only shows side by side.

mod cookies;
mod nonces;
mod unequal;

use std::collections::BTreeMap;

use super::address::Address;
use super::check::{Check, Outcome, Profile, Severity, Verdict};
use super::evidence::Evidence;
use super::profile;
use super::report::Report;
use super::score::Score;

/// All exchanges of an input, judged.
#[derive(Clone, Debug)]
pub struct Grouped {
    /// One group a host and kind, in the order they first appear.
    pub groups: Vec<Group>,
    /// What only shows side by side.
    pub across: Vec<Across>,
}

/// The responses of one host and one kind.
#[derive(Clone, Debug)]
pub struct Group {
    /// The host with its scheme and port; empty where the address is unknown.
    pub origin: String,
    /// What the responses were judged as.
    pub profile: Profile,
    /// How many responses there are.
    pub n_responses: usize,
    /// The worst score among them.
    pub worst: Option<Score>,
    /// One share a check, in the order of the list.
    pub shares: Vec<Share>,
}

/// How the responses of a group did in one check.
#[derive(Clone, Debug)]
pub struct Share {
    /// The question.
    pub check: &'static Check,
    /// The worst verdict.
    pub verdict: Verdict,
    /// How many responses there were.
    pub n_seen: usize,
    /// How many responses failed or warned.
    pub n_bad: usize,
    /// How many were judged.
    pub n_judged: usize,
    /// Addresses of the first bad ones.
    pub where_bad: Vec<String>,
}

/// Something that only shows when responses stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Across {
    /// A lasting id, in kebab case.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The good case, stated as a fact.
    pub title: &'static str,
    /// What was seen.
    pub seen: String,
    /// What it means, in one or two sentences.
    pub says: &'static str,
    /// One action, imperative.
    pub fix: &'static str,
    /// The addresses it was seen at.
    pub places: Vec<String>,
}

/// The most addresses that are named.
const PLACES_MAX: usize = 3;

/// Judges several exchanges; each kind is guessed unless one is given.
pub fn judge(exchanges: &[Evidence], profile: Option<Profile>) -> Grouped {
    let mut order: BTreeMap<(String, Profile), usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for evidence in exchanges {
        let profile = profile.unwrap_or_else(|| profile::detect(evidence).profile);
        let origin = evidence.request.url.as_ref().map(Address::origin).unwrap_or_default();
        let at = *order.entry((origin.clone(), profile)).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Group { origin, profile, n_responses: 0, worst: None, shares: Vec::new() });
        }
        if let Some(group) = groups.get_mut(at) {
            group.add(&Report::of(evidence, profile), &place(evidence));
        }
    }
    let mut across = nonces::reused(exchanges);
    across.extend(cookies::drifting(exchanges));
    across.extend(unequal::missing(exchanges));
    Grouped { groups, across }
}

impl Group {
    fn add(&mut self, report: &Report, place: &str) {
        self.n_responses += 1;
        if let Some(score) = &report.score {
            let rank = |score: &Score| (score.grade, score.points);
            if self.worst.as_ref().is_none_or(|worst| rank(score) < rank(worst)) {
                self.worst = Some(score.clone());
            }
        }
        if self.shares.is_empty() {
            self.shares = report.findings.iter().map(|finding| Share::of(finding.check)).collect();
        }
        for (share, finding) in self.shares.iter_mut().zip(&report.findings) {
            let verdict = &finding.verdict;
            share.n_judged += usize::from(verdict.outcome.is_judged());
            let is_bad = matches!(verdict.outcome, Outcome::Fail | Outcome::Warn);
            share.n_bad += usize::from(is_bad);
            if is_bad && share.where_bad.len() < PLACES_MAX {
                share.where_bad.push(place.to_owned());
            }
            let rank = |verdict: &Verdict| (badness(verdict.outcome), verdict.severity);
            if share.n_seen == 0 || rank(verdict) > rank(&share.verdict) {
                share.verdict.clone_from(verdict);
            }
            share.n_seen += 1;
        }
    }
}

impl Share {
    fn of(check: &'static Check) -> Self {
        Self {
            check,
            verdict: Verdict::not_applicable("It was asked of no response."),
            n_seen: 0,
            n_bad: 0,
            n_judged: 0,
            where_bad: Vec::new(),
        }
    }

    /// Such as `12 of 40 responses`.
    pub fn told(&self) -> String {
        format!("{} of {} responses", self.n_bad, self.n_judged)
    }
}

/// The order from what is not asked to what is wrong.
fn badness(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::NotApplicable => 0,
        Outcome::Unseen => 1,
        Outcome::Note => 2,
        Outcome::Pass => 3,
        Outcome::Warn => 4,
        Outcome::Fail => 5,
    }
}

/// Where an answer came from, for people.
fn place(evidence: &Evidence) -> String {
    match &evidence.request.url {
        Some(url) => url.to_string(),
        None => "an address that was not told".into(),
    }
}

/// Adds a place once, up to the most that are named.
fn add_place(places: &mut Vec<String>, evidence: &Evidence) {
    let place = place(evidence);
    if places.len() < PLACES_MAX && !places.contains(&place) {
        places.push(place);
    }
}

#[cfg(test)]
mod tests;
