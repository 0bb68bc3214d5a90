//! From findings to the verdict of one check, and what is said where a header was not seen.

use super::ours::{Context, OwnFinding, findings_of};
use super::parse::ENFORCE;
use super::policy::Policies;
use crate::audit::address::Address;
use crate::audit::check::{Outcome, Severity, Subject, Verdict};
use crate::audit::evidence::{Evidence, Sight};

/// What a check asks of the policies.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The id of the check, and of the rule that answers it.
    pub check: &'static str,
    /// Said where nothing was found.
    pub clean: &'static str,
    /// What an answer rests on.
    pub kind: Kind,
    /// Why the question does not arise, if it does not.
    pub idle: fn(&Policies) -> Option<&'static str>,
}

/// What an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// On what all policies stop together. A policy that was not seen can only stop more.
    Protection,
    /// On how the policies are written. One that was not seen could be written worse.
    Wording,
}

impl Context {
    /// What the evidence tells beside the policies.
    pub fn of(evidence: &Evidence) -> Self {
        Self { endpoints: endpoints(evidence), ..Self::but_endpoints(evidence) }
    }

    /// The same without the reporting fields, which only one question is about.
    fn but_endpoints(evidence: &Evidence) -> Self {
        let fields = evidence.headers.fields.iter();
        Self {
            is_https: evidence.is_https(),
            is_local: evidence.request.url.as_ref().is_some_and(Address::is_loopback),
            endpoints: None,
            header_bytes: Some(fields.map(|field| field.name.len() + field.value.len() + 4).sum()),
        }
    }
}

/// Answers a question about the policies of a subject.
pub fn answer(subject: &Subject<'_>, question: &Question) -> Verdict {
    let policies = &subject.csp;
    let is_unseen = subject.evidence.sight(ENFORCE) == Sight::Unseen;
    if is_unseen && policies.policies.is_empty() {
        return Verdict::unseen("The header field could not be seen from here.");
    }
    let verdict = if let Some(why) = (question.idle)(policies) {
        Verdict::not_applicable(why)
    } else {
        let context = match question.check {
            "csp-reporting" => Context::of(subject.evidence),
            _ => Context::but_endpoints(subject.evidence),
        };
        sum_up(&findings_of(question.check, policies, &context), question)
    };
    let holds = match question.kind {
        Kind::Protection => verdict.outcome == Outcome::Pass,
        Kind::Wording => matches!(verdict.outcome, Outcome::Warn | Outcome::Fail | Outcome::Note),
    };
    if is_unseen && !holds {
        return Verdict::unseen(
            "A policy in the header field, which was not seen, could change this.",
        );
    }
    verdict
}

/// The worst finding, with a word of the others.
pub fn sum_up(findings: &[OwnFinding], question: &Question) -> Verdict {
    let worst = findings.iter().rev().max_by_key(|one| (rank(one.outcome), one.severity));
    let Some(worst) = worst else { return Verdict::pass("", question.clean) };
    let like = |one: &&OwnFinding| one.outcome == worst.outcome && *one != worst;
    let others: Vec<_> = findings.iter().filter(like).map(quoted).collect();
    let says = match others.as_slice() {
        [] => worst.why.clone(),
        [other] => format!("{} The same goes for {other}.", worst.why),
        [other, rest @ ..] => {
            format!("{} The same goes for {other} and {} more.", worst.why, rest.len())
        }
    };
    match worst.outcome {
        Outcome::Fail => Verdict::fail(worst.severity, quoted(worst), says),
        Outcome::Warn => Verdict::warn(worst.severity, quoted(worst), says),
        Outcome::Note if question.kind == Kind::Wording => Verdict::note(quoted(worst), says),
        Outcome::Note | Outcome::Pass => Verdict::pass(quoted(worst), says),
        Outcome::NotApplicable => Verdict::not_applicable(says),
        Outcome::Unseen => Verdict::unseen(says),
    }
}

