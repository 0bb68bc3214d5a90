//! Differences over content security policies.

use super::{Facts, Rule, source};
use crate::audit::check::Source;
use crate::audit::observatory::csp::NAME;

const GRAMMAR: Source =
    source("CSP 3, source lists", "https://www.w3.org/TR/CSP3/#framework-directive-source-list");
const SCRIPTS: [&str; 2] = ["script-src", "default-src"];

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[
    Rule {
        test: NAME,
        why: "Several policies were sent, and the peer merges their texts into one.",
        ours: "Each policy is enforced by itself; a load must be allowed by all of them, and what \
               only one of them names is not closed by the others.",
        source: source(
            "CSP 3, the effect of multiple policies",
            "https://www.w3.org/TR/CSP3/#multiple-policies",
        ),
        applies: |facts| named(facts).count() > 1,
    },
    Rule {
        test: NAME,
        why: "A directive stands twice in one policy.",
        ours: "The first one counts and the others are ignored; the policy stays in force.",
        source: source(
            "CSP 3, parse a serialized policy",
            "https://www.w3.org/TR/CSP3/#parse-serialized-policy",
        ),
        applies: |facts| {
            facts.is("csp-header-invalid") && facts.policies.iter().any(|p| repeats(p))
        },
    },
    Rule {
        test: NAME,
        why: "One member of the list of policies is empty or very short.",
        ours: "Empty members are skipped, and the other policies stay in force.",
        source: source(
            "CSP 3, parse a response's policies",
            "https://www.w3.org/TR/CSP3/#parse-response-csp",
        ),
        applies: |facts| {
            facts.is("csp-header-invalid")
                && named(facts).next().is_some()
                && facts.policies.iter().any(|policy| policy.chars().count() < 6)
        },
    },
    Rule {
        test: NAME,
        why: "'unsafe-inline' stands beside something that only looks like a nonce or a hash.",
        ours: "Only a well-formed nonce or hash turns 'unsafe-inline' off; here it is in force.",
        source: GRAMMAR,
        applies: |facts| {
            SCRIPTS.iter().any(|name| {
                facts.has_source(name, |source| source == "'unsafe-inline'")
                    && facts.has_source(name, looks_like_a_key)
                    && !facts.has_source(name, is_a_key)
            })
        },
    },
    Rule {
        test: NAME,
        why: "A keyword stands without its single quotes.",
        ours: "Without single quotes it is taken for a host name, which matches nothing useful.",
        source: GRAMMAR,
        applies: |facts| facts.directives().any(|(_, sources)| sources.iter().any(|s| unquoted(s))),
    },
    Rule {
        test: NAME,
        why: "Scripts are trusted by nonce or hash and 'strict-dynamic'.",
        ours: "This is the strongest form of policy; host lists in it are ignored by browsers.",
        source: source(
            "CSP 3, usage of 'strict-dynamic'",
            "https://www.w3.org/TR/CSP3/#strict-dynamic-usage",
        ),
        applies: |facts| {
            !facts.is("csp-implemented-with-no-unsafe-default-src-none")
                && SCRIPTS.iter().any(|name| {
                    facts.has_source(name, |source| source == "'strict-dynamic'")
                        && facts.has_source(name, is_a_key)
                })
        },
    },
    Rule {
        test: NAME,
        why: "The address that reports go to begins with http:.",
        ours: "Where reports go says nothing of what may be loaded; at most a note.",
        source: source("CSP 3, report-uri", "https://www.w3.org/TR/CSP3/#directive-report-uri"),
        applies: |facts| {
            facts.is("csp-implemented-with-insecure-scheme")
                && facts.has_source("report-uri", |source| source.starts_with("http:"))
        },
    },
    Rule {
        test: NAME,
        why: "script-src-elem or script-src-attr is there, and the peer does not look at it.",
        ours: "These take the place of script-src for script tags and handlers, so they decide.",
        source: source(
            "CSP 3, fetch directive fallback list",
            "https://www.w3.org/TR/CSP3/#directive-fallback-list",
        ),
        applies: |facts| {
            facts
                .directives()
                .any(|(name, _)| matches!(name.as_str(), "script-src-elem" | "script-src-attr"))
        },
    },
];

/// The policies that name a directive at all.
fn named<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a String> {
    facts.policies.iter().filter(|policy| policy.split(';').any(|part| !part.trim().is_empty()))
}

fn repeats(policy: &str) -> bool {
    let names = policy.split(';').filter_map(|part| part.split_ascii_whitespace().next());
    let mut seen = std::collections::BTreeSet::new();
    let mut counted =
        names.map(str::to_ascii_lowercase).filter(|name| !name.starts_with("report-"));
    counted.any(|name| !seen.insert(name))
}

fn looks_like_a_key(source: &str) -> bool {
    ["'nonce-", "'sha256-", "'sha384-", "'sha512-"].iter().any(|p| source.starts_with(p))
}

/// Whether a nonce or hash follows the grammar; a hash must have the length of its digest.
fn is_a_key(source: &str) -> bool {
    let inner = source.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let Some((kind, text)) = inner.and_then(|inner| inner.split_once('-')) else { return false };
    let plain = text.trim_end_matches('=');
    let base64 = |c: char| c.is_ascii_alphanumeric() || "+/-_".contains(c);
    let n_characters = match kind {
        "nonce" => None,
        "sha256" => Some(43),
        "sha384" => Some(64),
        "sha512" => Some(86),
        _ => return false,
    };
    !plain.is_empty()
        && text.len() - plain.len() <= 2
        && plain.chars().all(base64)
        && n_characters.is_none_or(|n| plain.len() == n)
}

fn unquoted(source: &str) -> bool {
    let bare = source.trim_matches(['"', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']);
    matches!(
        bare,
        "self" | "none" | "unsafe-inline" | "unsafe-eval" | "strict-dynamic" | "unsafe-hashes"
    )
}
