//! Are the hosts that a policy lists reached safely?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::csp::Policies;
use crate::audit::csp::verdict::{Kind, Question, answer};

pub(super) static CHECKS: &[Check] = &[
    Check {
        id: "csp-mixed-content",
        title: "No source is reached over plain http",
        why: "What travels over http can be read and changed on its way, also into an https page.",
        how: crate::audit::check::page_only(
            "Asked of https pages. Fails for http: and ws: sources of scripts, styles, plugins, \
            frames, connections and workers; warns for images, media and fonts; tells of \
            reports. With upgrade-insecure-requests they are harmless.",
        ),
        fix: "Write https: in front of every host, and add upgrade-insecure-requests.",
        severity: Severity::High,
        sources: &[
            Source { name: "Mixed Content section 4", url: "https://www.w3.org/TR/mixed-content/" },
            Source {
                name: "CSP Level 3 section 6.7.2.9",
                url: "https://www.w3.org/TR/CSP3/#match-schemes",
            },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: mixed_content,
    },
    Check {
        id: "csp-local-sources",
        title: "No source is a machine's own address",
        why: "What was open during development stays open for the visitor: any program on their \
            machine that listens there.",
        how: crate::audit::check::page_only(
            "Warns for localhost and loopback addresses in the policy of a page that is not \
            itself local. Notes other IP addresses, which by the standard match nothing.",
        ),
        fix: "Take development hosts out of the production policy.",
        severity: Severity::Low,
        sources: &[
            Source {
                name: "CSP Level 3 section 6.7.2.10",
                url: "https://www.w3.org/TR/CSP3/#match-hosts",
            },
            Source { name: "CSP Evaluator", url: "https://github.com/google/csp-evaluator" },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: local_sources,
    },
];

fn mixed_content(subject: &Subject<'_>) -> Verdict {
    if subject.evidence.is_https() == Some(false) {
        return Verdict::not_applicable("The page itself came over http.");
    }
    let question = Question {
        check: "csp-mixed-content",
        clean: "No list names a source over http.",
        kind: Kind::Protection,
        idle: unenforced,
    };
    answer(subject, &question)
}

fn local_sources(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-local-sources",
        clean: "No list names localhost or an IP address.",
        kind: Kind::Wording,
        idle: unenforced,
    };
    answer(subject, &question)
}

fn unenforced(policies: &Policies) -> Option<&'static str> {
    policies.is_unenforced().then_some("No policy is enforced.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::csp::trial;

    #[track_caller]
    fn check(id: &str, policy: &str, want: Outcome) {
        assert_eq!(trial::outcome(CHECKS, id, policy), want, "{policy}");
        assert_eq!(trial::unseen(CHECKS, id), Outcome::Unseen);
    }

    #[test]
    fn http_sources_are_told_on_https_pages() {
        let id = "csp-mixed-content";
        check(id, "default-src https://a.example", Outcome::Pass);
        check(id, "script-src http://a.example", Outcome::Fail);
        check(id, "img-src http:", Outcome::Warn);
        check(id, "img-src http:; upgrade-insecure-requests", Outcome::Pass);
        check(id, "img-src http//a.example", Outcome::Pass);
    }

    #[test]
    fn development_hosts_are_told() {
        let id = "csp-local-sources";
        check(id, "default-src a.example", Outcome::Pass);
        check(id, "connect-src ws://localhost:*", Outcome::Warn);
        check(id, "connect-src http://[::1]:3000", Outcome::Warn);
        check(id, "connect-src 10.0.0.1", Outcome::Note);
        check(id, "connect-src [::1", Outcome::Pass);
    }
}
