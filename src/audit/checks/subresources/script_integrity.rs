//! Are scripts of other sites pinned by a hash?

use super::{judge, named};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::subresource_integrity::Integrity;
use crate::audit::parse::subresources::{Kind, Owner, Subresource, Subresources};

pub(super) const CHECK: Check = Check {
    id: "script-integrity",
    title: "Scripts of other sites are pinned by a hash",
    why: "Whoever takes over the other host, or buys its name, runs code in every visitor's session.",
    how: crate::audit::check::page_only(
        "Resolves each script and module preload in the page against its base. One of another \
          site without an integrity hash that browsers know warns; one of the same site but \
          another origin is noted; own scripts and pinned ones pass. What an import map says, \
          whose script stands where when the page's address is unknown, and scripts that other \
          scripts add are not seen. Addresses on http are left to insecure-scripts.",
    ),
    fix: "Add integrity=\"sha384-…\" and crossorigin=\"anonymous\" to the script, or serve it yourself.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "Subresource Integrity section 3",
            url: "https://www.w3.org/TR/SRI/#framework",
        },
        Source {
            name: "HTML, the integrity attribute",
            url: "https://html.spec.whatwg.org/multipage/scripting.html#attr-script-integrity",
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
    let scripts: Vec<_> = found.list.iter().filter(|one| counts(one)).collect();
    if scripts.is_empty() {
        return Verdict::not_applicable("The page names no script by address.");
    }
    // An import map may hold the hash of a module that has none of its own.
    let mapped = |one: &Subresource| found.import_map && one.kind != Kind::Script;
    let open = |owner: Owner, in_map: bool| {
        let open = scripts.iter().copied().filter(move |one| one.owner == owner && !is_pinned(one));
        open.filter(|one| mapped(one) == in_map).collect::<Vec<_>>()
    };
    let foreign = open(Owner::Foreign, false);
    if !foreign.is_empty() {
        let says =
            "It comes from another site without a hash, so that site decides what runs here.";
        return Verdict::warn(Severity::Low, named(&foreign), says);
    }
    let in_map = open(Owner::Foreign, true);
    if !in_map.is_empty() {
        return Verdict::unseen(format!(
            "{} may get its hash from the import map, which was not read.",
            named(&in_map)
        ));
    }
    let unknown = [open(Owner::Unknown, false), open(Owner::Unknown, true)].concat();
    if !unknown.is_empty() {
        return Verdict::unseen(format!(
            "Whether {} belongs to this site could not be told.",
            named(&unknown)
        ));
    }
    let sibling = open(Owner::SameSite, false);
    if !sibling.is_empty() {
        return Verdict::note(
            named(&sibling),
            "It comes without a hash from another host of the same site.",
        );
    }
    Verdict::pass("", "Every script is the page's own or pinned by a hash.")
}

/// Scripts that are loaded: a page on https refuses those on http.
fn counts(one: &Subresource) -> bool {
    let secure = one.address.as_ref().is_none_or(|url| url.is_https() || one.upgraded);
    let own = one.owner == Owner::SameOrigin;
    one.is_script() && one.owner != Owner::Embedded && (secure || own)
}

fn is_pinned(one: &Subresource) -> bool {
    let known = |text: &str| Integrity::parse(text) != Integrity::Unprotected;
    one.integrity.as_deref().is_some_and(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, page, sent, with_body};

    #[track_caller]
    fn check(body: &str, outcome: Outcome, severity: Severity) {
        page(&CHECK, &with_body(sent(&[]), body), outcome, severity);
    }

    #[test]
    fn foreign_scripts_need_a_hash() {
        check("<script src=https://cdn.example/x></script>", Outcome::Warn, Severity::Low);
        check("<script src=//cdn.example/x></script>", Outcome::Warn, Severity::Low);
        check("<script src=/\\cdn.example/x></script>", Outcome::Warn, Severity::Low);
        check("<base href=//cdn.example><script src=x></script>", Outcome::Warn, Severity::Low);
        check("<link rel=modulepreload href=//cdn.example/x>", Outcome::Warn, Severity::Low);
        check(
            "<script src=//cdn.example/x integrity=md5-AAAA></script>",
            Outcome::Warn,
            Severity::Low,
        );
        check(
            "<script src=//cdn.example/x integrity=sha384-AAAA></script>",
            Outcome::Pass,
            Severity::Info,
        );
    }

    #[test]
    fn own_scripts_do_not() {
        check("<script src=x></script>", Outcome::Pass, Severity::Info);
        check("<script src=//static.example.com/x></script>", Outcome::Note, Severity::Info);
        check(
            "<script>1</script><script src=data:,1></script>",
            Outcome::NotApplicable,
            Severity::Info,
        );
        check(
            "<script type=text/plain src=//cdn.example/x></script>",
            Outcome::NotApplicable,
            Severity::Info,
        );
    }

    #[test]
    fn what_cannot_be_told_is_unseen() {
        let module =
            "<script type=importmap></script><script type=module src=//cdn.example/x></script>";
        check(module, Outcome::Unseen, Severity::Info);
        let nowhere = at("no address", &[]);
        let absolute = with_body(nowhere.clone(), "<script src=https://cdn.example/x></script>");
        page(&CHECK, &absolute, Outcome::Unseen, Severity::Info);
        let relative = with_body(nowhere, "<script src=x></script>");
        page(&CHECK, &relative, Outcome::Pass, Severity::Info);
        page(&CHECK, &sent(&[]), Outcome::Unseen, Severity::Info);
    }
}
