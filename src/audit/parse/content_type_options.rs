//! `X-Content-Type-Options`, by "determine nosniff" of the Fetch standard.

use super::list::split_unquoted;

/// Whether the combined value of the field switches sniffing off.
///
/// Only the first member counts, in any case.
pub fn is_nosniff(combined: &str) -> bool {
    split_unquoted(combined, ',').first().is_some_and(|first| first.eq_ignore_ascii_case("nosniff"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: bool) {
        assert_eq!(is_nosniff(combined), want, "{combined}");
    }

    #[test]
    fn only_the_first_member_counts() {
        check("nosniff", true);
        check("NoSniff, nosniff", true);
        check("nosniff, x", true);
        check("x, nosniff", false);
        check(", nosniff", false);
        check("\"nosniff\"", false);
        check("no-sniff", false);
        check("nosniff;", false);
        check("", false);
    }

    proptest! {
        #[test]
        fn what_follows_a_comma_is_ignored(tail in ".{0,20}") {
            let combined = format!("nosniff,{tail}");
            prop_assert!(is_nosniff(&combined));
        }
    }
}
