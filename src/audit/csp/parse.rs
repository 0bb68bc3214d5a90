//! From text to policies, by the parser of CSP level 3, section 2.2.

use std::collections::BTreeSet;

use super::policy::{
    Delivery, Directive, Disposition, Dropped, Policies, Policy, UnusedMeta, WhyDropped, WhyUnused,
    Word,
};
use crate::audit::evidence::Evidence;
use crate::audit::headers::Headers;
use crate::audit::html;

/// The header field that enforces.
pub const ENFORCE: &str = "Content-Security-Policy";

/// The header field that only reports.
pub const REPORT_ONLY: &str = "Content-Security-Policy-Report-Only";

/// What a `meta` element cannot carry.
const NOT_IN_META: [&str; 3] = ["frame-ancestors", "report-uri", "sandbox"];

/// Elements that may stand in a `head`; any other begins the body.
const IN_HEAD: [&str; 13] = [
    "html", "head", "title", "base", "link", "meta", "script", "style", "noscript", "template",
    "noframes", "basefont", "bgsound",
];

impl Policies {
    /// Reads the policies of a response: its header fields, then its `meta` elements.
    pub fn of(evidence: &Evidence) -> Self {
        let mut policies = Self::of_headers(&evidence.headers);
        if let Some(body) = evidence.body_text().filter(|body| may_hold_policy(body)) {
            policies.read_meta(body);
        }
        policies
    }

    /// Reads the policies of header fields. Several fields and comma lists mean the same.
    pub fn of_headers(headers: &Headers) -> Self {
        let mut policies = Self::default();
        for (name, disposition) in
            [(ENFORCE, Disposition::Enforce), (REPORT_ONLY, Disposition::Report)]
        {
            for value in headers.all(name) {
                policies.policies.extend(Policy::parse_list(value, disposition));
            }
        }
        policies
    }

    /// Reads one enforced header value, which may be a comma list.
    pub fn of_value(value: &str) -> Self {
        let policies = Policy::parse_list(value, Disposition::Enforce);
        Self { policies, unused: Vec::new() }
    }

    fn read_meta(&mut self, body: &str) {
        let tries = |bytes: &[u8]| bytes.eq_ignore_ascii_case(b"http-equiv");
        if !body.as_bytes().windows(b"http-equiv".len()).any(tries) {
            return;
        }
        let (mut in_head, mut after_script) = (true, false);
        for tag in html::tags(body) {
            in_head &= IN_HEAD.contains(&tag.name.as_str());
            after_script |= tag.name == "script";
            let kind = tag.attribute("http-equiv").unwrap_or("");
            let (true, Some(text)) = (tag.name == "meta", tag.attribute("content")) else {
                continue;
            };
            if kind.eq_ignore_ascii_case(REPORT_ONLY) {
                self.unused.push(UnusedMeta { text: text.into(), why: WhyUnused::ReportOnly });
            } else if kind.eq_ignore_ascii_case(ENFORCE) && !in_head {
                self.unused.push(UnusedMeta { text: text.into(), why: WhyUnused::OutsideHead });
            } else if kind.eq_ignore_ascii_case(ENFORCE) {
                // The content of a meta element is one policy: HTML does not split it at commas.
                let delivery = Delivery::Meta { after_script };
                let policy = Policy::parse(text, Disposition::Enforce, delivery);
                self.policies.extend((!policy.is_empty()).then_some(policy));
            }
        }
    }
}

impl Policy {
    /// Reads one header value: a comma list of policies, those without any directive left out.
    pub fn parse_list(value: &str, disposition: Disposition) -> Vec<Self> {
        let policies =
            value.split(',').map(|text| Self::parse(text, disposition, Delivery::Header));
        policies.filter(|policy| !policy.is_empty()).collect()
    }

    /// Reads one policy.
    pub fn parse(text: &str, disposition: Disposition, delivery: Delivery) -> Self {
        let mut policy = Self {
            disposition,
            delivery,
            text: text.into(),
            directives: Vec::new(),
            dropped: Vec::new(),
        };
        let mut seen = BTreeSet::new();
        let mut at = 0;
        for token in text.split(';') {
            if let Some(directive) = read_directive(token, at) {
                // What is outside ASCII is dropped before its name is looked at.
                let is_first = !token.is_ascii() || seen.insert(directive.name.clone());
                policy.place(directive, token.is_ascii(), is_first);
            }
            at += token.len() + 1;
        }
        policy
    }

    /// Whether nothing is in force and nothing was dropped that could be told about.
    fn is_empty(&self) -> bool {
        self.directives.is_empty() && self.dropped.is_empty()
    }

