//! `Sunset`: when an endpoint will stop answering, and the links that explain it.
//!
//! Source: RFC 8594 sections 3 and 6.

use super::http_date::{self, HttpDate};
use super::list::{elements, split_unquoted, unquote};

/// Reads a `Sunset` value.
pub fn parse(value: &str) -> Option<HttpDate> {
    http_date::parse(value)
}

/// Whether a `Link` value has a link of a relation type.
pub fn links(value: &str, relation: &str) -> bool {
    elements(value).iter().any(|link| {
        let after = link.rsplit_once('>').map_or("", |(_, after)| after);
        split_unquoted(after, ';').iter().any(|parameter| {
            parameter.split_once('=').is_some_and(|(name, value)| {
                name.trim().eq_ignore_ascii_case("rel")
                    && unquote(value.trim())
                        .is_some_and(|types| types.split(' ').any(|kind| kind == relation))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn relation_types_are_found_among_others() {
        let value = r#"</a>; rel="next", <https://a.example/b,c>; title="x"; rel="help sunset""#;
        assert!(links(value, "sunset") && links(value, "next"));
        assert!(links("</a>;rel=deprecation", "deprecation"));
        assert!(!links("</a>; rel=sunsets", "sunset"));
        assert!(!links("sunset", "sunset"));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            prop_assert!(!links(&text, "sunset") || text.contains("sunset"));
            prop_assert_eq!(parse(&text), http_date::parse(&text));
        }
    }
}
