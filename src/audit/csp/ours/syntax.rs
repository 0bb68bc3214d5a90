//! What is written otherwise than it was meant: names, quotes, semicolons, repeats.

use super::{Collected, Context, OwnFinding, Rule};
use crate::audit::check::Severity;
use crate::audit::csp::names;
use crate::audit::csp::policy::{Directive, Policies, Policy, WhyDropped};
use crate::audit::csp::source::{self, Keyword, Source, strip_prefix};

pub(super) const SYNTAX: Rule = Rule { check: CHECK, find: syntax };
pub(super) const DUPLICATES: Rule = Rule { check: "csp-duplicates", find: duplicates };
pub(super) const DEPRECATED: Rule = Rule { check: "csp-deprecated", find: deprecated };

const CHECK: &str = "csp-syntax";

fn syntax(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    for policy in &policies.policies {
        for directive in &policy.directives {
            of_name(&mut findings, directive);
            of_values(&mut findings, directive);
        }
        for dropped in of_reason(policy, WhyDropped::NotAscii) {
            let why = "It holds a character outside ASCII, such as a curly quotation mark, so a \
                browser drops the whole directive.";
            findings.push(fail(why).whole(dropped));
        }
    }
    findings.findings
}

fn of_name(findings: &mut Collected, directive: &Directive) {
    let name = directive.name.as_str();
    if names::is_directive(name) {
        return;
    }
    let why = match nearest(name) {
        _ if name.ends_with(':') => "A directive has no colon after its name.".to_owned(),
        Some(known) => format!("There is no such directive; {known} may be meant."),
        None => "There is no such directive, so a browser passes over it.".to_owned(),
    };
    findings.push(fail(&why).at(name));
}

fn of_values(findings: &mut Collected, directive: &Directive) {
    let is_list = names::is_source_list(&directive.name);
    for word in &directive.values {
        let text = word.text.as_str();
        let finding = if names::is_directive(&text.to_ascii_lowercase()) {
            Some(fail("It is the name of a directive: a semicolon is missing before it."))
        } else if is_list {
            of_source(directive, text)
        } else {
            None
        };
        if let Some(finding) = finding {
            findings.push(finding.at(&directive.name).value(text));
        }
    }
}

fn of_source(directive: &Directive, text: &str) -> Option<OwnFinding> {
    match Source::parse(text) {
        Source::Keyword(Keyword::None) if !directive.is_none() => {
            let why =
                "It means something only where it stands alone; the other values are in force.";
            Some(OwnFinding::warn(CHECK, Severity::Low, why))
        }
        Source::Host(_) if lacks_quotes(text) => {
            Some(fail("Without single quotes it is a host of that name."))
        }
        Source::Unreadable if is_wrongly_quoted(text) => {
            Some(fail("It needs single quotes; as written it counts for nothing."))
        }
        // Nonces and hashes have checks of their own.
        Source::Unreadable if begins_like_secret(text) => None,
        Source::Unreadable if text.starts_with('\'') => {
            let why = "There is no such keyword, so it counts for nothing.";
            Some(OwnFinding::warn(CHECK, Severity::Medium, why))
        }
        Source::Unreadable => {
            let why = "It is no source by the grammar of policies, so it may count for nothing.";
            Some(OwnFinding::warn(CHECK, Severity::Medium, why))
        }
        Source::Keyword(_)
        | Source::Nonce(_)
        | Source::Hash(..)
        | Source::Scheme(_)
        | Source::Host(_) => None,
    }
}

fn lacks_quotes(text: &str) -> bool {
    let prefixes = ["nonce-", "sha256-", "sha384-", "sha512-"];
    source::keyword(text).is_some()
        || prefixes.iter().any(|name| strip_prefix(text, name).is_some())
}

fn is_wrongly_quoted(text: &str) -> bool {
    let quote = |c: char| "\"'`".contains(c);
    let inner = text.trim_matches(quote);
    inner != text && !is_single_quoted(text) && lacks_quotes(inner) || lacks_quotes(text)
}

fn is_single_quoted(text: &str) -> bool {
    text.strip_prefix('\'').is_some_and(|rest| rest.ends_with('\''))
}

fn begins_like_secret(text: &str) -> bool {
    let inner = text.trim_start_matches('\'');
    ["nonce-", "sha", "md5-"].iter().any(|name| strip_prefix(inner, name).is_some())
}

fn duplicates(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    for directive in policies.policies.iter().flat_map(|one| of_reason(one, WhyDropped::Repeated)) {
        let why = "It stands twice in one policy; the first counts and this one does not.";
        let finding = OwnFinding::warn("csp-duplicates", Severity::Low, why);
        findings.push(finding.whole(directive));
    }
    findings.findings
}

fn deprecated(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    for directive in policies.policies.iter().flat_map(|policy| &policy.directives) {
        if let Some(instead) = names::retired(&directive.name) {
            let finding = OwnFinding::note("csp-deprecated", instead).at(&directive.name);
            findings.push(finding);
        }
    }
    findings.findings
}

fn of_reason(policy: &Policy, why: WhyDropped) -> impl Iterator<Item = &Directive> {
    policy.dropped.iter().filter(move |one| one.why == why).map(|one| &one.directive)
}

fn fail(why: &str) -> OwnFinding {
    OwnFinding::fail(CHECK, Severity::Medium, why)
}

/// The directive that differs by one letter, or by an order of letters, or by an ending.
fn nearest(name: &str) -> Option<&'static str> {
    let near = |known: &&&str| {
        let prefix = name.bytes().zip(known.bytes()).take_while(|(a, b)| a == b).count();
        let pairs = name.bytes().rev().zip(known.bytes().rev());
        let suffix = pairs.take_while(|(a, b)| a == b).count();
        let (shorter, longer) = (name.len().min(known.len()), name.len().max(known.len()));
        longer - shorter <= 2 && shorter > 4 && prefix + suffix + 2 >= shorter
    };
    names::KNOWN.iter().find(near).copied()
}
