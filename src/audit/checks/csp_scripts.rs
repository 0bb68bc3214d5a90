//! What scripts may run?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::csp::verdict::{Kind, Question, answer, softened};
use crate::audit::csp::{self, Policies};

pub(super) static CHECKS: &[Check] = &[
    Check {
        id: "csp-script-src",
        title: "A policy governs scripts",
        why: "Script is what an attacker wants to run; a policy that says nothing of it stops \
            nothing of it.",
        how: crate::audit::check::page_only(
            "Passes when script-src or default-src decides about script elements and event \
            handlers, or a sandbox keeps scripts from running. Warns when the only policies are \
            for framing, upgrades, Trusted Types or reports. Fails when other directives are \
            there and these two are not.",
        ),
        fix: "Add script-src, or default-src, which stands in for it.",
        severity: Severity::High,
        sources: &[
            Source {
                name: "CSP Level 3 section 6.1.10",
                url: "https://www.w3.org/TR/CSP3/#directive-script-src",
            },
            Source { name: "CSP Evaluator", url: "https://github.com/google/csp-evaluator" },
        ],
        items: &["csp-set"],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: script_src,
    },
    Check {
        id: "csp-script-inline",
        title: "Injected inline script does not run",
        why: "Where any inline script runs, a single unescaped value hands the page to an \
            attacker.",
        how: crate::audit::check::page_only(
            "Every enforced policy is asked. Fails when all of them hold 'unsafe-inline' for \
            script elements or for event handlers, and no well-formed nonce, no hash and no \
            'strict-dynamic' overrides it there. A malformed nonce overrides nothing.",
        ),
        fix: "Take 'unsafe-inline' out and allow each inline script by a fresh nonce or by its \
            hash.",
        severity: Severity::High,
        sources: &[
            Source {
                name: "CSP Level 3 section 6.7.3.2",
                url: "https://www.w3.org/TR/CSP3/#allow-all-inline",
            },
            Source { name: "CSP Evaluator", url: "https://github.com/google/csp-evaluator" },
        ],
        items: &["csp-set"],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: script_inline,
    },
    Check {
        id: "csp-unsafe-hashes",
        title: "Event handlers are not allowed by hash",
        why: "A handler that is allowed by its hash runs on any element an attacker can inject.",
        how: crate::audit::check::page_only(
            "Warns when the policies that decide about event handlers all hold 'unsafe-hashes' \
            and a hash.",
        ),
        fix: "Move the handlers into a script and attach them there; then drop 'unsafe-hashes'.",
        severity: Severity::Low,
        sources: &[
            Source {
                name: "CSP Level 3 section 8.3",
                url: "https://www.w3.org/TR/CSP3/#unsafe-hashes-usage",
            },
            Source { name: "CSP Evaluator", url: "https://github.com/google/csp-evaluator" },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: unsafe_hashes,
    },
    Check {
        id: "csp-eval",
        title: "Text does not become code",
        why: "With eval allowed, a string that an attacker controls can become a script of the \
            page.",
        how: crate::audit::check::page_only(
            "Warns when every policy that decides about eval holds 'unsafe-eval'; it matters less \
            where inline script runs anyway. 'wasm-unsafe-eval' is fine: it lets WebAssembly be \
            compiled and nothing else.",
        ),
        fix: "Take 'unsafe-eval' out; for WebAssembly 'wasm-unsafe-eval' is enough.",
        severity: Severity::Medium,
        sources: &[
            Source {
                name: "CSP Level 3 section 4.4",
                url: "https://www.w3.org/TR/CSP3/#can-compile-strings",
            },
            Source { name: "CSP Evaluator", url: "https://github.com/google/csp-evaluator" },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: eval,
    },
    Check {
        id: "csp-script-sources",
        title: "Scripts come only from places nobody else can fill",
        why: "A list of hosts protects only as far as an attacker cannot get a script onto one of \
            them.",
        how: crate::audit::check::page_only(
            "Looks at what all enforced policies together let in. Fails for data:, whole web \
            schemes, any host, a wildcard on a public suffix or a shared domain, hosts on CSP \
            Evaluator's lists of JSONP and Angular endpoints, and hosts that serve every \
            published package. Warns for blob: and other schemes of the page's own making. Other \
            hosts and 'self' are named and pass. Next to 'strict-dynamic' hosts do not count.",
        ),
        fix: "Trust scripts by nonce or hash with 'strict-dynamic'; or host them and list single \
            files.",
        severity: Severity::High,
        sources: &[
            Source {
                name: "CSP Level 3 section 6.7.2",
                url: "https://www.w3.org/TR/CSP3/#matching-urls",
            },
            Source { name: "CSP Evaluator", url: "https://github.com/google/csp-evaluator" },
            Source { name: "Public Suffix List", url: "https://publicsuffix.org/" },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: script_sources,
    },
];

fn script_src(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-script-src",
        clean: "Script elements and event handlers are both governed.",
        kind: Kind::Protection,
        idle: unenforced,
    };
    answer(subject, &question)
}

fn script_inline(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-script-inline",
        clean: "No policy in force lets every inline script run.",
        kind: Kind::Protection,
        idle: ungoverned,
    };
    answer(subject, &question)
}

fn unsafe_hashes(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-unsafe-hashes",
        clean: "No event handler is allowed by its hash.",
        kind: Kind::Protection,
        idle: ungoverned,
    };
    answer(subject, &question)
}

