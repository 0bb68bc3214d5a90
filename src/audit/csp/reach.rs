//! What all enforced policies together let in, for one kind of resource.
//!
//! A resource must pass every policy, so what is open is the intersection of their lists.

use std::collections::BTreeSet;

use super::effective::Kind;
use super::policy::{Directive, Policies};
use super::source::{Host, Keyword, Source};

/// A source that is open, and where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open<'a> {
    /// The directive that lists it.
    pub directive: &'a str,
    /// The source as written.
    pub text: &'a str,
    /// What it means.
    pub source: Source<'a>,
}

impl Policies {
    /// The sources from which every enforced policy lets a kind load; `None` where no policy
    /// says anything about it.
    pub fn reach(&self, kind: Kind) -> Option<Vec<Open<'_>>> {
        let mut lists = self.enforced().filter_map(|policy| policy.in_force(kind));
        let first = open_sources(lists.next()?, kind);
        Some(lists.fold(first, |open, list| intersection(&open, &open_sources(list, kind))))
    }

    /// The directives that decide about a kind, one of each enforced policy that has one.
    pub fn deciding(&self, kind: Kind) -> Vec<&Directive> {
        self.enforced().filter_map(|policy| policy.in_force(kind)).collect()
    }
}

impl Open<'_> {
    /// Whether it lets in any address of a scheme that a page is fetched by.
    pub fn is_any_host(&self) -> bool {
        match self.source {
            Source::Scheme(scheme) => is_web(scheme),
            Source::Host(host) => host.name == "*",
            Source::Keyword(_) | Source::Nonce(_) | Source::Hash(..) | Source::Unreadable => false,
        }
    }
}

/// The sources of a list that let an address in.
fn open_sources(list: &Directive, kind: Kind) -> Vec<Open<'_>> {
    // Next to 'strict-dynamic' a browser looks at nonces and hashes only.
    if kind == Kind::Script && list.has_keyword(Keyword::StrictDynamic) {
        return Vec::new();
    }
    let open = |text: &'_ str| match Source::parse(text) {
        Source::Keyword(keyword) => keyword == Keyword::SelfOrigin,
        Source::Scheme(_) | Source::Host(_) => true,
        Source::Nonce(_) | Source::Hash(..) | Source::Unreadable => false,
    };
    let words = list.values.iter().map(|word| word.text.as_str()).filter(|text| open(text));
    words.map(|text| Open { directive: &list.name, text, source: Source::parse(text) }).collect()
}

/// The most pairs of sources that are compared; a list for people stays far below it.
const PAIRS_MAX: usize = 16_384;

fn intersection<'a>(left: &[Open<'a>], right: &[Open<'a>]) -> Vec<Open<'a>> {
    if left.len().saturating_mul(right.len()) > PAIRS_MAX {
        // Taking one whole list says that more is open than is, never less.
        return left.to_vec();
    }
    let mut seen = BTreeSet::new();
    let pairs = left.iter().flat_map(|one| right.iter().map(move |other| (*one, *other)));
    let both = pairs.filter_map(|(one, other)| narrower(one, other));
    both.filter(|open| seen.insert((open.directive, open.text))).collect()
}

/// The narrower of two sources that can let the same address in.
fn narrower<'a>(one: Open<'a>, other: Open<'a>) -> Option<Open<'a>> {
    match (one.source, other.source) {
        (Source::Keyword(_), Source::Keyword(_)) => Some(one),
        (Source::Keyword(_), _) => other.is_any_host().then_some(one),
        (_, Source::Keyword(_)) => one.is_any_host().then_some(other),
        (Source::Scheme(left), Source::Scheme(right)) => {
            if covers_scheme(left, right) {
                Some(other)
            } else {
                covers_scheme(right, left).then_some(one)
            }
        }
        (Source::Scheme(scheme), Source::Host(host)) => {
            host_in_scheme(host, scheme).then_some(if is_star(host) { one } else { other })
        }
        (Source::Host(host), Source::Scheme(scheme)) => {
            host_in_scheme(host, scheme).then_some(if is_star(host) { other } else { one })
        }
        (Source::Host(left), Source::Host(right)) => {
            if !schemes_meet(left.scheme, right.scheme) {
                None
            } else if covers_name(left.name, right.name) {
                Some(other)
            } else {
                covers_name(right.name, left.name).then_some(one)
            }
        }
        (Source::Nonce(_) | Source::Hash(..) | Source::Unreadable, _)
        | (_, Source::Nonce(_) | Source::Hash(..) | Source::Unreadable) => None,
    }
}

fn is_star(host: Host<'_>) -> bool {
    host.name == "*" && host.scheme.is_none()
}

fn is_web(scheme: &str) -> bool {
    ["http", "https", "ws", "wss"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
}

/// A scheme in a policy stands for its secure form too.
fn covers_scheme(wide: &str, narrow: &str) -> bool {
    wide.eq_ignore_ascii_case(narrow) || (wide.eq_ignore_ascii_case("http") && is_web(narrow))
}

fn schemes_meet(left: Option<&str>, right: Option<&str>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => covers_scheme(left, right) || covers_scheme(right, left),
        (None, _) | (_, None) => true,
    }
}

fn host_in_scheme(host: Host<'_>, scheme: &str) -> bool {
    match host.scheme {
        Some(own) => covers_scheme(scheme, own) || covers_scheme(own, scheme),
        None => is_web(scheme),
    }
}

fn covers_name(wide: &str, narrow: &str) -> bool {
    match wide.strip_prefix('*') {
        Some("") => true,
        Some(tail) => {
            let start = narrow.len().checked_sub(tail.len()).and_then(|at| narrow.get(at..));
            start.is_some_and(|end| end.eq_ignore_ascii_case(tail))
        }
        None => wide.eq_ignore_ascii_case(narrow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &str, want: Option<&[&str]>) {
        let policies = Policies::of_value(value);
        let got = policies.reach(Kind::Script);
        let got = got.map(|open| open.iter().map(|open| open.text).collect::<Vec<_>>());
        assert_eq!(got.as_deref(), want, "{value}");
    }

    #[test]
    fn one_policy_is_open_as_it_is_written() {
        check(
            "script-src 'self' https: a.example 'nonce-abc'",
            Some(&["'self'", "https:", "a.example"]),
        );
        check("script-src 'none'", Some(&[]));
        check("img-src a.example", None);
        check("script-src https: 'strict-dynamic' 'nonce-abc'", Some(&[]));
    }

    #[test]
    fn two_policies_leave_what_both_allow() {
        check("script-src *, script-src 'self'", Some(&["'self'"]));
        check(
            "script-src https:, script-src a.example http://b.example",
            Some(&["a.example", "http://b.example"]),
        );
        check("script-src *.a.example, script-src x.a.example y.example", Some(&["x.a.example"]));
        check("script-src a.example, script-src b.example", Some(&[]));
        check("script-src data:, script-src *", Some(&[]));
        check("script-src *, frame-ancestors 'self'", Some(&["*"]));
    }

    proptest! {
        #[test]
        fn a_further_policy_never_opens_anything(
            left in "('self'|\\*|https:|data:|\\*\\.a\\.b|x\\.a\\.b| ){0,4}",
            right in "('self'|\\*|http:|blob:|\\*\\.b|x\\.a\\.b| ){0,4}",
        ) {
            let written = format!("script-src {left} {right}");
            let policies = Policies::of_value(&format!("script-src {left}, script-src {right}"));
            for open in policies.reach(Kind::Script).unwrap_or_default() {
                prop_assert!(written.contains(open.text));
            }
        }
    }
}
