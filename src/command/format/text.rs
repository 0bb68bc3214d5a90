//! For people at a terminal.

use super::super::sheet::{Row, Sheet, one_line};
use crate::audit::check::Outcome;
use crate::audit::ingest::Problem;

/// The width that sentences are wrapped at.
const WIDTH: usize = 88;

/// Prints the sheets.
pub(super) fn print(sheets: &[Sheet], problems: &[Problem]) -> String {
    let mut out = String::new();
    for (at, sheet) in sheets.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        print_sheet(sheet, &mut out);
    }
    if !problems.is_empty() {
        out.push_str("\nThe input\n");
        for problem in problems {
            let place =
                if problem.line > 0 { format!("line {}: ", problem.line) } else { String::new() };
            wrap(&format!("{place}{}", problem.says), "  ", &mut out);
            if !problem.text.is_empty() {
                out.extend([format!("    {}\n", one_line(&problem.text))]);
            }
        }
    }
    out
}

fn print_sheet(sheet: &Sheet, out: &mut String) {
    let profile =
        if sheet.profile.is_empty() { String::new() } else { format!(" ({})", sheet.profile) };
    out.extend([format!("{}{profile}\n", sheet.subject)]);
    if let Some(standing) = sheet.standing() {
        out.extend([format!("{standing}\n")]);
    }
    for sentence in &sheet.summary {
        wrap(sentence, "", out);
    }
    for row in sheet.rows_of(&[Outcome::Fail, Outcome::Warn, Outcome::Note]) {
        print_row(row, out);
    }
    for (outcome, name) in [
        (Outcome::Unseen, "Could not be seen"),
        (Outcome::Pass, "Passed"),
        (Outcome::NotApplicable, "Not asked here"),
    ] {
        let ids: Vec<_> = sheet.rows_of(&[outcome]).iter().map(|row| row.check.clone()).collect();
        if !ids.is_empty() {
            out.push('\n');
            wrap(&format!("{name} ({}): {}", ids.len(), ids.join(", ")), "", out);
        }
    }
}

fn print_row(row: &Row, out: &mut String) {
    let mark = match row.outcome {
        Outcome::Fail => format!("FAIL {}", row.severity.name()),
        Outcome::Warn => format!("WARN {}", row.severity.name()),
        Outcome::Note => "NOTE".into(),
        Outcome::Pass | Outcome::NotApplicable | Outcome::Unseen => row.outcome.name().into(),
    };
    out.extend([format!("\n{mark}  {}\n", row.check)]);
    if !row.seen.is_empty() {
        out.extend([format!("  {}\n", one_line(&row.seen))]);
    }
    wrap(&row.says, "  ", out);
    if !row.fix.is_empty() && row.is_bad() {
        wrap(&format!("Fix: {}", row.fix), "  ", out);
    }
    for place in &row.places {
        out.extend([format!("  at {place}\n")]);
    }
    if !row.source_url.is_empty() {
        out.extend([format!("  {}: {}\n", row.source, row.source_url)]);
    }
}

fn wrap(text: &str, indent: &str, out: &mut String) {
    let mut width = 0;
    for word in one_line(text).split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if width == 0 {
            out.push_str(indent);
        } else if width + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(indent);
            width = 0;
        } else {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    if width > 0 {
        out.push('\n');
    }
}
