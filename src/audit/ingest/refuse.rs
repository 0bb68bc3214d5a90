//! Why an input is no evidence: what it looks like, where, and what to paste instead.

use crate::audit::address::Address;

use super::answer::Found;
use super::lines::Line;
use super::{excerpt, secrets, shell, syntax};

/// Why an input is no evidence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// Nothing was given.
    #[error("the input is empty")]
    Empty,
    /// It is no text.
    #[error("the input is binary (line {line})")]
    Binary {
        /// Where.
        line: usize,
    },
    /// It is the body of a page without the answer's head.
    #[error("the input is an HTML page without header fields (line {line})")]
    HtmlPage {
        /// Where the page begins.
        line: usize,
    },
    /// It is JSON, and neither a HAR nor header fields.
    #[error("the input is JSON, but no HAR (line {line}): {members:?}")]
    Json {
        /// Where it begins.
        line: usize,
        /// The first names in it; empty for what is no object.
        members: Vec<String>,
    },
    /// It begins as JSON and breaks off.
    #[error("the JSON breaks at line {line}, column {column}")]
    BrokenJson {
        /// Where.
        line: usize,
        /// Where in the line.
        column: usize,
        /// Whether the text ended too early.
        is_cut: bool,
    },
    /// It is what a client sends, not what a server answers.
    #[error("the input is a request, not an answer (line {line})")]
    Request {
        /// Where.
        line: usize,
        /// What form of request.
        form: RequestForm,
        /// Where it goes, when that could be read; secrets replaced.
        url: Option<Address>,
    },
    /// The tool that should have fetched an answer failed.
    #[error("the tool that asked got no answer (line {line}): {text}")]
    Failed {
        /// Where.
        line: usize,
        /// What it said, secrets replaced.
        text: String,
    },
    /// It is some other text.
    #[error("no header field was found (line {line}): {text}")]
    Prose {
        /// The first line with text.
        line: usize,
        /// What stands there, secrets replaced and cut.
        text: String,
    },
}

/// A form in which a request is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestForm {
    /// A `curl` or other command without its output; browsers call it "Copy as cURL".
    Command,
    /// JavaScript; browsers call it "Copy as fetch".
    Fetch,
    /// A script; browsers call it "Copy as PowerShell".
    PowerShell,
    /// The request's own header fields.
    Headers,
}

impl IngestError {
    /// The line it is about, counted from 1; 0 where there is none.
    pub fn line(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Binary { line }
            | Self::HtmlPage { line }
            | Self::Json { line, .. }
            | Self::BrokenJson { line, .. }
            | Self::Request { line, .. }
            | Self::Failed { line, .. }
            | Self::Prose { line, .. } => *line,
        }
    }

    /// What the input looks like, for people.
    pub fn says(&self) -> String {
        match self {
            Self::Empty => "There is nothing here yet.".into(),
            Self::Binary { line } => {
                format!("Line {line} is no text: this looks like a binary or compressed file.")
            }
            Self::HtmlPage { line } => format!(
                "This is the HTML of a page (line {line}), without the header fields it was sent with."
            ),
            Self::Json { line, members } if members.is_empty() => {
                format!("This is JSON (line {line}), but no HAR file.")
            }
            Self::Json { line, members } => format!(
                "This is JSON (line {line}) with the members {}, but no HAR file, which has \"log\" \
                 and in it \"entries\".",
                members.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
            ),
            Self::BrokenJson { line, column, is_cut: true } => format!(
                "This begins as JSON and ends too early, at line {line}, column {column}: it was cut \
                 while copying."
            ),
            Self::BrokenJson { line, column, is_cut: false } => {
                format!("This begins as JSON, but is none at line {line}, column {column}.")
            }
            Self::Request { line, form, .. } => format!(
                "Line {line} is a request ({}): what is sent to a server. What is judged is the answer.",
                form.name()
            ),
            Self::Failed { line, text } => {
                format!("No answer came (line {line}). The tool said: {text}")
            }
            Self::Prose { line, text } => format!(
                "No header field is in this text. Line {line} reads {text:?}; a header field reads \
                 \"name: value\"."
            ),
        }
    }

    /// What to paste instead, for people; a command where there is one.
    pub fn instead(&self) -> String {
        match self {
            Self::Request { url: Some(url), .. } => {
                format!("Run `curl -sSiL '{url}'` and paste all that it prints.")
            }
            Self::Request { form: RequestForm::Headers, url: None, .. } => {
                "In the browser's network panel, copy the response headers, not the request \
                 headers; or paste what `curl -sSiL URL` prints."
                    .into()
            }
            Self::BrokenJson { is_cut: true, .. } => {
                "Save the HAR to a file and open the file, in place of copying it.".into()
            }
            Self::Failed { .. } => {
                "Check the address and the network, then run `curl -sSiL URL` again.".into()
            }
            Self::Empty
            | Self::Binary { .. }
            | Self::HtmlPage { .. }
            | Self::Json { .. }
            | Self::BrokenJson { is_cut: false, .. }
            | Self::Request { url: None, .. }
            | Self::Prose { .. } => {
                "Paste what `curl -sSiL URL` prints, the response headers of the browser's network \
                 panel, or a HAR file."
                    .into()
            }
        }
    }
}

