//! Are methods allowed that belong to debugging?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::list::elements;

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "trace-method",
    title: "Methods for debugging are not allowed",
    why: "TRACE sends the request back with everything in it, also cookies that scripts may not \
          read and fields that proxies added. Nobody needs it in production.",
    how: crate::audit::check::page_only(
        "Allow or Access-Control-Allow-Methods with TRACE, TRACK or DEBUG warns, and so does a \
          TRACE or TRACK that is answered with success. A list without them passes. Without such \
          a field the question does not arise.",
    ),
    fix: "Turn TRACE off (TraceEnable off) and allow the methods that the application uses.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "OWASP Web Security Testing Guide, HTTP methods",
            url: "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/06-Test_HTTP_Methods",
        },
        Source {
            name: "RFC 9110 section 9.3.8 (TRACE)",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-9.3.8",
        },
    ],
    items: &["cors-methods-limited"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

const METHODS: [&str; 3] = ["TRACE", "TRACK", "DEBUG"];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let evidence = subject.evidence;
    let method = evidence.request.method.as_str();
    let success = evidence.status.is_some_and(|status| (200..300).contains(&status));
    if METHODS.contains(&method) && success {
        let says = "The server answers a method that belongs to debugging.";
        return Ok(Verdict::warn(Severity::Medium, format!("{method} → success"), says));
    }
    let headers = &evidence.headers;
    let mut listed = None;
    for name in ["Allow", "Access-Control-Allow-Methods"] {
        let Some(value) = headers.combined(name) else { continue };
        let seen = quote(name, &value);
        let found =
            |member: &&str| METHODS.iter().any(|method| method.eq_ignore_ascii_case(member));
        let words = elements(&value).into_iter().flat_map(str::split_whitespace);
        if words.into_iter().any(|word| found(&word)) {
            let says = "A method is allowed that belongs to debugging.";
            return Ok(Verdict::warn(Severity::Medium, seen, says));
        }
        listed = listed.or(Some(seen));
    }
    if let Some(seen) = listed {
        return Ok(Verdict::pass(seen, "The methods for debugging are not in the list."));
    }
    view::combined(subject, "Allow", "No list of methods is sent.")
        .map(|value| Verdict::pass(value, "The methods for debugging are not in the list."))
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        trial(Profile::Api, lines).method("OPTIONS").is(&CHECKS[0], want);
    }

    #[test]
    fn debugging_is_not_for_everyone() {
        check("Allow: GET, HEAD", "pass");
        check("Allow: GET, trace", "warn medium");
        check("Allow: GET\nAccess-Control-Allow-Methods: GET, DEBUG", "warn medium");
        trial(Profile::Api, "").method("TRACE").is(&CHECKS[0], "warn medium");
        trial(Profile::Api, "").method("TRACE").status(405).is(&CHECKS[0], "not-applicable");
    }

    #[test]
    fn malformed_and_unseen_lists() {
        check("Allow: GET TRACE", "warn medium");
        check("Allow", "pass");
        check("", "not-applicable");
        trial(Profile::Api, "").probed().is(&CHECKS[0], "unseen");
    }
}
