//! Does the page insist on hashes for its scripts and style sheets?

use sfv::{Dictionary, Parser};

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::{Evidence, Sight};
use crate::audit::parse::integrity_policy::IntegrityPolicy;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "integrity-policy",
    title: "An integrity policy can be read and is enforced",
    why: "It stops a script that someone added without a hash; written with a slip, it stops nothing.",
    how: crate::audit::check::page_only(
        "Integrity-Policy is read as a structured dictionary. One that stops scripts or style \
          sheets passes; one that cannot be read, names a destination that browsers do not know, \
          or stops nothing, fails; one whose endpoints are not declared in Reporting-Endpoints \
          warns. A Report-Only policy alone is noted. Without either the question does not arise.",
    ),
    fix: "Send Integrity-Policy: blocked-destinations=(script), with endpoints that \
          Reporting-Endpoints declares.",
    severity: Severity::Info,
    sources: &[
        Source {
            name: "Subresource Integrity, Integrity-Policy",
            url: "https://w3c.github.io/webappsec-subresource-integrity/#integrity-policy-section",
        },
        Source {
            name: "RFC 9651 section 3.2",
            url: "https://www.rfc-editor.org/rfc/rfc9651#section-3.2",
        },
    ],
    items: &[],
    profiles: &[Profile::Page],
    remedy: Remedy::Set(&[(NAME, "blocked-destinations=(script)")]),
    run,
}];

const NAME: &str = "Integrity-Policy";
const REPORT_ONLY: &str = "Integrity-Policy-Report-Only";
const ENDPOINTS: &str = "Reporting-Endpoints";

fn run(subject: &Subject<'_>) -> Verdict {
    let evidence = subject.evidence;
    sight::judge(subject, NAME, |value| judge(value, evidence), || missing(subject))
}

fn missing(subject: &Subject<'_>) -> Verdict {
    let sent = |value: &str| {
        let says = if IntegrityPolicy::parse(value).is_some_and(|policy| policy.blocks()) {
            "It is only reported: nothing is stopped."
        } else {
            "It is only reported, and as it is written it matches nothing."
        };
        Verdict::note(quote(REPORT_ONLY, value), says)
    };
    sight::judge(subject, REPORT_ONLY, sent, || {
        Verdict::not_applicable("No integrity policy was sent.")
    })
}

fn judge(value: &str, evidence: &Evidence) -> Verdict {
    let seen = quote(NAME, value);
    let Some(policy) = IntegrityPolicy::parse(value) else {
        return Verdict::fail(
            Severity::Info,
            seen,
            "It is no structured dictionary, so browsers ignore it.",
        );
    };
    if !policy.unknown.is_empty() {
        let says = format!(
            "Browsers do not know {}; they know script, style and the source inline.",
            policy.unknown.join(", ")
        );
        return Verdict::fail(Severity::Info, seen, says);
    }
    if !policy.blocks() {
        return Verdict::fail(Severity::Info, seen, "It names nothing to stop.");
    }
    if let Some(endpoint) = undeclared(&policy.endpoints, evidence) {
        let says = format!(
            "It is enforced, but {ENDPOINTS} does not declare {endpoint}, so reports go nowhere."
        );
        return Verdict::warn(Severity::Info, seen, says);
    }
    Verdict::pass(seen, "Browsers stop what carries no hash.")
}

/// An endpoint that is named and, as far as was seen, not declared.
fn undeclared<'a>(endpoints: &'a [String], evidence: &Evidence) -> Option<&'a str> {
    let value = match evidence.sight(ENDPOINTS) {
        Sight::Sent(values) => values.join(", "),
        Sight::Missing => String::new(),
        Sight::Unseen => return None,
    };
    let declared: Dictionary = Parser::new(&value).parse().unwrap_or_default();
    let is_there = |name: &str| declared.keys().any(|key| key.as_str() == name);
    endpoints.iter().map(String::as_str).find(|name| !is_there(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(value: &str, outcome: Outcome) {
        let fields = [(NAME, value), (ENDPOINTS, "main=\"https://a.example/\"")];
        page(&CHECKS[0], &sent(&fields), outcome, Severity::Info);
    }

    #[test]
    fn a_policy_must_stop_something() {
        check("blocked-destinations=(script style), endpoints=(main)", Outcome::Pass);
        check("blocked-destinations=(script), endpoints=(other)", Outcome::Warn);
        check("blocked-destinations=(script image)", Outcome::Fail);
        check("blocked-destinations=script", Outcome::Fail);
        check("blocked-destinations=()", Outcome::Fail);
        check("blocked-destinations (script)", Outcome::Fail);
        page(&CHECKS[0], &sent(&[]), Outcome::NotApplicable, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
        let only = sent(&[(REPORT_ONLY, "blocked-destinations=(script)")]);
        page(&CHECKS[0], &only, Outcome::Note, Severity::Info);
    }
}
