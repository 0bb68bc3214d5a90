//! A reference in a page, resolved as the URL standard does for http and https.

use crate::audit::address::{Address, Scheme};

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Resolved {
    /// An http or https address.
    Web(Address),
    /// Another scheme, such as `data:`.
    Embedded,
    /// Some address of the page's own origin, which is not known.
    Relative,
    /// No address, or one that depends on what is not known.
    Unreadable,
}

/// Resolves a reference; `base` is `None` where the page's address is not known.
///
/// A browser takes backslashes for slashes, any number of slashes for two, and drops line breaks:
/// `/\cdn.example/x.js` leaves the origin.
pub(super) fn resolve(reference: &str, base: Option<&Address>) -> Resolved {
    let cleaned = clean(reference);
    let (scheme, rest) = match split_scheme(&cleaned) {
        None => (None, cleaned.as_str()),
        Some(("http", rest)) => (Some(Scheme::Http), rest),
        Some(("https", rest)) => (Some(Scheme::Https), rest),
        Some(_) => return Resolved::Embedded,
    };
    // `https:x` is relative where the base has the same scheme.
    let relative_scheme = scheme.is_none() || scheme == base.map(Address::scheme);
    let leaves = rest.starts_with("//") || !relative_scheme;
    match (leaves, scheme.or(base.map(Address::scheme)), base) {
        (true, Some(scheme), _) => {
            let authority = rest.trim_start_matches('/');
            Address::parse(&format!("{scheme}://{authority}"))
                .map_or(Resolved::Unreadable, Resolved::Web)
        }
        (true, None, _) => Resolved::Unreadable,
        (false, _, None) => Resolved::Relative,
        (false, _, Some(base)) => base.join(rest).map_or(Resolved::Unreadable, Resolved::Web),
    }
}

/// Without surrounding blanks and controls, tabs and line breaks, with slashes for backslashes.
fn clean(reference: &str) -> String {
    let trimmed = reference.trim_matches(|c: char| c <= ' ');
    let kept = trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    let mut in_path = true;
    let mut cleaned = String::new();
    for c in kept {
        in_path &= !matches!(c, '?' | '#');
        cleaned.push(if in_path && c == '\\' { '/' } else { c });
    }
    match split_scheme_len(&cleaned) {
        Some(at) => {
            let (scheme, rest) = cleaned.split_at(at);
            format!("{}{rest}", scheme.to_ascii_lowercase())
        }
        None => cleaned,
    }
}

fn split_scheme(cleaned: &str) -> Option<(&str, &str)> {
    let at = split_scheme_len(cleaned)?;
    let (scheme, rest) = cleaned.split_at(at);
    Some((scheme, rest.strip_prefix(':')?))
}

/// The length of the scheme before the colon.
fn split_scheme_len(text: &str) -> Option<usize> {
    let at = text.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)))?;
    let named = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let colon = text.get(at..).is_some_and(|rest| rest.starts_with(':'));
    (named && colon).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(reference: &str, want: &str) {
        let base = Address::parse("https://www.example.com/a/b").unwrap();
        let got = match resolve(reference, Some(&base)) {
            Resolved::Web(address) => address.to_string(),
            other @ (Resolved::Embedded | Resolved::Relative | Resolved::Unreadable) => {
                format!("{other:?}")
            }
        };
        assert_eq!(got, want, "{reference:?}");
    }

    #[test]
    fn references_are_taken_as_browsers_take_them() {
        check("x.js", "https://www.example.com/a/x.js");
        check("//cdn.example/x", "https://cdn.example/x");
        check("/\\cdn.example/x", "https://cdn.example/x");
        check("///cdn.example/x", "https://cdn.example/x");
        check(" HTTP:\n//cdn.example/x ", "http://cdn.example/x");
        check("http:/cdn.example/x", "http://cdn.example/x");
        check("https:x.js", "https://www.example.com/a/x.js");
        check("/a?b=\\\\c", "https://www.example.com/a?b=\\\\c");
        check("data:,1", "Embedded");
        check("https://", "Unreadable");
    }

    #[test]
    fn without_a_base_only_whole_addresses_are_known() {
        assert_eq!(resolve("x.js", None), Resolved::Relative);
        assert_eq!(resolve("//cdn.example/x", None), Resolved::Unreadable);
        assert!(matches!(resolve("http://cdn.example/x", None), Resolved::Web(_)));
    }

    proptest! {
        #[test]
        fn any_reference_is_answered(reference in ".{0,30}") {
            let base = Address::parse("https://www.example.com/").unwrap();
            let padded = format!(" {reference}\n");
            prop_assert_eq!(resolve(&padded, Some(&base)), resolve(&reference, Some(&base)));
        }
    }
}
