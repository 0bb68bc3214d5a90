//! The words for a verdict: what was seen, and what the server may really do.

use super::infer::Sharing;
use super::outcomes::{Cache, Code, Outcomes, Probe, Signal};

/// Says what was seen and what that means.
pub(super) fn of(outcomes: &Outcomes, verdict: Sharing) -> String {
    let seen = seen(outcomes);
    let means = match verdict {
        Sharing::NotShared if outcomes.get(Probe::Opaque) == Some(Code::Blocked) => {
            "Even a request that asks for no sharing was blocked: the server forbids embedding \
             (Cross-Origin-Resource-Policy), the browser refused to ask, or nothing answered."
        }
        Sharing::NotShared if outcomes.reads(Probe::Missing) == Some(true) => {
            "A missing path beside it can be read, the target itself cannot: its answer, or a \
             redirect in between, lacks the CORS headers."
        }
        Sharing::NotShared => {
            "The browser keeps the answer from other sites. That is right for a private service; \
             a service meant for others lacks a valid Access-Control-Allow-Origin."
        }
        Sharing::PublicRead => {
            "Any web page can read it without credentials, by simple requests only."
        }
        Sharing::PublicApi => {
            "Any web page can read it and call it with JSON, without credentials."
        }
        Sharing::NamedAllow => "This page's origin can read it; the origin null cannot.",
        Sharing::NamedAllowCredentials => {
            "This page's origin can read it with credentials. Unless the owner listed this page, \
             any named origin can."
        }
        Sharing::ReflectAnyCredentials => {
            "Whoever asks may read with the visitor's cookies: any page a signed-in user opens \
             can take their data."
        }
        Sharing::ArbitraryNamedOriginCredentials => {
            "Two unrelated origins can read it with credentials: the origin is reflected, or a \
             pattern lets in too much."
        }
        Sharing::NullAllowed => {
            "The origin null can read it. Any page can take on that origin in a sandboxed frame."
        }
        Sharing::NullAllowedCredentials => {
            "The origin null can read it with credentials. Any page can take on that origin in a \
             sandboxed frame and take a signed-in user's data."
        }
        Sharing::RateLimited => "The server asked for fewer requests: nothing more was asked.",
        Sharing::Unreachable => match outcomes.signal {
            Some(Signal::Tls) => "The connection failed while it was being encrypted.",
            Some(Signal::TimedOut) => "No answer came in time.",
            Some(Signal::RefusedLocally) => "The browser refused to ask; nothing was sent.",
            Some(Signal::Network | Signal::BlockedAfterAnswer) | None => {
                "No answer came: wrong name, server down, port closed, or a certificate problem."
            }
        },
    };
    if seen.is_empty() { means.to_owned() } else { format!("{seen}. {means}") }
}

/// Says which vantage could read, in one line.
fn seen(outcomes: &Outcomes) -> String {
    let vantages = [
        ("this page", Probe::Own, Probe::OwnInclude),
        ("null", Probe::Null, Probe::NullInclude),
        ("a second origin", Probe::Foreign, Probe::ForeignInclude),
    ];
    let line = |(name, plain, with): (&str, Probe, Probe)| {
        let word = match (outcomes.reads(plain), outcomes.reads(with)) {
            (None, None) => return None,
            (_, Some(true)) => "reads, with credentials too",
            (Some(true), Some(false)) => "reads, without credentials only",
            (Some(true), None) => "reads",
            (Some(false), _) | (None, Some(false)) => "blocked",
        };
        Some(format!("{name}: {word}"))
    };
    let lines: Vec<String> = vantages.into_iter().filter_map(line).collect();
    let text = lines.join("; ");
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What the server may really do: policies that look the same from a page.
pub(super) fn readings(outcomes: &Outcomes, verdict: Sharing) -> &'static [&'static str] {
    let star =
        outcomes.allow_origin.as_deref() == Some("*") || outcomes.cache == Some(Cache::SameForAll);
    match verdict {
        Sharing::PublicRead | Sharing::PublicApi if star => &["Access-Control-Allow-Origin: *"],
        Sharing::PublicRead | Sharing::PublicApi if outcomes.cache == Some(Cache::VaryMissing) => {
            &["every origin reflected, without Vary: Origin"]
        }
        Sharing::NotShared => &[
            "no CORS headers at all",
            "an allowlist without this page's origin",
            "a malformed value: two values, a trailing slash, a pattern, a host without scheme",
            "CORS headers on good answers only, and this is an error",
            "a redirect without CORS headers in between",
            "a preflight with CORS headers, and an answer without",
        ],
        Sharing::PublicRead | Sharing::PublicApi => &[
            "Access-Control-Allow-Origin: *",
            "every origin reflected, without credentials",
            "every origin reflected, with a malformed Access-Control-Allow-Credentials",
            "credentials allowed only when a cookie comes along",
        ],
        Sharing::NamedAllow | Sharing::NamedAllowCredentials => &[
            "an allowlist that holds this page's origin",
            "every named origin reflected, null left out",
            "a pattern that this page's origin happens to match",
        ],
        Sharing::ReflectAnyCredentials => &[
            "every origin reflected, with credentials",
            "an allowlist that holds this page's origin and null, with credentials",
        ],
        Sharing::ArbitraryNamedOriginCredentials => {
            &["every named origin reflected, with credentials", "a pattern that both origins match"]
        }
        Sharing::NullAllowed | Sharing::NullAllowedCredentials => {
            &["Access-Control-Allow-Origin: null", "an allowlist that holds null"]
        }
        Sharing::RateLimited | Sharing::Unreachable => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_begins_with_what_was_seen() {
        let outcomes: Outcomes = [(Probe::Own, Code::Readable), (Probe::OwnInclude, Code::Blocked)]
            .into_iter()
            .collect();
        let why = of(&outcomes, Sharing::PublicRead);
        assert!(
            why.starts_with("This page: reads, without credentials only. Any web page"),
            "{why}"
        );
    }

    #[test]
    fn a_star_that_was_seen_leaves_one_reading() {
        let mut outcomes = Outcomes::default();
        assert!(readings(&outcomes, Sharing::PublicRead).len() > 1);
        outcomes.cache = Some(Cache::SameForAll);
        assert_eq!(readings(&outcomes, Sharing::PublicRead), ["Access-Control-Allow-Origin: *"]);
    }
}
