//! Its checks of what was meant otherwise than written.

use super::peer_policy::{KEYWORDS, PeerPolicy, is_directive, is_hash, is_nonce, quoted};
use super::{Finding, finding, finding_at};

pub(super) fn unknown_directive(policy: &PeerPolicy) -> Vec<Finding> {
    let unknown = policy.directives.iter().filter(|(name, _)| !is_directive(name));
    unknown.map(|(name, _)| finding("UNKNOWN_DIRECTIVE", "SYNTAX", name)).collect()
}

pub(super) fn missing_semicolon(policy: &PeerPolicy) -> Vec<Finding> {
    over(policy, "MISSING_SEMICOLON", |_, source| is_directive(source))
}

pub(super) fn invalid_keyword(policy: &PeerPolicy) -> Vec<Finding> {
    over(policy, "INVALID_KEYWORD", |directive, source| {
        if lacks_quotes(source) {
            return true;
        }
        source.starts_with('\'')
            && !match directive {
                "require-trusted-types-for" => source == "'script'",
                "trusted-types" => source == "'allow-duplicates'" || source == "'none'",
                _ => KEYWORDS.contains(&source) || is_hash(source) || is_nonce(source),
            }
    })
}

fn lacks_quotes(source: &str) -> bool {
    let prefixes = ["nonce-", "sha256-", "sha384-", "sha512-"];
    prefixes.iter().any(|prefix| source.starts_with(prefix))
        || KEYWORDS.iter().any(|keyword| quoted(keyword) == Some(source))
}

fn over(
    policy: &PeerPolicy,
    kind: &'static str,
    is_wrong: impl Fn(&str, &str) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (directive, sources) in &policy.directives {
        let wrong = sources.iter().filter(|source| is_wrong(directive, source));
        findings.extend(wrong.map(|source| finding_at(kind, "SYNTAX", directive, source)));
    }
    findings
}
