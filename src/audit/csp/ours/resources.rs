//! What else may load, and where a page may lead: plugins, base, forms, styles, insecure parts.

use super::{Collected, Context, OwnFinding, Rule};
use crate::audit::check::{Outcome, Severity};
use crate::audit::csp::effective::Kind;
use crate::audit::csp::inline::Inline;
use crate::audit::csp::policy::Policies;
use crate::audit::csp::reach::Open;
use crate::audit::csp::source::{Keyword, Source};

pub(super) const DEFAULT_SRC: Rule = Rule { check: "csp-default-src", find: default_src };
pub(super) const OBJECT: Rule = Rule { check: "csp-object", find: object };
pub(super) const BASE_URI: Rule = Rule { check: "csp-base-uri", find: base_uri };
pub(super) const FORM_ACTION: Rule = Rule { check: "csp-form-action", find: form_action };
pub(super) const STYLE: Rule = Rule { check: "csp-style", find: style };
pub(super) const MIXED_CONTENT: Rule = Rule { check: "csp-mixed-content", find: mixed_content };

fn default_src(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let check = "csp-default-src";
    if policies.is_unenforced() {
        return Vec::new();
    }
    let Some(open) = policies.reach(Kind::Prefetch) else {
        let why = "Kinds of resource without a directive of their own load from anywhere.";
        return vec![OwnFinding::note(check, why).at("default-src")];
    };
    let broad = open.iter().filter(|open| open.is_any_host());
    let mut findings: Vec<_> = broad
        .map(|open| {
            let why = "Kinds of resource without a directive of their own load from any host.";
            OwnFinding::warn(check, Severity::Low, why).at(open.directive).value(open.text)
        })
        .collect();
    if open.is_empty() {
        let why = "Nothing loads that is not listed by its own directive.";
        findings.push(OwnFinding::pass(check, why).at("default-src").value("'none'"));
    }
    findings
}

fn object(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let check = "csp-object";
    let Some(open) = policies.reach(Kind::Object) else {
        let why = "Neither object-src nor default-src is there, so plugins load from anywhere.";
        return vec![OwnFinding::warn(check, Severity::Medium, why).at("object-src")];
    };
    let judge = |open: &Open<'_>| {
        let finding = if is_broad(open) {
            let why = "Any host, or the address itself, may supply plugin content.";
            OwnFinding::fail(check, Severity::Medium, why)
        } else {
            OwnFinding::note(check, "Browsers have no plugins left; 'none' says so.")
        };
        finding.at(open.directive).value(open.text)
    };
    open.iter().map(judge).collect()
}

fn base_uri(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let check = "csp-base-uri";
    let Some(open) = policies.reach(Kind::BaseUri) else {
        let finding = if trusts_relative_scripts(policies) {
            let why = "An injected base element sends trusted scripts of the page to another host.";
            OwnFinding::fail(check, Severity::Medium, why)
        } else {
            let why = "An injected base element redirects every relative link and form.";
            OwnFinding::warn(check, Severity::Low, why)
        };
        return vec![finding.at("base-uri")];
    };
    let judge = |open: &Open<'_>| {
        let why = "A base element may name any host.";
        OwnFinding::fail(check, Severity::Medium, why).at(open.directive).value(open.text)
    };
    open.iter().filter(|open| is_broad(open)).map(judge).collect()
}

/// Whether scripts run by nonce, or by hash and 'strict-dynamic', wherever they come from.
fn trusts_relative_scripts(policies: &Policies) -> bool {
    policies.deciding(Kind::Script).iter().any(|list| {
        let has_nonce = list.sources().any(|source| matches!(source, Source::Nonce(_)));
        has_nonce || (list.has_nonce_or_hash() && list.has_keyword(Keyword::StrictDynamic))
    })
}

fn form_action(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let check = "csp-form-action";
    let Some(open) = policies.reach(Kind::FormAction) else {
        let why = "default-src does not stand in for it: an injected form may post anywhere.";
        return vec![OwnFinding::warn(check, Severity::Low, why).at("form-action")];
    };
    let judge = |open: &Open<'_>| {
        let why = "Forms may post to any host.";
        OwnFinding::warn(check, Severity::Low, why).at(open.directive).value(open.text)
    };
    open.iter().filter(|open| is_broad(open)).map(judge).collect()
}

