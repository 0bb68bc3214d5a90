//! Where the peer parts from the standards, and why.
//!
//! Each rule is a condition on what the peer was given; its words say what browsers do instead.

mod cookies;
mod exchange;
mod markup;
mod policy;
mod transport;

use super::csp::split_policies;
use super::js;
use super::seen::Seen;
use super::{Input, Refusal, Scan};
use crate::audit::check::Source;

/// One place where the peer and the standards do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The peer's test, or `scan` for the visit as a whole.
    pub test: &'static str,
    /// What the peer says, with its points.
    pub peer: String,
    /// What browsers do, and so what the audit says.
    pub ours: String,
    /// What in the answer makes the two part.
    pub why: String,
    /// Where that is laid down.
    pub source: Source,
}

/// A condition with its words.
struct Rule {
    test: &'static str,
    why: &'static str,
    ours: &'static str,
    source: Source,
    applies: fn(&Facts<'_>) -> bool,
}

/// What the rules look at.
struct Facts<'a> {
    input: &'a Input,
    seen: Seen<'a>,
    scan: &'a Result<Scan, Refusal>,
    policies: Vec<String>,
}

/// Says where the peer's verdict over an input parts from the standards.
pub fn differences(input: &Input, scan: &Result<Scan, Refusal>) -> Vec<Difference> {
    let seen = Seen::of(input);
    let policies = split_policies(&seen);
    let facts = Facts { input, seen, scan, policies };
    let rules = [exchange::RULES, policy::RULES, transport::RULES, cookies::RULES, markup::RULES];
    let applying = rules.into_iter().flatten().filter(|rule| (rule.applies)(&facts));
    applying.map(|rule| facts.difference(rule)).collect()
}

impl Facts<'_> {
    fn difference(&self, rule: &Rule) -> Difference {
        Difference {
            test: rule.test,
            peer: self.peer(rule.test),
            ours: rule.ours.to_owned(),
            why: rule.why.to_owned(),
            source: rule.source,
        }
    }

    fn peer(&self, name: &str) -> String {
        let test = self.scan.as_ref().ok().and_then(|s| s.tests.iter().find(|t| t.name == name));
        match (test, self.scan) {
            (Some(test), _) => format!("{} ({:+})", test.result, test.modifier),
            (None, Ok(scan)) => format!("score {}, grade {}", scan.score, scan.grade),
            (None, Err(refusal)) => refusal.to_string(),
        }
    }

    /// Whether a test has a result.
    fn is(&self, result: &str) -> bool {
        self.scan.as_ref().is_ok_and(|scan| scan.tests.iter().any(|test| test.result == result))
    }

    /// A settled field in lower case, trimmed; empty where it was not sent.
    fn field(&self, name: &str) -> String {
        js::trim(self.seen.fields.get(name).unwrap_or("")).to_lowercase()
    }

    /// How often a field was sent.
    fn n_fields(&self, name: &str) -> usize {
        self.input.headers.iter().filter(|(sent, _)| sent.eq_ignore_ascii_case(name)).count()
    }

    /// Name and sources of each directive of each policy, in lower case, as they were written.
    fn directives(&self) -> impl Iterator<Item = (String, Vec<String>)> {
        self.policies.iter().flat_map(|policy| policy.split(';')).filter_map(|directive| {
            let mut words = directive.split_ascii_whitespace().map(str::to_ascii_lowercase);
            words.next().map(|name| (name, words.collect()))
        })
    }

    /// Whether a directive of this name holds a source of this kind.
    fn has_source(&self, name: &str, is: impl Fn(&str) -> bool) -> bool {
        self.directives()
            .filter(|(known, _)| known == name)
            .any(|(_, sources)| sources.iter().any(|source| is(source)))
    }
}

const fn source(name: &'static str, url: &'static str) -> Source {
    Source { name, url }
}

#[cfg(test)]
mod tests;
