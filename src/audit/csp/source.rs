//! A source expression, by the grammar of CSP level 3, section 2.3.1.

/// What a value of a source list means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// A quoted keyword.
    Keyword(Keyword),
    /// `'nonce-…'`, with its value.
    Nonce(&'a str),
    /// `'sha256-…'` and the like.
    Hash(Algorithm, &'a str),
    /// `https:`, without its colon.
    Scheme(&'a str),
    /// A host with what stands around it.
    Host(Host<'a>),
    /// Nothing that the grammar knows; a browser passes over it.
    Unreadable,
}

/// A host source in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host<'a> {
    /// The scheme in front of `://`.
    pub scheme: Option<&'a str>,
    /// The name, `*`, or `*.` and a name.
    pub name: &'a str,
    /// Digits or `*`.
    pub port: Option<&'a str>,
    /// The path; empty where there is none.
    pub path: &'a str,
}

/// The algorithms of hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// 32 bytes.
    Sha256,
    /// 48 bytes.
    Sha384,
    /// 64 bytes.
    Sha512,
}

/// The quoted keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    /// `'none'`, which means something only where it stands alone.
    None,
    /// `'self'`
    SelfOrigin,
    /// `'unsafe-inline'`
    UnsafeInline,
    /// `'unsafe-eval'`
    UnsafeEval,
    /// `'wasm-unsafe-eval'`
    WasmUnsafeEval,
    /// `'unsafe-hashes'`
    UnsafeHashes,
    /// `'strict-dynamic'`
    StrictDynamic,
    /// One that neither opens nor closes anything, such as `'report-sample'`.
    Other,
}

/// The keywords and what they are.
const KEYWORDS: [(&str, Keyword); 14] = [
    ("none", Keyword::None),
    ("self", Keyword::SelfOrigin),
    ("unsafe-inline", Keyword::UnsafeInline),
    ("unsafe-eval", Keyword::UnsafeEval),
    ("wasm-unsafe-eval", Keyword::WasmUnsafeEval),
    ("unsafe-hashes", Keyword::UnsafeHashes),
    ("strict-dynamic", Keyword::StrictDynamic),
    ("report-sample", Keyword::Other),
    ("report-sha256", Keyword::Other),
    ("report-sha384", Keyword::Other),
    ("report-sha512", Keyword::Other),
    ("trusted-types-eval", Keyword::Other),
    ("inline-speculation-rules", Keyword::Other),
    ("unsafe-allow-redirects", Keyword::Other),
];

const ALGORITHMS: [(&str, Algorithm); 3] = [
    ("sha256-", Algorithm::Sha256),
    ("sha384-", Algorithm::Sha384),
    ("sha512-", Algorithm::Sha512),
];

impl<'a> Source<'a> {
    /// Reads one value.
    pub fn parse(text: &'a str) -> Self {
        match text.strip_prefix('\'') {
            Some(rest) => rest.strip_suffix('\'').map_or(Self::Unreadable, Self::quoted),
            None => match text.strip_suffix(':') {
                Some(scheme) if is_scheme(scheme) => Self::Scheme(scheme),
                Some(_) | None => Host::parse(text).map_or(Self::Unreadable, Self::Host),
            },
        }
    }

    fn quoted(inner: &'a str) -> Self {
        if let Some(keyword) = keyword(inner) {
            return Self::Keyword(keyword);
        }
        if let Some(value) = strip_prefix(inner, "nonce-") {
            return if is_base64_value(value) { Self::Nonce(value) } else { Self::Unreadable };
        }
        let hash = ALGORITHMS.iter().find_map(|(name, algorithm)| {
            let value = strip_prefix(inner, name).filter(|value| is_base64_value(value))?;
            Some(Self::Hash(*algorithm, value))
        });
        hash.unwrap_or(Self::Unreadable)
    }
}

impl<'a> Host<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            Some(_) => return None,
            None => (None, text),
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (name, port) = match authority.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (authority, None),
        };
        let host = Self { scheme, name, port, path };
        (is_name(name) && port.is_none_or(is_port) && is_path(path)).then_some(host)
    }
}

impl Algorithm {
    /// The length of its hash in base64.
    pub fn base64_len(self) -> usize {
        match self {
            Self::Sha256 => 44,
            Self::Sha384 => 64,
            Self::Sha512 => 88,
        }
    }
}

/// Reads the text of a keyword without its quotes.
pub fn keyword(text: &str) -> Option<Keyword> {
    let same = |name: &str| name.len() == text.len() && name.eq_ignore_ascii_case(text);
    let found = KEYWORDS.iter().find(|(name, _)| same(name));
    found.map(|(_, keyword)| *keyword)
}

/// Whether a text is a scheme without its colon.
pub fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// Whether a text is base64 of either alphabet, by the grammar.
pub fn is_base64_value(text: &str) -> bool {
    let body = text.strip_suffix('=').map_or(text, |text| text.strip_suffix('=').unwrap_or(text));
    !body.is_empty() && body.chars().all(|c| c.is_ascii_alphanumeric() || "+/-_".contains(c))
}

/// Takes a prefix off, compared without case.
pub fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(tail)
}

fn is_name(name: &str) -> bool {
    if name == "*" {
        return true;
    }
    let name = name.strip_prefix("*.").unwrap_or(name);
    let name = name.strip_suffix('.').unwrap_or(name);
    // The grammar has no underscore; browsers read it, so such a host is open in truth.
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    };
    name.split('.').all(label)
}

fn is_port(port: &str) -> bool {
    port == "*" || (!port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_path(path: &str) -> bool {
    let pchar = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&'()*+=:@/".contains(c);
    !path.starts_with("//") && path.chars().all(pchar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, want: Source<'_>) {
        assert_eq!(Source::parse(text), want, "{text}");
    }

    fn host(name: &str) -> Host<'_> {
        Host { scheme: None, name, port: None, path: "" }
    }

    #[test]
    fn keywords_nonces_and_hashes_are_quoted() {
        check("'SELF'", Source::Keyword(Keyword::SelfOrigin));
        check("'nonce-aB+/-_=='", Source::Nonce("aB+/-_=="));
        check("'Sha256-abc='", Source::Hash(Algorithm::Sha256, "abc="));
        for text in ["'nonce-a$'", "'nonce-'", "'sha1-abc'", "'self", "'bogus'", "'nonce-a==='"] {
            check(text, Source::Unreadable);
        }
    }

    #[test]
    fn a_keyword_without_quotes_is_a_host() {
        check("self", Source::Host(host("self")));
        check("\"self\"", Source::Unreadable);
    }

    #[test]
    fn hosts_are_read_in_their_parts() {
        check("https:", Source::Scheme("https"));
        check("*", Source::Host(host("*")));
        let want =
            Host { scheme: Some("https"), name: "*.a.example", port: Some("*"), path: "/x/" };
        check("https://*.a.example:*/x/", Source::Host(want));
        for text in ["a.*", "*a", "https://", "a.example:x", "[::1]", "a//b", "a/b?c", "//a", ""] {
            check(text, Source::Unreadable);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_case_of_quotes_does_not_matter(text in "[ -~]{0,16}") {
            let quoted = format!("'{text}'");
            let upper = format!("'{}'", text.to_ascii_uppercase());
            let is_keyword = |text: &str| matches!(Source::parse(text), Source::Keyword(_));
            prop_assert_eq!(is_keyword(&quoted), is_keyword(&upper));
        }
    }
}
