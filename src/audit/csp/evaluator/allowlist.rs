//! Its checks of hosts that are known to serve a way around a policy.

use super::peer_policy::{PeerPolicy, is_scheme};
use super::peer_url::PeerUrl;
use super::{Finding, bypass, finding_at};

pub(super) fn script(policy: &PeerPolicy) -> Vec<Finding> {
    let mut findings = Vec::new();
    for directive in policy.all_in_force(&["script-src", "script-src-elem"]) {
        let sources = policy.sources(directive);
        if sources.iter().any(|source| source == "'none'") {
            continue;
        }
        let has_eval = sources.iter().any(|source| source == "'unsafe-eval'");
        for source in sources {
            if let Some(severity) = script_source(source, has_eval) {
                findings.push(finding_at("SCRIPT_ALLOWLIST_BYPASS", severity, directive, source));
            }
        }
    }
    findings
}

fn script_source(source: &str, has_eval: bool) -> Option<&'static str> {
    if source == "'self'" {
        return Some("MEDIUM_MAYBE");
    }
    if source.starts_with('\'') || is_scheme(source) || !source.contains('.') {
        return None;
    }
    let known = match PeerUrl::of_source(source) {
        Some(url) => bypass::of_script(&url, has_eval),
        None => false,
    };
    Some(if known { "HIGH" } else { "MEDIUM_MAYBE" })
}

pub(super) fn object(policy: &PeerPolicy) -> Vec<Finding> {
    let directive = policy.in_force("object-src");
    let sources = policy.sources(directive);
    let plugins = policy.get("plugin-types");
    let no_flash = plugins.is_some_and(|types| !types.iter().any(|kind| kind == FLASH));
    if no_flash || sources.iter().any(|source| source == "'none'") {
        return Vec::new();
    }
    let judge = |source: &String| {
        let known = PeerUrl::of_source(source).is_some_and(|url| bypass::of_object(&url));
        let severity = match (known, directive) {
            (true, _) => "HIGH",
            (false, "object-src") => "MEDIUM_MAYBE",
            (false, _) => return None,
        };
        Some(finding_at("OBJECT_ALLOWLIST_BYPASS", severity, directive, source))
    };
    sources.iter().filter_map(judge).collect()
}

const FLASH: &str = "application/x-shockwave-flash";
