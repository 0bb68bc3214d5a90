//! For programs: one object.

use serde_json::{Value, json};

use super::super::sheet::{Row, Sheet};
use crate::audit::ingest::Problem;

/// Prints the sheets.
pub(super) fn print(sheets: &[Sheet], problems: &[Problem]) -> String {
    let report = json!({
        "tool": "preflight",
        "version": env!("CARGO_PKG_VERSION"),
        "reports": sheets.iter().map(sheet).collect::<Vec<_>>(),
        "problems": problems.iter().map(problem).collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

fn sheet(sheet: &Sheet) -> Value {
    json!({
        "subject": sheet.subject,
        "profile": sheet.profile,
        "score": sheet.score.map(|(points, _)| points),
        "grade": sheet.score.map(|(_, grade)| grade.name()),
        "coverage": sheet.coverage,
        "summary": sheet.summary,
        "outcomes": sheet.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn row(row: &Row) -> Value {
    json!({
        "check": row.check,
        "outcome": row.outcome.name(),
        "severity": row.severity.name(),
        "seen": row.seen,
        "says": row.says,
        "fix": if row.is_bad() { row.fix.as_str() } else { "" },
        "source": row.source,
        "source_url": row.source_url,
        "places": row.places,
    })
}

fn problem(problem: &Problem) -> Value {
    json!({ "line": problem.line, "text": problem.text, "says": problem.says })
}
