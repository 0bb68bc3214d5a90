//! `Deprecation`: since when an endpoint is not to be used any more.
//!
//! Source: RFC 9745 section 2.

use sfv::{BareItem, Item, Parser};

use super::http_date;

/// What the field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deprecation {
    /// A date, in seconds since 1970.
    Since(i64),
    /// The form of an earlier draft, which no client of the standard reads.
    Draft,
    /// Nothing that can be read.
    Malformed,
}

impl Deprecation {
    /// Reads a value.
    pub fn parse(value: &str) -> Self {
        match Parser::new(value).parse::<Item>().map(|item| item.bare_item) {
            Ok(BareItem::Date(date)) => Self::Since(i64::from(date.unix_seconds())),
            Ok(BareItem::Boolean(true)) => Self::Draft,
            _ if value.eq_ignore_ascii_case("true") => Self::Draft,
            _ if http_date::parse(value).is_some() => Self::Draft,
            _ => Self::Malformed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_a_structured_date_is_the_standard() {
        assert_eq!(Deprecation::parse("@1688169599"), Deprecation::Since(1_688_169_599));
        assert_eq!(Deprecation::parse("@1;a=b"), Deprecation::Since(1));
        for draft in ["true", "?1", "Sun, 06 Nov 1994 08:49:37 GMT"] {
            assert_eq!(Deprecation::parse(draft), Deprecation::Draft);
        }
        for malformed in ["", "1688169599", "@1.5", "@1, @2", "?0", "false", "version=1"] {
            assert_eq!(Deprecation::parse(malformed), Deprecation::Malformed, "{malformed}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            let read = Deprecation::parse(&text);
            prop_assert!(text.contains('@') || !matches!(read, Deprecation::Since(_)));
        }

        #[test]
        fn every_date_is_read(seconds in -1_000_000_000_000_i64..1_000_000_000_000) {
            prop_assert_eq!(Deprecation::parse(&format!("@{seconds}")), Deprecation::Since(seconds));
        }
    }
}
