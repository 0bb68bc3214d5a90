//! Does the page ask for an agent cluster of its own?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::origin_agent_cluster::parse;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "origin-agent-cluster",
    title: "A wish for an agent cluster of its own can be read",
    why: "It separates the page from sibling sub-domains in memory; a misspelt value leaves the \
          choice to the browser.",
    how: crate::audit::check::page_only(
        "Origin-Agent-Cluster is read as a structured boolean: ?1 and ?0 are noted, anything else \
          fails as browsers ignore it. Without the field, and over http, the question does not arise.",
    ),
    fix: "Send Origin-Agent-Cluster: ?1.",
    severity: Severity::Info,
    sources: &[Source {
        name: "HTML, Origin-Agent-Cluster",
        url: "https://html.spec.whatwg.org/multipage/browsers.html#origin-keyed-agent-clusters",
    }],
    items: &[],
    profiles: &[Profile::Page],
    remedy: Remedy::Set(&[(NAME, "?1")]),
    run,
}];

const NAME: &str = "Origin-Agent-Cluster";

fn run(subject: &Subject<'_>) -> Verdict {
    if let Some(verdict) = sight::insecure(subject, NAME) {
        return verdict;
    }
    let missing = || Verdict::not_applicable(format!("No {NAME} was sent; browsers choose."));
    sight::judge(subject, NAME, judge, missing)
}

fn judge(value: &str) -> Verdict {
    let seen = quote(NAME, value);
    match parse(value) {
        Some(true) => Verdict::note(seen, "The page asks to be kept apart from sibling origins."),
        Some(false) => Verdict::note(
            seen,
            "The page asks to share memory with sibling origins, as document.domain needs.",
        ),
        None => {
            Verdict::fail(Severity::Info, seen, "It is neither ?1 nor ?0, so browsers ignore it.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(value: &str, outcome: Outcome) {
        page(&CHECKS[0], &sent(&[(NAME, value)]), outcome, Severity::Info);
    }

    #[test]
    fn only_a_structured_boolean_is_read() {
        check("?1", Outcome::Note);
        check("?0", Outcome::Note);
        check("1", Outcome::Fail);
        check("true", Outcome::Fail);
        check("?1, ?1", Outcome::Fail);
        page(&CHECKS[0], &sent(&[]), Outcome::NotApplicable, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
    }
}
