//! Does the answer name its content type and its encoding?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::{Body, Evidence};
use crate::audit::html;
use crate::audit::parse::content_type::MimeType;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "content-type",
    title: "The content type and its encoding are named",
    why: "Without a type a browser guesses one from the bytes; without an encoding it guesses that \
          too, and a wrong guess garbles text or lets markup through a filter.",
    how: crate::audit::check::page_only(
        "Missing or unreadable, with a body, fails. text/* or HTML must name its charset: UTF-8 \
          passes, another one warns, none warns unless the page declares it in a byte order mark \
          or a meta tag within its first 1024 bytes. A charset on JSON is noted, since JSON has \
          none. Any other type passes. Not asked of an answer without a body.",
    ),
    fix: "Send Content-Type on every answer with a body, with charset=utf-8 on text.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "RFC 9110 section 8.3",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-8.3",
        },
        Source {
            name: "HTML, specifying the character encoding",
            url: "https://html.spec.whatwg.org/multipage/semantics.html#charset",
        },
        Source {
            name: "RFC 8259 section 11",
            url: "https://www.rfc-editor.org/rfc/rfc8259#section-11",
        },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

const NAME: &str = "Content-Type";

fn run(subject: &Subject<'_>) -> Verdict {
    let evidence = subject.evidence;
    sight::judge(subject, NAME, |value| judge(value, evidence), || missing(evidence))
}

fn missing(evidence: &Evidence) -> Verdict {
    match has_body(evidence) {
        Some(true) => Verdict::fail(
            Severity::Medium,
            "",
            "No Content-Type was sent, so browsers guess the type.",
        ),
        Some(false) => Verdict::not_applicable("The answer has no body."),
        None => {
            Verdict::unseen("No Content-Type was sent, and whether there is a body was not seen.")
        }
    }
}

/// Whether there is a body; a success that says nothing of its length is taken to have one.
fn has_body(evidence: &Evidence) -> Option<bool> {
    if let Body::Read { text, whole } = &evidence.body {
        return if text.is_empty() && !whole { None } else { Some(!text.is_empty()) };
    }
    match (evidence.status, evidence.headers.first("content-length")) {
        (Some(100..=199 | 204 | 205 | 304), _) => Some(false),
        (_, Some(length)) => Some(!length.trim_start_matches('0').is_empty()),
        (Some(200..=299), None) => Some(true),
        (_, None) if evidence.headers.has("transfer-encoding") => Some(true),
        (_, None) => None,
    }
}

fn judge(value: &str, evidence: &Evidence) -> Verdict {
    let seen = quote(NAME, value);
    let Some(mime) = MimeType::extract(value) else {
        return Verdict::fail(
            Severity::Medium,
            seen,
            "It is no media type, so browsers guess one.",
        );
    };
    match &mime.charset {
        Some(charset) if mime.is_json() => {
            Verdict::note(seen, format!("JSON is always UTF-8; charset={charset} has no meaning."))
        }
        Some(charset) if is_utf8(charset) => Verdict::pass(seen, "Type and encoding are named."),
        Some(charset) if is_text(&mime) => {
            let says = format!("The encoding is {charset}; text on the web must be UTF-8.");
            Verdict::warn(Severity::Low, seen, says)
        }
        None if is_text(&mime) => unnamed(&mime, seen, evidence),
        Some(_) | None => Verdict::pass(seen, "The type is named and needs no encoding."),
    }
}

