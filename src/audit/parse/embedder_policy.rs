//! `Cross-Origin-Embedder-Policy`, by the HTML standard.

use super::structured_token::{StructuredToken, StructuredTokenError};

/// What a page may embed from other origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedderPolicy {
    /// `require-corp`
    RequireCorp,
    /// `credentialless`
    Credentialless,
    /// `unsafe-none`, the default
    UnsafeNone,
}

impl EmbedderPolicy {
    /// Reads the combined value of all fields of this name.
    ///
    /// # Errors
    /// Says why a browser takes `unsafe-none` instead.
    pub fn parse(combined: &str) -> Result<Self, StructuredTokenError> {
        let token = StructuredToken::parse(combined)?.token;
        match token.as_str() {
            "require-corp" => Ok(Self::RequireCorp),
            "credentialless" => Ok(Self::Credentialless),
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
    fn check(combined: &str, want: Option<EmbedderPolicy>) {
        assert_eq!(EmbedderPolicy::parse(combined).ok(), want);
    }

    #[test]
    fn one_known_token_or_nothing() {
        check("require-corp;report-to=\"x\"", Some(EmbedderPolicy::RequireCorp));
        check("credentialless", Some(EmbedderPolicy::Credentialless));
        check("unsafe-none", Some(EmbedderPolicy::UnsafeNone));
        check("require-corp, require-corp", None);
        check("REQUIRE-CORP", None);
        check("\"require-corp\"", None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,30}") {
            let trimmed = text.trim_matches(' ');
            prop_assert_eq!(EmbedderPolicy::parse(&text), EmbedderPolicy::parse(trimmed));
        }
    }
}
