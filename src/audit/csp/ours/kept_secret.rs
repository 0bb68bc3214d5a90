//! Nonces, which must be fresh and secret, and hashes, which must be whole.

use std::collections::BTreeSet;

use super::{Collected, Context, OwnFinding, Rule};
use crate::audit::check::Severity;
use crate::audit::csp::policy::Policies;
use crate::audit::csp::source::{Source, is_base64_value, strip_prefix};

pub(super) const NONCE: Rule = Rule { check: "csp-nonce", find: nonce };
pub(super) const HASH: Rule = Rule { check: "csp-hash", find: hash };

/// Fewer characters than this can be guessed.
const GUESSABLE_BELOW: usize = 8;

/// 128 bits in base64, without padding.
const STRONG_FROM: usize = 22;

/// Words of nonces that were written by a person.
const WRITTEN: [&str; 14] = [
    "random",
    "r4nd0m",
    "rand0m",
    "nonce",
    "example",
    "changeme",
    "change-me",
    "placeholder",
    "secret",
    "static",
    "replace",
    "abcdef",
    "abc123",
    "123456",
];

/// The nonces of all enforced policies, so that two answers can be compared.
pub fn nonces(policies: &Policies) -> BTreeSet<&str> {
    values(policies).filter_map(|(_, text)| nonce_value(text)).collect()
}

/// Whether something stands in an enforced policy that is a hash or was meant as one.
pub fn has_hash(policies: &Policies) -> bool {
    let meant = |text: &str| {
        let inner = text.strip_prefix('\'').unwrap_or("");
        is_hash_like(inner) || is_weak_hash(inner)
    };
    values(policies).any(|(_, text)| meant(text))
}

fn nonce(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    for (directive, text) in values(policies) {
        if let Some(finding) = nonce_value(text).and_then(of_nonce) {
            findings.push(finding.at(directive).value(text));
        }
    }
    findings.findings
}

fn of_nonce(value: &str) -> Option<OwnFinding> {
    let check = "csp-nonce";
    let length = value.trim_end_matches('=').chars().count();
    if is_written(value) {
        let why = "It looks written by hand or left unfilled; who knows it runs any script.";
        Some(OwnFinding::fail(check, Severity::High, why))
    } else if !is_base64_value(value) {
        let why =
            "It is not base64, so it is no nonce, and an 'unsafe-inline' beside it is in force.";
        Some(OwnFinding::fail(check, Severity::Medium, why))
    } else if length < GUESSABLE_BELOW {
        Some(OwnFinding::fail(check, Severity::Medium, "It is short enough to be guessed."))
    } else if length < STRONG_FROM {
        let why = "It is shorter than 128 bits, which are 22 characters of base64.";
        Some(OwnFinding::warn(check, Severity::Medium, why))
    } else {
        None
    }
}

fn is_written(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let is_template = value.contains(|c: char| "{}<>$%[]()#".contains(c));
    let mut letters = value.chars();
    let first = letters.next();
    let is_one_letter = value.len() > 3 && letters.all(|letter| Some(letter) == first);
    is_template || is_one_letter || WRITTEN.iter().any(|word| lower.contains(word))
}

fn hash(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    for (directive, text) in values(policies) {
        if let Some(why) = hash_flaw(text) {
            let finding = OwnFinding::fail("csp-hash", Severity::High, why);
            findings.push(finding.at(directive).value(text));
        }
    }
    findings.findings
}

fn hash_flaw(text: &str) -> Option<&'static str> {
    let inner = text.strip_prefix('\'')?;
    if is_weak_hash(inner) {
        return Some(
            "Only sha256, sha384 and sha512 are hashes of a policy; this one counts for nothing.",
        );
    }
    match Source::parse(text) {
        Source::Hash(algorithm, value) => (value.len() != algorithm.base64_len())
            .then_some("It has the wrong length for its algorithm, so no script matches it."),
        Source::Unreadable if is_hash_like(inner) => Some(
            "It is not base64, so it is no hash, and an 'unsafe-inline' beside it is in force.",
        ),
        Source::Unreadable
        | Source::Keyword(_)
        | Source::Nonce(_)
        | Source::Scheme(_)
        | Source::Host(_) => None,
    }
}

fn is_weak_hash(inner: &str) -> bool {
    ["sha1-", "md5-", "sha224-"].iter().any(|name| strip_prefix(inner, name).is_some())
}

fn is_hash_like(inner: &str) -> bool {
    ["sha256-", "sha384-", "sha512-"].iter().any(|name| strip_prefix(inner, name).is_some())
}

/// The value of whatever begins like a nonce, well-formed or not.
fn nonce_value(text: &str) -> Option<&str> {
    let inner = strip_prefix(text.strip_prefix('\'')?, "nonce-")?;
    Some(inner.strip_suffix('\'').unwrap_or(inner))
}

fn values(policies: &Policies) -> impl Iterator<Item = (&str, &str)> {
    let directives = policies.enforced().flat_map(|policy| &policy.directives);
    directives.flat_map(|directive| {
        directive.values.iter().map(|word| (directive.name.as_str(), word.text.as_str()))
    })
}
