//! `Cross-Origin-Resource-Policy`, by the Fetch standard: one exact value.

/// Who may embed the response without CORS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourcePolicy {
    /// `same-origin`
    SameOrigin,
    /// `same-site`
    SameSite,
    /// `cross-origin`
    CrossOrigin,
}

impl ResourcePolicy {
    /// Reads the combined value; two fields or another case match nothing.
    pub fn parse(combined: &str) -> Option<Self> {
        match combined {
            "same-origin" => Some(Self::SameOrigin),
            "same-site" => Some(Self::SameSite),
            "cross-origin" => Some(Self::CrossOrigin),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: Option<ResourcePolicy>) {
        assert_eq!(ResourcePolicy::parse(combined), want);
    }

    #[test]
    fn only_the_exact_value_counts() {
        check("same-origin", Some(ResourcePolicy::SameOrigin));
        check("same-site", Some(ResourcePolicy::SameSite));
        check("cross-origin", Some(ResourcePolicy::CrossOrigin));
        check("Same-Origin", None);
        check("same-site, same-origin", None);
        check("same-origin, same-origin", None);
        check("same-origin; x", None);
        check("", None);
    }

    proptest! {
        #[test]
        fn a_longer_value_is_none(tail in ".{1,20}") {
            let longer = format!("same-origin{tail}");
            prop_assert_eq!(ResourcePolicy::parse(&longer), None);
        }
    }
}
