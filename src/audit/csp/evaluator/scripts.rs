//! Its checks of what opens a page to script: inline, eval, whole schemes, wildcards.

use super::peer_policy::{PeerPolicy, SCRIPT_DIRECTIVES};
use super::peer_url::without_scheme;
use super::{Finding, finding_at};

/// Directives through which script gets in.
const XSS_DIRECTIVES: [&str; 5] =
    ["script-src", "script-src-attr", "script-src-elem", "object-src", "base-uri"];

/// Schemes that open those directives.
const XSS_SCHEMES: [&str; 3] = ["data:", "http:", "https:"];

pub(super) fn unsafe_inline(policy: &PeerPolicy) -> Vec<Finding> {
    over(policy, &SCRIPT_DIRECTIVES, |directive, source| match source {
        "'unsafe-inline'" => Some(finding_at("SCRIPT_UNSAFE_INLINE", "HIGH", directive, source)),
        "'unsafe-hashes'" => {
            Some(finding_at("SCRIPT_UNSAFE_HASHES", "MEDIUM_MAYBE", directive, source))
        }
        _ => None,
    })
}

pub(super) fn unsafe_eval(policy: &PeerPolicy) -> Vec<Finding> {
    over(policy, &SCRIPT_DIRECTIVES, |directive, source| {
        let found = source == "'unsafe-eval'";
        found.then(|| finding_at("SCRIPT_UNSAFE_EVAL", "MEDIUM_MAYBE", directive, source))
    })
}

pub(super) fn plain_schemes(policy: &PeerPolicy) -> Vec<Finding> {
    over(policy, &XSS_DIRECTIVES, |directive, source| {
        let found = XSS_SCHEMES.contains(&source);
        found.then(|| finding_at("PLAIN_URL_SCHEMES", "HIGH", directive, source))
    })
}

pub(super) fn wildcards(policy: &PeerPolicy) -> Vec<Finding> {
    over(policy, &XSS_DIRECTIVES, |directive, source| {
        let found = without_scheme(source) == "*";
        found.then(|| finding_at("PLAIN_WILDCARD", "HIGH", directive, source))
    })
}

fn over(
    policy: &PeerPolicy,
    names: &[&'static str],
    judge: impl Fn(&str, &str) -> Option<Finding>,
) -> Vec<Finding> {
    let sources = |directive: &'static str| {
        policy.sources(directive).iter().map(move |source| (directive, source.as_str()))
    };
    let all = policy.all_in_force(names).into_iter().flat_map(sources);
    all.filter_map(|(directive, source)| judge(directive, source)).collect()
}
