//! For code scanning: SARIF 2.1.0.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::sheet::{Row, Sheet, one_line};
use crate::audit::check::{Outcome, Severity};

/// Prints what failed or warned, with a rule for every question that was asked.
pub(super) fn print(sheets: &[Sheet]) -> String {
    let mut rules: Vec<Value> = Vec::new();
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for row in sheets.iter().flat_map(|sheet| &sheet.rows) {
        if !index.contains_key(row.check.as_str()) {
            index.insert(&row.check, rules.len());
            rules.push(rule(row));
        }
    }
    let mut results = Vec::new();
    for sheet in sheets {
        for row in sheet.rows_of(&[Outcome::Fail, Outcome::Warn]) {
            let at = index.get(row.check.as_str()).copied().unwrap_or(0);
            results.push(result(sheet, row, at));
        }
    }
    let report = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "preflight",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{report:#}\n")
}

fn rule(row: &Row) -> Value {
    let title = if row.title.is_empty() { &row.check } else { &row.title };
    let why = if row.why.is_empty() { title } else { &row.why };
    let fix = if row.fix.is_empty() { &row.says } else { &row.fix };
    let help = if fix.is_empty() { why } else { fix };
    let source = if row.source_url.is_empty() {
        String::new()
    } else {
        format!("\n\nSource: [{}]({})", row.source, row.source_url)
    };
    let mut rule = json!({
        "id": row.check,
        "name": pascal(&row.check),
        "shortDescription": { "text": title },
        "fullDescription": { "text": why },
        "help": { "text": help, "markdown": format!("{why}\n\n**Fix:** {help}{source}") },
        "properties": { "tags": ["security"], "security-severity": danger(row.weight) },
    });
    if row.source_url.starts_with("https://")
        && let Some(members) = rule.as_object_mut()
    {
        members.insert("helpUri".into(), json!(row.source_url));
    }
    rule
}

/// What code scanning sorts by.
fn danger(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "0.0",
        Severity::Low => "3.0",
        Severity::Medium => "5.5",
        Severity::High => "8.0",
        Severity::Critical => "9.5",
    }
}

fn result(sheet: &Sheet, row: &Row, at: usize) -> Value {
    let says = if row.says.is_empty() { &row.title } else { &row.says };
    let seen = one_line(&row.seen);
    let text = if seen.is_empty() { says.clone() } else { format!("{says} Seen: {seen}") };
    json!({
        "ruleId": row.check,
        "ruleIndex": at,
        "level": level(row),
        "message": { "text": text },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&sheet.subject) },
                "region": { "startLine": 1 },
            },
        }],
        "partialFingerprints": { "preflight/v1": format!("{}:{}", row.check, sheet.subject) },
        "properties": { "outcome": row.outcome.name(), "severity": row.severity.name() },
    })
}

fn level(row: &Row) -> &'static str {
    match (row.outcome, row.severity) {
        (Outcome::Fail, Severity::Critical | Severity::High) => "error",
        (Outcome::Fail, Severity::Medium)
        | (Outcome::Warn, Severity::Critical | Severity::High) => "warning",
        (Outcome::Fail | Outcome::Warn, _) => "note",
        (Outcome::Pass | Outcome::Note | Outcome::NotApplicable | Outcome::Unseen, _) => "none",
    }
}

/// A subject that is no address becomes a relative reference.
fn uri(subject: &str) -> String {
    let mut uri = String::with_capacity(subject.len());
    for byte in subject.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'!' | b'$' | b'&'
            | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b'%' => {
                uri.push(char::from(byte));
            }
            _ => uri.extend([format!("%{byte:02X}")]),
        }
    }
    if subject.contains("://") { uri } else { uri.replace(':', "%3A") }
}

/// `allow-origin` becomes `AllowOrigin`.
fn pascal(id: &str) -> String {
    let words = id.split(|c: char| !c.is_alphanumeric());
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    words.map(capital).collect::<Vec<_>>().concat()
}
