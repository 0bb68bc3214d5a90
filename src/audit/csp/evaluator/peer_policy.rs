//! A policy as CSP Evaluator reads it, which is not quite how a browser does.

use std::collections::BTreeSet;

use super::{Finding, finding_at};

/// Directives and their sources, first of a repeated name, repeated sources once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PeerPolicy {
    /// Names in lower case, with their sources.
    pub directives: Vec<(String, Vec<String>)>,
}

/// The three directives that decide about scripts.
pub(super) const SCRIPT_DIRECTIVES: [&str; 3] =
    ["script-src", "script-src-attr", "script-src-elem"];

/// The keywords that it knows.
pub(super) const KEYWORDS: [&str; 13] = [
    "'self'",
    "'none'",
    "'unsafe-inline'",
    "'unsafe-eval'",
    "'wasm-eval'",
    "'wasm-unsafe-eval'",
    "'strict-dynamic'",
    "'unsafe-hashed-attributes'",
    "'unsafe-hashes'",
    "'report-sample'",
    "'block'",
    "'allow'",
    "'inline-speculation-rules'",
];

/// The directives that it lets fall back to `default-src`.
const FETCH_DIRECTIVES: [&str; 16] = [
    "child-src",
    "connect-src",
    "default-src",
    "font-src",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "worker-src",
];

/// The directives that it knows beside those.
const OTHER_DIRECTIVES: [&str; 18] = [
    "prefetch-src",
    "base-uri",
    "plugin-types",
    "sandbox",
    "disown-opener",
    "form-action",
    "frame-ancestors",
    "navigate-to",
    "report-to",
    "report-uri",
    "block-all-mixed-content",
    "upgrade-insecure-requests",
    "reflected-xss",
    "referrer",
    "require-sri-for",
    "trusted-types",
    "require-trusted-types-for",
    "webrtc",
];

impl PeerPolicy {
    /// Reads a whole text as one policy.
    pub fn parse(text: &str) -> Self {
        let mut policy = Self::default();
        // These two are properties of every JavaScript object, so that parser takes them for
        // directives it has already seen.
        let mut seen: BTreeSet<String> = ["constructor", "__proto__"].map(String::from).into();
        for token in text.split(';') {
            let mut parts = token.split(is_blank).filter(|part| !part.is_empty());
            let Some(name) = parts.next().map(str::to_lowercase) else { continue };
            if !seen.insert(name.clone()) {
                continue;
            }
            let mut met = BTreeSet::new();
            let sources = parts.map(normalised).filter(|source| met.insert(source.clone()));
            policy.directives.push((name, sources.collect()));
        }
        policy
    }

    /// The sources of a directive, if it is there.
    pub fn get(&self, name: &str) -> Option<&[String]> {
        let found = self.directives.iter().find(|(known, _)| known == name);
        found.map(|(_, sources)| sources.as_slice())
    }

    /// The sources of a directive, none if it is not there.
    pub fn sources(&self, name: &str) -> &[String] {
        self.get(name).unwrap_or_default()
    }

    /// The directive in force for a name, by the fallbacks that it knows.
    pub fn in_force(&self, name: &'static str) -> &'static str {
        let shorter = match name {
            "script-src-attr" | "script-src-elem" => "script-src",
            "style-src-attr" | "style-src-elem" => "style-src",
            other => other,
        };
        if self.get(name).is_some() {
            name
        } else if self.get(shorter).is_some() {
            shorter
        } else if FETCH_DIRECTIVES.contains(&name) {
            "default-src"
        } else {
            name
        }
    }

    /// The directives in force for several names, each once.
    pub fn all_in_force(&self, names: &[&'static str]) -> Vec<&'static str> {
        let mut found = Vec::new();
        for name in names.iter().map(|name| self.in_force(name)) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }

    /// Whether the directive in force for a name holds a nonce of its stricter pattern.
    pub fn has_nonce(&self, name: &'static str) -> bool {
        self.sources(self.in_force(name)).iter().any(|source| is_nonce(source))
    }

    /// Whether the directive in force for a name holds a hash of its stricter pattern.
    pub fn has_hash(&self, name: &'static str) -> bool {
        self.sources(self.in_force(name)).iter().any(|source| is_hash(source))
    }

    /// Whether the directive in force for a name holds a source.
    pub fn has(&self, name: &'static str, source: &str) -> bool {
        self.sources(self.in_force(name)).iter().any(|known| known == source)
    }

    /// The policy as browsers of CSP level 3 apply it, and what they pass over.
    ///
    /// A directive in force for all three script names is looked at three times, so what is
    /// ignored is said three times, as that tool says it.
    pub fn effective(&self) -> (Self, Vec<Finding>) {
        let mut effective = self.clone();
        let mut ignored = Vec::new();
        for name in SCRIPT_DIRECTIVES {
            let directive = effective.in_force(name);
            let Some(written) = self.get(directive) else { continue };
            if effective.has_nonce(directive) || effective.has_hash(directive) {
                let inline = |source: &&String| *source == "'unsafe-inline'";
                for source in written.iter().filter(inline) {
                    effective.remove(directive, source);
                    ignored.push(finding_at("IGNORED", "NONE", directive, source));
                }
            }
            if written.iter().any(|source| source == "'strict-dynamic'") {
                for source in written.iter().filter(|source| yields_to_strict_dynamic(source)) {
                    effective.remove(directive, source);
                    ignored.push(finding_at("IGNORED", "NONE", directive, source));
                }
            }
        }
        (effective, ignored)
    }

    fn remove(&mut self, name: &str, source: &str) {
        if let Some((_, sources)) = self.directives.iter_mut().find(|(known, _)| known == name) {
            sources.retain(|known| known != source);
        }
    }
}

/// Whether it knows a directive of this name.
pub(super) fn is_directive(name: &str) -> bool {
    FETCH_DIRECTIVES.contains(&name) || OTHER_DIRECTIVES.contains(&name)
}

/// Whether a source is a scheme with its colon.
pub(super) fn is_scheme(source: &str) -> bool {
    let Some(name) = source.strip_suffix(':') else { return false };
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c))
}

/// Whether a source is a quoted nonce of its stricter pattern.
pub(super) fn is_nonce(source: &str) -> bool {
    quoted(source).and_then(|inner| inner.strip_prefix("nonce-")).is_some_and(is_base64)
}

/// Whether a source is a quoted hash of its stricter pattern.
pub(super) fn is_hash(source: &str) -> bool {
    let algorithms = ["sha256-", "sha384-", "sha512-"];
    let inner = quoted(source).unwrap_or("");
    algorithms.iter().filter_map(|name| inner.strip_prefix(name)).any(is_base64)
}

/// The text between single quotes.
pub(super) fn quoted(source: &str) -> Option<&str> {
    source.strip_prefix('\'')?.strip_suffix('\'')
}

fn is_base64(text: &str) -> bool {
    let body = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    !body.is_empty() && body.chars().all(|c| c.is_ascii_alphanumeric() || "+/_-".contains(c))
}

fn yields_to_strict_dynamic(source: &str) -> bool {
    !source.starts_with('\'') || source == "'self'" || source == "'unsafe-inline'"
}

fn normalised(source: &str) -> String {
    let lower = source.to_lowercase();
    if KEYWORDS.contains(&lower.as_str()) || is_scheme(source) { lower } else { source.to_owned() }
}

/// White space of a JavaScript pattern: all of Unicode's but NEL, and the byte order mark.
fn is_blank(c: char) -> bool {
    (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}'
}
