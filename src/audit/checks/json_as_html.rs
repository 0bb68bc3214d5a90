//! Is JSON sent as something a browser would run?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::{Body, Evidence};
use crate::audit::parse::content_type::MimeType;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "json-as-html",
    title: "JSON is sent as JSON",
    why: "Text from a user inside JSON becomes live markup when a browser opens the answer as a page.",
    how: crate::audit::check::page_only(
        "A JSON body with an HTML type fails. A JSON type passes. On an API or health answer any \
          other type is noted, and an HTML type with a body that was not read is unseen; of a page \
          the question is asked only if its body is JSON.",
    ),
    fix: "Send API answers as application/json and health answers as application/health+json.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "OWASP REST Security Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#send-safe-response-content-types",
        },
        Source {
            name: "RFC 8259 section 11",
            url: "https://www.rfc-editor.org/rfc/rfc8259#section-11",
        },
        Source {
            name: "Health Check Response Format for HTTP APIs",
            url: "https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check-06",
        },
    ],
    items: &[],
    profiles: &[Profile::Page, Profile::Api, Profile::Health],
    remedy: Remedy::Manual,
    run,
}];

const NAME: &str = "Content-Type";

fn run(subject: &Subject<'_>) -> Verdict {
    let missing = || Verdict::not_applicable(format!("No {NAME} was sent."));
    sight::judge(subject, NAME, |value| judge(value, subject), missing)
}

fn judge(value: &str, subject: &Subject<'_>) -> Verdict {
    let seen = quote(NAME, value);
    let Some(mime) = MimeType::extract(value) else {
        return Verdict::not_applicable("The content type cannot be read.");
    };
    match (holds_json(subject.evidence), subject.profile) {
        (_, _) if mime.is_json() => Verdict::pass(seen, "Browsers show it as data."),
        (Some(true), _) if mime.is_html() => Verdict::fail(
            Severity::High,
            seen,
            "The body is JSON, and browsers would run it as a page.",
        ),
        (Some(false) | None, Profile::Page | Profile::Static) => {
            Verdict::not_applicable("It is a page, not data.")
        }
        (None, Profile::Api | Profile::Health) if mime.is_html() => {
            Verdict::unseen("The type is HTML; whether the body is JSON was not seen.")
        }
        (Some(true), _) => Verdict::note(seen, "The body is JSON, but its type does not say so."),
        (Some(false) | None, Profile::Api | Profile::Health) => {
            Verdict::note(seen, "Monitors and clients expect a JSON type here.")
        }
    }
}

/// Whether the body is a JSON object or array; `None` where it was not read.
fn holds_json(evidence: &Evidence) -> Option<bool> {
    let Body::Read { text, whole } = &evidence.body else { return None };
    let text = text.trim_start_matches('\u{feff}').trim();
    let begins = text.starts_with(['{', '[']);
    let parses = || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    Some(begins && (!whole || parses()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, sent, verdict, with_body};

    #[track_caller]
    fn check(value: &str, body: Option<&str>, profile: Profile, outcome: Outcome) {
        let mut evidence = sent(&[(NAME, value)]);
        if let Some(body) = body {
            evidence = with_body(evidence, body);
        }
        assert_eq!(verdict(&CHECKS[0], &evidence, profile).outcome, outcome);
    }

    #[test]
    fn json_must_not_be_a_page() {
        check("application/health+json", None, Profile::Health, Outcome::Pass);
        check("text/html", Some(" {\"a\":1} "), Profile::Api, Outcome::Fail);
        check("text/html", Some("[1]"), Profile::Page, Outcome::Fail);
        check("text/html", Some("{ not json"), Profile::Page, Outcome::NotApplicable);
        check("text/html", Some("<h1>up</h1>"), Profile::Health, Outcome::Note);
        check("text/plain", Some("[1]"), Profile::Api, Outcome::Note);
        check("text/html", None, Profile::Api, Outcome::Unseen);
        check("text/html", None, Profile::Page, Outcome::NotApplicable);
        check("junk", None, Profile::Api, Outcome::NotApplicable);
    }

    #[test]
    fn a_hidden_type_is_unseen() {
        let mut evidence = hidden();
        evidence.visibility = crate::audit::evidence::Visibility::Nothing;
        assert_eq!(verdict(&CHECKS[0], &evidence, Profile::Api).outcome, Outcome::Unseen);
    }
}
