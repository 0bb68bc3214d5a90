//! Is the certificate accepted?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "certificate",
    title: "The certificate is accepted",
    why: "With a certificate that is expired, of another name or of an unknown issuer, browsers \
          show a warning and programs refuse to talk.",
    how: crate::audit::check::page_only(
        "What the connection to the https address said: accepted passes, refused fails. Which \
          part was wrong, and how many days are left, is not seen here.",
    ),
    fix: "Install a certificate for this very name from a public issuer, with automatic renewal.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 9110 section 4.3.4",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-4.3.4",
        },
        Source {
            name: "RFC 5280 section 6",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-6",
        },
    ],
    items: &["tls-certificate-valid"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    match subject.evidence.surroundings.certificate_valid {
        Some(true) => Verdict::pass("", "The connection was made with an accepted certificate."),
        Some(false) => {
            Verdict::fail(Severity::High, "", "The certificate of the https address was refused.")
        }
        None if subject.evidence.is_https() == Some(false) => {
            Verdict::not_applicable("The answer came over http, where there is no certificate.")
        }
        None => Verdict::unseen("Whether the certificate is accepted was not seen."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, page};

    #[track_caller]
    fn check(url: &str, valid: Option<bool>, outcome: Outcome, severity: Severity) {
        let mut evidence = at(url, &[]);
        evidence.surroundings.certificate_valid = valid;
        page(&CHECKS[0], &evidence, outcome, severity);
    }

    #[test]
    fn the_connection_tells() {
        check("https://a.com/", Some(true), Outcome::Pass, Severity::Info);
        check("https://a.com/", Some(false), Outcome::Fail, Severity::High);
        check("http://a.com/", Some(false), Outcome::Fail, Severity::High);
        check("https://a.com/", None, Outcome::Unseen, Severity::Info);
        check("http://a.com/", None, Outcome::NotApplicable, Severity::Info);
    }
}
