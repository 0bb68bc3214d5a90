//! Do opener and embedder policy together isolate the page?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::Sight;
use crate::audit::parse::embedder_policy::EmbedderPolicy;
use crate::audit::parse::opener_policy::OpenerPolicy;
use crate::audit::parse::subresources::{Kind, Owner, Subresources};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cross-origin-isolation",
    title: "An embedder policy brings isolation",
    why: "Shared memory and fine timers work only on an isolated page, and an embedder policy alone \
          costs broken embeds without that gain.",
    how: crate::audit::check::page_only(
        "Asked where require-corp or credentialless is in force: with \
          Cross-Origin-Opener-Policy: same-origin it passes, without it is noted. With require-corp, \
          foreign scripts and style sheets without crossorigin are noted, since they load only if \
          their server sends Cross-Origin-Resource-Policy.",
    ),
    fix: "Send Cross-Origin-Opener-Policy: same-origin beside the embedder policy.",
    severity: Severity::Info,
    sources: &[Source {
        name: "HTML, cross-origin isolation",
        url: "https://html.spec.whatwg.org/multipage/document-sequences.html#cross-origin-isolation-mode",
    }],
    items: &[],
    profiles: &[Profile::Page],
    remedy: Remedy::Set(&[(OPENER, "same-origin")]),
    run,
}];

const OPENER: &str = "Cross-Origin-Opener-Policy";
const EMBEDDER: &str = "Cross-Origin-Embedder-Policy";

fn run(subject: &Subject<'_>) -> Verdict {
    if let Some(verdict) = sight::insecure(subject, EMBEDDER) {
        return verdict;
    }
    let none = "No embedder policy is in force, so isolation is not asked for.";
    let sent = |value: &str| match EmbedderPolicy::parse(value) {
        Ok(policy @ (EmbedderPolicy::RequireCorp | EmbedderPolicy::Credentialless)) => {
            with_embedder(subject, policy, &quote(EMBEDDER, value))
        }
        Ok(EmbedderPolicy::UnsafeNone) | Err(_) => Verdict::not_applicable(none),
    };
    sight::judge(subject, EMBEDDER, sent, || Verdict::not_applicable(none))
}

fn with_embedder(subject: &Subject<'_>, policy: EmbedderPolicy, embedder: &str) -> Verdict {
    let opener = match subject.evidence.sight(OPENER) {
        Sight::Sent(values) => values.join(", "),
        Sight::Missing => {
            return Verdict::note(
                embedder,
                format!("Without {OPENER}: same-origin the page is not isolated."),
            );
        }
        Sight::Unseen => return sight::hidden(OPENER),
    };
    let seen = format!("{embedder}; {}", quote(OPENER, &opener));
    if OpenerPolicy::parse(&opener) != Ok(OpenerPolicy::SameOrigin) {
        return Verdict::note(
            seen,
            format!("Only {OPENER}: same-origin isolates the page; this does not."),
        );
    }
    match unasked(subject).filter(|_| policy == EmbedderPolicy::RequireCorp) {
        Some(url) => {
            let says = format!(
                "The page is isolated; {url}, without crossorigin, loads only if its server agrees by Cross-Origin-Resource-Policy."
            );
            Verdict::note(seen, says)
        }
        None => Verdict::pass(seen, "The page is isolated."),
    }
}

/// A foreign script or style sheet that is asked for without CORS.
fn unasked(subject: &Subject<'_>) -> Option<String> {
    let page = subject.evidence.request.url.as_ref();
    let found = Subresources::read(subject.tags()?, page, false).list.into_iter().find(|one| {
        let plain = matches!(one.kind, Kind::Script | Kind::Style) && !one.crossorigin;
        plain && matches!(one.owner, Owner::Foreign | Owner::SameSite)
    });
    found.map(|one| one.written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent, with_body};

    #[track_caller]
    fn check(embedder: &str, opener: &str, outcome: Outcome) {
        page(&CHECKS[0], &sent(&[(EMBEDDER, embedder), (OPENER, opener)]), outcome, Severity::Info);
    }

    #[test]
    fn both_policies_are_needed() {
        check("require-corp", "same-origin", Outcome::Pass);
        check("credentialless", "same-origin; report-to=\"x\"", Outcome::Pass);
        check("require-corp", "same-origin-allow-popups", Outcome::Note);
        check("require-corp", "\"same-origin\"", Outcome::Note);
        check("unsafe-none", "same-origin", Outcome::NotApplicable);
        page(&CHECKS[0], &sent(&[(EMBEDDER, "require-corp")]), Outcome::Note, Severity::Info);
        page(&CHECKS[0], &sent(&[]), Outcome::NotApplicable, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
    }

    #[test]
    fn foreign_scripts_may_break() {
        let both = sent(&[(EMBEDDER, "require-corp"), (OPENER, "same-origin")]);
        let body = "<script src=https://cdn.example/x></script>";
        page(&CHECKS[0], &with_body(both.clone(), body), Outcome::Note, Severity::Info);
        let asked = "<script crossorigin src=https://cdn.example/x></script>";
        page(&CHECKS[0], &with_body(both, asked), Outcome::Pass, Severity::Info);
    }
}
