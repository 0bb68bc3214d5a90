//! Differences over the exchange: statuses, framing, types and cross-origin reading.

use super::{Facts, Rule, source};
use crate::audit::check::Source;
use crate::audit::observatory::{Refusal, cors, framing, sniffing, sri};

const CORS_CHECK: Source =
    source("Fetch, CORS check", "https://fetch.spec.whatwg.org/#concept-cors-check");
const FRAME_OPTIONS: Source = source(
    "HTML, the X-Frame-Options header",
    "https://html.spec.whatwg.org/multipage/document-lifecycle.html#the-x-frame-options-header",
);

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[
    Rule {
        test: "scan",
        why: "The status is none of 2xx, 3xx, 401 and 403.",
        ours: "Error answers reach browsers and are judged like any other.",
        source: source("RFC 9110 section 15", "https://www.rfc-editor.org/rfc/rfc9110#section-15"),
        applies: |facts| matches!(facts.scan, Err(Refusal::Status(_))),
    },
    Rule {
        test: "scan",
        why: "The answer is JSON, and the peer asks of it what it asks of a page.",
        ours: "Data is judged as an API answer: no script policy and no frame rules are missed.",
        source: source(
            "OWASP REST Security Cheat Sheet, security headers",
            "https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers",
        ),
        applies: |facts| facts.scan.is_ok() && is_json(&facts.field("content-type")),
    },
    Rule {
        test: sri::NAME,
        why: "The body is JSON and is not labelled as such; the peer's reader of pages fails on it.",
        ours: "Data under an HTML type can be made to run as a page; the type is the fault.",
        source: source("MIME Sniffing Standard", "https://mimesniff.spec.whatwg.org/"),
        applies: |facts| facts.is("html-not-parseable"),
    },
    Rule {
        test: framing::NAME,
        why: "The field begins with ALLOW-FROM.",
        ours: "No browser knows ALLOW-FROM, so the page can be framed by anyone.",
        source: FRAME_OPTIONS,
        applies: |facts| facts.is("x-frame-options-allow-from-origin"),
    },
    Rule {
        test: framing::NAME,
        why: "The same value was sent more than once.",
        ours: "Browsers take the distinct values, so a repeated DENY or SAMEORIGIN works.",
        source: FRAME_OPTIONS,
        applies: repeats_frame_options,
    },
    Rule {
        test: framing::NAME,
        why: "frame-ancestors lets in every host.",
        ours: "A list that matches every origin protects nothing, whatever X-Frame-Options says.",
        source: source(
            "CSP 3, frame-ancestors",
            "https://www.w3.org/TR/CSP3/#directive-frame-ancestors",
        ),
        applies: |facts| {
            let broad = |source: &str| {
                matches!(source, "*" | "http:" | "https:" | "http://*" | "https://*")
            };
            via_policy(facts) && facts.has_source("frame-ancestors", broad)
        },
    },
    Rule {
        test: framing::NAME,
        why: "frame-ancestors stands only in a meta tag.",
        ours: "Browsers ignore frame-ancestors in a meta tag; it must be a header field.",
        source: source("CSP 3, the meta element", "https://www.w3.org/TR/CSP3/#meta-element"),
        applies: |facts| {
            via_policy(facts) && !facts.field("content-security-policy").contains("frame-ancestors")
        },
    },
    Rule {
        test: sniffing::NAME,
        why: "nosniff is the first of several values.",
        ours: "Browsers look at the first value only, and it is nosniff.",
        source: source(
            "Fetch, X-Content-Type-Options",
            "https://fetch.spec.whatwg.org/#x-content-type-options-header",
        ),
        applies: |facts| {
            let value = facts.field("x-content-type-options");
            facts.is("x-content-type-options-header-invalid")
                && value.split(',').next().is_some_and(|first| first.trim() == "nosniff")
        },
    },
    Rule {
        test: cors::NAME,
        why: "The origin null is let in with credentials.",
        ours: "Any sandboxed frame has the origin null, so every site can read the answer.",
        source: CORS_CHECK,
        applies: |facts| allowed(facts) == "null" && credentials(facts) == "true",
    },
    Rule {
        test: cors::NAME,
        why: "Several origins, or a pattern, stand in Access-Control-Allow-Origin.",
        ours: "Browsers compare the whole value with the origin, so this never matches.",
        source: CORS_CHECK,
        applies: |facts| {
            let value = allowed(facts);
            value.contains([',', ' ']) || (value.contains('*') && value != "*")
        },
    },
    Rule {
        test: cors::NAME,
        why: "Access-Control-Allow-Credentials is true in another case.",
        ours: "Browsers take exactly true in lower case; credentials are refused here.",
        source: CORS_CHECK,
        applies: |facts| {
            let value = credentials(facts);
            value != "true" && value.eq_ignore_ascii_case("true")
        },
    },
];

fn via_policy(facts: &Facts<'_>) -> bool {
    facts.is("x-frame-options-implemented-via-csp")
}

fn repeats_frame_options(facts: &Facts<'_>) -> bool {
    let value = facts.field("x-frame-options");
    let mut parts = value.split(',').map(str::trim);
    let first = parts.next().unwrap_or("");
    facts.is("x-frame-options-header-invalid")
        && matches!(first, "deny" | "sameorigin")
        && parts.all(|part| part == first)
}

fn is_json(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or("").trim();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

fn allowed(facts: &Facts<'_>) -> String {
    cors_field(facts, "access-control-allow-origin").to_lowercase()
}

fn credentials(facts: &Facts<'_>) -> String {
    cors_field(facts, "access-control-allow-credentials")
}

fn cors_field(facts: &Facts<'_>, name: &str) -> String {
    let fields = facts.input.cors_headers.as_ref().unwrap_or(&facts.input.headers);
    let found = fields.iter().find(|(sent, _)| sent.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}
