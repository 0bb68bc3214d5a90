//! Is the policy written as it was meant, and does anybody hear of its violations?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::csp::Policies;
use crate::audit::csp::verdict::{Kind, Question, answer};

pub(super) static CHECKS: &[Check] = &[
    Check {
        id: "csp-syntax",
        title: "The policy says what was meant",
        why: "A browser passes over what it cannot read without a word, and the protection is gone \
            with it.",
        how: crate::audit::check::page_only(
            "Fails for directives that do not exist, for a missing semicolon, for keywords \
            without single quotes or with other quotation marks. Warns for unknown keywords, for \
            sources outside the grammar, and for 'none' beside other values.",
        ),
        fix: "Correct the quoted part; browsers print the same complaint in their console.",
        severity: Severity::Medium,
        sources: &[
            Source {
                name: "CSP Level 3 section 2.2.1",
                url: "https://www.w3.org/TR/CSP3/#parse-serialized-policy",
            },
            Source {
                name: "CSP Level 3 section 2.3",
                url: "https://www.w3.org/TR/CSP3/#framework-directives",
            },
        ],
        items: &[],
        profiles: &[Profile::Page, Profile::Api, Profile::Health],
        remedy: Remedy::Manual,
        run: syntax,
    },
    Check {
        id: "csp-duplicates",
        title: "Each directive stands once in a policy",
        why: "Of a repeated directive only the first counts, often not the one that was just \
            edited.",
        how: crate::audit::check::page_only(
            "Warns when a directive stands twice in one policy. Policies in several header fields \
            or in a comma list are not repeats: each is enforced.",
        ),
        fix: "Join the sources into one directive.",
        severity: Severity::Low,
        sources: &[Source {
            name: "CSP Level 3 section 2.2.1",
            url: "https://www.w3.org/TR/CSP3/#parse-serialized-policy",
        }],
        items: &[],
        profiles: &[Profile::Page, Profile::Api, Profile::Health],
        remedy: Remedy::Manual,
        run: duplicates,
    },
    Check {
        id: "csp-deprecated",
        title: "No directive is out of use",
        why: "Directives that browsers dropped suggest a protection that is not there.",
        how: crate::audit::check::page_only(
            "Notes each of block-all-mixed-content, disown-opener, navigate-to, plugin-types, \
            prefetch-src, referrer, reflected-xss and require-sri-for, with what took its place.",
        ),
        fix: "Take it out and use what took its place.",
        severity: Severity::Info,
        sources: &[Source {
            name: "CSP Level 3 section 6",
            url: "https://www.w3.org/TR/CSP3/#csp-directives",
        }],
        items: &[],
        profiles: &[Profile::Page, Profile::Api, Profile::Health],
        remedy: Remedy::Manual,
        run: deprecated,
    },
    Check {
        id: "csp-reporting",
        title: "Violations are reported",
        why: "Reports show attacks, and parts of the site that the policy broke, before a visitor \
            writes in.",
        how: crate::audit::check::page_only(
            "Warns when report-to names an endpoint that no Reporting-Endpoints or Report-To \
            field declares. Notes when nothing is reported, or by report-uri only.",
        ),
        fix: "Declare an endpoint in Reporting-Endpoints and name it in report-to; keep report-uri \
            for older browsers.",
        severity: Severity::Low,
        sources: &[
            Source {
                name: "CSP Level 3 section 6.5.2",
                url: "https://www.w3.org/TR/CSP3/#directive-report-to",
            },
            Source { name: "Reporting API", url: "https://www.w3.org/TR/reporting-1/" },
        ],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: reporting,
    },
    Check {
        id: "csp-sandbox",
        title: "A sandbox keeps its scripts inside",
        why: "Scripts that run in a sandbox with the page's own origin can lift it again.",
        how: crate::audit::check::page_only(
            "Notes sandbox with both allow-scripts and allow-same-origin. Does not arise without \
            the directive.",
        ),
        fix: "Drop one of the two tokens.",
        severity: Severity::Info,
        sources: &[Source {
            name: "CSP Level 3 section 6.3.2",
            url: "https://www.w3.org/TR/CSP3/#directive-sandbox",
        }],
        items: &[],
        profiles: &[Profile::Page],
        remedy: Remedy::Manual,
        run: sandbox,
    },
    Check {
        id: "csp-size",
        title: "The policy fits the buffers on its way",
        why: "Proxies refuse a header block that is too long, and the page with it.",
        how: crate::audit::check::page_only(
            "Notes a policy above 4096 bytes, and header fields above 8192 bytes together.",
        ),
        fix: "Shorten lists of hosts; a policy of nonces needs none.",
        severity: Severity::Info,
        sources: &[Source {
            name: "nginx proxy_buffer_size",
            url: "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffer_size",
        }],
        items: &[],
        profiles: &[Profile::Page, Profile::Api, Profile::Health],
        remedy: Remedy::Manual,
        run: size,
    },
];

