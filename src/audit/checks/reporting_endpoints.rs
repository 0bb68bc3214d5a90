//! Do reports find their way?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::headers::Headers;
use crate::audit::parse::reporting_endpoints::{self, Target};

use super::view::{self, Answer};

const NAME: &str = "Reporting-Endpoints";

pub(super) static CHECKS: &[Check] = &[Check {
    id: "reporting-endpoints",
    title: "Reports of browsers find their way",
    why: "A policy that reports to an endpoint which browsers cannot read reports to nobody, and \
          the silence looks like success.",
    how: crate::audit::check::page_only(
        "Reporting-Endpoints must be a structured dictionary of quoted https addresses (or \
          addresses relative to the answer). Anything that browsers drop fails: all of it when \
          it cannot be parsed, one member when it is no address or plain http. A name that no \
          policy uses is noted, except default.",
    ),
    fix: "Write each member as name=\"https://…\" and name it in a report-to.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "Reporting API, Reporting-Endpoints",
            url: "https://www.w3.org/TR/reporting-1/#header",
        },
        Source {
            name: "RFC 9651 section 3.2 (dictionaries)",
            url: "https://www.rfc-editor.org/rfc/rfc9651#section-3.2",
        },
    ],
    items: &["csp-set"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

/// The fields that name an endpoint.
const USERS: [&str; 11] = [
    "Content-Security-Policy",
    "Content-Security-Policy-Report-Only",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Opener-Policy-Report-Only",
    "Cross-Origin-Embedder-Policy",
    "Cross-Origin-Embedder-Policy-Report-Only",
    "Permissions-Policy",
    "Permissions-Policy-Report-Only",
    "Document-Policy",
    "Integrity-Policy",
    "Integrity-Policy-Report-Only",
];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let value = view::combined(subject, NAME, "The field is not sent.")?;
    let seen = quote(NAME, &value);
    let base = subject.evidence.request.url.as_ref();
    let Some(endpoints) = reporting_endpoints::parse(&value, base) else {
        let says = "It is no structured dictionary, so browsers drop all of it.";
        return Ok(Verdict::fail(Severity::Low, seen, says));
    };
    for endpoint in &endpoints {
        let name = &endpoint.name;
        let says = match &endpoint.target {
            Target::Usable(_) => continue,
            Target::Insecure(_) => format!("{name} is not https, so browsers drop it."),
            Target::NoAddress => format!("{name} is no quoted address, so browsers drop it."),
        };
        return Ok(Verdict::fail(Severity::Low, seen, says));
    }
    let headers = &subject.evidence.headers;
    let unused = endpoints.iter().find(|endpoint| !is_used(headers, &endpoint.name));
    Ok(match unused {
        _ if endpoints.is_empty() => Verdict::note(seen, "It names no endpoint."),
        Some(endpoint) if view::sees_all(subject) => {
            Verdict::note(seen, format!("No policy of this answer reports to {}.", endpoint.name))
        }
        Some(_) | None => Verdict::pass(seen, "Browsers know where to send reports."),
    })
}

fn is_used(headers: &Headers, name: &str) -> bool {
    let boundary = |c: char| !(c.is_ascii_alphanumeric() || "_-.*".contains(c));
    let mentions = |value: &str| value.split(boundary).any(|word| word == name);
    name == "default" || USERS.iter().any(|user| headers.all(user).into_iter().any(mentions))
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(value: &str, want: &str) {
        let lines =
            format!("{NAME}: {value}\nContent-Security-Policy: default-src 'self'; report-to csp");
        trial(Profile::Page, &lines).is(&CHECKS[0], want);
    }

    #[test]
    fn endpoints_are_quoted_https_addresses() {
        check("csp=\"https://r.example/x\", default=\"/reports\"", "pass");
        check("csp=\"http://r.example/x\"", "fail low");
        check("other=\"https://r.example/x\"", "note");
    }

    #[test]
    fn malformed_endpoints_fail() {
        check("csp=https://r.example/x", "fail low");
        check("{\"group\":\"csp\"}", "fail low");
        check("csp", "fail low");
        check("", "note");
        trial(Profile::Page, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
