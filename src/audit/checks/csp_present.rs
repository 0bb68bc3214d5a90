//! Is a policy enforced at all, and how was it sent?

use crate::audit::check::{
    Check, Outcome, Profile, Remedy, Severity, Source, Subject, Verdict, quote,
};
use crate::audit::csp::ours::{Context, findings_of};
use crate::audit::csp::parse::{ENFORCE, REPORT_ONLY};
use crate::audit::csp::verdict::{self, Kind, Question, softened};
use crate::audit::csp::{self, lab};
use crate::audit::evidence::{Body, Sight};

pub(super) static CHECKS: &[Check] = &[
    Check {
        id: "csp-present",
        title: "A content security policy is enforced",
        why: "A policy is the second line behind escaping: where markup of an attacker gets into a \
            page, it decides whether that markup can run code and send data away.",
        how: crate::audit::check::page_only(
            "Passes when a Content-Security-Policy field, or a meta element in the head, holds at \
            least one directive that browsers know. Fails when there is none, when it is empty, or \
            when it only reports. Outside pages a missing policy is a warning: an API answer needs \
            one only where a browser might render it.",
        ),
        fix: "Send a Content-Security-Policy that begins with default-src and names what the page needs.",
        severity: Severity::High,
        sources: &[
            Source {
                name: "CSP Level 3 section 3.1",
                url: "https://www.w3.org/TR/CSP3/#csp-header",
            },
            Source {
                name: "OWASP Content Security Policy Cheat Sheet",
                url: "https://cheatsheetseries.owasp.org/cheatsheets/Content_Security_Policy_Cheat_Sheet.html",
            },
        ],
        items: &["csp-set"],
        profiles: &[Profile::Page, Profile::Api, Profile::Health],
        remedy: Remedy::Set(&[(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
             object-src 'none'",
        )]),
        run: present,
    },
    Check {
        id: "csp-report-only",
        title: "A report-only policy stands beside an enforced one",
        why: "A rehearsal shows what a stricter policy would break; by itself it protects nobody.",
        how: crate::audit::check::page_only(
            "Notes how many kinds of resource the report-only policy treats otherwise than the \
            enforced ones. Does not arise where none is sent; csp-present fails where it is alone.",
        ),
        fix: "Enforce the rehearsed policy once its reports are quiet.",
        severity: Severity::Info,
        sources: &[Source {
            name: "CSP Level 3 section 3.2",
            url: "https://www.w3.org/TR/CSP3/#cspro-header",
        }],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: report_only,
    },
    Check {
        id: "csp-legacy",
        title: "No policy is sent under a name of its trial years",
        why: "No browser in use reads them; they suggest a protection that is not there.",
        how: crate::audit::check::page_only(
            "Warns when X-Content-Security-Policy or X-WebKit-CSP is sent.",
        ),
        fix: "Stop sending the two old fields.",
        severity: Severity::Low,
        sources: &[Source {
            name: "OWASP Content Security Policy Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/Content_Security_Policy_Cheat_Sheet.html",
        }],
        items: &[],
        profiles: &[Profile::Page, Profile::Api, Profile::Health],
        remedy: Remedy::Remove(&["X-Content-Security-Policy", "X-WebKit-CSP"]),
        run: legacy,
    },
    Check {
        id: "csp-meta",
        title: "What a meta element carries of a policy works there",
        why: "A policy in the page starts late and cannot hold every directive; what it holds in \
            vain is taken for protection.",
        how: crate::audit::check::page_only(
            "Warns when a meta element carries frame-ancestors, report-uri or sandbox, stands \
            outside the head or after a script, or is report-only. Does not arise where the page \
            has no policy of its own.",
        ),
        fix: "Send the policy in the header field; where that is impossible, put it first in the head.",
        severity: Severity::Low,
        sources: &[Source {
            name: "CSP Level 3 section 3.3",
            url: "https://www.w3.org/TR/CSP3/#meta-element",
        }],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: meta,
    },
];

fn present(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-present",
        clean: "A policy is enforced.",
        kind: Kind::Protection,
        idle: |_| None,
    };
    let verdict = quoting(verdict::answer(subject, &question), subject);
    let is_bad = verdict.outcome == Outcome::Fail;
    match subject.profile {
        Profile::Page if is_bad && subject.evidence.body == Body::Unseen => Verdict {
            says: format!("{} The body was not read; a meta element could hold one.", verdict.says),
            ..verdict
        },
        Profile::Api | Profile::Health | Profile::Static if is_bad => Verdict {
            outcome: Outcome::Warn,
            ..softened(verdict, "Here default-src 'none' costs nothing.")
        },
        Profile::Page | Profile::Api | Profile::Health | Profile::Static => verdict,
    }
}

/// The verdict with the field as it was sent, where it was.
fn quoting(verdict: Verdict, subject: &Subject<'_>) -> Verdict {
    let Some(value) = subject.evidence.headers.first(ENFORCE) else { return verdict };
    let seen = quote(ENFORCE, value);
    match verdict.outcome {
        Outcome::Fail if subject.csp.policies.is_empty() => {
            Verdict::fail(verdict.severity, seen, "The field is sent but holds no directive.")
        }
        Outcome::Fail => Verdict::fail(verdict.severity, seen, verdict.says),
        Outcome::Pass => Verdict::pass(seen, verdict.says),
        Outcome::Warn | Outcome::Note | Outcome::NotApplicable | Outcome::Unseen => verdict,
    }
}

