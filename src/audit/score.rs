//! From outcomes to a score and a grade.
//!
//! A score starts at 100. A failure takes away what its severity weighs, a warning half of that.
//! A failure also caps the grade, so that many passes cannot hide one open door.
//! Notes, checks that do not apply and what was unseen count for nothing either way; where
//! nothing was judged there is no score.

use serde::{Deserialize, Serialize};

use super::check::{Outcome, Severity, Verdict};

/// The version of these rules; it changes whenever a weight or a cap does.
pub const VERSION: u32 = 1;

/// A score with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The version of the rules that gave it.
    pub version: u32,
    /// 0 to 100.
    pub points: u32,
    /// The grade.
    pub grade: Grade,
    /// How many checks were judged, of those that apply.
    pub coverage: Coverage,
}

/// How much of what applies could be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Checks that passed, warned or failed.
    pub judged: usize,
    /// Those and the unseen ones.
    pub total: usize,
}

/// A school grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// Below 40, or data is open now.
    F,
    /// 40 and above.
    D,
    /// 55 and above.
    C,
    /// 70 and above.
    B,
    /// 85 and above.
    A,
    /// 100: nothing that was judged failed or warned.
    #[serde(rename = "A+")]
    APlus,
}

impl Grade {
    /// Every grade, best first.
    pub const ALL: [Self; 6] = [Self::APlus, Self::A, Self::B, Self::C, Self::D, Self::F];

    /// The letters.
    pub fn name(self) -> &'static str {
        match self {
            Self::F => "F",
            Self::D => "D",
            Self::C => "C",
            Self::B => "B",
            Self::A => "A",
            Self::APlus => "A+",
        }
    }

    /// Reads the letters, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.name().eq_ignore_ascii_case(text.trim()))
    }

    /// The grade of a number of points, before any cap.
    pub fn of_points(points: u32) -> Self {
        match points {
            100.. => Self::APlus,
            85..=99 => Self::A,
            70..=84 => Self::B,
            55..=69 => Self::C,
            40..=54 => Self::D,
            0..=39 => Self::F,
        }
    }
}

impl Score {
    /// Adds up verdicts; `None` where nothing was judged.
    pub fn of<'a, I: IntoIterator<Item = &'a Verdict>>(verdicts: I) -> Option<Self> {
        let mut coverage = Coverage::default();
        let mut lost = 0;
        let mut cap = Grade::APlus;
        for verdict in verdicts {
            coverage.total += usize::from(counts(verdict.outcome));
            coverage.judged += usize::from(verdict.outcome.is_judged());
            match verdict.outcome {
                Outcome::Fail => {
                    lost += weight(verdict.severity);
                    cap = cap.min(ceiling(verdict.severity));
                }
                Outcome::Warn => lost += weight(verdict.severity) / 2,
                Outcome::Pass | Outcome::Note | Outcome::NotApplicable | Outcome::Unseen => {}
            }
        }
        let points = 100_u32.saturating_sub(lost);
        let grade = Grade::of_points(points).min(cap);
        (coverage.judged > 0).then_some(Self { version: VERSION, points, grade, coverage })
    }
}

/// What a failure of this severity takes away; a warning takes half.
pub fn weight(severity: Severity) -> u32 {
    match severity {
        Severity::Info => 0,
        Severity::Low => 4,
        Severity::Medium => 10,
        Severity::High => 20,
        Severity::Critical => 50,
    }
}

/// The best grade left after a failure of this severity.
pub fn ceiling(severity: Severity) -> Grade {
    match severity {
        Severity::Info => Grade::APlus,
        Severity::Low => Grade::A,
        Severity::Medium => Grade::B,
        Severity::High => Grade::C,
        Severity::Critical => Grade::F,
    }
}

fn counts(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Pass | Outcome::Warn | Outcome::Fail | Outcome::Unseen => true,
        Outcome::Note | Outcome::NotApplicable => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(verdicts: &[Verdict], want: Option<(u32, Grade, usize, usize)>) {
        let got =
            Score::of(verdicts).map(|s| (s.points, s.grade, s.coverage.judged, s.coverage.total));
        assert_eq!(got, want);
    }

    #[test]
    fn nothing_judged_gives_no_score() {
        check(&[], None);
        check(&[Verdict::unseen(""), Verdict::note("", "")], None);
    }

    #[test]
    fn unseen_counts_for_coverage_only() {
        let verdicts = [Verdict::pass("", ""), Verdict::unseen(""), Verdict::not_applicable("")];
        check(&verdicts, Some((100, Grade::APlus, 1, 2)));
    }

    #[test]
    fn one_open_door_is_not_hidden_by_many_passes() {
        let mut verdicts = vec![Verdict::pass("", ""); 40];
        verdicts.push(Verdict::fail(Severity::Critical, "", ""));
        check(&verdicts, Some((50, Grade::F, 41, 41)));
    }

    #[test]
    fn a_warning_takes_half() {
        check(&[Verdict::warn(Severity::Medium, "", "")], Some((95, Grade::A, 1, 1)));
    }
}