impl RequestForm {
    /// The form's name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Command => "a command without its output",
            Self::Fetch => "JavaScript, as \"Copy as fetch\" gives it",
            Self::PowerShell => "a script, as \"Copy as PowerShell\" gives it",
            Self::Headers => "request headers",
        }
    }
}

/// Recognises what can be told before anything is read.
pub(super) fn at_once(text: &str, lines: &[Line<'_>]) -> Option<IngestError> {
    let Some(first) = lines.iter().find(|line| !line.text.trim().is_empty()) else {
        return Some(IngestError::Empty);
    };
    let begins = first.text.trim_start();
    let head = begins.get(..begins.len().min(20)).unwrap_or(begins).to_ascii_lowercase();
    let has_head =
        lines.iter().any(|line| syntax::status_line(line.text.trim_start_matches("< ")).is_some());
    if !has_head && excerpt::is_binary(text) {
        return Some(IngestError::Binary { line: first.number });
    }
    let markup =
        ["<!doctype", "<html", "<head", "<body", "<?xml", "<svg", "<!--", "<script", "<div"];
    if markup.iter().any(|start| head.starts_with(start)) {
        return Some(IngestError::HtmlPage { line: first.number });
    }
    let fetch = ["fetch(", "await fetch(", "const response = await fetch("];
    let script = ["$session = new-obj", "invoke-webrequest -u", "$session.useragent"];
    let form = if fetch.iter().any(|start| begins.starts_with(start)) {
        RequestForm::Fetch
    } else if script.iter().any(|start| head.starts_with(start)) {
        RequestForm::PowerShell
    } else {
        return None;
    };
    let url = lines.iter().find_map(|line| quoted_address(&line.text));
    (!has_head).then_some(IngestError::Request { line: first.number, form, url })
}

/// Says why nothing was found.
pub(super) fn explain(lines: &[Line<'_>], found: &Found) -> IngestError {
    let failure = |line: &&Line<'_>| {
        let text = line.text.trim_start();
        (text.starts_with("curl: (")
            || text.starts_with("http: error")
            || text.starts_with("wget: "))
            && text.contains(':')
    };
    if let Some(line) = lines.iter().find(failure) {
        return IngestError::Failed { line: line.number, text: secrets::line(&line.text) };
    }
    if let Some((line, asked)) = found.requests.first() {
        let is_command =
            lines.iter().any(|one| one.number == *line && shell::command(&one.text).is_some());
        let form = if is_command { RequestForm::Command } else { RequestForm::Headers };
        let url = asked.url.clone().map(|url| secrets::address(url).0);
        return IngestError::Request { line: *line, form, url };
    }
    match lines.iter().find(|line| !line.text.trim().is_empty()) {
        Some(line) => IngestError::Prose { line: line.number, text: secrets::line(&line.text) },
        None => IngestError::Empty,
    }
}

/// Whether a bare list of fields is what a client sends.
pub(super) fn is_sent(names: &[&str]) -> bool {
    const SENT: [&str; 10] = [
        "host",
        "user-agent",
        "accept",
        "accept-encoding",
        "accept-language",
        "cookie",
        "referer",
        "sec-fetch-mode",
        "sec-fetch-site",
        "upgrade-insecure-requests",
    ];
    const ANSWERED: [&str; 12] = [
        "server",
        "set-cookie",
        "etag",
        "last-modified",
        "content-security-policy",
        "strict-transport-security",
        "x-frame-options",
        "x-content-type-options",
        "vary",
        "age",
        "access-control-allow-origin",
        "x-powered-by",
    ];
    let among = |list: &[&str]| {
        names
            .iter()
            .filter(|name| list.iter().any(|known| known.eq_ignore_ascii_case(name)))
            .count()
    };
    let n_sent = among(&SENT);
    n_sent >= 1 && n_sent > among(&ANSWERED) * 2
}

fn quoted_address(text: &str) -> Option<Address> {
    let mut parts = text.split(['"', '\'']);
    let url = parts.find(|part| part.starts_with("http://") || part.starts_with("https://"))?;
    let (url, _) = secrets::queries(url);
    Address::parse(&url).ok()
}
