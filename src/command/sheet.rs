//! What every subcommand reports, before it takes a form.

use crate::audit::check::{Outcome, Severity};
use crate::audit::score::{Coverage, Grade};

/// A report on one subject.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// What was judged: an address, a host, or where it was read.
    pub subject: String,
    /// What it was judged as, such as `page`; empty where there is no choice.
    pub profile: String,
    /// One or more sentences above the rows.
    pub summary: Vec<String>,
    /// Points and grade; `None` where nothing was judged.
    pub score: Option<(u32, Grade)>,
    /// How much could be judged; `None` where it is not counted.
    pub coverage: Option<Coverage>,
    /// The answers.
    pub rows: Vec<Row>,
}

/// One answer.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The lasting id of the question.
    pub check: String,
    /// The good case, stated as a fact.
    pub title: String,
    /// The answer.
    pub outcome: Outcome,
    /// How much it matters.
    pub severity: Severity,
    /// What was seen.
    pub seen: String,
    /// What that means.
    pub says: String,
    /// What to do where it fails or warns; empty where there is nothing.
    pub fix: String,
    /// How much it matters at worst.
    pub weight: Severity,
    /// Why the question is asked.
    pub why: String,
    /// The name of the deciding source.
    pub source: String,
    /// Its address.
    pub source_url: String,
    /// Where it was seen, when not at the subject itself.
    pub places: Vec<String>,
}

impl Row {
    /// A row with a name and nothing else.
    pub fn named(check: &str) -> Self {
        Self {
            check: check.to_owned(),
            title: String::new(),
            outcome: Outcome::Note,
            severity: Severity::Info,
            seen: String::new(),
            says: String::new(),
            fix: String::new(),
            weight: Severity::Info,
            why: String::new(),
            source: String::new(),
            source_url: String::new(),
            places: Vec::new(),
        }
    }
}

impl Sheet {
    /// Rows of some outcomes, the most severe first.
    pub fn rows_of(&self, outcomes: &[Outcome]) -> Vec<&Row> {
        let mut rows: Vec<_> =
            self.rows.iter().filter(|row| outcomes.contains(&row.outcome)).collect();
        rows.sort_by_key(|row| (std::cmp::Reverse(row.severity), std::cmp::Reverse(row.outcome)));
        rows
    }

    /// How many rows have an outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.rows.iter().filter(|row| row.outcome == outcome).count()
    }

    /// Such as `B (75 of 100), 24 of 30 checks judged`.
    pub fn standing(&self) -> Option<String> {
        let judged = self.coverage.map(|c| format!("{} of {} checks judged", c.judged, c.total));
        match (self.score, judged) {
            (Some((points, grade)), Some(judged)) => {
                Some(format!("{} ({points} of 100), {judged}", grade.name()))
            }
            (Some((points, grade)), None) => Some(format!("{} ({points} of 100)", grade.name())),
            (None, Some(judged)) => Some(format!("no grade, {judged}")),
            (None, None) => None,
        }
    }
}

impl Row {
    /// Whether something is to be done.
    pub fn is_bad(&self) -> bool {
        matches!(self.outcome, Outcome::Fail | Outcome::Warn)
    }
}

/// One line of any text, without what would steer a terminal.
pub(super) fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace(|c: char| c.is_control(), "\u{fffd}")
}
