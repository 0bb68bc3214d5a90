//! Its checks of directives that are not there.

use super::peer_policy::PeerPolicy;
use super::{Finding, finding};

pub(super) fn directives(policy: &PeerPolicy) -> Vec<Finding> {
    [object_src(policy), script_src(policy), base_uri(policy)].concat()
}

pub(super) fn object_src(policy: &PeerPolicy) -> Vec<Finding> {
    let sources = policy.get("object-src").or_else(|| policy.get("default-src"));
    missing("object-src", sources.unwrap_or_default().is_empty())
}

pub(super) fn script_src(policy: &PeerPolicy) -> Vec<Finding> {
    let present = policy.get("script-src").or_else(|| policy.get("default-src")).is_some();
    missing("script-src", !present)
}

pub(super) fn base_uri(policy: &PeerPolicy) -> Vec<Finding> {
    // A relative script address is what an injected base tag redirects; nonces and
    // 'strict-dynamic' allow such a script wherever it then comes from.
    let needed = policy.has_nonce("script-src")
        || (policy.has_hash("script-src") && policy.has("script-src", "'strict-dynamic'"));
    missing("base-uri", needed && policy.get("base-uri").is_none())
}

fn missing(directive: &str, is_missing: bool) -> Vec<Finding> {
    let found = is_missing.then(|| finding("MISSING_DIRECTIVES", "HIGH", directive));
    found.into_iter().collect()
}
