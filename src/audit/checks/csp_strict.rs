//! Are scripts trusted by nonces and hashes that hold?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::csp::verdict::{Kind, Question, answer};
use crate::audit::csp::{self, Policies};

pub(super) static CHECKS: &[Check] = &[
    Check {
        id: "csp-strict-dynamic",
        title: "'strict-dynamic' stands beside a nonce or a hash",
        why: "It passes on the trust of a script that may run; where none may run, the page stands \
            still.",
        how: crate::audit::check::page_only(
            "Fails without a well-formed nonce or hash in the same list: no script element loads. \
            Passes with object-src 'none', base-uri and a fallback for old browsers; says what \
            is missing otherwise. Does not arise where it is not used.",
        ),
        fix: "Give every script element a fresh nonce, and put the same nonce into script-src.",
        severity: Severity::High,
        sources: &[
            Source {
                name: "CSP Level 3 section 8.2",
                url: "https://www.w3.org/TR/CSP3/#strict-dynamic-usage",
            },
            Source { name: "web.dev: strict CSP", url: "https://web.dev/articles/strict-csp" },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: strict_dynamic,
    },
    Check {
        id: "csp-nonce",
        title: "Nonces cannot be guessed",
        why: "Whoever knows the nonce runs any script, so a constant one is as good as 'unsafe- \
            inline'.",
        how: crate::audit::check::page_only(
            "Fails for a placeholder or template left unfilled, for words people write, for one \
            repeated letter, for what is not base64, and below 8 characters. Warns below 22 \
            characters, which are 128 bits.",
        ),
        fix: "Make 16 random bytes for each response and write them in base64.",
        severity: Severity::High,
        sources: &[
            Source {
                name: "CSP Level 3 section 7.1",
                url: "https://www.w3.org/TR/CSP3/#security-nonces",
            },
            Source {
                name: "CSP Level 3 section 2.3.1",
                url: "https://www.w3.org/TR/CSP3/#grammardef-nonce-source",
            },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: nonce,
    },
    Check {
        id: "csp-hash",
        title: "Hashes are whole",
        why: "A hash that no script can match blocks what it was meant to allow, or leaves \
            'unsafe-inline' in force.",
        how: crate::audit::check::page_only(
            "Fails when a hash is not base64, has another length than 44, 64 or 88 characters for \
            sha256, sha384 and sha512, or is made by sha1 or md5.",
        ),
        fix: "Copy the hash from the browser's console message and keep its padding.",
        severity: Severity::High,
        sources: &[Source {
            name: "CSP Level 3 section 2.3.1",
            url: "https://www.w3.org/TR/CSP3/#grammardef-hash-source",
        }],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: hash,
    },
    Check {
        id: "csp-trusted-types",
        title: "Trusted Types guard the DOM",
        why: "Many scripts of attackers get in through innerHTML and its like; Trusted Types \
            refuse plain text there.",
        how: crate::audit::check::page_only(
            "Passes with require-trusted-types-for 'script'. Fails where the value is written \
            without its quotes. Notes where it is absent, and where any script may make a \
            policy.",
        ),
        fix: "Add require-trusted-types-for 'script', first in a report-only policy.",
        severity: Severity::Low,
        sources: &[Source {
            name: "Trusted Types",
            url: "https://w3c.github.io/trusted-types/dist/spec/",
        }],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: trusted_types,
    },
];

fn strict_dynamic(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-strict-dynamic",
        clean: "Trust is passed on from scripts that carry a nonce or a hash.",
        kind: Kind::Wording,
        idle: no_strict_dynamic,
    };
    answer(subject, &question)
}

fn nonce(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-nonce",
        clean: "They look random, whole and long enough; that each response has another one cannot \
            be told from one.",
        kind: Kind::Wording,
        idle: no_nonce,
    };
    answer(subject, &question)
}

fn hash(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-hash",
        clean: "Every hash has the length of its algorithm.",
        kind: Kind::Wording,
        idle: no_hash,
    };
    answer(subject, &question)
}

fn trusted_types(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-trusted-types",
        clean: "Plain text cannot reach the DOM as script.",
        kind: Kind::Wording,
        idle: unenforced,
    };
    answer(subject, &question)
}

fn no_strict_dynamic(policies: &Policies) -> Option<&'static str> {
    let lists = policies.deciding(csp::effective::Kind::Script);
    let used = lists.iter().any(|list| list.has("'strict-dynamic'"));
    (!used).then_some("No policy uses 'strict-dynamic'.")
}

fn no_nonce(policies: &Policies) -> Option<&'static str> {
    csp::ours::nonces(policies).is_empty().then_some("No policy holds a nonce.")
}

fn no_hash(policies: &Policies) -> Option<&'static str> {
    (!csp::ours::has_hash(policies)).then_some("No policy holds a hash.")
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
    fn strict_dynamic_needs_something_to_trust() {
        let id = "csp-strict-dynamic";
        check(id, "script-src 'strict-dynamic'", Outcome::Fail);
        check(id, "script-src 'strict-dynamic' 'nonce-a$'", Outcome::Fail);
        check(id, "script-src 'strict-dynamic' 'nonce-abcdefghijk'", Outcome::Note);
        let whole = "script-src 'strict-dynamic' 'nonce-abcdefghijk' https:; object-src 'none'; base-uri 'none'";
        check(id, whole, Outcome::Pass);
        check(id, "script-src 'self'", Outcome::NotApplicable);
    }

    #[test]
    fn a_nonce_is_random_and_long() {
        let id = "csp-nonce";
        check(id, "script-src 'nonce-rAnd6mEn0ughForU5TheseDay'", Outcome::Pass);
        check(id, "script-src 'nonce-rAnd6mEn0ugh'", Outcome::Warn);
        check(id, "script-src 'nonce-{{nonce}}'", Outcome::Fail);
        check(id, "script-src 'nonce-", Outcome::Fail);
        check(id, "script-src 'self'", Outcome::NotApplicable);
    }

    #[test]
    fn a_hash_has_the_length_of_its_algorithm() {
        let whole = format!("script-src 'sha384-{}'", "Ab1+".repeat(16));
        check("csp-hash", &whole, Outcome::Pass);
        check("csp-hash", "script-src 'sha384-Ab1+'", Outcome::Fail);
        check("csp-hash", "script-src 'md5-Ab1+'", Outcome::Fail);
        check("csp-hash", "script-src 'sha256-", Outcome::Fail);
        check("csp-hash", "script-src 'self'", Outcome::NotApplicable);
    }

    #[test]
    fn trusted_types_need_their_quotes() {
        let id = "csp-trusted-types";
        check(id, "require-trusted-types-for 'script'", Outcome::Pass);
        check(id, "require-trusted-types-for script", Outcome::Fail);
        check(id, "require-trusted-types-for", Outcome::Fail);
        check(id, "default-src 'self'", Outcome::Note);
        check(id, "", Outcome::NotApplicable);
    }
}
