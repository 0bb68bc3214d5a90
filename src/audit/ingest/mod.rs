//! From pasted text and HAR files to evidence.
//!
//! Every tool prints an answer in its own way; all of them end in the same [`Evidence`]. What was
//! not understood is told line by line, and no secret gets any further than this module.

mod lines;
mod syntax;

mod shell;

mod answer;

pub mod secrets;

mod plain;
mod verbose;

mod panel;
mod powershell;
mod wget;

mod excerpt;

mod chain;

mod har;
mod header_map;

mod refuse;

use serde_json::Value;

use super::address::Address;
use super::evidence::Evidence;

pub use answer::Problem;
pub use excerpt::BODY_BYTES_MAX;
pub use refuse::{IngestError, RequestForm};

use answer::Found;
use lines::Line;

/// What was read from an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingested {
    /// What the input was taken for.
    pub kind: Kind,
    /// The exchanges, in order; a followed redirect is one exchange with hops.
    pub exchanges: Vec<Evidence>,
    /// What was not used, or not as it stands.
    pub problems: Vec<Problem>,
    /// How many secrets were replaced.
    pub masked: usize,
}

/// What an input was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Answers with a status line: `curl -i`, `-I`, `HTTPie --headers`, browsers.
    Answer,
    /// Requests and answers: `HTTPie -v`.
    Exchange,
    /// `curl -v`.
    Verbose,
    /// `wget -S`.
    Wget,
    /// `Invoke-WebRequest`.
    PowerShell,
    /// Text selected in a browser's network panel.
    Panel,
    /// Header fields without a status line.
    Fields,
    /// Header fields in JSON.
    FieldsJson,
    /// A HAR file.
    Har,
}

impl Kind {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "an HTTP answer, as curl -i prints it",
            Self::Exchange => "a request and its answer, as HTTPie -v prints them",
            Self::Verbose => "the output of curl -v",
            Self::Wget => "the output of wget -S",
            Self::PowerShell => "the output of PowerShell's Invoke-WebRequest",
            Self::Panel => "text of a browser's network panel",
            Self::Fields => "a list of header fields, without a status",
            Self::FieldsJson => "header fields in JSON, without a status",
            Self::Har => "a HAR file",
        }
    }
}

/// Reads an input; recognises what it is.
///
/// # Errors
/// Says what the input looks like, where, and what to paste instead.
///
/// ```
/// let ingested = preflight::audit::ingest::read("HTTP/2 200\nserver: nginx\n").unwrap();
/// assert_eq!(ingested.exchanges[0].status, Some(200));
/// ```
pub fn read(text: &str) -> Result<Ingested, IngestError> {
    read_of(text, None)
}

/// Reads an input of which the address is known.
///
/// # Errors
/// As [`read`].
pub fn read_of(text: &str, url: Option<&Address>) -> Result<Ingested, IngestError> {
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    // A prompt may begin as a JSON list does: "[ann@host ~]$ curl ...".
    let first = begins.lines().next().unwrap_or("");
    if begins.starts_with(['{', '[']) && shell::command(first).is_none() {
        return json(begins, text, url);
    }
    let lines = lines::lines(text);
    if let Some(refusal) = refuse::at_once(text, &lines) {
        return Err(refusal);
    }
    let shown: Vec<_> = lines.clone();
    let mut found = Found::default();
    let kind = printed(lines, &mut found);
    let only = found.answers.first().filter(|_| kind == Kind::Fields && found.answers.len() == 1);
    if let Some(answer) = only {
        let names: Vec<_> = answer.headers.fields.iter().map(|field| field.name.as_str()).collect();
        if refuse::is_sent(&names) {
            let (line, asked) = (answer.line, answer.asked.clone());
            found.requests.insert(0, (line, asked));
            return Err(refuse::explain(&shown, &found));
        }
    }
    if found.answers.is_empty() {
        return Err(refuse::explain(&shown, &found));
    }
    Ok(ingested(kind, found, url))
}

/// Decodes what a shell wrote to a file: UTF-8, or the UTF-16 of older Windows shells.
pub fn decode(bytes: &[u8]) -> String {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).skip(1);
        let units = units.map(|pair| <[u8; 2]>::try_from(pair).map_or(0, read));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn printed(lines: Vec<Line<'_>>, found: &mut Found) -> Kind {
    if verbose::fits(&lines) {
        verbose::read(&lines, found);
        return Kind::Verbose;
    }
    let (kind, lines, cut) = if wget::fits(&lines) {
        (Kind::Wget, wget::rewrite(lines), false)
    } else if lines.iter().any(|line| syntax::status_line(&line.text).is_some()) {
        (Kind::Answer, lines, false)
    } else if powershell::fits(&lines) {
        let (lines, cut) = powershell::rewrite(lines);
        (Kind::PowerShell, lines, cut)
    } else if panel::fits(&lines) {
        (Kind::Panel, panel::rewrite(lines), false)
    } else {
        (Kind::Answer, lines, false)
    };
    plain::read(&lines, found);
    for answer in &mut found.answers {
        answer.cut = cut;
    }
    let no_status = found.answers.iter().all(|answer| answer.status.is_none());
    let asked = found.answers.iter().any(|answer| !answer.asked.headers.fields.is_empty());
    if kind != Kind::Answer {
        kind
    } else if no_status {
        Kind::Fields
    } else if asked {
        Kind::Exchange
    } else {
        Kind::Answer
    }
}

fn json(begins: &str, text: &str, url: Option<&Address>) -> Result<Ingested, IngestError> {
    let skipped = text.len() - begins.len();
    let line = 1 + text.get(..skipped).map_or(0, |before| before.matches('\n').count());
    let mut found = Found::default();
    let broken = |error: &serde_json::Error| IngestError::BrokenJson {
        line: line + error.line().saturating_sub(1),
        column: error.column(),
        is_cut: error.is_eof(),
    };
    match har::read(begins, &mut found) {
        Ok(Some((exchanges, masked))) => {
            return Ok(Ingested { kind: Kind::Har, exchanges, problems: found.problems, masked });
        }
        Ok(None) => {}
        Err(error) => return Err(broken(&error)),
    }
    let value: Value = serde_json::from_str(begins).map_err(|error| broken(&error))?;
    if let Some(answer) = header_map::read(&value) {
        found.answers.push(answer);
        return Ok(ingested(Kind::FieldsJson, found, url));
    }
    let members = value.as_object().map(|members| members.keys().take(4).cloned().collect());
    Err(IngestError::Json { line, members: members.unwrap_or_default() })
}

fn ingested(kind: Kind, mut found: Found, url: Option<&Address>) -> Ingested {
    let (exchanges, masked) = chain::exchanges(&mut found, url);
    Ingested { kind, exchanges, problems: found.problems, masked }
}

#[cfg(test)]
mod tests;
