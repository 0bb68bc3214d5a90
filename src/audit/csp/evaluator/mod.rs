//! What Google's CSP Evaluator 1.1.8 says of a policy, in its own words for kinds and severities.
//!
//! People compare tools, so this part agrees with that one finding by finding, its quirks
//! included: a comma list is read as one policy, and only what it knows is judged. It differs
//! once: where that tool throws on a source that is no address, this one passes over the source.
//! What it misses is told apart, by [`super::ours`].

mod allowlist;
pub mod bypass;
mod missing;
mod peer_policy;
mod peer_url;
mod scripts;
mod sources;
mod strict;
mod syntax;

use peer_policy::PeerPolicy;
use serde::Serialize;

/// One finding of that tool.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Its `type`, such as `SCRIPT_UNSAFE_INLINE`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its severity: one of [`SEVERITIES`].
    pub severity: &'static str,
    /// The directive it points at.
    pub directive: String,
    /// The source it points at, where it points at one.
    pub value: Option<String>,
}

/// The severities of that tool, worst first.
pub const SEVERITIES: [&str; 8] =
    ["HIGH", "SYNTAX", "MEDIUM", "HIGH_MAYBE", "STRICT_CSP", "MEDIUM_MAYBE", "INFO", "NONE"];

type PeerCheck = fn(&PeerPolicy) -> Vec<Finding>;

/// What it runs when nothing else is asked for.
const DEFAULT: [(&str, PeerCheck); 14] = [
    ("checkScriptUnsafeInline", scripts::unsafe_inline),
    ("checkScriptUnsafeEval", scripts::unsafe_eval),
    ("checkPlainUrlSchemes", scripts::plain_schemes),
    ("checkWildcards", scripts::wildcards),
    ("checkMissingDirectives", missing::directives),
    ("checkScriptAllowlistBypass", allowlist::script),
    ("checkFlashObjectAllowlistBypass", allowlist::object),
    ("checkIpSource", sources::ip),
    ("checkNonceLength", sources::nonce),
    ("checkSrcHttp", sources::http),
    ("checkDeprecatedDirective", sources::deprecated),
    ("checkUnknownDirective", syntax::unknown_directive),
    ("checkMissingSemicolon", syntax::missing_semicolon),
    ("checkInvalidKeyword", syntax::invalid_keyword),
];

/// What it runs towards a strict policy.
const STRICT: [(&str, PeerCheck); 5] = [
    ("checkStrictDynamic", strict::strict_dynamic),
    ("checkStrictDynamicNotStandalone", strict::not_standalone),
    ("checkUnsafeInlineFallback", strict::unsafe_inline_fallback),
    ("checkAllowlistFallback", strict::allowlist_fallback),
    ("checkRequiresTrustedTypesForScripts", strict::trusted_types),
];

/// What it offers apart from its two lists.
const APART: [(&str, PeerCheck); 4] = [
    ("checkMissingObjectSrcDirective", missing::object_src),
    ("checkMissingScriptSrcDirective", missing::script_src),
    ("checkMissingBaseUriDirective", missing::base_uri),
    ("checkHasConfiguredReporting", strict::reporting),
];

/// Its default findings, over the policy as a browser of CSP level 3 understands it.
pub fn default_findings(csp: &str) -> Vec<Finding> {
    let (effective, mut findings) = PeerPolicy::parse(csp).effective();
    findings.extend(DEFAULT.iter().flat_map(|(_, check)| check(&effective)));
    findings
}

/// Its findings on the way to a strict policy.
pub fn strict_findings(csp: &str) -> Vec<Finding> {
    let (effective, _ignored) = PeerPolicy::parse(csp).effective();
    STRICT.iter().flat_map(|(_, check)| check(&effective)).collect()
}

/// Its finding on where violations are reported.
pub fn reporting_findings(csp: &str) -> Vec<Finding> {
    strict::reporting(&PeerPolicy::parse(csp))
}

/// One of its checks by its exported name, over the policy as written; `None` for no such check.
pub fn findings_of(check: &str, csp: &str) -> Option<Vec<Finding>> {
    let mut all = DEFAULT.iter().chain(&STRICT).chain(&APART);
    let (_, run) = all.find(|(name, _)| *name == check)?;
    Some(run(&PeerPolicy::parse(csp)))
}

/// The worst severity among findings; `NONE` where there are none.
pub fn highest_severity(findings: &[Finding]) -> &'static str {
    let found = |severity: &&&str| findings.iter().any(|finding| finding.severity == **severity);
    SEVERITIES.iter().find(found).copied().unwrap_or("NONE")
}

fn finding(kind: &'static str, severity: &'static str, directive: &str) -> Finding {
    Finding { kind, severity, directive: directive.to_owned(), value: None }
}

fn finding_at(kind: &'static str, severity: &'static str, directive: &str, value: &str) -> Finding {
    Finding { value: Some(value.to_owned()), ..finding(kind, severity, directive) }
}

#[cfg(test)]
mod tests;
