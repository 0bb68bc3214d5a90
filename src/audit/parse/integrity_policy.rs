//! `Integrity-Policy`, by the Subresource Integrity standard.

use sfv::{Dictionary, Item, ListEntry, Parser};

/// Which loads a browser stops when they carry no hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntegrityPolicy {
    /// Whether scripts are stopped.
    pub scripts: bool,
    /// Whether style sheets are stopped.
    pub styles: bool,
    /// Whether `inline`, the only source there is, is in force.
    pub inline_source: bool,
    /// The reporting endpoints named.
    pub endpoints: Vec<String>,
    /// Members of the lists that no browser knows.
    pub unknown: Vec<String>,
}

impl IntegrityPolicy {
    /// Reads the combined value; `None` where it is no structured dictionary.
    pub fn parse(combined: &str) -> Option<Self> {
        let dictionary: Dictionary = Parser::new(combined).parse().ok()?;
        let mut policy = Self { inline_source: true, ..Self::default() };
        if let Some(entry) = dictionary.get("sources") {
            let sources = tokens(entry);
            policy.inline_source = sources.iter().any(|token| token == "inline");
            policy.unknown.extend(sources.into_iter().filter(|token| token != "inline"));
        }
        for token in dictionary.get("blocked-destinations").map(tokens).unwrap_or_default() {
            match token.as_str() {
                "script" => policy.scripts = true,
                "style" => policy.styles = true,
                _ => policy.unknown.push(token),
            }
        }
        policy.endpoints = dictionary.get("endpoints").map(tokens).unwrap_or_default();
        Some(policy)
    }

    /// Whether it stops anything at all.
    pub fn blocks(&self) -> bool {
        self.inline_source && (self.scripts || self.styles)
    }
}

/// The tokens of an inner list; another type of value stands in angle brackets.
fn tokens(entry: &ListEntry) -> Vec<String> {
    match entry {
        ListEntry::Item(_) => vec!["<not a list>".to_owned()],
        ListEntry::InnerList(list) => list.items.iter().map(token).collect(),
    }
}

fn token(item: &Item) -> String {
    item.bare_item.as_token().map_or("<not a token>".to_owned(), |token| token.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: Option<(bool, bool, bool, &[&str])>) {
        let got = IntegrityPolicy::parse(combined);
        let got = got.as_ref().map(|policy| {
            let unknown: Vec<_> = policy.unknown.iter().map(String::as_str).collect();
            (policy.scripts, policy.styles, policy.blocks(), unknown)
        });
        assert_eq!(
            got,
            want.map(|(scripts, styles, blocks, unknown)| (
                scripts,
                styles,
                blocks,
                unknown.to_vec()
            ))
        );
    }

    #[test]
    fn destinations_and_sources_are_lists_of_tokens() {
        check(
            "blocked-destinations=(script style), endpoints=(main)",
            Some((true, true, true, &[])),
        );
        check("blocked-destinations=(script), sources=(inline)", Some((true, false, true, &[])));
        check("blocked-destinations=(script), sources=()", Some((true, false, false, &[])));
        check("blocked-destinations=(image)", Some((false, false, false, &["image"])));
        check("blocked-destinations=script", Some((false, false, false, &["<not a list>"])));
        check("blocked-destinations=(\"script\")", Some((false, false, false, &["<not a token>"])));
        check("blocked-destinations script", None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            let blocks_nothing_named = IntegrityPolicy::parse(&text)
                .is_some_and(|policy| policy.blocks() && !text.contains("blocked-destinations"));
            prop_assert!(!blocks_nothing_named);
        }
    }
}
