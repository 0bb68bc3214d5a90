//! The lasting name of an item.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The lasting id of a catalogue item; also its file name and the last part of its address.
///
/// Invariant: 1 to 64 lower-case letters, digits and single hyphens; begins with a letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemId(String);

/// Why a text is no item id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an item id: use lower-case letters, digits and single hyphens, at most 64")]
pub struct ItemIdError(pub String);

impl ItemId {
    /// Reads an id.
    ///
    /// # Errors
    /// When the text breaks the invariant.
    pub fn parse(text: &str) -> Result<Self, ItemIdError> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let good = (1..=64).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(allowed)
            && !text.ends_with('-')
            && !text.contains("--");
        if good { Ok(Self(text.to_owned())) } else { Err(ItemIdError(text.to_owned())) }
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for ItemId {
    type Error = ItemIdError;

    fn try_from(text: String) -> Result<Self, ItemIdError> {
        Self::parse(&text)
    }
}

impl From<ItemId> for String {
    fn from(id: ItemId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case() {
        for good in ["a", "cors-allowlist", "http2-on"] {
            assert_eq!(ItemId::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "A", "a--b", "-a", "a-", "1a", "a b", "ä", &"a".repeat(65)] {
            assert!(ItemId::parse(bad).is_err(), "{bad}");
        }
    }
}
