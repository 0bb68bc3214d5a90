//! For a comment on a change: the failures in sight, the rest folded.

use super::super::sheet::{Row, Sheet, one_line};
use crate::audit::check::Outcome;
use crate::audit::ingest::Problem;

/// Prints the sheets.
pub(super) fn print(sheets: &[Sheet], problems: &[Problem]) -> String {
    let mut out = String::from("## Preflight\n");
    for sheet in sheets {
        print_sheet(sheet, &mut out);
    }
    if !problems.is_empty() {
        let items = problems.iter().map(|problem| {
            let line =
                if problem.line > 0 { format!("Line {}: ", problem.line) } else { String::new() };
            let text = if problem.text.is_empty() {
                String::new()
            } else {
                format!(" {}", code(&problem.text))
            };
            format!("- {line}{}{text}", plain(&problem.says))
        });
        fold("The input", &items.collect::<Vec<_>>(), &mut out);
    }
    out
}

fn print_sheet(sheet: &Sheet, out: &mut String) {
    out.extend([format!("\n### {}\n\n", code(&sheet.subject))]);
    let mut facts = Vec::new();
    facts.extend(sheet.standing().map(|standing| format!("**{}**", plain(&standing))));
    facts.extend((!sheet.profile.is_empty()).then(|| format!("as {}", plain(&sheet.profile))));
    facts.extend(sheet.summary.iter().map(|sentence| plain(sentence)));
    if !facts.is_empty() {
        out.extend([format!("{}\n\n", facts.join(" · "))]);
    }
    let bad = sheet.rows_of(&[Outcome::Fail, Outcome::Warn]);
    if bad.is_empty() {
        out.push_str("Nothing that was judged failed or warned.\n");
    } else {
        out.push_str("| | Severity | Check | Seen | What to do |\n|---|---|---|---|---|\n");
        out.extend(bad.into_iter().map(table_row));
    }
    for (outcomes, name) in [
        ([Outcome::Note].as_slice(), "Notes"),
        ([Outcome::Unseen].as_slice(), "Could not be seen"),
        ([Outcome::Pass].as_slice(), "Passed"),
    ] {
        let items = sheet.rows_of(outcomes);
        let items =
            items.into_iter().map(|row| format!("- {} {}", code(&row.check), plain(&row.says)));
        fold(name, &items.collect::<Vec<_>>(), out);
    }
}

fn table_row(row: &Row) -> String {
    let mark = if row.outcome == Outcome::Fail { "❌" } else { "⚠️" };
    let check = if row.source_url.starts_with("https://") {
        format!("[{}]({})", code(&row.check), row.source_url.replace([' ', '(', ')', '|'], ""))
    } else {
        code(&row.check)
    };
    let seen = if row.seen.is_empty() { String::new() } else { code(&row.seen) };
    let todo = if row.fix.is_empty() { &row.says } else { &row.fix };
    format!("| {mark} | {} | {check} | {seen} | {} |\n", row.severity.name(), plain(todo))
}

fn fold(name: &str, items: &[String], out: &mut String) {
    if items.is_empty() {
        return;
    }
    let n_items = items.len();
    let items = items.join("\n");
    out.extend([format!(
        "\n<details><summary>{name} ({n_items})</summary>\n\n{items}\n\n</details>\n"
    )]);
}

/// A code span that holds any text, also in a table.
fn code(text: &str) -> String {
    let text = one_line(text).replace('|', "\\|");
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    if text.is_empty() { String::new() } else { format!("{fence}{pad}{text}{pad}{fence}") }
}

/// Text whose characters mean nothing to Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            // A zero-width space keeps a name from being called.
            '@' => plain.push_str("@&#8203;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                plain.push('\\');
                plain.push(c);
            }
            _ => plain.push(c),
        }
    }
    plain
}
