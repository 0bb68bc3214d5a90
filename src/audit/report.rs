//! The one report that comes out of every door.

use super::check::{Check, Profile, Subject, Verdict};
use super::checks;
use super::evidence::Evidence;
use super::score::Score;

/// A judged exchange.
#[derive(Clone, Debug)]
pub struct Report {
    /// What it was judged as.
    pub profile: Profile,
    /// One finding for each check, in the order of the list.
    pub findings: Vec<Finding>,
    /// What they add up to; `None` where nothing was judged.
    pub score: Option<Score>,
}

/// A check and its verdict.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The question.
    pub check: &'static Check,
    /// The answer.
    pub verdict: Verdict,
}

impl Report {
    /// Runs every check over the evidence.
    pub fn of(evidence: &Evidence, profile: Profile) -> Self {
        let subject = Subject::of(evidence, profile);
        let judge = |check: &'static Check| Finding { check, verdict: answer(check, &subject) };
        let findings: Vec<_> = checks::all().into_iter().map(judge).collect();
        let score = Score::of(findings.iter().map(|finding| &finding.verdict));
        Self { profile, findings, score }
    }
}

fn answer(check: &Check, subject: &Subject<'_>) -> Verdict {
    if check.profiles.contains(&subject.profile) {
        (check.run)(subject)
    } else {
        Verdict::not_applicable(format!("Not asked of a {} response.", subject.profile.name()))
    }
}
