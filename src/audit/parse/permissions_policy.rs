//! `Permissions-Policy`: a structured dictionary from features to allowlists.

use sfv::{BareItem, Dictionary, Item, ListEntry, Parser};

use crate::audit::address::Address;

/// What the field says of one feature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permission {
    /// The feature's name.
    pub feature: String,
    /// `*`: every origin may use it.
    pub everyone: bool,
    /// `self`: the page's own origin may.
    pub this_origin: bool,
    /// The quoted origins that may.
    pub origins: Vec<String>,
    /// Members that a browser skips, as they would be written.
    pub ignored: Vec<String>,
}

/// Why a browser ignores the whole field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PermissionsPolicyError {
    /// It is written like the former `Feature-Policy`.
    #[error("it is written in the syntax of the former Feature-Policy")]
    OldSyntax,
    /// It is no structured dictionary.
    #[error("it is not a structured dictionary")]
    Syntax,
}

/// Reads the combined value of all fields of this name.
///
/// # Errors
/// Says why a browser ignores all of it.
pub fn parse(combined: &str) -> Result<Vec<Permission>, PermissionsPolicyError> {
    let dictionary: Result<Dictionary, sfv::Error> = Parser::new(combined).parse();
    match dictionary {
        Ok(members) => {
            Ok(members.iter().map(|(key, entry)| permission(key.as_str(), entry)).collect())
        }
        Err(_) if is_old_syntax(combined) => Err(PermissionsPolicyError::OldSyntax),
        Err(_) => Err(PermissionsPolicyError::Syntax),
    }
}

fn permission(feature: &str, entry: &ListEntry) -> Permission {
    let mut permission = Permission { feature: feature.to_owned(), ..Permission::default() };
    match entry {
        ListEntry::Item(item) => permission.add(item),
        ListEntry::InnerList(list) => list.items.iter().for_each(|item| permission.add(item)),
    }
    permission
}

impl Permission {
    fn add(&mut self, item: &Item) {
        let token = item.bare_item.as_token().map(sfv::TokenRef::as_str);
        let string = item.bare_item.as_string().map(sfv::StringRef::as_str);
        match (token, string) {
            (Some("*"), _) => self.everyone = true,
            (Some("self"), _) => self.this_origin = true,
            (Some(other), _) => self.ignored.push(other.to_owned()),
            (None, Some(origin)) if is_origin(origin) => self.origins.push(origin.to_owned()),
            (None, Some(other)) => self.ignored.push(format!("\"{other}\"")),
            (None, None) => self.ignored.push(shown(&item.bare_item)),
        }
    }

    /// Whether it leaves the feature to nobody.
    pub fn is_off(&self) -> bool {
        !self.everyone && !self.this_origin && self.origins.is_empty()
    }
}

fn shown(item: &BareItem) -> String {
    match item.as_boolean() {
        Some(true) => "?1".to_owned(),
        Some(false) => "?0".to_owned(),
        None => item.as_integer().map_or("a value of another type".into(), |n| n.to_string()),
    }
}

fn is_origin(text: &str) -> bool {
    // `https://*.a.example` stands for every host below; the rest is an origin as it is.
    let plain = text.replacen("://*.", "://", 1);
    Address::parse(&plain).is_ok()
}

fn is_old_syntax(combined: &str) -> bool {
    let quoted = ["'self'", "'none'", "'src'"].iter().any(|word| combined.contains(word));
    let first = combined.split([';', ',']).next().unwrap_or("");
    let mut words = first.split_ascii_whitespace();
    let spaced = words.next().is_some_and(|name| !name.contains(['=', '(', '"']))
        && words.next().is_some_and(|word| !word.starts_with('='));
    quoted || spaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Row<'a> = (&'a str, bool, bool, &'a [&'a str], &'a [&'a str]);

    #[track_caller]
    fn check(combined: &str, want: &[Row<'_>]) {
        let want: Vec<_> = want
            .iter()
            .map(|(feature, everyone, this_origin, origins, ignored)| Permission {
                feature: (*feature).into(),
                everyone: *everyone,
                this_origin: *this_origin,
                origins: origins.iter().map(ToString::to_string).collect(),
                ignored: ignored.iter().map(ToString::to_string).collect(),
            })
            .collect();
        assert_eq!(parse(combined), Ok(want));
    }

    #[test]
    fn allowlists_are_read() {
        check("camera=()", &[("camera", false, false, &[], &[])]);
        check(
            "usb=*, midi=(self *)",
            &[("usb", true, false, &[], &[]), ("midi", true, true, &[], &[])],
        );
        check(
            "camera=(self \"https://a.example\" \"https://*.b.example\");report-to=x",
            &[("camera", false, true, &["https://a.example", "https://*.b.example"], &[])],
        );
    }

    #[test]
    fn members_that_browsers_skip_are_named() {
        check(
            "camera=(https://a.example)",
            &[("camera", false, false, &[], &["https://a.example"])],
        );
        check("camera=\"self\"", &[("camera", false, false, &[], &["\"self\""])]);
        check(
            "camera, usb=1",
            &[("camera", false, false, &[], &["?1"]), ("usb", false, false, &[], &["1"])],
        );
    }

    #[test]
    fn the_last_of_a_repeated_feature_counts() {
        check("camera=(), camera=*", &[("camera", true, false, &[], &[])]);
    }

    #[test]
    fn the_old_syntax_is_told_from_a_slip() {
        assert_eq!(parse("camera 'none'; usb 'self'"), Err(PermissionsPolicyError::OldSyntax));
        assert_eq!(parse("camera *"), Err(PermissionsPolicyError::OldSyntax));
        assert_eq!(parse("camera=(), usb=(self"), Err(PermissionsPolicyError::Syntax));
        assert_eq!(parse("Camera=()"), Err(PermissionsPolicyError::Syntax));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            let never_empty = parse(&text).is_ok_and(|all| all.iter().any(|one| one.feature.is_empty()));
            prop_assert!(!never_empty);
        }

        #[test]
        fn features_keep_their_order(names in proptest::collection::btree_set("[a-z]{1,6}", 1..5)) {
            let text: Vec<_> = names.iter().map(|name| format!("{name}=()")).collect();
            let got: Vec<_> = parse(&text.join(", ")).unwrap().into_iter().map(|one| one.feature).collect();
            prop_assert_eq!(got, names.into_iter().collect::<Vec<_>>());
        }
    }
}
