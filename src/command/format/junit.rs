//! For test reports: a suite a subject, a case a check.

use super::super::sheet::{Row, Sheet, one_line};
use crate::audit::check::Outcome;

/// Prints the sheets; warnings pass and say so, what was not judged is skipped.
pub(super) fn print(sheets: &[Sheet]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.extend([format!("<testsuites name=\"preflight\" {} time=\"0\">\n", counts(sheets))]);
    for sheet in sheets {
        let counts = counts(std::slice::from_ref(sheet));
        let n_skipped = sheet.count(Outcome::NotApplicable) + sheet.count(Outcome::Unseen);
        let name = escaped(&sheet.subject);
        out.extend([format!(
            "  <testsuite name=\"{name}\" {counts} skipped=\"{n_skipped}\" time=\"0\">\n"
        )]);
        for row in &sheet.rows {
            out.push_str(&case(sheet, row));
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn counts(sheets: &[Sheet]) -> String {
    let n_tests: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let n_failures: usize = sheets.iter().map(|sheet| sheet.count(Outcome::Fail)).sum();
    format!("tests=\"{n_tests}\" failures=\"{n_failures}\" errors=\"0\"")
}

fn case(sheet: &Sheet, row: &Row) -> String {
    let class = if sheet.profile.is_empty() { "preflight" } else { sheet.profile.as_str() };
    let head = format!(
        "    <testcase classname=\"{}\" name=\"{}\" time=\"0\"",
        escaped(class),
        escaped(&row.check)
    );
    let says = escaped(&one_line(&row.says));
    let text = escaped(&told(row));
    match row.outcome {
        Outcome::Pass => format!("{head}/>\n"),
        Outcome::Fail => format!(
            "{head}>\n      <failure message=\"{says}\" type=\"{}\">{text}</failure>\n    </testcase>\n",
            row.severity.name()
        ),
        Outcome::Warn | Outcome::Note => {
            format!("{head}>\n      <system-out>{text}</system-out>\n    </testcase>\n")
        }
        Outcome::NotApplicable | Outcome::Unseen => {
            format!("{head}>\n      <skipped message=\"{says}\"/>\n    </testcase>\n")
        }
    }
}

fn told(row: &Row) -> String {
    let mut lines = vec![format!("{} {}", row.outcome.name(), row.severity.name())];
    lines.extend((!row.seen.is_empty()).then(|| format!("Seen: {}", row.seen)));
    lines.push(row.says.clone());
    lines.extend((!row.fix.is_empty() && row.is_bad()).then(|| format!("Fix: {}", row.fix)));
    lines.extend(row.places.iter().map(|place| format!("At: {place}")));
    lines.join("\n")
}

/// Text for XML; what XML 1.0 cannot hold is replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ if c.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}
