//! Text as a terminal would have shown it: no colours, no carriage returns, no common indent.

use std::borrow::Cow;

/// One line and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Counted from 1.
    pub number: usize,
    /// Without its line end.
    pub text: Cow<'a, str>,
}

impl<'a> Line<'a> {
    /// A line that stands for something seen at the same place.
    pub fn instead(&self, text: impl Into<Cow<'a, str>>) -> Self {
        Self { number: self.number, text: text.into() }
    }
}

/// Cuts a text into lines.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines: Vec<_> = text
        .split('\n')
        .enumerate()
        .map(|(at, line)| Line { number: at + 1, text: shown(line) })
        .collect();
    // Code fences of a message the answer was copied from.
    if lines.iter().find(|line| !is_blank(line)).is_some_and(|line| is_fence(line)) {
        lines.retain(|line| !is_fence(line));
    }
    let indent = lines.iter().filter(|line| !is_blank(line)).map(|line| indent(&line.text)).min();
    for line in &mut lines {
        let from = indent.unwrap_or(0).min(self::indent(&line.text));
        if from > 0 {
            line.text = Cow::Owned(line.text.get(from..).unwrap_or("").to_owned());
        }
    }
    lines
}

fn is_blank(line: &Line<'_>) -> bool {
    line.text.trim().is_empty()
}

fn is_fence(line: &Line<'_>) -> bool {
    line.text.trim_start().starts_with("```")
}

fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

/// What is left of a line after colours, and after what a carriage return wrote over.
fn shown(line: &str) -> Cow<'_, str> {
    let line = line.trim_end_matches('\r');
    let line = line.rsplit_once('\r').map_or(line, |(_, last)| last);
    if line.contains('\u{1b}') { Cow::Owned(uncoloured(line)) } else { Cow::Borrowed(line) }
}

/// Takes out the control sequences of ECMA-48, and the hyperlinks that curl writes.
fn uncoloured(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = if let Some(sequence) = after.strip_prefix('[') {
            let end = sequence.find(|c: char| ('\u{40}'..='\u{7e}').contains(&c));
            end.and_then(|at| sequence.get(at + 1..)).unwrap_or("")
        } else if let Some(command) = after.strip_prefix(']') {
            match (command.find('\u{7}'), command.find("\u{1b}\\")) {
                (Some(bell), Some(end)) if bell > end => command.get(end + 2..).unwrap_or(""),
                (Some(bell), _) => command.get(bell + 1..).unwrap_or(""),
                (None, Some(end)) => command.get(end + 2..).unwrap_or(""),
                (None, None) => "",
            }
        } else {
            let mut chars = after.chars();
            chars.next();
            chars.as_str()
        };
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let lines: Vec<_> = lines(text).into_iter().map(|line| line.text.into_owned()).collect();
        assert_eq!(lines, want);
    }

    #[test]
    fn what_a_terminal_adds_is_taken_away() {
        check("\u{feff}a: b\r\nc", &["a: b", "c"]);
        check("\u{1b}[1mServer\u{1b}[0m: x", &["Server: x"]);
        check("a: \u{1b}]8;;https://a.example/\u{1b}\\/x\u{1b}]8;;\u{1b}\\", &["a: /x"]);
        check("  0  1\r100  1\rHTTP/1.1 200 OK\r", &["HTTP/1.1 200 OK"]);
    }

    #[test]
    fn a_common_indent_and_fences_go() {
        check("  a\n\n    b", &["a", "", "  b"]);
        check("```http\na: b\n```", &["a: b"]);
    }

    #[test]
    fn lines_keep_their_numbers() {
        let numbers: Vec<_> = lines("```\na\n```\nb").iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 4]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut(text in "(.|\u{1b}|\n|\r|\\[|\\]){0,60}") {
            let escape = '\u{1b}';
            prop_assert!(lines(&text).iter().all(|line| !line.text.contains(escape)));
        }
    }
}
