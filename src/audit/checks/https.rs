//! Did the answer come over https?

use crate::audit::address::Address;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "https",
    title: "The answer came over https",
    why: "Over http anyone on the way reads the request, its cookies and the answer, and can change \
          any of them.",
    how: crate::audit::check::page_only(
        "Looks at the scheme of the address that answered last: https passes, http fails. Not \
          asked of localhost; an unknown address is unseen.",
    ),
    fix: "Serve it over https with a certificate that renews itself, and close plain http.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 9110 section 4.2.2",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2",
        },
        Source { name: "W3C Secure Contexts", url: "https://www.w3.org/TR/secure-contexts/" },
    ],
    items: &["https-everywhere"],
    profiles: &[Profile::Page, Profile::Api],
    remedy: Remedy::RedirectToHttps,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    match subject.evidence.request.url.as_ref() {
        None => Verdict::unseen("The address that answered is not known."),
        Some(url) => judge(url),
    }
}

fn judge(url: &Address) -> Verdict {
    if url.is_loopback() {
        return Verdict::not_applicable("The address is this machine itself.");
    }
    if url.is_https() {
        Verdict::pass(url.origin(), "The connection was encrypted.")
    } else {
        Verdict::fail(Severity::High, url.origin(), "The answer came in clear text.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, page};

    #[track_caller]
    fn check(url: &str, outcome: Outcome, severity: Severity) {
        page(&CHECKS[0], &at(url, &[]), outcome, severity);
    }

    #[test]
    fn the_scheme_decides() {
        check("https://a.com/", Outcome::Pass, Severity::Info);
        check("http://a.com/", Outcome::Fail, Severity::High);
        check("http://192.0.2.1/", Outcome::Fail, Severity::High);
        check("http://localhost:3000/", Outcome::NotApplicable, Severity::Info);
        check("not an address", Outcome::Unseen, Severity::Info);
    }
}
