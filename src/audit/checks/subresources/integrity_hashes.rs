//! Can the hashes in the page ever match?

use super::{judge, named};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::subresource_integrity::{Algorithm, Integrity};
use crate::audit::parse::subresources::{Subresource, Subresources};

pub(super) const CHECK: Check = Check {
    id: "integrity-hashes",
    title: "The hashes in the page can be checked",
    why: "Browsers skip a hash of a function they do not know and load the resource unchecked, \
          which looks like protection and is none.",
    how: crate::audit::check::page_only(
        "Reads each integrity attribute; only the strongest function in it counts. One with no \
          SHA-256, SHA-384 or SHA-512 hash, or with no base64, warns; one whose hashes all have \
          the wrong length fails, because nothing can match; the rest passes. Without an attribute \
          the question does not arise. Whether a hash is right is not seen.",
    ),
    fix: "Write integrity=\"sha384-…\" with the base64 of the file's digest.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "Subresource Integrity section 3.2",
            url: "https://www.w3.org/TR/SRI/#hash-functions",
        },
        Source {
            name: "Subresource Integrity section 3.3.2",
            url: "https://www.w3.org/TR/SRI/#parse-metadata",
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
    let read = |one: &Subresource| one.integrity.as_deref().map(Integrity::parse);
    let like = |kind: fn(Integrity) -> bool| {
        let like = found.list.iter().filter(move |one| read(one).is_some_and(kind));
        like.collect::<Vec<_>>()
    };
    let never = like(|integrity| matches!(integrity, Integrity::WrongLength(_)));
    if !never.is_empty() {
        let says =
            "Its hash has the wrong length for its function, so browsers refuse the resource.";
        return Verdict::fail(Severity::Medium, named(&never), says);
    }
    let open = like(|integrity| integrity == Integrity::Unprotected);
    if !open.is_empty() {
        let says =
            "Its integrity attribute holds no hash that browsers know, so nothing is checked.";
        return Verdict::warn(Severity::Low, named(&open), says);
    }
    let garbled = like(|integrity| matches!(integrity, Integrity::Garbled(_)));
    if !garbled.is_empty() {
        let says =
            "Its hash is no base64: some browsers check nothing, others refuse the resource.";
        return Verdict::warn(Severity::Low, named(&garbled), says);
    }
    let short = like(|integrity| integrity == Integrity::Checked(Algorithm::Sha256));
    if !short.is_empty() {
        return Verdict::pass(
            named(&short),
            "The hashes can be checked; SHA-384 is the usual choice over SHA-256.",
        );
    }
    if like(|_| true).is_empty() {
        return Verdict::not_applicable("The page holds no integrity attribute.");
    }
    Verdict::pass("", "Every hash can be checked.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{page, sent, with_body};

    #[track_caller]
    fn check(integrity: &str, outcome: Outcome, severity: Severity) {
        let body = format!("<script src=x integrity='{integrity}'></script>");
        page(&CHECK, &with_body(sent(&[]), &body), outcome, severity);
    }

    #[test]
    fn hashes_are_told_apart() {
        check(&format!("sha384-{}", "A".repeat(64)), Outcome::Pass, Severity::Info);
        check(&format!("sha256-{}=", "A".repeat(43)), Outcome::Pass, Severity::Info);
        check("md5-AAAA", Outcome::Warn, Severity::Low);
        check("", Outcome::Warn, Severity::Low);
        check("sha384-{{hash}}", Outcome::Warn, Severity::Low);
        check("sha384-AAAA", Outcome::Fail, Severity::Medium);
        page(
            &CHECK,
            &with_body(sent(&[]), "<script src=x></script>"),
            Outcome::NotApplicable,
            Severity::Info,
        );
        page(&CHECK, &sent(&[]), Outcome::Unseen, Severity::Info);
    }
}
