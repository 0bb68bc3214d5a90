//! "Would this load?": one request against every policy of a page.

use super::effective::Kind;
use super::inline::{Block, Inline};
use super::policy::{Directive, Disposition, Policies, Policy};
use super::source::{Algorithm, Keyword, Source};
use super::target::Target;

/// What a page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked<'a> {
    /// Something with an address.
    Url(Fetch<'a>),
    /// Code or style in the page itself.
    Inline(Inline, Block<'a>),
    /// A string that would become script.
    Eval,
    /// Bytes that would become WebAssembly.
    Wasm,
}

/// A request for an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch<'a> {
    /// What it is fetched as.
    pub kind: Kind,
    /// The address.
    pub url: Target,
    /// Whether a redirect led there.
    pub is_redirected: bool,
    /// The `nonce` of the element.
    pub nonce: Option<&'a str>,
    /// The hashes of its `integrity` attribute.
    pub integrity: &'a [(Algorithm, &'a str)],
    /// Whether the parser put the element there, and not a script.
    pub is_parser_inserted: bool,
}

/// A policy that does not let a request pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Its place among the policies.
    pub policy: usize,
    /// The directive that decided, as written.
    pub directive: String,
    /// Whether it blocks, or only reports.
    pub disposition: Disposition,
}

/// Every objection to a request; it loads where none of them blocks.
pub fn objections(policies: &Policies, page: &Target, asked: &Asked<'_>) -> Vec<Objection> {
    let object = |(at, policy): (usize, &Policy)| {
        let directive = deciding(policy, asked)?;
        let objection =
            Objection { policy: at, directive: directive.quote(), disposition: policy.disposition };
        (!allows(directive, page, asked)).then_some(objection)
    };
    policies.policies.iter().enumerate().filter_map(object).collect()
}

/// Whether a request loads.
pub fn loads(policies: &Policies, page: &Target, asked: &Asked<'_>) -> bool {
    let blocks = |objection: &Objection| objection.disposition == Disposition::Enforce;
    !objections(policies, page, asked).iter().any(blocks)
}

impl<'a> Fetch<'a> {
    /// A plain request that the parser made.
    pub fn of(kind: Kind, url: Target) -> Fetch<'a> {
        Fetch {
            kind,
            url,
            is_redirected: false,
            nonce: None,
            integrity: &[],
            is_parser_inserted: true,
        }
    }
}

fn deciding<'a>(policy: &'a Policy, asked: &Asked<'_>) -> Option<&'a Directive> {
    match asked {
        Asked::Url(fetch) => policy.in_force(fetch.kind),
        Asked::Inline(inline, _) => policy.in_force(match inline {
            Inline::Script | Inline::Navigation => Kind::Script,
            Inline::ScriptAttribute => Kind::ScriptAttribute,
            Inline::Style => Kind::Style,
            Inline::StyleAttribute => Kind::StyleAttribute,
        }),
        Asked::Eval | Asked::Wasm => policy.for_eval(),
    }
}

fn allows(directive: &Directive, page: &Target, asked: &Asked<'_>) -> bool {
    match asked {
        Asked::Inline(inline, block) => directive.allows_inline(*inline, block),
        Asked::Eval => directive.has_keyword(Keyword::UnsafeEval),
        Asked::Wasm => {
            directive.has_keyword(Keyword::UnsafeEval)
                || directive.has_keyword(Keyword::WasmUnsafeEval)
        }
        Asked::Url(fetch) => allows_fetch(directive, page, fetch),
    }
}

fn allows_fetch(directive: &Directive, page: &Target, fetch: &Fetch<'_>) -> bool {
    let url = fetch.url.clone().fetched();
    // A worker is held to the rules of scripts only where script-src itself decides about it.
    let as_script = fetch.kind == Kind::Script
        || (fetch.kind == Kind::Worker && directive.name == "script-src");
    let by_nonce = as_script || fetch.kind == Kind::Style;
    if by_nonce && has_nonce(directive, fetch.nonce) {
        return true;
    }
    if as_script && has_integrity(directive, fetch.integrity) {
        return true;
    }
    if as_script && directive.has_keyword(Keyword::StrictDynamic) {
        return !fetch.is_parser_inserted;
    }
    directive.matches(&url, page, fetch.is_redirected)
}

