//! Is the step from http to https a permanent redirect?

use super::chain::{Stop, from_http};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

pub(super) const CHECK: Check = Check {
    id: "redirect-status",
    title: "The step to https is permanent",
    why: "Browsers and crawlers remember a permanent redirect and stop asking over http; a \
          temporary one is asked for again on each visit.",
    how: crate::audit::check::page_only(
        "Looks at the redirect from http to https: 301 and 308 pass, any other status is noted.",
    ),
    fix: "Redirect with 308, or with 301 where very old clients matter.",
    severity: Severity::Info,
    sources: &[Source {
        name: "RFC 9110 section 15.4",
        url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4",
    }],
    items: &["http-redirects-to-https"],
    profiles: &Profile::ALL,
    remedy: Remedy::RedirectToHttps,
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    match from_http(subject.evidence) {
        Some(chain) => judge(&chain),
        None => Verdict::unseen("What the host answers over http was not seen."),
    }
}

fn judge(chain: &[Stop]) -> Verdict {
    let steps = chain.iter().zip(chain.iter().skip(1));
    let upgrade = steps.into_iter().find(|(from, to)| !from.url.is_https() && to.url.is_https());
    let Some((from, to)) = upgrade else {
        return Verdict::not_applicable("No redirect from http to https was seen.");
    };
    let Some(status) = from.status else {
        return Verdict::unseen("The status of the redirect was not seen.");
    };
    let seen = format!("{} ({status}) → {}", from.url, to.url);
    match status {
        301 | 308 => {
            Verdict::pass(seen, format!("{status} is permanent, so it can be remembered."))
        }
        302 | 303 | 307 => {
            Verdict::note(seen, format!("{status} is temporary: it is asked for again each time."))
        }
        _ => Verdict::note(seen, format!("{status} is no redirect that every client follows.")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::chain::tests::with_chain;
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{page, sent};

    #[track_caller]
    fn check(status: u16, outcome: Outcome) {
        let chain = [("http://a.com/", status), ("https://a.com/", 200)];
        page(&CHECK, &with_chain(&chain), outcome, Severity::Info);
    }

    #[test]
    fn permanent_passes_and_temporary_is_noted() {
        check(301, Outcome::Pass);
        check(308, Outcome::Pass);
        check(302, Outcome::Note);
        check(307, Outcome::Note);
        check(200, Outcome::Note);
        page(
            &CHECK,
            &with_chain(&[("http://a.com/", 200)]),
            Outcome::NotApplicable,
            Severity::Info,
        );
        page(&CHECK, &sent(&[]), Outcome::Unseen, Severity::Info);
    }
}