fn style(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let check = "csp-style";
    let mut findings = Collected::default();
    let Some(open) = policies.reach(Kind::Style) else {
        let why =
            "Neither style-src nor default-src is there: injected styles can read a page out.";
        return vec![OwnFinding::warn(check, Severity::Low, why).at("style-src")];
    };
    for open in open.iter().filter(|open| is_broad(open)) {
        let why = "Styles may come from any host or from the address itself.";
        let finding = OwnFinding::warn(check, Severity::Low, why);
        findings.push(finding.at(open.directive).value(open.text));
    }
    for (kind, inline, outcome) in [
        (Kind::Style, Inline::Style, Outcome::Warn),
        (Kind::StyleAttribute, Inline::StyleAttribute, Outcome::Note),
    ] {
        let lists = policies.deciding(kind);
        if !lists.iter().all(|list| list.allows_all_inline(inline)) {
            continue;
        }
        for list in lists {
            let (severity, why) = match outcome {
                Outcome::Warn => (Severity::Low, "Injected styles apply and can read a page out."),
                Outcome::Pass
                | Outcome::Fail
                | Outcome::Note
                | Outcome::NotApplicable
                | Outcome::Unseen => (Severity::Info, "Only style attributes are open."),
            };
            let finding = OwnFinding::new(check, outcome, severity, why);
            findings.push(finding.at(&list.name).value("'unsafe-inline'"));
        }
    }
    findings.findings
}

const INSECURE_SCHEMES: [&str; 3] = ["http", "ws", "ftp"];

/// The kinds whose insecure parts a browser blocks, and those it loads with a warning.
const INSECURE: [(Kind, bool); 10] = [
    (Kind::Script, true),
    (Kind::ScriptAttribute, true),
    (Kind::Style, true),
    (Kind::Object, true),
    (Kind::Frame, true),
    (Kind::Connect, true),
    (Kind::Worker, true),
    (Kind::Image, false),
    (Kind::Media, false),
    (Kind::Font, false),
];

fn mixed_content(policies: &Policies, context: &Context) -> Vec<OwnFinding> {
    let check = "csp-mixed-content";
    let mut findings = Collected::default();
    if context.is_https == Some(false) {
        return Vec::new();
    }
    let mut words = policies.enforced().flat_map(|policy| &policy.directives);
    if !words.any(|directive| directive.values.iter().any(|word| may_be_insecure(&word.text))) {
        return Vec::new();
    }
    let upgrades = policies.enforced().any(|policy| policy.has("upgrade-insecure-requests"));
    for (kind, is_active) in INSECURE {
        let open = policies.reach(kind).unwrap_or_default();
        for open in open.iter().filter(|open| is_insecure(open)) {
            let finding = match (upgrades, is_active) {
                (true, _) => {
                    OwnFinding::note(check, "upgrade-insecure-requests fetches it over https.")
                }
                (false, true) => {
                    let why = "It lists what an https page must not load over http.";
                    OwnFinding::fail(check, Severity::High, why)
                }
                (false, false) => {
                    let why = "It lists pictures, media or fonts over http.";
                    OwnFinding::warn(check, Severity::Low, why)
                }
            };
            findings.push(finding.at(open.directive).value(open.text));
        }
    }
    for list in policies.enforced().filter_map(|policy| policy.directive("report-uri")) {
        let insecure = |text: &str| text.to_ascii_lowercase().starts_with("http://");
        for word in list.values.iter().filter(|word| insecure(&word.text)) {
            let finding = OwnFinding::note(check, "Reports travel in the clear.");
            findings.push(finding.at(&list.name).value(&word.text));
        }
    }
    findings.findings
}

/// A quick look that spares most policies the long one.
fn may_be_insecure(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    INSECURE_SCHEMES.iter().any(|insecure| scheme.eq_ignore_ascii_case(insecure))
}

fn is_insecure(open: &Open<'_>) -> bool {
    let scheme = match open.source {
        Source::Scheme(scheme) => scheme,
        Source::Host(host) => host.scheme.unwrap_or(""),
        Source::Keyword(_) | Source::Nonce(_) | Source::Hash(..) | Source::Unreadable => "",
    };
    INSECURE_SCHEMES.iter().any(|insecure| scheme.eq_ignore_ascii_case(insecure))
}

/// Whether a source is a whole scheme or any host.
fn is_broad(open: &Open<'_>) -> bool {
    open.is_any_host() || matches!(open.source, Source::Scheme(_))
}
