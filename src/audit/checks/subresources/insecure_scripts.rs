//! Does an https page name scripts or style sheets on http?

use super::{CSP, judge, named};
use crate::audit::address::Address;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::evidence::Sight;
use crate::audit::parse::subresources::{Subresource, Subresources};

pub(super) const CHECK: Check = Check {
    id: "insecure-scripts",
    title: "No script or style sheet comes over http",
    why: "Browsers refuse such code on an https page, so what it should do does not happen.",
    how: crate::audit::check::page_only(
        "Resolves each script, module preload and style sheet in the page against its base; an \
          address without a scheme, such as //host, takes the page's. One on http fails, unless \
          upgrade-insecure-requests is in force where its tag stands or the host is the visitor's \
          own machine. Not asked of a page on http. Scripts that other scripts add are not seen.",
    ),
    fix: "Name the https address of each script and style sheet.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "Mixed Content section 4.4",
            url: "https://www.w3.org/TR/mixed-content/#should-block-fetch",
        },
        Source {
            name: "Upgrade Insecure Requests",
            url: "https://www.w3.org/TR/upgrade-insecure-requests/#delivery",
        },
    ],
    items: &["https-everywhere"],
    profiles: &[Profile::Page],
    remedy: Remedy::Manual,
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    if subject.evidence.is_https() == Some(false) {
        return Verdict::not_applicable("The page itself came over http.");
    }
    let policy_hidden = subject.evidence.sight(CSP) == Sight::Unseen;
    judge(subject, |found| verdict(found, policy_hidden))
}

fn verdict(found: &Subresources, policy_hidden: bool) -> Verdict {
    let insecure: Vec<_> = found.list.iter().filter(|one| is_insecure(one)).collect();
    let refused: Vec<_> = insecure.iter().copied().filter(|one| !one.upgraded).collect();
    match (refused.is_empty(), insecure.is_empty()) {
        (true, true) if found.list.is_empty() => {
            Verdict::not_applicable("The page names no script or style sheet by address.")
        }
        (true, true) => Verdict::pass("", "Every script and style sheet in the page is on https."),
        (true, false) => Verdict::pass(
            named(&insecure),
            "Named on http, but upgrade-insecure-requests moves it to https.",
        ),
        (false, _) if policy_hidden => Verdict::unseen(format!(
            "{} is named on http; whether upgrade-insecure-requests moves it to https could not be seen.",
            named(&refused)
        )),
        (false, _) => Verdict::fail(
            Severity::High,
            named(&refused),
            "Browsers refuse to load it on an https page.",
        ),
    }
}

fn is_insecure(one: &Subresource) -> bool {
    let reaches_out = |url: &Address| !url.is_https() && !url.is_loopback();
    one.address.as_ref().is_some_and(reaches_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, hidden, page, sent, with_body};

    #[track_caller]
    fn check(body: &str, outcome: Outcome, severity: Severity) {
        page(&CHECK, &with_body(sent(&[]), body), outcome, severity);
    }

    const HTTP: &str = "<script src=http://a.com/x></script>";

    #[test]
    fn http_on_https_fails() {
        check(HTTP, Outcome::Fail, Severity::High);
        check("<link rel=stylesheet href=http://a.com/x>", Outcome::Fail, Severity::High);
        check("<base href=http://a.com/><script src=x></script>", Outcome::Fail, Severity::High);
        check("<script src=//a.com/x></script>", Outcome::Pass, Severity::Info);
        check("<script src=http://localhost/x></script>", Outcome::Pass, Severity::Info);
        check("<script src=http:// /></script>", Outcome::Pass, Severity::Info);
        check("<p>", Outcome::NotApplicable, Severity::Info);
    }

    #[test]
    fn an_upgrade_lifts_it() {
        let upgrade = [(CSP, "default-src 'self'; Upgrade-Insecure-Requests")];
        page(&CHECK, &with_body(sent(&upgrade), HTTP), Outcome::Pass, Severity::Info);
        page(&CHECK, &with_body(hidden(), HTTP), Outcome::Unseen, Severity::Info);
    }

    #[test]
    fn what_was_not_read_is_unseen() {
        page(&CHECK, &sent(&[]), Outcome::Unseen, Severity::Info);
        page(
            &CHECK,
            &with_body(at("http://a.com/", &[]), HTTP),
            Outcome::NotApplicable,
            Severity::Info,
        );
        let mut part = with_body(sent(&[]), "<script src=x></script>");
        part.body = crate::audit::evidence::Body::Read {
            text: "<script src=x></script>".into(),
            whole: false,
        };
        page(&CHECK, &part, Outcome::Unseen, Severity::Info);
    }
}