fn report_only(subject: &Subject<'_>) -> Verdict {
    if subject.csp.report_only().next().is_none() {
        return match subject.evidence.sight(REPORT_ONLY) {
            Sight::Unseen => Verdict::unseen("The header field could not be seen from here."),
            Sight::Sent(_) | Sight::Missing => Verdict::not_applicable("No policy only reports."),
        };
    }
    let changes = lab::changes(&subject.csp);
    let kinds: Vec<_> = changes.iter().map(|change| change.kind.directive()).collect();
    let says = match kinds.as_slice() {
        [] => "It says nothing that the enforced policies do not say already.".to_owned(),
        [_, ..] => {
            format!("It says something else than the enforced policies about {}.", kinds.join(", "))
        }
    };
    Verdict::note(subject.evidence.headers.first(REPORT_ONLY).unwrap_or(""), says)
}

fn legacy(subject: &Subject<'_>) -> Verdict {
    let mut is_unseen = false;
    for name in ["X-Content-Security-Policy", "X-WebKit-CSP"] {
        match subject.evidence.sight(name) {
            Sight::Sent(_) => {
                let says = "No browser reads it; only Content-Security-Policy counts.";
                return Verdict::warn(Severity::Low, name, says);
            }
            Sight::Unseen => is_unseen = true,
            Sight::Missing => {}
        }
    }
    if is_unseen {
        Verdict::unseen("The header fields could not be seen from here.")
    } else {
        Verdict::pass("", "Neither of the old fields is sent.")
    }
}

fn meta(subject: &Subject<'_>) -> Verdict {
    if subject.evidence.body == Body::Unseen {
        return Verdict::unseen("The body was not read.");
    }
    let context = Context::default();
    let found = findings_of("csp-meta", &subject.csp, &context);
    let in_page = subject.csp.policies.iter().any(csp::Policy::is_from_meta);
    if found.is_empty() && !in_page {
        return Verdict::not_applicable("The page carries no policy of its own.");
    }
    let question = Question {
        check: "csp-meta",
        clean: "It stands in the head, before every script, and holds what it can hold.",
        kind: Kind::Wording,
        idle: |_| None,
    };
    verdict::sum_up(&found, &question)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::csp::trial;

    #[track_caller]
    fn check(id: &str, headers: &[(&str, &str)], want: Outcome) {
        assert_eq!(trial::verdict(CHECKS, id, headers).outcome, want);
    }

    #[test]
    fn a_policy_is_present_when_it_blocks_something() {
        let id = "csp-present";
        check(id, &[("content-security-policy", "default-src 'self'")], Outcome::Pass);
        check(id, &[], Outcome::Fail);
        check(id, &[("Content-Security-Policy", "")], Outcome::Fail);
        check(id, &[("Content-Security-Policy", "frame-anchestors 'none'")], Outcome::Fail);
        check(id, &[("Content-Security-Policy", "script-src \u{201c}self\u{201d}")], Outcome::Fail);
        check(id, &[(REPORT_ONLY, "default-src 'self'")], Outcome::Fail);
        assert_eq!(trial::unseen(CHECKS, id), Outcome::Unseen);
        let api = trial::run(CHECKS, id, &trial::seen(&[]), Profile::Api);
        assert_eq!((api.outcome, api.severity), (Outcome::Warn, Severity::Low));
    }

    #[test]
    fn a_rehearsal_is_told_and_not_judged() {
        let enforced = ("Content-Security-Policy", "default-src *");
        let id = "csp-report-only";
        check(id, &[enforced, (REPORT_ONLY, "default-src 'self'")], Outcome::Note);
        check(id, &[enforced], Outcome::NotApplicable);
        check(id, &[enforced, (REPORT_ONLY, ";;")], Outcome::NotApplicable);
        assert_eq!(trial::unseen(CHECKS, id), Outcome::Unseen);
    }

    #[test]
    fn old_names_are_told() {
        check("csp-legacy", &[("x-webkit-csp", "default-src *")], Outcome::Warn);
        check("csp-legacy", &[("X-Content-Security-Policy", "")], Outcome::Warn);
        check("csp-legacy", &[], Outcome::Pass);
        assert_eq!(trial::unseen(CHECKS, "csp-legacy"), Outcome::Unseen);
    }

    #[test]
    fn a_meta_element_is_judged_where_the_body_was_read() {
        let mut evidence = trial::seen(&[]);
        let mut outcome = |text: &str| {
            evidence.body = Body::Read { text: text.into(), whole: true };
            trial::run(CHECKS, "csp-meta", &evidence, Profile::Page).outcome
        };
        let policy =
            |text: &str| format!("<meta http-equiv=Content-Security-Policy content=\"{text}\">");
        assert_eq!(outcome(&policy("default-src 'self'")), Outcome::Pass);
        assert_eq!(outcome(&policy("frame-ancestors 'none'")), Outcome::Warn);
        assert_eq!(outcome(&format!("<script></script>{}", policy("img-src *"))), Outcome::Warn);
        assert_eq!(outcome("<meta http-equiv=Content-Security-Policy>"), Outcome::NotApplicable);
        check("csp-meta", &[], Outcome::Unseen);
    }
}
