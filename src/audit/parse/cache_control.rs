//! `Cache-Control` of a response.
//!
//! Source: RFC 9111 section 5.2, with RFC 5861 and RFC 8246.

use super::list::{digits, elements, is_token, trim, unquote};

/// The directives in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheControl {
    /// Each directive that could be read.
    pub directives: Vec<Directive>,
    /// Elements that are no directives.
    pub malformed: Vec<String>,
}

/// One directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The name in lower case.
    pub name: String,
    /// What stands behind the equals sign, without quotation marks.
    pub argument: Option<String>,
}

/// The directives that a cache understands in a response.
pub const KNOWN: [&str; 13] = [
    "immutable",
    "max-age",
    "must-revalidate",
    "must-understand",
    "no-cache",
    "no-store",
    "no-transform",
    "private",
    "proxy-revalidate",
    "public",
    "s-maxage",
    "stale-if-error",
    "stale-while-revalidate",
];

/// The directives that are nothing without a number of seconds.
pub const TIMED: [&str; 4] = ["max-age", "s-maxage", "stale-if-error", "stale-while-revalidate"];

impl CacheControl {
    /// Reads the values of every field in order.
    pub fn parse<'a, I: IntoIterator<Item = &'a str>>(values: I) -> Self {
        let mut parsed = Self::default();
        for element in values.into_iter().flat_map(elements) {
            match directive(element) {
                Some(directive) => parsed.directives.push(directive),
                None => parsed.malformed.push(element.to_owned()),
            }
        }
        parsed
    }

    /// The first directive of a name.
    pub fn get(&self, name: &str) -> Option<&Directive> {
        self.directives.iter().find(|directive| directive.name == name)
    }

    /// Whether a directive stands there.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether a directive stands there for the whole response, not for named fields only.
    ///
    /// `private="set-cookie"` leaves the rest of the response to shared caches.
    pub fn has_whole(&self, name: &str) -> bool {
        self.directives
            .iter()
            .any(|directive| directive.name == name && directive.argument.is_none())
    }

    /// Whether `private` or `no-cache` names a header field.
    pub fn covers_field(&self, name: &str, field: &str) -> bool {
        self.directives.iter().filter(|directive| directive.name == name).any(|directive| {
            let fields = directive.argument.as_deref().unwrap_or("");
            fields.split(',').any(|listed| trim(listed).eq_ignore_ascii_case(field))
        })
    }

    /// The seconds of a directive; one that cannot be read counts as stale at once.
    pub fn seconds(&self, name: &str) -> Option<u64> {
        let directive = self.get(name)?;
        Some(directive.argument.as_deref().and_then(digits).unwrap_or(0))
    }

    /// Whether a shared cache may not keep the response at all.
    pub fn is_private(&self) -> bool {
        self.has("no-store") || self.has_whole("private")
    }
}

fn directive(element: &str) -> Option<Directive> {
    let (name, argument) = match element.split_once('=') {
        // No blanks are allowed around the equals sign.
        Some((name, argument)) => (name, Some(unquote(argument)?)),
        None => (element, None),
    };
    let well_formed = is_token(name) && argument.as_deref().is_none_or(|text| trim(text) == text);
    well_formed.then(|| Directive { name: name.to_ascii_lowercase(), argument })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn directives_are_read_in_any_case_and_either_form() {
        let parsed = CacheControl::parse([r#"Max-Age="60", no-cache="a, b""#, "PRIVATE"]);
        assert_eq!(parsed.seconds("max-age"), Some(60));
        assert!(parsed.has_whole("private") && parsed.is_private());
        assert!(parsed.has("no-cache") && !parsed.has_whole("no-cache"));
        assert!(parsed.covers_field("no-cache", "B") && !parsed.covers_field("no-cache", "c"));
    }

    #[test]
    fn private_for_one_field_is_not_private() {
        assert!(!CacheControl::parse([r#"private="set-cookie""#]).is_private());
    }

    #[test]
    fn what_cannot_be_read_is_kept_apart() {
        let parsed = CacheControl::parse(["max-age = 60, max-age=abc, no store"]);
        assert_eq!(parsed.malformed, ["max-age = 60", "no store"]);
        assert_eq!(parsed.seconds("max-age"), Some(0));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,60}") {
            let parsed = CacheControl::parse([text.as_str()]);
            prop_assert!(parsed.directives.iter().all(|directive| is_token(&directive.name)));
        }

        #[test]
        fn fields_and_lists_mean_the_same(names in "[a-z-]{1,8}", seconds in 0_u64..1_000_000) {
            let (left, right) = (names, format!("max-age={seconds}"));
            let joined = format!("{left}, {right}");
            let list = CacheControl::parse([joined.as_str()]);
            prop_assert_eq!(list, CacheControl::parse([left.as_str(), right.as_str()]));
        }
    }
}
