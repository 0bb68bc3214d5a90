//! Whether scripts are governed at all, and what code may run in the page itself.

use super::{Collected, Context, OwnFinding, Rule};
use crate::audit::check::Severity;
use crate::audit::csp::effective::Kind;
use crate::audit::csp::inline::Inline;
use crate::audit::csp::policy::{Directive, Policies};
use crate::audit::csp::source::{Keyword, Source};

pub(super) const SCRIPT_SRC: Rule = Rule { check: "csp-script-src", find: script_src };
pub(super) const SCRIPT_INLINE: Rule = Rule { check: "csp-script-inline", find: script_inline };
pub(super) const UNSAFE_HASHES: Rule = Rule { check: "csp-unsafe-hashes", find: unsafe_hashes };
pub(super) const EVAL: Rule = Rule { check: "csp-eval", find: eval };

/// Directives of policies that were never meant to govern scripts.
const APART_FROM_SCRIPTS: [&str; 7] = [
    "frame-ancestors",
    "upgrade-insecure-requests",
    "block-all-mixed-content",
    "require-trusted-types-for",
    "trusted-types",
    "report-uri",
    "report-to",
];

impl Policies {
    /// Whether a `sandbox` directive keeps every script from running.
    pub fn sandboxes_scripts(&self) -> bool {
        let mut sandboxes = self.enforced().filter_map(|policy| policy.directive("sandbox"));
        sandboxes.any(|sandbox| !sandbox.has("allow-scripts"))
    }

    /// Whether every enforced policy lets all inline scripts or all event handlers run.
    pub fn runs_all_inline(&self) -> bool {
        !self.sandboxes_scripts()
            && INLINE.iter().any(|(kind, inline)| {
                self.deciding(*kind).iter().all(|list| list.allows_all_inline(*inline))
            })
    }
}

const INLINE: [(Kind, Inline); 2] =
    [(Kind::Script, Inline::Script), (Kind::ScriptAttribute, Inline::ScriptAttribute)];

fn script_src(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    if policies.is_unenforced() || policies.sandboxes_scripts() {
        return Vec::new();
    }
    let elements = !policies.deciding(Kind::Script).is_empty();
    let attributes = !policies.deciding(Kind::ScriptAttribute).is_empty();
    let directives = || policies.enforced().flat_map(|policy| &policy.directives);
    let is_narrow = directives().all(|one| APART_FROM_SCRIPTS.contains(&one.name.as_str()));
    let finding = match (elements, attributes) {
        (true, true) => return Vec::new(),
        (false, false) if is_narrow => OwnFinding::warn(
            "csp-script-src",
            Severity::Medium,
            "The policy does other work; it says nothing of scripts, so any script runs.",
        ),
        (false, false) => OwnFinding::fail(
            "csp-script-src",
            Severity::High,
            "Neither script-src nor default-src is there, so any script runs.",
        ),
        (true, false) => OwnFinding::fail(
            "csp-script-src",
            Severity::High,
            "Script elements are governed but event handlers are not: script-src is missing.",
        ),
        (false, true) => OwnFinding::fail(
            "csp-script-src",
            Severity::High,
            "Event handlers are governed but script elements are not: script-src is missing.",
        ),
    };
    vec![finding.at("script-src")]
}

fn script_inline(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    if policies.sandboxes_scripts() {
        return Vec::new();
    }
    for (kind, inline) in INLINE {
        let lists = policies.deciding(kind);
        let open = lists.iter().all(|list| list.allows_all_inline(inline));
        for list in lists.iter().filter(|list| list.has_keyword(Keyword::UnsafeInline)) {
            findings.push(inline_finding(list, inline, open));
        }
    }
    findings.findings
}

fn inline_finding(list: &Directive, inline: Inline, open: bool) -> OwnFinding {
    let check = "csp-script-inline";
    let finding = if open {
        OwnFinding::fail(
            check,
            Severity::High,
            "Any script that gets into the markup runs; the policy does not stop injected code.",
        )
    } else if list.allows_all_inline(inline) {
        OwnFinding::note(check, "Another policy closes what this one leaves open.")
    } else {
        OwnFinding::pass(
            check,
            "A browser ignores it next to a nonce, a hash or 'strict-dynamic'; it serves old browsers.",
        )
    };
    finding.at(&list.name).value("'unsafe-inline'")
}

fn unsafe_hashes(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let lists = policies.deciding(Kind::ScriptAttribute);
    let is_open = |list: &&Directive| {
        list.has_keyword(Keyword::UnsafeHashes)
            && list.sources().any(|source| matches!(source, Source::Hash(..)))
    };
    if lists.is_empty() || !lists.iter().all(is_open) {
        return Vec::new();
    }
    let why = "An injected element can carry any handler whose hash is listed.";
    let finding = |list: &&Directive| {
        OwnFinding::warn("csp-unsafe-hashes", Severity::Low, why)
            .at(&list.name)
            .value("'unsafe-hashes'")
    };
    lists.iter().map(finding).collect()
}

fn eval(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let lists: Vec<_> = policies.enforced().filter_map(|policy| policy.for_eval()).collect();
    let has_eval = |list: &&Directive| list.has_keyword(Keyword::UnsafeEval);
    let open = !policies.sandboxes_scripts() && lists.iter().all(has_eval);
    let mut findings = Collected::default();
    for list in lists {
        if list.has_keyword(Keyword::UnsafeEval) {
            let finding = if open {
                OwnFinding::warn("csp-eval", Severity::Medium, "Text can become code through eval.")
            } else {
                OwnFinding::note("csp-eval", "Another policy closes what this one leaves open.")
            };
            findings.push(finding.at(&list.name).value("'unsafe-eval'"));
        } else if list.has_keyword(Keyword::WasmUnsafeEval) {
            let why = "WebAssembly may be compiled; text still cannot become script.";
            let finding = OwnFinding::pass("csp-eval", why).at(&list.name);
            findings.push(finding.value("'wasm-unsafe-eval'"));
        }
    }
    findings.findings
}
