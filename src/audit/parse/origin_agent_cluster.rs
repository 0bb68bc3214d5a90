//! `Origin-Agent-Cluster`, by the HTML standard: one structured boolean.

use sfv::{Item, Parser};

/// Reads the combined value; `None` where a browser ignores it.
pub fn parse(combined: &str) -> Option<bool> {
    let item: Item = Parser::new(combined).parse().ok()?;
    item.bare_item.as_boolean()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: Option<bool>) {
        assert_eq!(parse(combined), want);
    }

    #[test]
    fn only_a_structured_boolean_counts() {
        check("?1", Some(true));
        check("?0;x", Some(false));
        check("1", None);
        check("true", None);
        check("?1, ?1", None);
        check("", None);
    }

    proptest! {
        #[test]
        fn a_boolean_is_seen_by_its_first_characters(text in ".{0,20}") {
            if let Some(value) = parse(&text) {
                let want = if value { "?1" } else { "?0" };
                prop_assert!(text.trim_start_matches(' ').starts_with(want));
            }
        }
    }
}