    fn place(&mut self, directive: Directive, is_ascii: bool, is_first: bool) {
        let from_meta = matches!(self.delivery, Delivery::Meta { .. });
        let why = if !is_ascii {
            WhyDropped::NotAscii
        } else if !is_first {
            WhyDropped::Repeated
        } else if from_meta && NOT_IN_META.contains(&directive.name.as_str()) {
            WhyDropped::NotInMeta
        } else {
            self.directives.push(directive);
            return;
        };
        self.dropped.push(Dropped { directive, why });
    }
}

fn read_directive(token: &str, at: usize) -> Option<Directive> {
    let mut words = words(token, at).into_iter();
    let name = words.next()?;
    Some(Directive { name: name.text.to_ascii_lowercase(), values: words.collect(), at: name.at })
}

/// Splits on ASCII white space, keeping places.
fn words(text: &str, at: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut place = at;
    for part in text.split(|c: char| c.is_ascii_whitespace()) {
        if !part.is_empty() {
            words.push(Word { text: part.into(), at: place });
        }
        place += part.len() + 1;
    }
    words
}

/// A quick look before a page is read tag by tag.
fn may_hold_policy(body: &str) -> bool {
    let wanted = ENFORCE.as_bytes();
    body.as_bytes().windows(wanted.len()).any(|window| window.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::evidence::{Body, Door};
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &str, want: &[&str]) {
        let policies = Policies::of_value(value).policies;
        let got: Vec<_> = policies
            .iter()
            .map(|p| p.directives.iter().map(Directive::quote).collect::<Vec<_>>().join("; "))
            .collect();
        assert_eq!(got, want, "{value}");
    }

    #[test]
    fn names_are_lowered_and_values_are_not() {
        check(" Script-Src\tA 'Self' ;; img-src", &["script-src A 'Self'; img-src"]);
    }

    #[test]
    fn a_comma_begins_another_policy() {
        check("default-src 'none', ,script-src a", &["default-src 'none'", "script-src a"]);
        check(", ;", &[]);
    }

    #[test]
    fn the_first_of_a_repeated_directive_wins() {
        check("img-src a; IMG-SRC b", &["img-src a"]);
        let policy = &Policies::of_value("img-src a; IMG-SRC b").policies[0];
        assert_eq!(policy.dropped[0].why, WhyDropped::Repeated);
        assert_eq!(policy.dropped[0].directive.at, 11);
        assert_eq!(policy.dropped[0].directive.values[0].at, 19);
    }

    #[test]
    fn a_directive_outside_ascii_is_dropped_whole() {
        let policy = &Policies::of_value("script-src \u{2018}self\u{2019}; img-src a").policies[0];
        assert_eq!(policy.directives.len(), 1);
        assert_eq!(policy.dropped[0].why, WhyDropped::NotAscii);
    }

    #[test]
    fn a_meta_element_carries_less_and_only_in_the_head() {
        let mut evidence = Evidence::of_headers(Door::Paste, None, 200, Headers::default());
        let text = "<script></script><meta http-equiv=content-security-policy \
            content=\"script-src a, b; sandbox\"><meta http-equiv=content-security-policy-report-only \
            content=x><p><meta http-equiv=content-security-policy content=y>";
        evidence.body = Body::Read { text: text.into(), whole: true };
        let policies = Policies::of(&evidence);
        assert_eq!(policies.policies.len(), 1);
        assert_eq!(policies.policies[0].delivery, Delivery::Meta { after_script: true });
        assert_eq!(policies.policies[0].directives[0].quote(), "script-src a, b");
        assert_eq!(policies.policies[0].dropped[0].why, WhyDropped::NotInMeta);
        let why: Vec<_> = policies.unused.iter().map(|unused| unused.why).collect();
        assert_eq!(why, [WhyUnused::ReportOnly, WhyUnused::OutsideHead]);
    }

    proptest! {
        #[test]
        fn places_point_at_what_was_read(text in "[a-z ;:'*\u{e4}\t-]{0,40}") {
            let policy = Policy::parse(&text, Disposition::Enforce, Delivery::Header);
            for directive in &policy.directives {
                prop_assert!(text.split_at(directive.at).1.starts_with(&directive.name));
                for word in &directive.values {
                    prop_assert!(text.split_at(word.at).1.starts_with(&word.text));
                }
            }
        }

        #[test]
        fn printing_and_reading_again_is_stable(text in ".{0,40}") {
            let first = Policy::parse(&text, Disposition::Enforce, Delivery::Header);
            let printed: Vec<_> = first.directives.iter().map(Directive::quote).collect();
            let second = Policy::parse(&printed.join("; "), Disposition::Enforce, Delivery::Header);
            let again: Vec<_> = second.directives.iter().map(Directive::quote).collect();
            prop_assert_eq!(printed, again);
        }
    }
}
