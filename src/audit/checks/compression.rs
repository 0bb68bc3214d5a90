//! Does text travel compressed?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::{Body, Door};
use crate::audit::parse::list::{digits, elements};

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "compression",
    title: "Text travels compressed",
    why: "Text shrinks to a fifth. On a slow line that is the difference between reading at once \
          and waiting.",
    how: crate::audit::check::page_only(
        "Judged when the request offered compression, as browsers do and curl does not unless \
          told to. Text, JSON, XML, scripts and SVG of more than 1 KB without br, zstd, gzip or \
          deflate warn; with one of them they pass. Compressed images and archives are noted. A \
          compressed answer that repeats a part of the query beside a form token is noted, \
          because its size can betray the token (BREACH).",
    ),
    fix: "Turn on brotli or gzip for text in the proxy.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "RFC 9110 section 8.4 (Content-Encoding)",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-8.4",
        },
        Source {
            name: "webhint, HTTP compression",
            url: "https://webhint.io/docs/user-guide/hints/hint-http-compression/",
        },
    ],
    items: &["text-compression"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

const CODINGS: [&str; 7] = ["br", "zstd", "gzip", "x-gzip", "deflate", "dcb", "dcz"];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let encoding = view::sent(subject, "Content-Encoding")?.join(", ");
    let kind =
        media_type(&view::combined(subject, "Content-Type", "The answer has no Content-Type.")?);
    let seen = if encoding.is_empty() {
        quote("Content-Type", &kind)
    } else {
        quote("Content-Encoding", &encoding)
    };
    let codings = elements(&encoding);
    let compressed =
        codings.iter().any(|coding| CODINGS.iter().any(|known| known.eq_ignore_ascii_case(coding)));
    if compressed && is_packed(&kind) {
        let says = format!("{kind} is compressed already; doing it twice costs time.");
        return Ok(Verdict::note(seen, says));
    }
    if compressed && repeats_query(subject) {
        let says = "It is compressed, holds a form token, and repeats a part of the query: its \
                    size can betray the token (BREACH).";
        return Ok(Verdict::note(seen, says));
    }
    if compressed {
        return Ok(Verdict::pass(seen, "The answer travels compressed."));
    }
    if !is_text(&kind) {
        return Err(Verdict::not_applicable(format!("{kind} gains nothing from compression.")));
    }
    if !offered(subject) {
        return Err(Verdict::unseen(
            "The request offered no compression, as far as is known. Ask with curl --compressed.",
        ));
    }
    match size(subject) {
        None => Err(Verdict::unseen("The size of the answer was not seen.")),
        Some(bytes) if bytes <= 1024 => {
            Err(Verdict::not_applicable("It is too small to gain from compression."))
        }
        Some(bytes) => {
            let says = format!("{bytes} bytes of text travel uncompressed.");
            Ok(Verdict::warn(Severity::Low, seen, says))
        }
    }
}

fn media_type(value: &str) -> String {
    value.split([';', ',']).next().unwrap_or("").trim().to_ascii_lowercase()
}

fn is_text(kind: &str) -> bool {
    let subtype = kind.split_once('/').map_or("", |(_, subtype)| subtype);
    kind.starts_with("text/")
        || ["json", "xml", "javascript", "wasm"].iter().any(|end| subtype.ends_with(end))
        || matches!(
            kind,
            "application/x-javascript" | "application/manifest+json" | "image/svg+xml"
        )
}

fn is_packed(kind: &str) -> bool {
    let image = kind.starts_with("image/")
        && !matches!(kind, "image/svg+xml" | "image/bmp" | "image/x-icon");
    image
        || kind.starts_with("video/")
        || kind.starts_with("audio/")
        || ["zip", "gzip", "x-7z-compressed", "zstd"].iter().any(|end| kind.ends_with(end))
        || kind.starts_with("font/woff")
}

/// Browsers always offer compression; of other clients the request has to tell.
fn offered(subject: &Subject<'_>) -> bool {
    let browser = match subject.evidence.door {
        Door::Probe | Door::Har | Door::Snippet => true,
        Door::Paste | Door::Command => false,
    };
    let asked = subject.evidence.request.headers.combined("Accept-Encoding");
    asked.map_or(browser, |value| {
        let coding =
            |element: &&str| element.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        elements(&value).iter().any(|element| CODINGS.contains(&coding(element).as_str()))
    })
}

fn size(subject: &Subject<'_>) -> Option<u64> {
    let sent = subject.evidence.headers.first("Content-Length").and_then(digits);
    let read = match &subject.evidence.body {
        Body::Read { text, whole } if *whole || text.len() > 1024 => u64::try_from(text.len()).ok(),
        Body::Read { .. } | Body::Unseen => None,
    };
    sent.or(read)
}

fn repeats_query(subject: &Subject<'_>) -> bool {
    let query = subject.evidence.request.url.as_ref().and_then(|url| url.query()).unwrap_or("");
    let Some(body) = subject.evidence.body_text() else { return false };
    let has_token = ["csrf", "authenticity_token", "__RequestVerificationToken"];
    let values = query.split('&').filter_map(|pair| pair.split_once('=').map(|(_, value)| value));
    has_token.iter().any(|name| body.contains(name))
        && values.filter(|value| value.len() >= 4).take(8).any(|value| body.contains(value))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Trial, trial};
    use super::*;

    #[track_caller]
    fn check(trial: Trial, want: &str) {
        trial.is(&CHECKS[0], want);
    }

    fn offered(lines: &str) -> Trial {
        trial(Profile::Page, lines).asked("Accept-Encoding: gzip, br;q=0.9")
    }

    #[test]
    fn text_travels_compressed() {
        check(offered("Content-Type: text/html\nContent-Encoding: BR"), "pass");
        check(offered("Content-Type: text/html\nContent-Length: 9000"), "warn low");
        check(
            offered("Content-Type: application/problem+json; charset=utf-8\nContent-Length: 9000"),
            "warn low",
        );
        check(offered("Content-Type: text/html").body(&"x".repeat(2000)), "warn low");
    }

    #[test]
    fn what_gains_nothing_is_left_alone() {
        check(offered("Content-Type: text/html\nContent-Length: 900"), "not-applicable");
        check(offered("Content-Type: image/png\nContent-Length: 9000"), "not-applicable");
        check(offered("Content-Type: image/png\nContent-Encoding: gzip"), "note");
    }

    #[test]
    fn without_an_offer_nothing_is_known() {
        check(trial(Profile::Page, "Content-Type: text/html\nContent-Length: 9000"), "unseen");
        check(offered("Content-Type: text/html"), "unseen");
        check(trial(Profile::Page, "Content-Type: text/html").probed(), "unseen");
    }

    #[test]
    fn malformed_codings_are_no_compression() {
        check(
            offered("Content-Type: text/html\nContent-Length: 9000\nContent-Encoding: utf-8"),
            "warn low",
        );
        check(offered("Content-Length: 9000"), "not-applicable");
    }

    #[test]
    fn a_repeated_query_beside_a_token_is_noted() {
        let page = offered("Content-Type: text/html\nContent-Encoding: gzip");
        let body = "<input name=csrf value=1> results for needle";
        check(page.url("https://a.example/?q=needle").body(body), "note");
    }
}