/// A failure that matters less because a wider one stands beside it.
pub fn softened(verdict: Verdict, because: &str) -> Verdict {
    match verdict.outcome {
        Outcome::Fail | Outcome::Warn => Verdict {
            severity: verdict.severity.min(Severity::Low),
            says: format!("{} {because}", verdict.says),
            ..verdict
        },
        Outcome::Pass | Outcome::Note | Outcome::NotApplicable | Outcome::Unseen => verdict,
    }
}

fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Fail => 4,
        Outcome::Warn => 3,
        Outcome::Note => 2,
        Outcome::Pass => 1,
        Outcome::NotApplicable | Outcome::Unseen => 0,
    }
}

fn quoted(finding: &OwnFinding) -> String {
    match (&finding.value, finding.directive.as_str()) {
        (Some(value), directive) => format!("{directive} {value}").trim().to_owned(),
        (None, directive) => directive.to_owned(),
    }
}

/// The names that the reporting fields declare; `None` where one of them was not seen.
fn endpoints(evidence: &Evidence) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for field in ["reporting-endpoints", "report-to"] {
        match evidence.sight(field) {
            Sight::Unseen => return None,
            Sight::Missing => {}
            Sight::Sent(values) if field == "report-to" => names.extend(groups(&values.join(","))),
            Sight::Sent(values) => names.extend(keys(&values.join(","))),
        }
    }
    Some(names)
}

/// The keys of `Reporting-Endpoints` whose value is a string, as an address is.
fn keys(text: &str) -> Vec<String> {
    let dictionary = sfv::Parser::new(text).parse::<sfv::Dictionary>().unwrap_or_default();
    let is_address = |entry: &sfv::ListEntry| match entry {
        sfv::ListEntry::Item(item) => item.bare_item.as_string().is_some(),
        sfv::ListEntry::InnerList(_) => false,
    };
    let named = dictionary.iter().filter(|(_, entry)| is_address(entry));
    named.map(|(key, _)| key.as_str().to_owned()).collect()
}

/// The `group` members of the JSON objects in `Report-To`; a missing one is `default`.
fn groups(text: &str) -> Vec<String> {
    let list = serde_json::from_str(&format!("[{text}]"));
    let objects: Vec<serde_json::Value> = list.unwrap_or_default();
    let name = |object: &serde_json::Value| match object.get("group") {
        Some(group) => group.as_str().unwrap_or("").to_owned(),
        None => "default".to_owned(),
    };
    objects.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Profile;
    use crate::audit::evidence::{Body, Door, SAFELISTED, Visibility};

    const INLINE: Question = Question {
        check: "csp-script-inline",
        clean: "closed",
        kind: Kind::Protection,
        idle: |_| None,
    };

    #[track_caller]
    fn check(meta: &str, question: &Question, want: Outcome) {
        let mut evidence =
            Evidence::of_headers(Door::Probe, None, 200, [("a", "b")].into_iter().collect());
        evidence.visibility = Visibility::Only(SAFELISTED.map(String::from).to_vec());
        let text = format!("<meta http-equiv=content-security-policy content=\"{meta}\">");
        evidence.body = Body::Read { text, whole: true };
        assert_eq!(answer(&Subject::of(&evidence, Profile::Page), question).outcome, want);
    }

    #[test]
    fn an_unseen_header_can_only_close_more() {
        check("script-src 'self'", &INLINE, Outcome::Pass);
        check("script-src 'unsafe-inline'", &INLINE, Outcome::Unseen);
        check("", &INLINE, Outcome::Unseen);
        let syntax = Question { check: "csp-syntax", kind: Kind::Wording, ..INLINE };
        check("script-src self", &syntax, Outcome::Fail);
        check("script-src 'self'", &syntax, Outcome::Unseen);
    }

    #[test]
    fn declared_names_are_read_from_both_fields() {
        assert_eq!(keys("main=\"https://a.example/r\", b=\"/x\""), ["main", "b"]);
        assert_eq!(groups("{\"group\":\"csp\",\"max_age\":1},{}"), ["csp", "default"]);
        assert!(keys("=").is_empty() && groups("{").is_empty());
    }
}
