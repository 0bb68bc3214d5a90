//! The peer's verdict over merged policies: the first rule that applies.

use std::collections::BTreeSet;

use super::parse::{Directives, Merged};
use super::{
    DEFAULT_NONE, DUPLICATES, INLINE, INSECURE, INSECURE_PASSIVE, INVALID, NO_UNSAFE, STYLE_ONLY,
    UNSAFE_EVAL,
};
use crate::audit::observatory::table::Row;

const BROAD: [&str; 8] =
    ["ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"];
const NONCE_OR_HASH: [&str; 4] = ["'nonce-", "'sha256-", "'sha384-", "'sha512-"];
const PASSIVE: [&str; 2] = ["img-src", "media-src"];

/// Judges; `is_https` says how the site was asked.
pub fn verdict(merged: Merged, is_https: bool) -> Row {
    let mut policy = Policy { directives: merged.directives };
    let row = policy.judge(is_https);
    if row.pass && merged.repeats_reporting { DUPLICATES } else { row }
}

struct Policy {
    directives: Directives,
}

impl Policy {
    fn judge(&mut self, is_https: bool) -> Row {
        let (script, style) = (self.governing("script-src"), self.governing("style-src"));
        self.forget_ignored_inline(script);
        self.forget_ignored_inline(style);
        let trusts_dynamic = self.has(script, "'strict-dynamic'");
        if trusts_dynamic && !self.any(script, is_nonce_or_hash) {
            return INVALID;
        }
        if trusts_dynamic {
            self.forget_what_dynamic_ignores(script);
        }
        let object = self.governing("object-src");
        if self.any(script, is_broad_or_inline) || self.any(object, |s| BROAD.contains(&s)) {
            INLINE
        } else if is_https && self.names_insecure_active(script) {
            INSECURE
        } else if self.has(script, "'unsafe-eval'") || self.has(style, "'unsafe-eval'") {
            UNSAFE_EVAL
        } else if is_https && self.names_insecure_passive() {
            INSECURE_PASSIVE
        } else if self.any(style, is_broad_or_inline) {
            STYLE_ONLY
        } else if self.is_closed_by_default() {
            DEFAULT_NONE
        } else {
            NO_UNSAFE
        }
    }

    /// The directive that governs a kind of source; `None` where every source is allowed.
    fn governing(&self, name: &'static str) -> Option<&'static str> {
        [name, "default-src"].into_iter().find(|name| self.directives.contains_key(*name))
    }

    fn any(&self, directive: Option<&str>, is: impl Fn(&str) -> bool) -> bool {
        match directive.and_then(|name| self.directives.get(name)) {
            Some(sources) => sources.iter().any(|source| is(source)),
            None => is("*"),
        }
    }

    fn has(&self, directive: Option<&str>, keyword: &str) -> bool {
        self.any(directive, |source| source == keyword)
    }

    /// Takes sources away; from `default-src` they are gone for all that it governs.
    fn forget(&mut self, directive: Option<&str>, is: impl Fn(&str) -> bool) {
        if let Some(sources) = directive.and_then(|name| self.directives.get_mut(name)) {
            sources.retain(|source| !is(source));
        }
    }

    fn forget_ignored_inline(&mut self, directive: Option<&str>) {
        if self.any(directive, is_nonce_or_hash) {
            self.forget(directive, |source| source == "'unsafe-inline'");
        }
    }

    fn forget_what_dynamic_ignores(&mut self, script: Option<&str>) {
        self.forget(script, |source| {
            source == "'self'"
                || source == "'unsafe-inline'"
                || BROAD.iter().any(|broad| source.starts_with(broad))
        });
    }

    fn names_insecure_active(&self, script: Option<&str>) -> bool {
        let active = |name: &str| !PASSIVE.contains(&name) && name != "script-src";
        let rest = self.directives.iter().filter(|(name, _)| active(name));
        rest.flat_map(|(_, sources)| sources).any(|source| is_insecure(source))
            || self.any(script, is_insecure)
    }

    fn names_insecure_passive(&self) -> bool {
        let directives = PASSIVE.map(|name| self.governing(name));
        directives.into_iter().any(|directive| self.any(directive, is_insecure))
    }

    fn is_closed_by_default(&self) -> bool {
        let none = BTreeSet::from(["'none'".to_owned()]);
        self.directives.get("default-src") == Some(&none)
    }
}

fn is_nonce_or_hash(source: &str) -> bool {
    NONCE_OR_HASH.iter().any(|prefix| source.starts_with(prefix))
}

fn is_broad_or_inline(source: &str) -> bool {
    BROAD.contains(&source) || source == "'unsafe-inline'" || source == "data:"
}

fn is_insecure(source: &str) -> bool {
    source.starts_with("http:") || source.starts_with("ftp:")
}

#[cfg(test)]
mod tests {
    use super::super::parse::{merge, split};
    use super::*;

    #[track_caller]
    fn check(policy: &str, want: Row) {
        assert_eq!(verdict(merge(&split([policy])).unwrap(), true), want, "{policy}");
    }

    #[test]
    fn what_is_not_governed_is_open() {
        check("script-src 'self'", INLINE);
        check("object-src 'none'", INLINE);
        check("script-src 'self'; object-src 'none'", STYLE_ONLY);
        check("default-src 'self'", NO_UNSAFE);
        check("default-src 'none'", DEFAULT_NONE);
        check("default-src 'none' 'self'", NO_UNSAFE);
    }

    #[test]
    fn inline_is_forgotten_beside_anything_like_a_nonce() {
        check("default-src 'self' 'unsafe-inline'", INLINE);
        check("default-src 'self' 'unsafe-inline' 'nonce-", NO_UNSAFE);
        check("default-src 'self'; style-src 'unsafe-inline' 'sha256-x'", NO_UNSAFE);
        check("default-src 'self'; style-src 'unsafe-inline'", STYLE_ONLY);
    }

    #[test]
    fn strict_dynamic_needs_a_nonce_and_ignores_hosts() {
        check("script-src 'strict-dynamic'", INVALID);
        check("script-src 'strict-dynamic' 'nonce-x' https:; object-src 'none'", STYLE_ONLY);
        check("default-src 'strict-dynamic' 'nonce-x' https: *", NO_UNSAFE);
        check("default-src 'strict-dynamic' 'nonce-x' data:", INLINE);
    }

    #[test]
    fn plain_http_counts_wherever_it_stands() {
        check("default-src 'self'; report-uri http://a/", INSECURE);
        check("default-src 'self'; img-src http://a", INSECURE_PASSIVE);
        check("default-src 'self'; media-src ftp://a", INSECURE_PASSIVE);
        check("default-src 'self'; script-src 'unsafe-eval'; img-src http:", UNSAFE_EVAL);
        let merged = merge(&split(["default-src http://a"])).unwrap();
        assert_eq!(verdict(merged, false), NO_UNSAFE);
    }

    #[test]
    fn repeated_reporting_shows_only_where_the_rest_passes() {
        check("default-src 'none'; report-uri /a; report-uri /b", DUPLICATES);
        check("default-src *; report-uri /a; report-uri /b", INLINE);
    }
}
