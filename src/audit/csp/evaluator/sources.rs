//! Its checks of single sources and of directives out of use.

use super::peer_policy::{PeerPolicy, is_nonce, quoted};
use super::peer_url::PeerUrl;
use super::{Finding, finding, finding_at};

pub(super) fn ip(policy: &PeerPolicy) -> Vec<Finding> {
    every(policy, |directive, source| {
        let is_ip = PeerUrl::of_source(source).is_some_and(|url| url.is_ip());
        let found = is_ip.then(|| finding_at("IP_SOURCE", "INFO", directive, source));
        found.into_iter().collect()
    })
}

pub(super) fn nonce(policy: &PeerPolicy) -> Vec<Finding> {
    every(policy, |directive, source| {
        let value = quoted(source).and_then(|inner| inner.strip_prefix("nonce-"));
        let Some(value) = value.filter(|value| !value.is_empty()) else { return Vec::new() };
        // JavaScript counts UTF-16 units.
        let short = value.encode_utf16().count() < 8;
        let length = short.then(|| finding_at("NONCE_LENGTH", "MEDIUM", directive, source));
        let odd = !is_nonce(source);
        let charset = odd.then(|| finding_at("NONCE_CHARSET", "INFO", directive, source));
        length.into_iter().chain(charset).collect()
    })
}

pub(super) fn http(policy: &PeerPolicy) -> Vec<Finding> {
    every(policy, |directive, source| {
        let found = source.starts_with("http://");
        let found = found.then(|| finding_at("SRC_HTTP", "MEDIUM", directive, source));
        found.into_iter().collect()
    })
}

pub(super) fn deprecated(policy: &PeerPolicy) -> Vec<Finding> {
    let names = ["reflected-xss", "referrer", "disown-opener", "prefetch-src"];
    let present = names.iter().filter(|name| policy.get(name).is_some());
    present.map(|name| finding("DEPRECATED_DIRECTIVE", "INFO", name)).collect()
}

fn every(policy: &PeerPolicy, judge: impl Fn(&str, &str) -> Vec<Finding>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (directive, sources) in &policy.directives {
        for source in sources {
            findings.extend(judge(directive, source));
        }
    }
    findings
}
