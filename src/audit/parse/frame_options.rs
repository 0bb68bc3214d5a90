//! `X-Frame-Options`, by the algorithm of the HTML standard.

use super::list::split_unquoted;

/// What a browser makes of the field where no `frame-ancestors` is enforced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameOptions {
    /// Nobody may frame the page.
    Deny,
    /// Only pages of the same origin may.
    SameOrigin,
    /// `ALLOWALL`: everybody may.
    AllowAll,
    /// No value that a browser knows: everybody may.
    Unknown,
    /// Different values, one of them known: nobody may, not even the same origin.
    Conflict,
}

impl FrameOptions {
    /// Reads the combined value of all fields of this name.
    pub fn parse(combined: &str) -> Self {
        let mut values: Vec<String> = Vec::new();
        for value in split_unquoted(combined, ',') {
            let value = value.to_ascii_lowercase();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let known = |value: &String| ["deny", "allowall", "sameorigin"].contains(&value.as_str());
        match values.as_slice() {
            [one] if one == "deny" => Self::Deny,
            [one] if one == "sameorigin" => Self::SameOrigin,
            [one] if one == "allowall" => Self::AllowAll,
            [_, _, ..] if values.iter().any(known) => Self::Conflict,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: &FrameOptions) {
        assert_eq!(&FrameOptions::parse(combined), want);
    }

    #[test]
    fn case_and_repeats_do_not_matter() {
        check("deny", &FrameOptions::Deny);
        check("SAMEORIGIN, SameOrigin", &FrameOptions::SameOrigin);
        check("AllowAll", &FrameOptions::AllowAll);
    }

    #[test]
    fn what_no_browser_knows_protects_nothing() {
        check("ALLOW-FROM https://a.example", &FrameOptions::Unknown);
        check("\"DENY\"", &FrameOptions::Unknown);
        check("SAMEORIGIN;", &FrameOptions::Unknown);
        check("", &FrameOptions::Unknown);
        check("foo, bar", &FrameOptions::Unknown);
    }

    #[test]
    fn different_values_block_as_soon_as_one_is_known() {
        check("DENY, SAMEORIGIN", &FrameOptions::Conflict);
        check("SAMEORIGIN,", &FrameOptions::Conflict);
        check("foo, ALLOWALL", &FrameOptions::Conflict);
    }

    proptest! {
        #[test]
        fn repeating_a_value_changes_nothing(text in "[^,\"]{0,20}") {
            let twice = format!("{text},{text}");
            prop_assert_eq!(FrameOptions::parse(&twice), FrameOptions::parse(&text));
        }
    }
}
