//! `RateLimit` and `RateLimit-Policy`, and the older fields that they replace.
//!
//! Source: draft-ietf-httpapi-ratelimit-headers-10 sections 3 and 4.

use sfv::{BareItem, Key, List, ListEntry, Parameters, Parser};

use super::list::digits;
use crate::audit::headers::Headers;

/// A quota as `RateLimit-Policy` states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// How much is granted.
    pub quota: i64,
    /// For how many seconds.
    pub window: Option<i64>,
}

/// What is left, as `RateLimit` states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The name of the policy.
    pub name: String,
    /// How much is left.
    pub remaining: i64,
    /// Seconds until there is more.
    pub reset: Option<i64>,
}

/// The older field names, by what they tell.
pub const LEGACY: [&str; 6] = [
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
];

/// Reads `RateLimit-Policy`; `None` when a client must ignore it.
pub fn policies(value: &str) -> Option<Vec<Policy>> {
    let read = |(name, parameters): (String, Parameters)| {
        let quota = count(&parameters, "q")??;
        let window = count(&parameters, "w")?;
        (window != Some(0)).then_some(Policy { name, quota, window })
    };
    members(value)?.into_iter().map(read).collect()
}

/// Reads `RateLimit`; `None` when a client must ignore it.
pub fn limits(value: &str) -> Option<Vec<Limit>> {
    let read = |(name, parameters): (String, Parameters)| {
        let remaining = count(&parameters, "r")??;
        Some(Limit { name, remaining, reset: count(&parameters, "t")? })
    };
    members(value)?.into_iter().map(read).collect()
}

/// The number that an older `…-Remaining` field gives.
pub fn legacy_remaining(headers: &Headers) -> Option<i64> {
    let of = |name: &str| headers.first(name).and_then(digits);
    let remaining = of("RateLimit-Remaining").or_else(|| of("X-RateLimit-Remaining"))?;
    i64::try_from(remaining).ok()
}

/// A list of strings with parameters, at least one.
fn members(value: &str) -> Option<Vec<(String, Parameters)>> {
    let list: List = Parser::new(value).parse().ok()?;
    let member = |entry: ListEntry| {
        let ListEntry::Item(item) = entry else { return None };
        let name = item.bare_item.as_string()?.as_str().to_owned();
        Some((name, item.params))
    };
    let members: Vec<_> = list.into_iter().map(member).collect::<Option<_>>()?;
    (!members.is_empty()).then_some(members)
}

/// A parameter that must be a count: the inner `None` is absence, the outer one nonsense.
#[expect(clippy::option_option, reason = "absent and unusable are told apart, and `?` reads well")]
fn count(parameters: &Parameters, name: &str) -> Option<Option<i64>> {
    let found = parameters.iter().find(|(key, _): &(&Key, _)| key.as_str() == name);
    match found {
        None => Some(None),
        Some((_, BareItem::Integer(number))) => {
            let number = i64::from(*number);
            (number >= 0).then_some(Some(number))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn policies_and_limits_are_read() {
        let read = policies(r#""burst";q=100;w=60, "day";q=1000"#).unwrap();
        assert_eq!(read[0], Policy { name: "burst".into(), quota: 100, window: Some(60) });
        assert_eq!(read[1].window, None);
        let read = limits(r#""burst";r=50;t=30"#).unwrap();
        assert_eq!(read, [Limit { name: "burst".into(), remaining: 50, reset: Some(30) }]);
    }

    #[test]
    fn what_the_draft_does_not_allow_is_refused() {
        for value in
            ["", "burst;q=1", r#""a""#, r#""a";q=-1"#, r#""a";q=1.5"#, "100;w=60", "(\"a\")"]
        {
            assert_eq!(policies(value), None, "{value}");
        }
        assert_eq!(policies(r#""a";q=1;w=0"#), None);
        assert_eq!(limits("limit=100, remaining=50, reset=5"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            prop_assert!(policies(&text).is_none_or(|read| !read.is_empty()));
            prop_assert!(limits(&text).is_none_or(|read| !read.is_empty()));
        }

        #[test]
        fn every_count_is_read(count in 0_i64..1_000_000_000, window in 1_i64..1_000_000) {
            let read = policies(&format!("\"a\";q={count};w={window}")).unwrap();
            prop_assert_eq!((read[0].quota, read[0].window), (count, Some(window)));
        }
    }
}
