//! `Cross-Origin-Opener-Policy`, by the HTML standard.

use super::structured_token::{StructuredToken, StructuredTokenError};

/// Whether a page shares its browsing context group with pages that open it or that it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenerPolicy {
    /// `same-origin`
    SameOrigin,
    /// `same-origin-allow-popups`
    SameOriginAllowPopups,
    /// `noopener-allow-popups`
    NoopenerAllowPopups,
    /// `unsafe-none`, the default
    UnsafeNone,
}

impl OpenerPolicy {
    /// Reads the combined value of all fields of this name.
    ///
    /// # Errors
    /// Says why a browser takes `unsafe-none` instead.
    pub fn parse(combined: &str) -> Result<Self, StructuredTokenError> {
        let token = StructuredToken::parse(combined)?.token;
        match token.as_str() {
            "same-origin" => Ok(Self::SameOrigin),
            "same-origin-allow-popups" => Ok(Self::SameOriginAllowPopups),
            "noopener-allow-popups" => Ok(Self::NoopenerAllowPopups),
            "unsafe-none" => Ok(Self::UnsafeNone),
            _ => Err(StructuredTokenError::Unknown(token)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: Option<OpenerPolicy>) {
        assert_eq!(OpenerPolicy::parse(combined).ok(), want);
    }

    #[test]
    fn tokens_are_case_sensitive() {
        check("same-origin; report-to=\"x\"", Some(OpenerPolicy::SameOrigin));
        check("same-origin-allow-popups", Some(OpenerPolicy::SameOriginAllowPopups));
        check("noopener-allow-popups", Some(OpenerPolicy::NoopenerAllowPopups));
        check("unsafe-none", Some(OpenerPolicy::UnsafeNone));
        check("Same-Origin", None);
        check("same-origin-plus-coep", None);
        check("'same-origin'", None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,30}") {
            let trimmed = text.trim_matches(' ');
            prop_assert_eq!(OpenerPolicy::parse(&text), OpenerPolicy::parse(trimmed));
        }
    }
}
