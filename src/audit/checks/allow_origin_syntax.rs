//! Can the allowed origin match at all?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::allow_origin::{AllowOrigin, Never};

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "allow-origin-syntax",
    title: "The allowed origin is written as browsers compare it",
    why: "Browsers compare the field with the origin byte by byte. A list, a pattern or a closing \
          slash never matches, and the page that should read the answer gets an error instead.",
    how: crate::audit::check::page_only(
        "All fields of the name are joined. A star, null, or one origin in lower case without \
          path and default port passes. A list, two fields, a pattern such as https://*.x, a \
          path or closing slash, upper case, the default port, a missing scheme or an empty \
          value fails.",
    ),
    fix: "Answer with the one origin that asked, exactly as it was sent.",
    severity: Severity::Medium,
    sources: &[
        Source { name: "Fetch, CORS check", url: "https://fetch.spec.whatwg.org/#cors-check" },
        Source {
            name: "RFC 6454 section 6.2 (serialisation of an origin)",
            url: "https://www.rfc-editor.org/rfc/rfc6454#section-6.2",
        },
    ],
    items: &["cors-allowlist"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

const NAME: &str = "Access-Control-Allow-Origin";

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let foreign = subject.evidence.surroundings.foreign_origin.as_ref();
    let other = foreign.and_then(|(_, headers)| headers.combined(NAME));
    let own = match view::combined(subject, NAME, "The field is not sent.") {
        Ok(value) => Some(value),
        Err(verdict) if other.is_none() => return Err(verdict),
        Err(_) => None,
    };
    let verdicts = [own, other].into_iter().flatten().map(|value| one(&value));
    Ok(view::worst(verdicts.collect()).unwrap_or_else(|| view::unseen(NAME)))
}

fn one(value: &str) -> Verdict {
    let seen = format!("{NAME}: {value}");
    match AllowOrigin::parse(value) {
        AllowOrigin::Any | AllowOrigin::Null | AllowOrigin::Origin(_) => {
            Verdict::pass(seen, "Browsers can compare this.")
        }
        AllowOrigin::Never(why) => {
            let says = format!("This never matches: {}.", reason(why));
            Verdict::fail(Severity::Medium, seen, says)
        }
    }
}

fn reason(why: Never) -> &'static str {
    match why {
        Never::List => "only one origin may stand here",
        Never::Wildcard => "a star stands alone or not at all",
        Never::Path => "an origin ends after its host and port, without a slash",
        Never::UpperCase => "browsers write origins in lower case",
        Never::DefaultPort => "browsers leave the default port out",
        Never::NoScheme => "an origin begins with its scheme, such as https://",
        Never::Malformed => "it is no origin",
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(value: &str, want: &str) {
        let line = format!("Access-Control-Allow-Origin: {value}");
        trial(Profile::Api, &line).is(&CHECKS[0], want);
        trial(Profile::Api, "").foreign("https://evil.example", &line).is(&CHECKS[0], want);
    }

    #[test]
    fn what_a_browser_can_compare_passes() {
        check("*", "pass");
        check("null", "pass");
        check("https://a.example:8443", "pass");
    }

    #[test]
    fn malformed_origins_never_match() {
        check("https://a.example, https://b.example", "fail medium");
        check("https://*.a.example", "fail medium");
        check("https://a.example/", "fail medium");
        check("https://A.example", "fail medium");
        check("", "fail medium");
        let twice = "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Origin: *";
        trial(Profile::Api, twice).is(&CHECKS[0], "fail medium");
    }

    #[test]
    fn absence_and_blindness_are_no_failures() {
        trial(Profile::Api, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Api, "").probed().is(&CHECKS[0], "unseen");
    }
}