fn unnamed(mime: &MimeType, seen: String, evidence: &Evidence) -> Verdict {
    let declared = evidence.body_text().filter(|_| mime.is_html()).and_then(declared);
    match declared {
        Some(charset) if is_utf8(&charset) => {
            Verdict::pass(seen, "The type is named here, and the page itself declares UTF-8.")
        }
        Some(charset) => {
            let says = format!("The page declares {charset}; text on the web must be UTF-8.");
            Verdict::warn(Severity::Low, seen, says)
        }
        None if mime.is_html() && evidence.body_text().is_some() => {
            let says = "Neither the field nor the start of the page names the encoding, so browsers guess it.";
            Verdict::warn(Severity::Medium, seen, says)
        }
        None if mime.is_html() => {
            let says =
                "The field names no encoding, and the page was not read to see whether it does.";
            Verdict::warn(Severity::Low, seen, says)
        }
        None => Verdict::warn(
            Severity::Low,
            seen,
            "The encoding is not named, so readers must guess it.",
        ),
    }
}

/// The encoding that a page declares where browsers look for it.
fn declared(body: &str) -> Option<String> {
    if body.starts_with('\u{feff}') {
        return Some("utf-8".to_owned());
    }
    let end = body
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| *end <= 1024)
        .last()?;
    html::tags(body.get(..end)?).iter().filter(|tag| tag.name == "meta").find_map(|tag| {
        let refers = tag
            .attribute("http-equiv")
            .is_some_and(|name| name.eq_ignore_ascii_case("content-type"));
        let content = tag.attribute("content").filter(|_| refers);
        let in_content = || MimeType::parse(content?)?.charset;
        tag.attribute("charset").map(|charset| charset.trim().to_owned()).or_else(in_content)
    })
}

fn is_text(mime: &MimeType) -> bool {
    mime.is_html() || mime.essence.starts_with("text/")
}

/// Source: Encoding standard, labels of UTF-8.
fn is_utf8(label: &str) -> bool {
    let labels =
        ["utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"];
    labels.contains(&label.trim().to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{page, sent, with_body};
    use crate::audit::evidence::Visibility;

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECKS[0], &sent(&[(NAME, value)]), outcome, severity);
    }

    #[test]
    fn text_names_its_encoding() {
        check("text/html; charset=UTF-8", Outcome::Pass, Severity::Info);
        check("text/plain", Outcome::Warn, Severity::Low);
        check("text/html", Outcome::Warn, Severity::Low);
        check("text/html; charset=iso-2022-jp", Outcome::Warn, Severity::Low);
        check("application/json", Outcome::Pass, Severity::Info);
        check("application/json; charset=utf-8", Outcome::Note, Severity::Info);
        check("image/png", Outcome::Pass, Severity::Info);
        check("html", Outcome::Fail, Severity::Medium);
    }

    #[test]
    fn the_page_may_declare_it_in_time() {
        let html = |body: &str| with_body(sent(&[(NAME, "text/html")]), body);
        page(&CHECKS[0], &html("<meta charset=utf8>"), Outcome::Pass, Severity::Info);
        let old = "<meta http-equiv=Content-Type content='text/html; charset=utf-8'>";
        page(&CHECKS[0], &html(old), Outcome::Pass, Severity::Info);
        page(&CHECKS[0], &html("\u{feff}x"), Outcome::Pass, Severity::Info);
        page(&CHECKS[0], &html("<meta charset=latin1>"), Outcome::Warn, Severity::Low);
        let late = format!("{}<meta charset=utf-8>", " ".repeat(1010));
        page(&CHECKS[0], &html(&late), Outcome::Warn, Severity::Medium);
    }

    #[test]
    fn a_missing_type_matters_where_there_is_a_body() {
        page(&CHECKS[0], &sent(&[]), Outcome::Fail, Severity::Medium);
        page(&CHECKS[0], &sent(&[("content-length", "0")]), Outcome::NotApplicable, Severity::Info);
        page(&CHECKS[0], &with_body(sent(&[]), ""), Outcome::NotApplicable, Severity::Info);
        let mut moved = sent(&[]);
        moved.status = Some(301);
        page(&CHECKS[0], &moved, Outcome::Unseen, Severity::Info);
        moved.visibility = Visibility::Nothing;
        page(&CHECKS[0], &moved, Outcome::Unseen, Severity::Info);
    }
}
