//! Policies merged the way the peer merges them: by text.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::observatory::js;

/// Directives and the sources that are left of them.
pub type Directives = BTreeMap<String, BTreeSet<String>>;

/// The outcome of merging.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Every directive that was named, with `'none'` where no source is left.
    pub directives: Directives,
    /// Whether `report-uri` or `report-to` stands twice in one policy.
    pub repeats_reporting: bool,
}

/// A policy that the peer does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid;

/// The fewest UTF-16 units that the peer takes for a policy.
const SHORTEST: usize = 6;

#[derive(Clone, Debug)]
struct Source {
    text: String,
    policy: usize,
    keep: bool,
}

/// Splits field values at every comma, as a list of policies is split.
pub fn split<'a, I: IntoIterator<Item = &'a str>>(values: I) -> Vec<String> {
    let parts = values.into_iter().flat_map(|value| value.split(','));
    parts.map(|part| js::trim(&part.replace(['\r', '\n'], "")).to_owned()).collect()
}

/// Merges policies in order.
///
/// # Errors
/// A policy is too short, repeats a directive, or holds an escape that cannot be decoded where
/// two policies are compared.
pub fn merge(policies: &[String]) -> Result<Merged, Invalid> {
    if policies.iter().any(|policy| policy.encode_utf16().take(SHORTEST).count() < SHORTEST) {
        return Err(Invalid);
    }
    let mut kept: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    let mut repeats_reporting = false;
    for (at, policy) in policies.iter().enumerate() {
        let mut named = BTreeSet::new();
        for directive in policy.split(';') {
            let mut words = js::trim(directive).split(js::is_space).filter(|word| !word.is_empty());
            let Some(name) = words.next().map(str::to_lowercase) else { continue };
            if !named.insert(name.clone()) {
                if name != "report-uri" && name != "report-to" {
                    return Err(Invalid);
                }
                repeats_reporting = true;
            }
            let earlier = kept.remove(&name).filter(|_| at > 0).unwrap_or_default();
            let mut left = narrow(earlier, sources(&name, words, at))?;
            if at == 0 && policies.len() > 1 {
                for source in &mut left {
                    source.keep = false;
                }
            }
            kept.insert(name, left);
        }
    }
    let directives = kept.into_iter().map(|(name, sources)| (name, texts(sources))).collect();
    Ok(Merged { directives, repeats_reporting })
}

fn sources<'a, I: Iterator<Item = &'a str>>(name: &str, words: I, policy: usize) -> Vec<Source> {
    let source = |text: String| Source { text, policy, keep: policy == 0 };
    let mut sources: Vec<_> = words.map(|word| source(word.to_lowercase())).collect();
    if sources.is_empty() && name.ends_with("-src") {
        sources.push(source("'none'".to_owned()));
    }
    sources
}

/// Compares each source with its neighbour in the sorted list, and keeps what is to be kept.
fn narrow(mut sources: Vec<Source>, added: Vec<Source>) -> Result<Vec<Source>, Invalid> {
    sources.extend(added);
    sources.sort_by(|a, b| js::collate(&a.text, &b.text));
    let mut before: Option<&Source> = None;
    for source in &mut sources {
        if let Some(before) = before {
            if before.policy == source.policy {
                source.keep &= !source.text.starts_with(before.text.as_str());
            } else if covers(&before.text, &source.text)? {
                source.keep = true;
            }
        }
        before = Some(source);
    }
    sources.retain(|source| source.keep);
    Ok(sources)
}

/// Whether the first text is the second one, or a path above it.
fn covers(above: &str, text: &str) -> Result<bool, Invalid> {
    let mut pieces: Vec<_> = above.split('/').collect();
    let others: Vec<_> = text.split('/').collect();
    let is_folder = above.ends_with('/');
    if pieces.len() > others.len() || (!is_folder && pieces.len() != others.len()) {
        return Ok(false);
    }
    if is_folder {
        pieces.pop();
    }
    for (piece, other) in pieces.iter().zip(&others) {
        let piece = js::decode_uri_component(piece).ok_or(Invalid)?;
        if piece != js::decode_uri_component(other).ok_or(Invalid)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn texts(sources: Vec<Source>) -> BTreeSet<String> {
    if sources.is_empty() {
        return BTreeSet::from(["'none'".to_owned()]);
    }
    sources.into_iter().map(|source| source.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(values: &[&str]) -> String {
        let Ok(merged) = merge(&split(values.iter().copied())) else { return "invalid".into() };
        let line = |(name, sources): (&String, &BTreeSet<String>)| {
            format!("{name} {}", sources.iter().cloned().collect::<Vec<_>>().join(" "))
        };
        merged.directives.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    #[track_caller]
    fn check(values: &[&str], want: &str) {
        assert_eq!(shown(values), want);
    }

    #[test]
    fn one_policy_is_lowered_and_loses_what_a_prefix_covers() {
        check(&["Script-Src 'SELF' https://A/ https://a/b"], "script-src 'self' https://a/");
        check(&["img-src; sandbox"], "img-src 'none'; sandbox 'none'");
    }

    #[test]
    fn a_later_policy_keeps_only_what_both_name() {
        check(&["script-src a b", "script-src b c"], "script-src b");
        check(&["script-src a, script-src c"], "script-src 'none'");
        check(&["img-src x.com/a/, img-src x.com/a/b"], "img-src x.com/a/b");
    }

    #[test]
    fn what_only_a_later_policy_names_becomes_none() {
        check(
            &["frame-ancestors 'self'", "default-src * 'unsafe-inline'"],
            "default-src 'none'; frame-ancestors 'self'",
        );
    }

    #[test]
    fn short_repeated_and_undecodable_policies_are_invalid() {
        check(&["img-s"], "invalid");
        check(&["default-src 'self',"], "invalid");
        check(&["img-src a; img-src b"], "invalid");
        check(&["img-src a/%, img-src a/%"], "invalid");
        check(&["img-src a/%"], "img-src a/%");
    }

    #[test]
    fn reporting_may_be_repeated() {
        let merged = merge(&["report-uri /a; report-uri /b".to_owned()]).unwrap();
        assert!(merged.repeats_reporting);
        check(&["report-uri /a; report-uri /b"], "report-uri /b");
    }

    proptest! {
        #[test]
        fn a_policy_said_twice_is_the_policy(words in "[a-c]{1,3}( [a-d/.:*]{1,4}){0,4}") {
            let policy = format!("{words}-src 'self'; x-src");
            let Ok(once) = merge(&split([policy.as_str()])) else { return Ok(()) };
            if once.directives.values().all(|sources| sources.len() == 1) {
                let twice = merge(&split([policy.as_str(), policy.as_str()]));
                prop_assert_eq!(twice.map(|m| m.directives), Ok(once.directives));
            }
        }

        #[test]
        fn any_text_is_merged_or_refused(values in proptest::collection::vec(".{0,40}", 0..4)) {
            let policies = split(values.iter().map(String::as_str));
            if let Ok(merged) = merge(&policies) {
                prop_assert!(merged.directives.values().all(|sources| !sources.is_empty()));
            }
        }
    }
}
