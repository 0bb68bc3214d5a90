//! Differences over the scripts of a page.

use super::{Facts, Rule, source};
use crate::audit::check::Source;
use crate::audit::html::{self, Tag};
use crate::audit::observatory::place::Place;
use crate::audit::observatory::sri::NAME;

const RELATIVE: Source =
    source("URL Standard, URL writing", "https://url.spec.whatwg.org/#scheme-relative-url-string");

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[
    Rule {
        test: NAME,
        why: "A script of another host has an integrity that names no hash browsers know.",
        ours: "Only sha256, sha384 and sha512 protect; with others browsers check nothing.",
        source: source(
            "Subresource Integrity, hash functions",
            "https://www.w3.org/TR/SRI/#cryptographic-hash-functions",
        ),
        applies: |facts| foreign(facts).any(|script| integrity(script).is_some_and(is_unknown)),
    },
    Rule {
        test: NAME,
        why: "A script of another host has integrity but no crossorigin.",
        ours: "Browsers refuse to run it, because they may not look into a foreign answer.",
        source: source(
            "Subresource Integrity, cross-origin data leakage",
            "https://www.w3.org/TR/SRI/#cross-origin-data-leakage",
        ),
        applies: |facts| {
            foreign(facts).any(|script| {
                integrity(script).is_some() && script.attribute("crossorigin").is_none()
            })
        },
    },
    Rule {
        test: NAME,
        why: "A script's address begins with // and the page came over https.",
        ours: "Such an address takes the scheme of the page, so the script comes over https too.",
        source: RELATIVE,
        applies: |facts| facts.seen.is_https() && sources(facts).any(|src| src.starts_with("//")),
    },
    Rule {
        test: NAME,
        why: "A script without integrity hides the graver fault of one over http.",
        ours: "Each script is judged, and the worst one decides.",
        source: source(
            "Mixed Content, should fetching be blocked",
            "https://www.w3.org/TR/mixed-content/#should-block-fetch",
        ),
        applies: |facts| {
            facts.is("sri-not-implemented-but-external-scripts-loaded-securely")
                && foreign(facts).any(|script| {
                    let src = script.attribute("src").unwrap_or("");
                    integrity(script).is_some()
                        && (src.starts_with("http:") || src.starts_with("//"))
                })
        },
    },
    Rule {
        test: NAME,
        why: "A base tag moves the page's relative addresses to another host.",
        ours: "Addresses are resolved against the base, so these scripts are foreign.",
        source: source(
            "HTML, the base element",
            "https://html.spec.whatwg.org/multipage/semantics.html#the-base-element",
        ),
        applies: moves_base,
    },
];

fn scripts<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Tag> {
    facts.seen.scripts().unwrap_or_default().iter()
}

fn sources<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a str> {
    scripts(facts).filter_map(|script| script.attribute("src"))
}

/// Scripts whose address names a host other than the site's.
fn foreign<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Tag> {
    let host = facts.input.site_host();
    scripts(facts).filter(move |script| {
        let src = script.attribute("src").unwrap_or("");
        let named = src
            .strip_prefix("//")
            .map_or_else(|| Place::of(src), |rest| Place::of(&format!("https://{rest}")));
        (src.contains("://") || src.starts_with("//")) && named.host != host
    })
}

fn integrity(script: &Tag) -> Option<&str> {
    script.attribute("integrity").filter(|text| !text.is_empty())
}

fn is_unknown(integrity: &str) -> bool {
    let known = |hash: &str| ["sha256-", "sha384-", "sha512-"].iter().any(|p| hash.starts_with(p));
    !integrity.split_ascii_whitespace().any(known)
}

fn moves_base(facts: &Facts<'_>) -> bool {
    let is_relative = |src: &str| !src.is_empty() && !src.contains("://") && !src.starts_with("//");
    if !facts.seen.may_hold_scripts() || !sources(facts).any(is_relative) {
        return false;
    }
    let body = facts.input.body_html.as_deref().unwrap_or("");
    let base = html::tags(body).into_iter().find(|tag| tag.name == "base");
    base.is_some_and(|tag| {
        let href = tag.attribute("href").unwrap_or("");
        let href =
            href.strip_prefix("//").map(|rest| format!("https://{rest}")).unwrap_or(href.into());
        href.contains("://") && Place::of(&href).host != facts.input.site_host()
    })
}
