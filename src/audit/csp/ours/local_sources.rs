//! Sources that are addresses of a machine: loopback left over from development, IP literals.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Collected, Context, OwnFinding, Rule};
use crate::audit::check::Severity;
use crate::audit::csp::names;
use crate::audit::csp::policy::Policies;

pub(super) const LOCAL_SOURCES: Rule = Rule { check: CHECK, find };

const CHECK: &str = "csp-local-sources";

fn find(policies: &Policies, context: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    let directives = policies.enforced().flat_map(|policy| &policy.directives);
    for directive in directives.filter(|one| names::is_source_list(&one.name)) {
        for word in &directive.values {
            if let Some(finding) = judge(host_of(&word.text), context.is_local) {
                findings.push(finding.at(&directive.name).value(&word.text));
            }
        }
    }
    findings.findings
}

fn judge(host: &str, is_local: bool) -> Option<OwnFinding> {
    // An address begins with a digit or a bracket, and loopback names end alike.
    let begins = host.starts_with(|c: char| c.is_ascii_digit() || c == '[');
    if !begins && !host.to_ascii_lowercase().ends_with("localhost") {
        return None;
    }
    let host = host.to_ascii_lowercase();
    if is_loopback(&host) {
        let why = "It lets in whatever listens on the visitor's own machine.";
        return Some(if is_local {
            OwnFinding::note(CHECK, why)
        } else {
            OwnFinding::warn(CHECK, Severity::Low, why)
        });
    }
    let is_ip = (host.starts_with('[') && host.ends_with(']')) || host.parse::<Ipv4Addr>().is_ok();
    is_ip.then(|| OwnFinding::note(CHECK, "By the standard an IP address matches nothing."))
}

fn is_loopback(host: &str) -> bool {
    let inner = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
        || inner.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
}

/// The host of a value, also where the grammar does not know it, as with IPv6.
fn host_of(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    match authority.find(']') {
        Some(end) if authority.starts_with('[') => authority.get(..=end).unwrap_or(authority),
        Some(_) | None => authority.split(':').next().unwrap_or(authority),
    }
}
