//! Text selected in a browser's network panel, rewritten as the exchange it shows.

use super::lines::Line;
use super::syntax::{field, pseudo, status_code};
use crate::audit::parse::list::is_token;

/// A part of the panel.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    General,
    Response,
    Request,
    Other,
}

/// Whether these lines are a panel's: headings, or names and values on lines of their own.
pub(super) fn fits(lines: &[Line<'_>]) -> bool {
    let heading = |line: &Line<'_>| heading(&line.text).is_some();
    let general = |line: &Line<'_>| general(&line.text).is_some();
    lines.iter().any(heading)
        || lines.iter().filter(|line| general(line)).count() > 1
        || stacked(lines)
}

/// The exchange: a request line and fields, then a status line and fields.
pub(super) fn rewrite(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut part = if stacked(&lines) { Part::Response } else { Part::General };
    let (mut url, mut method, mut status) = (String::new(), String::from("GET"), None);
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    let mut rest = lines.into_iter().filter(|line| !line.text.trim().is_empty()).peekable();
    while let Some(line) = rest.next() {
        let text = line.text.trim().to_owned();
        if let Some(next) = heading(&text) {
            part = next;
            continue;
        }
        if let Some(label) = general(&text) {
            let inline = text.get(label.len()..).unwrap_or("").trim_start_matches(':').trim();
            let value = match inline {
                "" => rest.next().map(|next| next.text.trim().to_owned()).unwrap_or_default(),
                _ => inline.to_owned(),
            };
            match label {
                "Request URL" | "URL" => url = value,
                "Request Method" => method = value,
                "Status Code" | "Status" => status = Some((line.number, value)),
                _ => {}
            }
            continue;
        }
        // A name alone has its value on the next line.
        let name = text.strip_suffix(':').unwrap_or(&text);
        let text = match rest.peek() {
            Some(next) if is_token(name) && is_value(&next.text) => {
                let value = next.text.trim().to_owned();
                rest.next();
                format!("{name}: {value}")
            }
            Some(_) | None => text,
        };
        match part {
            Part::Response => received.push(line.instead(text)),
            Part::Request => sent.push(line.instead(text)),
            Part::General | Part::Other => {}
        }
    }
    assemble((url, method), status, sent, received)
}

fn assemble<'a>(
    (url, method): (String, String),
    status: Option<(usize, String)>,
    sent: Vec<Line<'a>>,
    received: Vec<Line<'a>>,
) -> Vec<Line<'a>> {
    let number = status.as_ref().map_or(1, |(number, _)| *number);
    let mut lines = Vec::new();
    if !url.is_empty() || !sent.is_empty() {
        let target = if url.is_empty() { "/" } else { url.as_str() };
        lines.push(Line { number, text: format!("{method} {target} HTTP/2").into() });
        lines.extend(sent);
        lines.push(Line { number, text: "".into() });
    }
    let code = status.as_ref().and_then(|(_, value)| value.split(' ').next());
    if let Some(code) = code.and_then(status_code) {
        lines.push(Line { number, text: format!("HTTP/2 {code}").into() });
    }
    lines.extend(received);
    lines
}

fn is_value(text: &str) -> bool {
    heading(text).is_none() && field(text.trim()).is_none() && pseudo(text.trim()).is_none()
}

fn heading(text: &str) -> Option<Part> {
    let text = text.trim().trim_start_matches(['▼', '▾', '⯆', ' ']);
    // Firefox counts: "Response Headers (1.2 kB)".
    let name = text.split(" (").next().unwrap_or(text);
    match name {
        "Response Headers" | "Response" => Some(Part::Response),
        "Request Headers" | "Request" => Some(Part::Request),
        "General" | "Summary" => Some(Part::General),
        "Query String Parameters" | "Form Data" | "Request Payload" | "Request Data" => {
            Some(Part::Other)
        }
        _ => None,
    }
}

/// The label of a line about the exchange as a whole.
fn general(text: &str) -> Option<&'static str> {
    const LABELS: [&str; 10] = [
        "Request URL",
        "Request Method",
        "Status Code",
        "Remote Address",
        "Referrer Policy",
        "URL",
        "Status",
        "Source",
        "Address",
        "Initiator",
    ];
    let label = text.trim().split(':').next().unwrap_or("");
    LABELS.into_iter().find(|known| *known == label)
}

/// Whether most names end their line with a colon, as Chromium's panel is copied.
fn stacked(lines: &[Line<'_>]) -> bool {
    let full: Vec<_> =
        lines.iter().map(|line| line.text.trim()).filter(|text| !text.is_empty()).collect();
    let names = full.iter().filter(|text| text.strip_suffix(':').is_some_and(is_token)).count();
    names >= 2 && names * 3 >= full.len()
}