fn syntax(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-syntax",
        clean: "Every directive and source is one that browsers know.",
        kind: Kind::Wording,
        idle: unsent,
    };
    answer(subject, &question)
}

fn duplicates(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-duplicates",
        clean: "No directive is repeated.",
        kind: Kind::Wording,
        idle: unsent,
    };
    answer(subject, &question)
}

fn deprecated(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-deprecated",
        clean: "Every directive is in use.",
        kind: Kind::Wording,
        idle: unsent,
    };
    answer(subject, &question)
}

fn reporting(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-reporting",
        clean: "Reports go to a declared endpoint.",
        kind: Kind::Wording,
        idle: unsent,
    };
    answer(subject, &question)
}

fn sandbox(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-sandbox",
        clean: "The sandbox gives no script the page's own origin.",
        kind: Kind::Wording,
        idle: no_sandbox,
    };
    answer(subject, &question)
}

fn size(subject: &Subject<'_>) -> Verdict {
    let question = Question {
        check: "csp-size",
        clean: "It is short enough.",
        kind: Kind::Wording,
        idle: unsent,
    };
    answer(subject, &question)
}

fn unsent(policies: &Policies) -> Option<&'static str> {
    policies.policies.is_empty().then_some("No policy is sent.")
}

fn no_sandbox(policies: &Policies) -> Option<&'static str> {
    let used = policies.enforced().any(|policy| policy.has("sandbox"));
    (!used).then_some("No policy sandboxes the page.")
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
    fn what_browsers_pass_over_is_told() {
        check("csp-syntax", "default-src 'self'; upgrade-insecure-requests", Outcome::Pass);
        check("csp-syntax", "default-src \"self\"", Outcome::Fail);
        check("csp-syntax", "default-src \u{2018}self\u{2019}", Outcome::Fail);
        check("csp-syntax", "defualt-src 'self'", Outcome::Fail);
        check("csp-syntax", "default-src 'none' a.example", Outcome::Warn);
        check("csp-syntax", " ;,; ", Outcome::NotApplicable);
    }

    #[test]
    fn repeats_and_old_directives_are_told() {
        check("csp-duplicates", "img-src a.example, img-src b.example", Outcome::Pass);
        check("csp-duplicates", "img-src a.example; img-src b.example", Outcome::Warn);
        check("csp-duplicates", ";;", Outcome::NotApplicable);
        check("csp-deprecated", "default-src 'self'", Outcome::Pass);
        check("csp-deprecated", "block-all-mixed-content", Outcome::Note);
        check("csp-deprecated", "plugin-types; x", Outcome::Note);
    }

    #[test]
    fn reports_need_a_declared_endpoint() {
        let id = "csp-reporting";
        check(id, "default-src 'self'; report-to main", Outcome::Warn);
        check(id, "default-src 'self'; report-uri /r", Outcome::Note);
        check(id, "default-src 'self'; report-to", Outcome::Note);
        let policy = ("Content-Security-Policy", "default-src 'self'; report-to main");
        let endpoints = ("Reporting-Endpoints", "main=\"https://r.example/\"");
        assert_eq!(trial::verdict(CHECKS, id, &[policy, endpoints]).outcome, Outcome::Pass);
        let broken = ("Reporting-Endpoints", "main");
        assert_eq!(trial::verdict(CHECKS, id, &[policy, broken]).outcome, Outcome::Warn);
    }

    #[test]
    fn a_sandbox_and_a_long_policy_are_told() {
        check("csp-sandbox", "sandbox allow-scripts", Outcome::Pass);
        check("csp-sandbox", "sandbox allow-scripts allow-same-origin", Outcome::Note);
        check("csp-sandbox", "sandbox; sandbox allow-scripts", Outcome::Pass);
        check("csp-sandbox", "default-src 'self'", Outcome::NotApplicable);
        check("csp-size", "default-src 'self'", Outcome::Pass);
        check("csp-size", &format!("img-src {}", "a.example ".repeat(500)), Outcome::Note);
        check("csp-size", ";", Outcome::NotApplicable);
    }
}