fn eval(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-eval",
        clean: "No policy in force lets a string become script.",
        kind: Kind::Protection,
        idle: ungoverned,
    };
    let verdict = answer(subject, &question);
    if subject.csp.runs_all_inline() { softened(verdict, INLINE_ANYWAY) } else { verdict }
}

fn script_sources(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-script-sources",
        clean: "No host, scheme or wildcard is open to scripts.",
        kind: Kind::Protection,
        idle: ungoverned,
    };
    let verdict = answer(subject, &question);
    if subject.csp.runs_all_inline() { softened(verdict, INLINE_ANYWAY) } else { verdict }
}

/// Said where a narrower opening stands beside open inline script.
const INLINE_ANYWAY: &str = "Inline script runs anyway, which matters more.";

fn unenforced(policies: &Policies) -> Option<&'static str> {
    policies.is_unenforced().then_some("No policy is enforced.")
}

fn ungoverned(policies: &Policies) -> Option<&'static str> {
    let script = policies.deciding(csp::effective::Kind::Script);
    let attribute = policies.deciding(csp::effective::Kind::ScriptAttribute);
    (script.is_empty() && attribute.is_empty()).then_some("No enforced policy governs scripts.")
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
    fn a_policy_that_says_nothing_of_scripts_is_told() {
        check("csp-script-src", "default-src 'self'", Outcome::Pass);
        check("csp-script-src", "sandbox", Outcome::Pass);
        check("csp-script-src", "frame-ancestors 'none'", Outcome::Warn);
        check("csp-script-src", "img-src 'self'", Outcome::Fail);
        check("csp-script-src", "script-src: 'self'", Outcome::Fail);
        check("csp-script-src", "", Outcome::NotApplicable);
    }

    #[test]
    fn inline_script_is_open_only_where_every_policy_opens_it() {
        check("csp-script-inline", "script-src 'self'", Outcome::Pass);
        check("csp-script-inline", "script-src 'unsafe-inline'", Outcome::Fail);
        check("csp-script-inline", "script-src 'unsafe-inline', default-src 'none'", Outcome::Pass);
        check(
            "csp-script-inline",
            "frame-ancestors 'self', script-src 'unsafe-inline'",
            Outcome::Fail,
        );
        check("csp-script-inline", "script-src 'unsafe-inline' 'nonce-a$'", Outcome::Fail);
        check(
            "csp-script-inline",
            "default-src 'none'; script-src-elem 'unsafe-inline'",
            Outcome::Fail,
        );
        check("csp-script-inline", "img-src 'self'", Outcome::NotApplicable);
    }

    #[test]
    fn handlers_by_hash_are_weaker_than_no_handlers() {
        check("csp-unsafe-hashes", "script-src 'self'", Outcome::Pass);
        check("csp-unsafe-hashes", "script-src 'unsafe-hashes' 'sha256-abc='", Outcome::Warn);
        check("csp-unsafe-hashes", "script-src 'unsafe-hashes' 'sha256-$'", Outcome::Pass);
    }

    #[test]
    fn eval_is_open_only_where_every_policy_opens_it() {
        check("csp-eval", "script-src 'self' 'wasm-unsafe-eval'", Outcome::Pass);
        check("csp-eval", "default-src 'unsafe-eval'", Outcome::Warn);
        check("csp-eval", "default-src 'unsafe-eval', default-src 'self'", Outcome::Pass);
        check("csp-eval", "script-src unsafe-eval", Outcome::Pass);
    }

    #[test]
    fn hosts_that_anybody_can_fill_fail() {
        check("csp-script-sources", "script-src 'self' static.example", Outcome::Pass);
        check("csp-script-sources", "script-src https:", Outcome::Fail);
        check("csp-script-sources", "script-src *.co.uk", Outcome::Fail);
        check("csp-script-sources", "script-src https://cdn.jsdelivr.net", Outcome::Fail);
        check("csp-script-sources", "script-src blob:", Outcome::Warn);
        check("csp-script-sources", "script-src https:; script-src 'none'", Outcome::Fail);
        check("csp-script-sources", "script-src https:, script-src 'self'", Outcome::Pass);
        check("csp-script-sources", "script-src [", Outcome::Pass);
    }

    #[test]
    fn what_is_open_anyway_weighs_less() {
        let policy = [("Content-Security-Policy", "script-src * 'unsafe-inline'")];
        let verdict = trial::verdict(CHECKS, "csp-script-sources", &policy);
        assert_eq!((verdict.outcome, verdict.severity), (Outcome::Fail, Severity::Low));
    }
}
