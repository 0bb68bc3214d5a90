//! Are windows of other origins cut off from the page?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::opener_policy::OpenerPolicy;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "opener-policy",
    title: "Windows of other origins are cut off",
    why: "A page that opened this one, or was opened by it, keeps a handle: it can steer the window \
          to a false login and count its frames.",
    how: crate::audit::check::page_only(
        "Cross-Origin-Opener-Policy is read as one structured token: same-origin, \
          same-origin-allow-popups and noopener-allow-popups pass; unsafe-none is noted; anything \
          else, two values or quotes among them, fails as browsers ignore it. A missing field \
          warns on a page with a password box and is noted elsewhere. Not asked over http, where \
          browsers ignore the field.",
    ),
    fix: "Send Cross-Origin-Opener-Policy: same-origin, or same-origin-allow-popups where the page \
          opens a login or payment of another site.",
    severity: Severity::Low,
    sources: &[Source {
        name: "HTML, cross-origin opener policies",
        url: "https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies",
    }],
    items: &[],
    profiles: &[Profile::Page],
    remedy: Remedy::Set(&[(NAME, "same-origin")]),
    run,
}];

const NAME: &str = "Cross-Origin-Opener-Policy";

fn run(subject: &Subject<'_>) -> Verdict {
    if let Some(verdict) = sight::insecure(subject, NAME) {
        return verdict;
    }
    sight::judge(subject, NAME, judge, || missing(subject))
}

fn judge(value: &str) -> Verdict {
    let seen = quote(NAME, value);
    match OpenerPolicy::parse(value) {
        Ok(OpenerPolicy::SameOrigin) => {
            Verdict::pass(seen, "Only windows of the same origin stay connected.")
        }
        Ok(OpenerPolicy::SameOriginAllowPopups) => Verdict::pass(
            seen,
            "Foreign openers are cut off; windows that the page opens stay connected.",
        ),
        Ok(OpenerPolicy::NoopenerAllowPopups) => Verdict::pass(
            seen,
            "Every opener is cut off; windows that the page opens stay connected.",
        ),
        Ok(OpenerPolicy::UnsafeNone) => {
            Verdict::note(seen, "It is the default: windows stay connected.")
        }
        Err(error) => Verdict::fail(
            Severity::Low,
            seen,
            format!("Browsers fall back to unsafe-none: {error}."),
        ),
    }
}

fn missing(subject: &Subject<'_>) -> Verdict {
    let asks_password = subject.tags().is_some_and(|tags| {
        tags.iter().any(|tag| {
            tag.name == "input"
                && tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password"))
        })
    });
    if asks_password {
        let says = "None was sent on a page that asks for a password; a foreign opener can swap it for a copy.";
        Verdict::warn(Severity::Low, "<input type=\"password\">", says)
    } else {
        Verdict::note("", "None was sent, so foreign windows stay connected.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, hidden, page, sent, with_body};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECKS[0], &sent(&[(NAME, value)]), outcome, severity);
    }

    #[test]
    fn one_known_token_passes() {
        check("same-origin; report-to=\"x\"", Outcome::Pass, Severity::Info);
        check("same-origin-allow-popups", Outcome::Pass, Severity::Info);
        check("noopener-allow-popups", Outcome::Pass, Severity::Info);
        check("unsafe-none", Outcome::Note, Severity::Info);
        for value in ["Same-Origin", "\"same-origin\"", "same-origin, same-origin", "x", ""] {
            check(value, Outcome::Fail, Severity::Low);
        }
    }

    #[test]
    fn a_login_page_needs_it() {
        let login = with_body(sent(&[]), "<input type=Password>");
        page(&CHECKS[0], &login, Outcome::Warn, Severity::Low);
        page(&CHECKS[0], &sent(&[]), Outcome::Note, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
        let clear = at("http://a.com/", &[(NAME, "same-origin")]);
        page(&CHECKS[0], &clear, Outcome::NotApplicable, Severity::Info);
    }
}
