//! What `frame-ancestors` of every enforced policy leaves of the embedders.
//!
//! The one place here that reads a content security policy.

use crate::audit::parse::policy_directive::in_each_policy;
use crate::audit::site;

/// Who is let in, narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ancestors {
    /// Nobody.
    Nobody,
    /// The page's own origin.
    SameOrigin,
    /// The hosts listed.
    Listed,
    /// Every customer of a shared host, such as `*.github.io`.
    SharedHost,
    /// Anybody.
    Anybody,
}

/// Reads the combined field; `None` where no policy has the directive.
///
/// A page must satisfy every policy, so the narrowest one is the least that holds.
pub(super) fn allowed(combined: &str) -> Option<Ancestors> {
    let lists = in_each_policy(combined, "frame-ancestors").into_iter().flatten();
    lists.map(widest).min()
}

/// The widest source of one list; an empty list matches nobody.
fn widest(list: &str) -> Ancestors {
    list.split_ascii_whitespace().map(source).max().unwrap_or(Ancestors::Nobody)
}

fn source(text: &str) -> Ancestors {
    let text = text.to_ascii_lowercase();
    if text == "'self'" {
        return Ancestors::SameOrigin;
    }
    // `'none'` beside other sources, and keywords that the directive does not know, match nothing.
    if text.starts_with('\'') {
        return Ancestors::Nobody;
    }
    if matches!(text.as_str(), "http:" | "https:") {
        return Ancestors::Anybody;
    }
    let host = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    match host.strip_prefix('*') {
        Some("") => Ancestors::Anybody,
        Some(rest) => below(rest.trim_start_matches('.')),
        None => Ancestors::Listed,
    }
}

/// Who stands behind `*.suffix`.
fn below(suffix: &str) -> Ancestors {
    let registry = ["ac", "co", "com", "edu", "gov", "me", "ne", "net", "or", "org"];
    let mut labels = suffix.split('.');
    let (first, second, more) = (labels.next(), labels.next(), labels.next());
    let is_registry = second.is_none()
        || (more.is_none()
            && second.is_some_and(|country| country.len() == 2)
            && first.is_some_and(|label| registry.contains(&label)));
    match (site::is_public_suffix(suffix), is_registry) {
        (true, true) => Ancestors::Anybody,
        (true, false) => Ancestors::SharedHost,
        (false, _) => Ancestors::Listed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: Option<Ancestors>) {
        assert_eq!(allowed(combined), want, "{combined}");
    }

    #[test]
    fn the_widest_source_of_a_list_counts() {
        check("frame-ancestors 'none'", Some(Ancestors::Nobody));
        check("frame-ancestors", Some(Ancestors::Nobody));
        check("frame-ancestors 'self' 'NONE'", Some(Ancestors::SameOrigin));
        check("frame-ancestors 'self' https://a.example", Some(Ancestors::Listed));
        check("frame-ancestors https://*.example.com:*", Some(Ancestors::Listed));
        check("frame-ancestors *.github.io 'self'", Some(Ancestors::SharedHost));
        for source in
            ["*", "https:", "HTTP:", "https://*", "http://*:*", "*:443", "*.com", "https://*.co.uk"]
        {
            check(&format!("frame-ancestors 'self' {source}"), Some(Ancestors::Anybody));
        }
        check("default-src 'none'", None);
    }

    #[test]
    fn the_narrowest_policy_counts() {
        check("frame-ancestors *, frame-ancestors 'self'", Some(Ancestors::SameOrigin));
        check("default-src *, frame-ancestors *", Some(Ancestors::Anybody));
        check("frame-ancestors *; frame-ancestors 'none'", Some(Ancestors::Anybody));
    }

    proptest! {
        #[test]
        fn another_policy_never_widens(left in "(\\*|'self'|a\\.com| ){0,4}", right in "(\\*|'none'|https:| ){0,4}") {
            let one = format!("frame-ancestors {left}");
            let both = format!("{one}, frame-ancestors {right}");
            prop_assert!(allowed(&both) <= allowed(&one));
        }
    }
}
