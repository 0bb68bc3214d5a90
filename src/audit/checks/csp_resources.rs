//! What else may load, and where may the page lead?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::csp::Policies;
use crate::audit::csp::verdict::{Kind, Question, answer};

pub(super) static CHECKS: &[Check] = &[
    Check {
        id: "csp-default-src",
        title: "What has no directive of its own is closed",
        why: "New kinds of resource come up; default-src answers for those nobody thought of.",
        how: crate::audit::check::page_only(
            "Passes for 'none' and for lists of single hosts. Warns when it lets in any host. \
            Notes when it is absent.",
        ),
        fix: "Begin the policy with default-src 'none' or 'self' and open what is needed.",
        severity: Severity::Low,
        sources: &[Source {
            name: "CSP Level 3 section 6.1.3",
            url: "https://www.w3.org/TR/CSP3/#directive-default-src",
        }],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: default_src,
    },
    Check {
        id: "csp-object",
        title: "Plugins are shut out",
        why: "object and embed elements can bring foreign documents and, in old browsers, code.",
        how: crate::audit::check::page_only(
            "Passes when object-src, or default-src for it, is 'none' or names hosts. Warns when \
            both are absent. Fails when any host or a whole scheme is let in.",
        ),
        fix: "Set object-src 'none'.",
        severity: Severity::Medium,
        sources: &[
            Source {
                name: "CSP Level 3 section 6.1.8",
                url: "https://www.w3.org/TR/CSP3/#directive-object-src",
            },
            Source { name: "CSP Evaluator", url: "https://github.com/google/csp-evaluator" },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: object,
    },
    Check {
        id: "csp-base-uri",
        title: "The base address cannot be moved",
        why: "An injected base element sends every relative address of the page to another host, \
            scripts included.",
        how: crate::audit::check::page_only(
            "Fails when base-uri is absent while scripts are trusted by nonce, or by hash with \
            'strict-dynamic', and when it lets in any host. Warns when it is absent otherwise; \
            default-src does not stand in for it.",
        ),
        fix: "Set base-uri 'none', or 'self' if the page uses a base element.",
        severity: Severity::Medium,
        sources: &[
            Source {
                name: "CSP Level 3 section 6.3.1",
                url: "https://www.w3.org/TR/CSP3/#directive-base-uri",
            },
            Source { name: "CSP Evaluator", url: "https://github.com/google/csp-evaluator" },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: base_uri,
    },
    Check {
        id: "csp-form-action",
        title: "Forms post only where they should",
        why: "An injected form sends what a visitor types, a saved password among it, to another \
            host.",
        how: crate::audit::check::page_only(
            "Warns when form-action is absent, for default-src does not stand in for it, and when \
            it lets in any host.",
        ),
        fix: "Set form-action 'self' and the hosts that forms really post to.",
        severity: Severity::Low,
        sources: &[Source {
            name: "CSP Level 3 section 6.4.1",
            url: "https://www.w3.org/TR/CSP3/#directive-form-action",
        }],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: form_action,
    },
    Check {
        id: "csp-style",
        title: "Injected styles do not apply",
        why: "Styles alone can hide, imitate and read out parts of a page.",
        how: crate::audit::check::page_only(
            "Warns when no policy decides about styles, when all of them allow inline style \
            elements, and when styles may come from any host. Style attributes alone are only \
            told.",
        ),
        fix: "List style hosts in style-src and allow inline styles by nonce or hash.",
        severity: Severity::Low,
        sources: &[Source {
            name: "CSP Level 3 section 6.1.13",
            url: "https://www.w3.org/TR/CSP3/#directive-style-src",
        }],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: style,
    },
];

fn default_src(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-default-src",
        clean: "default-src lets in only what it lists.",
        kind: Kind::Wording,
        idle: unenforced,
    };
    answer(subject, &question)
}

fn object(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-object",
        clean: "Nothing may be loaded into object and embed elements.",
        kind: Kind::Protection,
        idle: never,
    };
    answer(subject, &question)
}

fn base_uri(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-base-uri",
        clean: "base-uri keeps the base address where it is.",
        kind: Kind::Protection,
        idle: never,
    };
    answer(subject, &question)
}

fn form_action(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-form-action",
        clean: "form-action names where forms may go.",
        kind: Kind::Protection,
        idle: never,
    };
    answer(subject, &question)
}

fn style(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-style",
        clean: "Style elements and style sheets are held to a list.",
        kind: Kind::Protection,
        idle: never,
    };
    answer(subject, &question)
}

fn unenforced(policies: &Policies) -> Option<&'static str> {
    policies.is_unenforced().then_some("No policy is enforced.")
}

fn never(_: &Policies) -> Option<&'static str> {
    None
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
    fn default_src_answers_for_the_rest() {
        check("csp-default-src", "default-src 'none'", Outcome::Pass);
        check("csp-default-src", "default-src 'self' a.example", Outcome::Pass);
        check("csp-default-src", "default-src https:", Outcome::Warn);
        check("csp-default-src", "script-src 'self'", Outcome::Note);
        check("csp-default-src", ";", Outcome::NotApplicable);
    }

    #[test]
    fn plugins_fall_back_to_default_src() {
        check("csp-object", "default-src 'none'", Outcome::Pass);
        check("csp-object", "object-src 'self'", Outcome::Pass);
        check("csp-object", "script-src 'self'", Outcome::Warn);
        check("csp-object", "object-src *", Outcome::Fail);
        check("csp-object", "object-src *, object-src 'none'", Outcome::Pass);
        check("csp-object", "object-src; default-src *", Outcome::Pass);
        check("csp-object", "", Outcome::Warn);
    }

    #[test]
    fn base_and_form_have_no_fallback() {
        check("csp-base-uri", "base-uri 'self'", Outcome::Pass);
        check("csp-base-uri", "default-src 'none'", Outcome::Warn);
        check("csp-base-uri", "script-src 'nonce-h7GkjKl3mQ9'", Outcome::Fail);
        check("csp-base-uri", "base-uri https:", Outcome::Fail);
        check("csp-base-uri", "base-uri: 'none'", Outcome::Warn);
        check("csp-form-action", "form-action 'self'", Outcome::Pass);
        check("csp-form-action", "default-src 'none'", Outcome::Warn);
        check("csp-form-action", "form-action *", Outcome::Warn);
        check("csp-form-action", "form-action \"self\"", Outcome::Pass);
    }

    #[test]
    fn styles_are_held_to_a_list() {
        check("csp-style", "style-src 'self'", Outcome::Pass);
        check("csp-style", "style-src 'self' 'unsafe-inline'", Outcome::Warn);
        check("csp-style", "style-src 'self'; style-src-attr 'unsafe-inline'", Outcome::Pass);
        check("csp-style", "style-src *", Outcome::Warn);
        check("csp-style", "script-src 'self'", Outcome::Warn);
        check("csp-style", "style-src 'unsafe-inline' 'nonce-$'", Outcome::Warn);
    }
}
