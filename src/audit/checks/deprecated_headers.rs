//! Are fields sent that nobody reads any more?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::view;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "deprecated-headers",
    title: "No field is sent that browsers have given up",
    why: "Fields that browsers no longer read cost bytes in every answer and look like a \
          protection that is not there.",
    how: crate::audit::check::page_only(
        "Public-Key-Pins, Expect-CT, Feature-Policy, P3P, X-Download-Options, X-UA-Compatible, \
          X-Content-Security-Policy, X-WebKit-CSP, Warning, Large-Allocation, DNT and Tk are \
          noted; so are Pragma and Expires beside Cache-Control, and Report-To without NEL.",
    ),
    fix: "Remove these fields; Permissions-Policy, Content-Security-Policy and \
          Reporting-Endpoints replace three of them.",
    severity: Severity::Info,
    sources: &[
        Source {
            name: "OWASP HTTP Headers Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
        },
        Source {
            name: "RFC 9111 section 5.5 (Warning) and 5.4 (Pragma)",
            url: "https://www.rfc-editor.org/rfc/rfc9111#section-5.4",
        },
    ],
    items: &["security-headers-middleware"],
    profiles: &Profile::ALL,
    remedy: Remedy::Remove(&NAMES),
    run,
}];

const NAMES: [&str; 14] = [
    "Public-Key-Pins",
    "Public-Key-Pins-Report-Only",
    "Expect-CT",
    "Feature-Policy",
    "P3P",
    "X-Download-Options",
    "X-UA-Compatible",
    "X-Content-Security-Policy",
    "X-Content-Security-Policy-Report-Only",
    "X-WebKit-CSP",
    "Warning",
    "Large-Allocation",
    "DNT",
    "Tk",
];

fn run(subject: &Subject<'_>) -> Verdict {
    let headers = &subject.evidence.headers;
    let mut found: Vec<_> = NAMES.into_iter().filter(|name| headers.has(name)).collect();
    if headers.has("Cache-Control") {
        found.extend(["Pragma", "Expires"].into_iter().filter(|name| headers.has(name)));
    }
    if headers.has("Report-To") && !headers.has("NEL") && view::sees_all(subject) {
        found.push("Report-To");
    }
    if !found.is_empty() {
        let says = "Current browsers ignore these fields, or another field overrides them.";
        return Verdict::note(found.join(", "), says);
    }
    if view::sees_all(subject) {
        Verdict::pass("", "No such field is sent.")
    } else {
        view::unseen("Such a field")
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[test]
    fn what_nobody_reads_is_noted() {
        let check = |lines: &str, want: &str| {
            trial(Profile::Page, lines).is(&CHECKS[0], want);
        };
        check("expect-ct: max-age=0", "note");
        check("P3P", "note");
        check("Cache-Control: no-store\nPragma: no-cache", "note");
        check("Pragma: no-cache", "pass");
        check("Report-To: {}", "note");
        check("Report-To: {}\nNEL: {}", "pass");
        check("Expires: 0", "pass");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
