//! What is right and wrong with the policies of a response, in our own words.
//!
//! Unlike [`super::evaluator`] this judges all enforced policies together: a source is open only
//! where every policy lets it in. Each rule answers one check and stands under its id.

mod delivery;
mod kept_secret;
mod local_sources;
mod resources;
mod script_sources;
mod scripts;
mod strict;
mod syntax;

use std::collections::BTreeSet;

use serde::Serialize;

use super::policy::{Directive, Policies};
use crate::audit::check::{Outcome, Severity};

pub use kept_secret::{has_hash, nonces};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnFinding {
    /// The id of the check that it belongs to.
    pub check: &'static str,
    /// Good, weak, bad, or worth knowing.
    pub outcome: Outcome,
    /// How much it matters.
    pub severity: Severity,
    /// The directive it points at; the one that is missed where none is there.
    pub directive: String,
    /// The value it points at, where it points at one.
    pub value: Option<String>,
    /// What it means.
    pub why: String,
}

/// What is known beside the policies. `None` always means unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Whether the page came over https; unknown counts as https, which production is.
    pub is_https: Option<bool>,
    /// Whether the page is served from the reader's own machine.
    pub is_local: bool,
    /// The names that `Reporting-Endpoints` or `Report-To` declare.
    pub endpoints: Option<Vec<String>>,
    /// The length of all header fields together, in bytes.
    pub header_bytes: Option<usize>,
}

/// One rule: the id of its check, and what finds.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The id of its check.
    pub check: &'static str,
    /// Finds what is right and wrong.
    pub find: fn(&Policies, &Context) -> Vec<OwnFinding>,
}

/// Every rule, in the order of the report.
pub const RULES: [Rule; 24] = [
    delivery::PRESENT,
    scripts::SCRIPT_SRC,
    scripts::SCRIPT_INLINE,
    scripts::UNSAFE_HASHES,
    scripts::EVAL,
    script_sources::SCRIPT_SOURCES,
    strict::STRICT_DYNAMIC,
    kept_secret::NONCE,
    kept_secret::HASH,
    strict::TRUSTED_TYPES,
    resources::DEFAULT_SRC,
    resources::OBJECT,
    resources::BASE_URI,
    resources::FORM_ACTION,
    resources::STYLE,
    resources::MIXED_CONTENT,
    local_sources::LOCAL_SOURCES,
    syntax::SYNTAX,
    syntax::DUPLICATES,
    syntax::DEPRECATED,
    delivery::REPORTING,
    delivery::META,
    delivery::SANDBOX,
    delivery::SIZE,
];

/// Everything found, in the order of the report.
pub fn findings(policies: &Policies, context: &Context) -> Vec<OwnFinding> {
    RULES.iter().flat_map(|rule| (rule.find)(policies, context)).collect()
}

/// What one rule finds, by the id of its check; nothing for no such check.
pub fn findings_of(check: &str, policies: &Policies, context: &Context) -> Vec<OwnFinding> {
    let rule = RULES.iter().find(|rule| rule.check == check);
    rule.map(|rule| (rule.find)(policies, context)).unwrap_or_default()
}

impl OwnFinding {
    fn new(check: &'static str, outcome: Outcome, severity: Severity, why: &str) -> Self {
        Self { check, outcome, severity, directive: String::new(), value: None, why: why.into() }
    }

    fn fail(check: &'static str, severity: Severity, why: &str) -> Self {
        Self::new(check, Outcome::Fail, severity, why)
    }

    fn warn(check: &'static str, severity: Severity, why: &str) -> Self {
        Self::new(check, Outcome::Warn, severity, why)
    }

    fn note(check: &'static str, why: &str) -> Self {
        Self::new(check, Outcome::Note, Severity::Info, why)
    }

    fn pass(check: &'static str, why: &str) -> Self {
        Self::new(check, Outcome::Pass, Severity::Info, why)
    }

    fn at(self, directive: &str) -> Self {
        Self { directive: directive.into(), ..self }
    }

    fn value(self, value: &str) -> Self {
        Self { value: Some(value.into()), ..self }
    }

    fn whole(self, directive: &Directive) -> Self {
        let values: Vec<_> = directive.values.iter().map(|word| word.text.as_str()).collect();
        let value = (!values.is_empty()).then(|| values.join(" "));
        Self { directive: directive.name.clone(), value, ..self }
    }
}

/// Findings of one rule, one of each place.
#[derive(Default)]
struct Collected {
    findings: Vec<OwnFinding>,
    places: BTreeSet<(String, Option<String>)>,
}

impl Collected {
    fn push(&mut self, finding: OwnFinding) {
        if self.places.insert((finding.directive.clone(), finding.value.clone())) {
            self.findings.push(finding);
        }
    }
}

#[cfg(test)]
mod tests;
