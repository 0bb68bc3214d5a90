//! Are style sheets of other sites pinned by a hash?

use super::{judge, named};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::subresource_integrity::Integrity;
use crate::audit::parse::subresources::{Kind, Owner, Subresource, Subresources};

pub(super) const CHECK: Check = Check {
    id: "style-integrity",
    title: "Style sheets of other sites are pinned by a hash",
    why: "A style sheet can read form values letter by letter and lay one thing over another.",
    how: crate::audit::check::page_only(
        "A style sheet of another site without an integrity hash that browsers know is noted; \
          with one it passes. Without foreign style sheets the question does not arise.",
    ),
    fix: "Add integrity=\"sha384-…\" and crossorigin=\"anonymous\" to the link, or serve it yourself.",
    severity: Severity::Info,
    sources: &[Source {
        name: "Subresource Integrity section 3",
        url: "https://www.w3.org/TR/SRI/#framework",
    }],
    items: &[],
    profiles: &[Profile::Page],
    remedy: Remedy::Manual,
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    judge(subject, verdict)
}

fn verdict(found: &Subresources) -> Verdict {
    let of = |owner: Owner| {
        found.list.iter().filter(move |one| one.kind == Kind::Style && one.owner == owner)
    };
    let open: Vec<_> = of(Owner::Foreign).filter(|one| !is_pinned(one)).collect();
    if !open.is_empty() {
        return Verdict::note(named(&open), "It comes from another site without a hash.");
    }
    let unknown: Vec<_> = of(Owner::Unknown).filter(|one| !is_pinned(one)).collect();
    if !unknown.is_empty() {
        return Verdict::unseen(format!(
            "Whether {} belongs to this site could not be told.",
            named(&unknown)
        ));
    }
    if of(Owner::Foreign).next().is_some() {
        Verdict::pass("", "Every foreign style sheet is pinned by a hash.")
    } else {
        Verdict::not_applicable("The page names no style sheet of another site.")
    }
}

fn is_pinned(one: &Subresource) -> bool {
    let known = |text: &str| Integrity::parse(text) != Integrity::Unprotected;
    one.integrity.as_deref().is_some_and(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{page, sent, with_body};

    #[track_caller]
    fn check(body: &str, outcome: Outcome) {
        page(&CHECK, &with_body(sent(&[]), body), outcome, Severity::Info);
    }

    #[test]
    fn foreign_sheets_are_noted() {
        check("<link rel=stylesheet href=//cdn.example/x>", Outcome::Note);
        check("<link rel=stylesheet href=//cdn.example/x integrity=junk>", Outcome::Note);
        check("<link rel=stylesheet href=//cdn.example/x integrity=sha256-AAAA>", Outcome::Pass);
        check("<link rel=stylesheet href=x>", Outcome::NotApplicable);
        page(&CHECK, &sent(&[]), Outcome::Unseen, Severity::Info);
    }
}
