//! What `wget -S` prints, rewritten as the answers it stands for.

use super::lines::Line;

/// Whether these lines are wget's.
pub(super) fn fits(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| line.text.contains("awaiting response..."))
}

/// Keeps addresses and indented answers, and leaves out what wget says in between.
pub(super) fn rewrite(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut kept = Vec::with_capacity(lines.len());
    let mut in_answer = false;
    for line in lines {
        let text = line.text.as_ref();
        if let Some(url) = asked(text) {
            let command = format!("$ wget '{url}'");
            kept.push(line.instead(command));
            in_answer = false;
        } else if text.contains("awaiting response...") {
            in_answer = true;
        } else if in_answer && text.starts_with("  ") {
            let field = text.trim_start().to_owned();
            kept.push(line.instead(field));
        } else if in_answer {
            kept.push(line.instead(""));
            in_answer = false;
        }
    }
    kept
}

/// `--2026-01-31 12:00:00--  https://a.example/`
fn asked(text: &str) -> Option<&str> {
    let (_, url) = text.strip_prefix("--")?.split_once("--  ")?;
    Some(url.trim())
}
