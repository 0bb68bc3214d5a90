//! May other origins' resources be embedded without their consent?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::embedder_policy::EmbedderPolicy;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "embedder-policy",
    title: "An embedder policy can be read",
    why: "It keeps foreign data that did not agree to be embedded out of the page's process, where \
          side channels could read it; with a slip in it, it does nothing.",
    how: crate::audit::check::page_only(
        "Cross-Origin-Embedder-Policy is read as one structured token: require-corp and \
          credentialless pass; unsafe-none and a missing field are noted; anything else fails as \
          browsers ignore it. Not asked over http, where browsers ignore the field.",
    ),
    fix: "Send Cross-Origin-Embedder-Policy: credentialless, or require-corp once every embedded \
          resource agrees.",
    severity: Severity::Low,
    sources: &[Source {
        name: "HTML, embedder policies",
        url: "https://html.spec.whatwg.org/multipage/browsers.html#coep",
    }],
    items: &[],
    profiles: &[Profile::Page],
    remedy: Remedy::Set(&[(NAME, "credentialless")]),
    run,
}];

const NAME: &str = "Cross-Origin-Embedder-Policy";

fn run(subject: &Subject<'_>) -> Verdict {
    if let Some(verdict) = sight::insecure(subject, NAME) {
        return verdict;
    }
    let missing =
        || Verdict::note("", "None was sent; only pages that need shared memory must have one.");
    sight::judge(subject, NAME, judge, missing)
}

fn judge(value: &str) -> Verdict {
    let seen = quote(NAME, value);
    match EmbedderPolicy::parse(value) {
        Ok(EmbedderPolicy::RequireCorp) => {
            Verdict::pass(seen, "Foreign resources must agree to be embedded.")
        }
        Ok(EmbedderPolicy::Credentialless) => Verdict::pass(
            seen,
            "Foreign resources that did not agree are asked for without cookies.",
        ),
        Ok(EmbedderPolicy::UnsafeNone) => {
            Verdict::note(seen, "It is the default: anything may be embedded.")
        }
        Err(error) => Verdict::fail(
            Severity::Low,
            seen,
            format!("Browsers fall back to unsafe-none: {error}."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, hidden, page, sent};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECKS[0], &sent(&[(NAME, value)]), outcome, severity);
    }

    #[test]
    fn one_known_token_passes() {
        check("require-corp", Outcome::Pass, Severity::Info);
        check("credentialless; report-to=\"x\"", Outcome::Pass, Severity::Info);
        check("unsafe-none", Outcome::Note, Severity::Info);
        check("require-corp, require-corp", Outcome::Fail, Severity::Low);
        check("\"require-corp\"", Outcome::Fail, Severity::Low);
        page(&CHECKS[0], &sent(&[]), Outcome::Note, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
        let clear = at("http://a.com/", &[(NAME, "x")]);
        page(&CHECKS[0], &clear, Outcome::NotApplicable, Severity::Info);
    }
}
