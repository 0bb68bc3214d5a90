//! What `Invoke-WebRequest` prints, rewritten as the answer it stands for.

use super::lines::Line;
use crate::audit::parse::list::is_token;

/// Whether these lines are a table of PowerShell.
pub(super) fn fits(lines: &[Line<'_>]) -> bool {
    let is_rule = |line: &Line<'_>| columns(&line.text).is_some();
    let is_status =
        |line: &Line<'_>| property(&line.text).is_some_and(|(name, _)| name == "StatusCode");
    let is_pair = |line: &Line<'_>| property(&line.text).is_some_and(|(name, _)| name == "Key");
    lines.iter().any(|line| is_rule(line) || is_status(line) || is_pair(line))
}

/// The answer, and whether the console cut something off.
pub(super) fn rewrite(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, bool) {
    let raw =
        lines.iter().position(|line| property(&line.text).is_some_and(|p| p.0 == "RawContent"));
    match raw {
        Some(at) => (raw_content(lines, at), true),
        None if lines.iter().any(|line| columns(&line.text).is_some()) => table(lines),
        None => pairs(lines),
    }
}

/// `RawContent : HTTP/1.1 200 OK` and the indented lines below it; the console shows only some.
fn raw_content(lines: Vec<Line<'_>>, at: usize) -> Vec<Line<'_>> {
    let mut kept = Vec::new();
    for line in lines.into_iter().skip(at) {
        let text = match property(&line.text) {
            Some(("RawContent", value)) => value.to_owned(),
            Some(_) if !line.text.starts_with(' ') => break,
            Some(_) | None => line.text.trim_start().to_owned(),
        };
        kept.push(line.instead(text));
    }
    kept
}

/// `Key  Value` over a rule of dashes.
fn table(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, bool) {
    let mut kept = Vec::new();
    let mut split = None;
    let mut cut = false;
    let mut above: Option<Line<'_>> = None;
    for line in lines {
        if let Some(at) = columns(&line.text) {
            split = Some(at);
            // The names of the columns.
            above = None;
            continue;
        }
        kept.extend(above.take());
        above = Some(match split.and_then(|at| row(&line.text, at)) {
            Some((name, value)) => {
                cut |= value.ends_with("...") || value.ends_with('…');
                line.instead(format!("{name}: {}", unwrapped(value)))
            }
            None => line,
        });
    }
    kept.extend(above);
    (kept, cut)
}

/// `Key   : Date` and `Value : {...}`, one below the other.
fn pairs(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, bool) {
    let mut kept = Vec::new();
    let mut key = String::new();
    for line in lines {
        let rewritten = match property(&line.text) {
            Some(("Key", name)) => {
                name.clone_into(&mut key);
                None
            }
            Some(("Value", value)) => Some(format!("{key}: {}", unwrapped(value))),
            Some(("StatusCode", code)) => Some(format!("HTTP/1.1 {code}")),
            Some(_) | None => None,
        };
        kept.extend(rewritten.map(|text| line.instead(text)));
    }
    (kept, false)
}

/// Name and value of `Name   : value`.
fn property(text: &str) -> Option<(&str, &str)> {
    let (name, value) =
        text.split_once(" : ").or_else(|| text.strip_suffix(" :").map(|n| (n, "")))?;
    let name = name.trim_end();
    name.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some((name, value.trim()))
}

/// Where the second column begins, under a rule such as `---    -----`.
fn columns(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let (key, value) = text.split_once(' ')?;
    let dashes = |text: &str| text.len() >= 3 && text.bytes().all(|byte| byte == b'-');
    (dashes(key) && dashes(value.trim())).then(|| text.len() - value.trim().len())
}

fn row(text: &str, at: usize) -> Option<(&str, &str)> {
    let name = text.get(..at)?.strip_suffix(' ')?.trim();
    let value = text.get(at..)?.trim();
    is_token(name).then_some((name, value))
}

/// `{a, b}` is how a list of one field's values is shown.
fn unwrapped(value: &str) -> &str {
    value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(value)
}
