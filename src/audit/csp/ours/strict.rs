//! Policies that trust scripts by nonce or hash, and Trusted Types.

use super::{Collected, Context, OwnFinding, Rule};
use crate::audit::check::Severity;
use crate::audit::csp::effective::Kind;
use crate::audit::csp::policy::{Directive, Policies, Policy};
use crate::audit::csp::source::{Keyword, Source};

pub(super) const STRICT_DYNAMIC: Rule = Rule { check: STRICT, find: strict_dynamic };
pub(super) const TRUSTED_TYPES: Rule = Rule { check: TYPES, find: trusted_types };

const STRICT: &str = "csp-strict-dynamic";
const TYPES: &str = "csp-trusted-types";

fn strict_dynamic(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    for policy in policies.enforced() {
        let Some(list) = policy.in_force(Kind::Script) else { continue };
        if !list.has_keyword(Keyword::StrictDynamic) {
            continue;
        }
        let finding = if !list.has_nonce_or_hash() {
            let why = "Without a nonce or a hash next to it no script element of the page loads.";
            OwnFinding::fail(STRICT, Severity::High, why)
        } else if has_fallback(list) {
            strict_enough(policies, policy)
        } else {
            let why = "Strict. Browsers from before 2022 that do not know it load no script at all; \
                https: and 'unsafe-inline' next to it would serve them and nobody else.";
            OwnFinding::note(STRICT, why)
        };
        findings.push(finding.at(&list.name).value("'strict-dynamic'"));
    }
    findings.findings
}

fn strict_enough(policies: &Policies, policy: &Policy) -> OwnFinding {
    let objects = policies.reach(Kind::Object).is_some_and(|open| open.is_empty());
    if objects && policy.has("base-uri") {
        OwnFinding::pass(
            STRICT,
            "Strict: scripts run by nonce or hash, and old browsers are served.",
        )
    } else {
        let why =
            "Scripts run by nonce or hash; object-src 'none' and base-uri would make it strict.";
        OwnFinding::note(STRICT, why)
    }
}

fn has_fallback(list: &Directive) -> bool {
    list.sources().any(|source| match source {
        Source::Scheme(_) | Source::Host(_) => true,
        Source::Keyword(keyword) => keyword == Keyword::UnsafeInline,
        Source::Nonce(_) | Source::Hash(..) | Source::Unreadable => false,
    })
}

fn trusted_types(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    if policies.is_unenforced() {
        return Vec::new();
    }
    let mut findings = Collected::default();
    let require = "require-trusted-types-for";
    for list in policies.enforced().filter_map(|policy| policy.directive(require)) {
        let finding = if list.has("'script'") {
            OwnFinding::pass(TYPES, "Text reaches the DOM as script only through a named policy.")
        } else {
            let why =
                "Only 'script', in single quotes, means something; as written nothing is required.";
            OwnFinding::fail(TYPES, Severity::Low, why)
        };
        findings.push(finding.whole(list));
    }
    for list in policies.enforced().filter_map(|policy| policy.directive("trusted-types")) {
        for loose in ["*", "'allow-duplicates'"].iter().filter(|loose| list.has(loose)) {
            let why = "Any script may make a policy of its own.";
            findings.push(OwnFinding::note(TYPES, why).at(&list.name).value(loose));
        }
    }
    if !policies.enforced().any(|policy| policy.has(require)) {
        let why = "Not required. It would stop text from becoming script in the DOM.";
        findings.push(OwnFinding::note(TYPES, why).at(require));
    }
    findings.findings
}
