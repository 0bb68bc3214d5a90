//! A field that holds one structured token, such as `Cross-Origin-Opener-Policy`.

use sfv::{BareItem, Item, Parser};

/// Why a value gives no token; a browser then takes the default.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StructuredTokenError {
    /// It is no structured item: empty, two values, or a syntax error.
    #[error("it is not one structured item")]
    NotOneItem,
    /// It is an item of another type, such as a quoted string.
    #[error("it is an item, but not a bare token")]
    NotAToken,
    /// It is a token, but none that this field knows.
    #[error("the token {0} is not known (tokens are case-sensitive)")]
    Unknown(String),
}

/// A token and the reporting endpoint named beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructuredToken {
    /// The token, in its own case.
    pub token: String,
    /// The value of the `report-to` parameter.
    pub report_to: Option<String>,
}

impl StructuredToken {
    /// Reads the combined value of all fields of a name.
    ///
    /// # Errors
    /// Says why there is no token.
    pub fn parse(combined: &str) -> Result<Self, StructuredTokenError> {
        let item: Result<Item, sfv::Error> = Parser::new(combined).parse();
        let Ok(item) = item else { return Err(StructuredTokenError::NotOneItem) };
        let BareItem::Token(token) = item.bare_item else {
            return Err(StructuredTokenError::NotAToken);
        };
        let report_to = match item.params.get("report-to") {
            Some(BareItem::String(name)) => Some(name.as_str().to_owned()),
            Some(_) | None => None,
        };
        Ok(Self { token: token.as_str().to_owned(), report_to })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: Result<(&str, Option<&str>), StructuredTokenError>) {
        let got = StructuredToken::parse(combined);
        let want = want.map(|(token, report_to)| StructuredToken {
            token: token.into(),
            report_to: report_to.map(String::from),
        });
        assert_eq!(got, want);
    }

    #[test]
    fn one_token_with_parameters() {
        check("same-origin", Ok(("same-origin", None)));
        check(" same-origin; report-to=\"coop\";x ", Ok(("same-origin", Some("coop"))));
        check("same-origin, same-origin", Err(StructuredTokenError::NotOneItem));
        check("", Err(StructuredTokenError::NotOneItem));
        check("\"same-origin\"", Err(StructuredTokenError::NotAToken));
        check("same-origin; report-to=\"", Err(StructuredTokenError::NotOneItem));
    }

    proptest! {
        #[test]
        fn any_text_is_answered_and_two_are_refused(text in ".{0,30}") {
            if StructuredToken::parse(&text).is_ok() {
                let twice = format!("{text}, {text}");
                prop_assert_eq!(StructuredToken::parse(&twice), Err(StructuredTokenError::NotOneItem));
            }
        }
    }
}