fn has_nonce(directive: &Directive, nonce: Option<&str>) -> bool {
    let given = nonce.filter(|nonce| !nonce.is_empty());
    given.is_some_and(|nonce| directive.sources().any(|source| source == Source::Nonce(nonce)))
}

/// Whether every hash of an `integrity` attribute is listed, and there is one.
fn has_integrity(directive: &Directive, integrity: &[(Algorithm, &str)]) -> bool {
    let listed = |(algorithm, value): &(Algorithm, &str)| {
        directive.sources().any(|source| source == Source::Hash(*algorithm, value))
    };
    !integrity.is_empty() && integrity.iter().all(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Target {
        Target::parse("https://shop.example/").unwrap()
    }

    fn fetch<'a>(kind: Kind, url: &str) -> Fetch<'a> {
        Fetch::of(kind, Target::parse(url).unwrap())
    }

    #[track_caller]
    fn check(policy: &str, fetch: Fetch<'_>, want: bool) {
        let policies = Policies::of_value(policy);
        assert_eq!(loads(&policies, &page(), &Asked::Url(fetch)), want, "{policy}");
    }

    #[test]
    fn every_policy_has_to_agree() {
        let url = "https://a.example/x.js";
        check("script-src https:", fetch(Kind::Script, url), true);
        check("script-src https:, script-src 'self'", fetch(Kind::Script, url), false);
        check("img-src 'none'", fetch(Kind::Script, url), true);
        let policies = Policies::of_value("script-src https:, default-src 'self'");
        let found = objections(&policies, &page(), &Asked::Url(fetch(Kind::Script, url)));
        assert_eq!((found[0].policy, found[0].directive.as_str()), (1, "default-src 'self'"));
    }

    #[test]
    fn strict_dynamic_looks_at_nonce_hash_and_parser() {
        let policy = "script-src 'strict-dynamic' 'nonce-abc' 'sha256-a=' https:";
        let plain = fetch(Kind::Script, "https://a.example/x.js");
        check(policy, plain.clone(), false);
        check(policy, Fetch { nonce: Some("abc"), ..plain.clone() }, true);
        check(policy, Fetch { integrity: &[(Algorithm::Sha256, "a=")], ..plain.clone() }, true);
        check(policy, Fetch { is_parser_inserted: false, ..plain }, true);
    }

    #[test]
    fn a_worker_falls_back_in_its_own_order() {
        let worker = fetch(Kind::Worker, "https://shop.example/w.js");
        check("child-src 'none'; script-src 'self'", worker.clone(), false);
        check("script-src 'nonce-abc'", Fetch { nonce: Some("abc"), ..worker.clone() }, true);
        check("worker-src 'nonce-abc'", Fetch { nonce: Some("abc"), ..worker }, false);
    }

    #[test]
    fn eval_wasm_and_inline_have_rules_of_their_own() {
        let policies = Policies::of_value(
            "script-src 'self' 'wasm-unsafe-eval'; script-src-elem 'unsafe-eval'",
        );
        assert!(!loads(&policies, &page(), &Asked::Eval));
        assert!(loads(&policies, &page(), &Asked::Wasm));
        let policies = Policies::of_value("default-src 'self'; style-src-attr 'unsafe-inline'");
        let inline = |inline| loads(&policies, &page(), &Asked::Inline(inline, Block::default()));
        assert!(
            inline(Inline::StyleAttribute) && !inline(Inline::Style) && !inline(Inline::Script)
        );
    }

    #[test]
    fn a_report_only_policy_objects_without_blocking() {
        let policies = Policies {
            policies: Policy::parse_list("img-src 'none'", Disposition::Report),
            unused: Vec::new(),
        };
        let asked = Asked::Url(fetch(Kind::Image, "https://a.example/"));
        assert_eq!(objections(&policies, &page(), &asked).len(), 1);
        assert!(loads(&policies, &page(), &asked));
    }
}
