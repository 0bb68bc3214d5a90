//! Are pinned resources of other origins asked for with CORS?

use super::{judge, named};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::subresource_integrity::Integrity;
use crate::audit::parse::subresources::{Kind, Owner, Subresource, Subresources};

pub(super) const CHECK: Check = Check {
    id: "integrity-crossorigin",
    title: "Pinned resources of other origins are asked for with CORS",
    why: "A browser may compare a hash only with what the page is allowed to read, so it refuses \
          the resource and the page breaks.",
    how: crate::audit::check::page_only(
        "A classic script or style sheet of another origin with an integrity hash fails without a \
          crossorigin attribute and passes with one. Module scripts always use CORS. Without such \
          a resource the question does not arise.",
    ),
    fix: "Add crossorigin=\"anonymous\" beside integrity.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "Subresource Integrity section 5",
            url: "https://www.w3.org/TR/SRI/#cross-origin-data-leakage",
        },
        Source {
            name: "Fetch, main fetch",
            url: "https://fetch.spec.whatwg.org/#concept-main-fetch",
        },
    ],
    items: &[],
    profiles: &[Profile::Page],
    remedy: Remedy::Manual,
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    judge(subject, verdict)
}

fn verdict(found: &Subresources) -> Verdict {
    let pinned = || found.list.iter().filter(|one| is_checked(one));
    let foreign = |one: &&Subresource| matches!(one.owner, Owner::Foreign | Owner::SameSite);
    let refused: Vec<_> = pinned().filter(foreign).filter(|one| asks_plainly(one)).collect();
    if !refused.is_empty() {
        let says = "It has a hash but no crossorigin attribute, so browsers refuse to run it.";
        return Verdict::fail(Severity::Medium, named(&refused), says);
    }
    let unknown = |one: &&Subresource| one.owner == Owner::Unknown && asks_plainly(one);
    let unknown: Vec<_> = pinned().filter(unknown).collect();
    if !unknown.is_empty() {
        return Verdict::unseen(format!(
            "Whether {} is of another origin could not be told.",
            named(&unknown)
        ));
    }
    if pinned().any(|one| foreign(&one)) {
        Verdict::pass("", "Every pinned resource of another origin is asked for with CORS.")
    } else {
        Verdict::not_applicable("The page pins no resource of another origin.")
    }
}

fn is_checked(one: &Subresource) -> bool {
    let checked = |text: &str| match Integrity::parse(text) {
        Integrity::Checked(_) | Integrity::WrongLength(_) => true,
        Integrity::Unprotected | Integrity::Garbled(_) => false,
    };
    one.integrity.as_deref().is_some_and(checked)
}

fn asks_plainly(one: &Subresource) -> bool {
    !one.crossorigin && matches!(one.kind, Kind::Script | Kind::Style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{page, sent, with_body};

    #[track_caller]
    fn check(tag: &str, outcome: Outcome, severity: Severity) {
        let hash = format!("integrity=sha384-{}", "A".repeat(64));
        let body = tag.replace("HASH", &hash);
        page(&CHECK, &with_body(sent(&[]), &body), outcome, severity);
    }

    #[test]
    fn a_hash_needs_cors() {
        check("<script HASH src=//cdn.example/x></script>", Outcome::Fail, Severity::Medium);
        check(
            "<link rel=stylesheet HASH href=//static.example.com/x>",
            Outcome::Fail,
            Severity::Medium,
        );
        check(
            "<script HASH crossorigin src=//cdn.example/x></script>",
            Outcome::Pass,
            Severity::Info,
        );
        check(
            "<script HASH type=module src=//cdn.example/x></script>",
            Outcome::Pass,
            Severity::Info,
        );
        check("<script HASH src=x></script>", Outcome::NotApplicable, Severity::Info);
        check(
            "<script integrity=junk src=//cdn.example/x></script>",
            Outcome::NotApplicable,
            Severity::Info,
        );
        page(&CHECK, &sent(&[]), Outcome::Unseen, Severity::Info);
    }
}
