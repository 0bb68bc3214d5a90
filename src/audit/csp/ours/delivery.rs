//! Whether a policy reaches the browser, where its reports go, and what weighs it down.

use super::{Collected, Context, OwnFinding, Rule};
use crate::audit::check::Severity;
use crate::audit::csp::names;
use crate::audit::csp::policy::{Delivery, Policies, WhyDropped, WhyUnused};

pub(super) const PRESENT: Rule = Rule { check: "csp-present", find: present };
pub(super) const REPORTING: Rule = Rule { check: "csp-reporting", find: reporting };
pub(super) const META: Rule = Rule { check: "csp-meta", find: meta };
pub(super) const SANDBOX: Rule = Rule { check: "csp-sandbox", find: sandbox };
pub(super) const SIZE: Rule = Rule { check: "csp-size", find: size };

/// Above this a single policy is likely to meet a limit of some proxy.
const POLICY_BYTES_MAX: usize = 4096;

/// Above this the default buffers of common proxies are full.
const HEADER_BYTES_MAX: usize = 8192;

fn present(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let check = "csp-present";
    let known = policies.enforced().flat_map(|policy| &policy.directives);
    let mut known = known.filter(|directive| names::KNOWN.contains(&directive.name.as_str()));
    let why = if known.next().is_some() {
        return several(policies);
    } else if !policies.is_unenforced() {
        "A policy is sent, but no directive of it is one that browsers know."
    } else if policies.report_only().next().is_some() {
        "The policy only reports. That is a good first step, but it blocks nothing yet."
    } else if policies.policies.is_empty() && policies.unused.is_empty() {
        "No policy is sent: what gets into the page may load and send whatever it likes."
    } else {
        "A policy is written, but no directive of it is in force."
    };
    vec![OwnFinding::fail(check, Severity::High, why)]
}

fn several(policies: &Policies) -> Vec<OwnFinding> {
    let check = "csp-present";
    let mut findings = Vec::new();
    let n_policies = policies.enforced().count();
    if n_policies > 1 {
        let why = format!(
            "{n_policies} policies are enforced at once; only what all of them allow loads."
        );
        findings.push(OwnFinding::note(check, &why));
    }
    if policies.report_only().next().is_some() {
        let why = "A further policy only reports; it is a rehearsal and blocks nothing.";
        findings.push(OwnFinding::note(check, why));
    }
    findings
}

fn reporting(policies: &Policies, context: &Context) -> Vec<OwnFinding> {
    let check = "csp-reporting";
    let mut findings = Collected::default();
    let lists = |name: &'static str| {
        policies.policies.iter().filter_map(move |policy| policy.directive(name))
    };
    let filled = |name| lists(name).any(|directive| !directive.values.is_empty());
    if policies.policies.is_empty() {
        return Vec::new();
    }
    for directive in lists("report-to") {
        for word in &directive.values {
            let declares = |names: &Vec<String>| names.contains(&word.text);
            if !context.endpoints.as_ref().is_none_or(declares) {
                let why = "No Reporting-Endpoints field declares this name, so no report is sent.";
                let finding = OwnFinding::warn(check, Severity::Low, why);
                findings.push(finding.at("report-to").value(&word.text));
            }
        }
    }
    match (filled("report-uri"), filled("report-to")) {
        (false, false) => {
            let why = "Nobody learns of violations, neither of attacks nor of parts that broke.";
            findings.push(OwnFinding::note(check, why).at("report-to"));
        }
        (true, false) => {
            let why = "It works everywhere; report-to is its successor.";
            findings.push(OwnFinding::note(check, why).at("report-uri"));
        }
        (_, true) => {}
    }
    findings.findings
}

fn meta(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let check = "csp-meta";
    let mut findings = Collected::default();
    for policy in &policies.policies {
        for dropped in policy.dropped.iter().filter(|one| one.why == WhyDropped::NotInMeta) {
            let why = "A meta element cannot carry it; only a header field can.";
            let finding = OwnFinding::warn(check, Severity::Low, why);
            findings.push(finding.whole(&dropped.directive));
        }
        if policy.delivery == (Delivery::Meta { after_script: true }) {
            let why = "Scripts that stand before the meta element are not governed by it.";
            findings.push(OwnFinding::warn(check, Severity::Low, why).value(&policy.text));
        }
    }
    for unused in &policies.unused {
        let why = match unused.why {
            WhyUnused::ReportOnly => "A report-only policy works in a header field only.",
            WhyUnused::OutsideHead => "A policy outside the head is passed over.",
        };
        findings.push(OwnFinding::warn(check, Severity::Low, why).value(&unused.text));
    }
    findings.findings
}

fn sandbox(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    for directive in policies.enforced().filter_map(|policy| policy.directive("sandbox")) {
        if directive.has("allow-scripts") && directive.has("allow-same-origin") {
            let why = "Scripts of its own origin can reach out of such a sandbox.";
            findings.push(OwnFinding::note("csp-sandbox", why).whole(directive));
        }
    }
    findings.findings
}

fn size(policies: &Policies, context: &Context) -> Vec<OwnFinding> {
    let check = "csp-size";
    let mut findings = Vec::new();
    for policy in policies.policies.iter().filter(|one| one.text.len() > POLICY_BYTES_MAX) {
        let why = format!("It is {} bytes long; some proxies refuse that.", policy.text.len());
        findings.push(OwnFinding::note(check, &why));
    }
    if let Some(bytes) = context.header_bytes.filter(|bytes| *bytes > HEADER_BYTES_MAX) {
        let why =
            format!("All header fields together take {bytes} bytes; some proxies refuse that.");
        findings.push(OwnFinding::note(check, &why));
    }
    findings
}
