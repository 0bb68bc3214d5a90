//! Its checks on the way to a strict policy, and of where violations are reported.

use super::peer_policy::PeerPolicy;
use super::{Finding, finding};

pub(super) fn strict_dynamic(policy: &PeerPolicy) -> Vec<Finding> {
    let (directive, sources) = scripts(policy);
    let lists_hosts = sources.iter().any(|source| !source.starts_with('\''));
    let found = lists_hosts && !policy.has("script-src", "'strict-dynamic'");
    one(found, "STRICT_DYNAMIC", "STRICT_CSP", directive)
}

pub(super) fn not_standalone(policy: &PeerPolicy) -> Vec<Finding> {
    let found = policy.has("script-src", "'strict-dynamic'") && !has_nonce_or_hash(policy);
    one(found, "STRICT_DYNAMIC_NOT_STANDALONE", "INFO", scripts(policy).0)
}

pub(super) fn unsafe_inline_fallback(policy: &PeerPolicy) -> Vec<Finding> {
    let found = has_nonce_or_hash(policy) && !policy.has("script-src", "'unsafe-inline'");
    one(found, "UNSAFE_INLINE_FALLBACK", "STRICT_CSP", scripts(policy).0)
}

pub(super) fn allowlist_fallback(policy: &PeerPolicy) -> Vec<Finding> {
    let (directive, sources) = scripts(policy);
    let falls_back = |source: &String| {
        ["http:", "https:", "*"].contains(&source.as_str()) || source.contains('.')
    };
    let found = policy.has("script-src", "'strict-dynamic'") && !sources.iter().any(falls_back);
    one(found, "ALLOWLIST_FALLBACK", "STRICT_CSP", directive)
}

pub(super) fn trusted_types(policy: &PeerPolicy) -> Vec<Finding> {
    let directive = "require-trusted-types-for";
    let found = !policy.sources(directive).iter().any(|sink| sink == "'script'");
    one(found, "REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS", "INFO", directive)
}

pub(super) fn reporting(policy: &PeerPolicy) -> Vec<Finding> {
    let has_uri = !policy.sources("report-uri").is_empty();
    let has_group = !policy.sources("report-to").is_empty();
    match (has_uri, has_group) {
        (true, _) => Vec::new(),
        (false, true) => one(true, "REPORT_TO_ONLY", "INFO", "report-to"),
        (false, false) => one(true, "REPORTING_DESTINATION_MISSING", "INFO", "report-uri"),
    }
}

fn scripts(policy: &PeerPolicy) -> (&'static str, &[String]) {
    let directive = policy.in_force("script-src");
    (directive, policy.sources(directive))
}

fn has_nonce_or_hash(policy: &PeerPolicy) -> bool {
    policy.has_nonce("script-src") || policy.has_hash("script-src")
}

fn one(found: bool, kind: &'static str, severity: &'static str, directive: &str) -> Vec<Finding> {
    found.then(|| finding(kind, severity, directive)).into_iter().collect()
}
