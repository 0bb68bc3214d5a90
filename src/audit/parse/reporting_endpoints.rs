//! `Reporting-Endpoints`: named addresses that a browser sends reports to.
//!
//! Source: Reporting API section 3.2 (W3C).

use sfv::{BareItem, Dictionary, ListEntry, Parser};

use crate::audit::address::Address;

/// One member of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The name that policies refer to.
    pub name: String,
    /// Where reports go, or why none go there.
    pub target: Target,
}

/// Where reports of an endpoint go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A trustworthy address, or one relative to the response, as sent.
    Usable(String),
    /// An address that is not trustworthy, as sent.
    Insecure(String),
    /// The value is no address.
    NoAddress,
}

/// Reads the combined value; `None` when it is no dictionary and a browser drops all of it.
pub fn parse(value: &str, base: Option<&Address>) -> Option<Vec<Endpoint>> {
    let dictionary: Dictionary = Parser::new(value).parse().ok()?;
    let endpoint = |(name, entry): (sfv::Key, ListEntry)| Endpoint {
        name: name.as_str().to_owned(),
        target: target(&entry, base),
    };
    Some(dictionary.into_iter().map(endpoint).collect())
}

fn target(entry: &ListEntry, base: Option<&Address>) -> Target {
    let ListEntry::Item(item) = entry else { return Target::NoAddress };
    let BareItem::String(text) = &item.bare_item else { return Target::NoAddress };
    let text = text.as_str();
    let address = Address::parse(text).ok().or_else(|| base?.join(text));
    match address {
        Some(address) if address.is_https() || address.is_loopback() => {
            Target::Usable(text.to_owned())
        }
        Some(_) => Target::Insecure(text.to_owned()),
        // Without the address of the response a relative one can only be believed.
        None if base.is_none() && text.starts_with('/') => Target::Usable(text.to_owned()),
        None => Target::NoAddress,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &str, want: Option<&[(&str, Target)]>) {
        let base = Address::parse("https://a.example/x").unwrap();
        let got = parse(value, Some(&base));
        let want = want.map(|list| {
            let endpoint = |(name, target): &(&str, Target)| Endpoint {
                name: (*name).to_owned(),
                target: target.clone(),
            };
            list.iter().map(endpoint).collect::<Vec<_>>()
        });
        assert_eq!(got, want);
    }

    #[test]
    fn names_lead_to_addresses() {
        check(
            r#"a="https://r.example/x", b="/reports", c="http://r.example/", d=token, e"#,
            Some(&[
                ("a", Target::Usable("https://r.example/x".into())),
                ("b", Target::Usable("/reports".into())),
                ("c", Target::Insecure("http://r.example/".into())),
                ("d", Target::NoAddress),
                ("e", Target::NoAddress),
            ]),
        );
    }

    #[test]
    fn what_is_no_dictionary_is_dropped_whole() {
        check("a=https://r.example/x", Some(&[("a", Target::NoAddress)]));
        check("A=\"/x\"", None);
        check(r#"{"group":"a"}"#, None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            let read = parse(&text, None).unwrap_or_default();
            prop_assert!(read.iter().all(|endpoint| !endpoint.name.is_empty()));
        }

        #[test]
        fn every_https_address_is_usable(host in "[a-z]{1,8}", name in "[a-z]{1,8}") {
            let value = format!("{name}=\"https://{host}.example/\"");
            let read = parse(&value, None).unwrap();
            prop_assert!(matches!(read[0].target, Target::Usable(_)));
        }
    }
}
