//! What inline code a source list lets run, by CSP level 3, section 6.7.3.

use super::policy::Directive;
use super::source::{Algorithm, Keyword, Source};

/// The kinds of inline code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inline {
    /// The text of a `script` element.
    Script,
    /// An event handler.
    ScriptAttribute,
    /// A `javascript:` address.
    Navigation,
    /// The text of a `style` element.
    Style,
    /// A `style` attribute.
    StyleAttribute,
}

/// An inline block as a policy sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Block<'a> {
    /// Its `nonce` attribute.
    pub nonce: Option<&'a str>,
    /// Hashes of its text in standard base64, where they are known.
    pub hashes: &'a [(Algorithm, &'a str)],
}

impl Inline {
    fn is_script(self) -> bool {
        match self {
            Self::Script | Self::ScriptAttribute | Self::Navigation => true,
            Self::Style | Self::StyleAttribute => false,
        }
    }

    fn is_element(self) -> bool {
        match self {
            Self::Script | Self::Style => true,
            Self::ScriptAttribute | Self::Navigation | Self::StyleAttribute => false,
        }
    }
}

impl Directive {
    /// The sources of the list.
    pub fn sources(&self) -> impl Iterator<Item = Source<'_>> {
        self.values.iter().map(|word| Source::parse(&word.text))
    }

    /// The sources between single quotes, which spares reading every host.
    fn quoted_sources(&self) -> impl Iterator<Item = Source<'_>> {
        let quoted = self.values.iter().filter(|word| word.text.starts_with('\''));
        quoted.map(|word| Source::parse(&word.text))
    }

    /// Whether a keyword stands in the list.
    pub fn has_keyword(&self, keyword: Keyword) -> bool {
        self.quoted_sources().any(|source| source == Source::Keyword(keyword))
    }

    /// Whether a well-formed nonce or hash stands in the list.
    pub fn has_nonce_or_hash(&self) -> bool {
        self.quoted_sources().any(|source| matches!(source, Source::Nonce(_) | Source::Hash(..)))
    }

    /// Whether every inline block of this kind may run.
    ///
    /// `'unsafe-inline'` counts for nothing next to a nonce, a hash or, for scripts,
    /// `'strict-dynamic'`. A malformed nonce does not count as one.
    pub fn allows_all_inline(&self, inline: Inline) -> bool {
        let strict = inline.is_script() && self.has_keyword(Keyword::StrictDynamic);
        self.has_keyword(Keyword::UnsafeInline) && !strict && !self.has_nonce_or_hash()
    }

    /// Whether one inline block may run.
    pub fn allows_inline(&self, inline: Inline, block: &Block<'_>) -> bool {
        let by_hash = inline.is_element() || self.has_keyword(Keyword::UnsafeHashes);
        let allows = |source: Source<'_>| match source {
            Source::Nonce(value) => {
                inline.is_element() && !value.is_empty() && block.nonce == Some(value)
            }
            Source::Hash(algorithm, value) => by_hash && block.has_hash(algorithm, value),
            Source::Keyword(_) | Source::Scheme(_) | Source::Host(_) | Source::Unreadable => false,
        };
        self.allows_all_inline(inline) || self.sources().any(allows)
    }
}

impl Block<'_> {
    fn has_hash(&self, algorithm: Algorithm, expected: &str) -> bool {
        // A policy may write a hash in either alphabet of base64.
        let expected = expected.replace('-', "+").replace('_', "/");
        self.hashes.iter().any(|(known, actual)| *known == algorithm && *actual == expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::csp::policy::Policies;

    fn list(sources: &str) -> Directive {
        Policies::of_value(&format!("script-src {sources}")).policies[0].directives[0].clone()
    }

    #[track_caller]
    fn check(sources: &str, inline: Inline, want: bool) {
        assert_eq!(list(sources).allows_all_inline(inline), want, "{sources}");
    }

    #[test]
    fn unsafe_inline_yields_to_what_is_stricter() {
        check("'unsafe-inline'", Inline::Script, true);
        check("'UNSAFE-INLINE' a.example", Inline::ScriptAttribute, true);
        check("'unsafe-inline' 'nonce-abc'", Inline::Script, false);
        check("'unsafe-inline' 'sha256-abc'", Inline::Style, false);
        check("'unsafe-inline' 'strict-dynamic'", Inline::Script, false);
        check("'unsafe-inline' 'strict-dynamic'", Inline::Style, true);
        check("'self'", Inline::Script, false);
    }

    #[test]
    fn a_malformed_nonce_leaves_unsafe_inline_in_force() {
        check("'unsafe-inline' 'nonce-a$b'", Inline::Script, true);
        check("'unsafe-inline' 'sha1-abc'", Inline::Script, true);
    }

    #[test]
    fn one_block_runs_by_nonce_or_hash() {
        let hashes = [(Algorithm::Sha256, "a+/b=")];
        let block = Block { nonce: Some("n"), hashes: &hashes };
        assert!(list("'nonce-n'").allows_inline(Inline::Script, &block));
        assert!(!list("'nonce-N'").allows_inline(Inline::Script, &block));
        assert!(!list("'nonce-n'").allows_inline(Inline::ScriptAttribute, &block));
        assert!(list("'sha256-a-_b='").allows_inline(Inline::Script, &block));
        assert!(!list("'sha256-a-_b='").allows_inline(Inline::ScriptAttribute, &block));
        let listed = list("'sha256-a-_b=' 'unsafe-hashes'");
        assert!(listed.allows_inline(Inline::Navigation, &block));
    }
}
