//! `Vary`: the request fields that the answer depends on.
//!
//! Source: RFC 9110 section 12.5.5.

use super::list::{elements, is_token};

/// What the field lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vary {
    /// Whether `*` stands among the members: nothing may be reused.
    pub any: bool,
    /// Field names in lower case, in order.
    pub names: Vec<String>,
    /// Members that are no field names.
    pub malformed: Vec<String>,
}

impl Vary {
    /// Reads the values of every field.
    pub fn parse<'a, I: IntoIterator<Item = &'a str>>(values: I) -> Self {
        let mut vary = Self::default();
        for element in values.into_iter().flat_map(elements) {
            if element == "*" {
                vary.any = true;
            } else if is_token(element) {
                vary.names.push(element.to_ascii_lowercase());
            } else {
                vary.malformed.push(element.to_owned());
            }
        }
        vary
    }

    /// Whether a cache tells answers apart by this request field (lower case).
    pub fn covers(&self, name: &str) -> bool {
        self.any || self.names.iter().any(|listed| listed == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_compare_without_case() {
        let vary = Vary::parse(["Accept-Encoding, ORIGIN", "a b"]);
        assert!(vary.covers("origin") && vary.covers("accept-encoding") && !vary.covers("cookie"));
        assert_eq!(vary.malformed, ["a b"]);
        assert!(Vary::parse(["*"]).covers("cookie"));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            let vary = Vary::parse([text.as_str()]);
            prop_assert!(vary.names.iter().all(|name| is_token(name)));
        }
    }
}
