//! A check: one question about an exchange, with its words, its weight and its answer.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use super::csp::Policies;
use super::evidence::Evidence;
use super::headers::Field;
use super::html::{self, Tag};

/// One question. The report, the pages and the tests are loops over a list of these.
#[derive(Debug)]
pub struct Check {
    /// The lasting id, in kebab case; also the name of its page.
    pub id: &'static str,
    /// States the good case as a fact.
    pub title: &'static str,
    /// Why a reader should care; never how to fix it.
    pub why: &'static str,
    /// How it is judged: every condition and its outcome, in words. Empty in the wasm.
    pub how: &'static str,
    /// One action, imperative.
    pub fix: &'static str,
    /// The worst severity it can give.
    pub severity: Severity,
    /// Where the rule comes from, the deciding one first.
    pub sources: &'static [Source],
    /// The catalogue items that it answers.
    pub items: &'static [&'static str],
    /// The kinds of response it is asked of.
    pub profiles: &'static [Profile],
    /// What a server would change to pass.
    pub remedy: Remedy,
    /// Answers the question. Never called for a profile outside `profiles`.
    pub run: fn(&Subject<'_>) -> Verdict,
}

/// Words that only the pages about checks show; they never travel in the wasm.
pub const fn page_only(words: &'static str) -> &'static str {
    if cfg!(target_arch = "wasm32") { "" } else { words }
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Standard and section, such as `RFC 6797 section 6.1`.
    pub name: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// How much a failure matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A small hardening.
    Low,
    /// A weakness that needs another one to be used.
    Medium,
    /// A weakness that can be used as it is.
    High,
    /// Data is open now.
    Critical,
}

/// The kind of response that is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// An HTML page.
    Page,
    /// An API answer.
    Api,
    /// A health endpoint.
    Health,
    /// A static asset.
    Static,
}

impl Profile {
    /// Every profile, in reading order.
    pub const ALL: [Self; 4] = [Self::Page, Self::Api, Self::Health, Self::Static];

    /// The name used on the page, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Api => "api",
            Self::Health => "health",
            Self::Static => "static",
        }
    }
}

impl Profile {
    /// The name with a word of explanation, for a menu.
    pub fn title(self) -> &'static str {
        match self {
            Self::Page => "a page",
            Self::Api => "an API answer",
            Self::Health => "a health endpoint",
            Self::Static => "a static asset",
        }
    }
}

impl Severity {
    /// The name used on the page, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// What a server would change to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Send these header fields, name and value, in place of any of the same name.
    Set(&'static [(&'static str, &'static str)]),
    /// Stop sending these header fields.
    Remove(&'static [&'static str]),
    /// Give every cookie Secure, `HttpOnly` and `SameSite=Lax`.
    Cookies,
    /// Redirect `http:` to `https:` on the same host.
    RedirectToHttps,
    /// Something that header lines alone cannot do.
    Manual,
}

/// What is judged: the evidence, and what kind of response it is taken for.
#[derive(Debug)]
pub struct Subject<'a> {
    /// What was seen.
    pub evidence: &'a Evidence,
    /// What it is judged as.
    pub profile: Profile,
    /// Its content security policies, read once for all checks that ask about them.
    pub csp: Policies,
    tags: OnceCell<Vec<Tag>>,
}

impl<'a> Subject<'a> {
    /// Takes evidence for a kind of response.
    pub fn of(evidence: &'a Evidence, profile: Profile) -> Self {
        Self { evidence, profile, csp: Policies::of(evidence), tags: OnceCell::new() }
    }

    /// The start tags of the body, read once for all checks; `None` where it was not read.
    pub fn tags(&self) -> Option<&[Tag]> {
        let body = self.evidence.body_text()?;
        Some(self.tags.get_or_init(|| html::tags(body)))
    }
}

/// The answer to a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// As it should be.
    Pass,
    /// Weaker than it should be.
    Warn,
    /// Not as it should be.
    Fail,
    /// Worth knowing; neither good nor bad.
    Note,
    /// The question does not arise here.
    NotApplicable,
    /// It could not be seen.
    Unseen,
}

impl Outcome {
    /// The name used on the page, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Warn => "warn",
            Self::Fail => "fail",
            Self::Note => "note",
            Self::NotApplicable => "not-applicable",
            Self::Unseen => "unseen",
        }
    }

    /// Whether it enters the score.
    pub fn is_judged(self) -> bool {
        match self {
            Self::Pass | Self::Warn | Self::Fail => true,
            Self::Note | Self::NotApplicable | Self::Unseen => false,
        }
    }
}

/// An outcome with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// How much it matters here; `Info` unless it warns or fails.
    pub severity: Severity,
    /// A quotation of what was seen, cut to a line; empty when nothing was.
    pub seen: String,
    /// What that means, in one or two sentences.
    pub says: String,
}

impl Verdict {
    /// As it should be.
    pub fn pass(seen: impl Into<String>, says: impl Into<String>) -> Self {
        Self::new(Outcome::Pass, Severity::Info, seen.into(), says.into())
    }

    /// Weaker than it should be.
    pub fn warn(severity: Severity, seen: impl Into<String>, says: impl Into<String>) -> Self {
        Self::new(Outcome::Warn, severity, seen.into(), says.into())
    }

    /// Not as it should be.
    pub fn fail(severity: Severity, seen: impl Into<String>, says: impl Into<String>) -> Self {
        Self::new(Outcome::Fail, severity, seen.into(), says.into())
    }

    /// Worth knowing.
    pub fn note(seen: impl Into<String>, says: impl Into<String>) -> Self {
        Self::new(Outcome::Note, Severity::Info, seen.into(), says.into())
    }

    /// The question does not arise.
    pub fn not_applicable(says: impl Into<String>) -> Self {
        Self::new(Outcome::NotApplicable, Severity::Info, String::new(), says.into())
    }

    /// It could not be seen.
    pub fn unseen(says: impl Into<String>) -> Self {
        Self::new(Outcome::Unseen, Severity::Info, String::new(), says.into())
    }

    fn new(outcome: Outcome, severity: Severity, seen: String, says: String) -> Self {
        Self { outcome, severity, seen: cut(seen), says }
    }
}

/// The most characters of a quotation.
const QUOTE_CHARS_MAX: usize = 240;

fn cut(text: String) -> String {
    if text.len() <= QUOTE_CHARS_MAX {
        return text;
    }
    match text.char_indices().nth(QUOTE_CHARS_MAX) {
        None => text,
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
    }
}

/// Quotes a header field as it was sent.
pub fn quote(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}

/// Quotes a field of the evidence.
pub fn quote_field(field: &Field) -> String {
    quote(&field.name, &field.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_cut_between_characters() {
        let verdict = Verdict::note("ä".repeat(500), "");
        assert_eq!(verdict.seen.chars().count(), QUOTE_CHARS_MAX + 1);
    }
}
