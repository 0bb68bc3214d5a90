//! Does the server tell its version?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "server-version",
    title: "The Server field tells no version",
    why: "A version tells an attacker which known holes to try, and lets searches over the whole \
          internet find every host that runs it on the day a hole is published.",
    how: crate::audit::check::page_only(
        "No Server field, or a product without a version, passes. A version warns. A list of \
          modules or the operating system beside it warns as well, and is said so.",
    ),
    fix: "Turn the version off (server_tokens off, ServerTokens Prod).",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "RFC 9110 section 10.2.4 (Server)",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-10.2.4",
        },
        Source {
            name: "OWASP Secure Headers Project",
            url: "https://owasp.org/www-project-secure-headers/#prevent-information-disclosure-via-http-headers",
        },
    ],
    items: &["security-headers-middleware"],
    profiles: &Profile::ALL,
    remedy: Remedy::Remove(&["Server"]),
    run,
}];

const SYSTEMS: [&str; 12] = [
    "ubuntu", "debian", "centos", "red hat", "redhat", "fedora", "amzn", "unix", "win32", "win64",
    "freebsd", "alpine",
];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let values = view::sent(subject, "Server")?;
    if values.is_empty() {
        return Ok(Verdict::pass("", "No Server field is sent."));
    }
    let value = values.join(", ");
    let seen = quote("Server", &value);
    let products = without_comments(&value);
    let n_versions = products.split_whitespace().filter(|word| has_version(word)).count();
    let lower = value.to_ascii_lowercase();
    let system = SYSTEMS.iter().any(|system| lower.contains(system));
    Ok(if n_versions > 1 || (n_versions == 1 && system) {
        let says = "It tells the version, and what it runs on or with.";
        Verdict::warn(Severity::Low, seen, says)
    } else if n_versions == 1 {
        Verdict::warn(Severity::Low, seen, "It tells the version.")
    } else if system {
        Verdict::warn(Severity::Low, seen, "It tells the operating system.")
    } else {
        Verdict::pass(seen, "It tells no version.")
    })
}

/// Whether a word carries a version: `nginx/1.25` or a bare `9.4.51`.
pub(super) fn has_version(word: &str) -> bool {
    let after_slash = word.split('/').skip(1).any(|part| {
        let digits = part.strip_prefix(['v', 'V']).unwrap_or(part);
        digits.starts_with(|c: char| c.is_ascii_digit())
    });
    let bare = word.trim_matches(['(', ')', ',', ';']);
    let dotted = bare.split_once('.').is_some_and(|(major, rest)| {
        !major.is_empty()
            && major.bytes().all(|byte| byte.is_ascii_digit())
            && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    // `Jetty(9.4.51)` has its version in brackets without a blank before them.
    let bracketed = word.split_once('(').is_some_and(|(name, rest)| {
        !name.is_empty() && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    after_slash || dotted || bracketed
}

/// Takes comments out, which stand in brackets after a blank.
fn without_comments(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut depth = 0_usize;
    let mut before = ' ';
    for c in value.chars() {
        if c == '(' && (depth > 0 || before == ' ') {
            depth += 1;
        } else if c == ')' && depth > 0 {
            depth -= 1;
        } else if depth == 0 {
            out.push(c);
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(value: &str, want: &str) {
        trial(Profile::Page, &format!("Server: {value}")).is(&CHECKS[0], want);
    }

    #[test]
    fn a_product_alone_passes() {
        for value in ["nginx", "cloudflare", "Apache", "gws", "ECS (nyb/1D2E)", "AmazonS3"] {
            check(value, "pass");
        }
        trial(Profile::Page, "").is(&CHECKS[0], "pass");
    }

    #[test]
    fn a_version_warns() {
        for value in
            ["nginx/1.25.3", "Jetty(9.4.51)", "Microsoft-IIS/10.0", "gunicorn/v20", "Squid 6.1"]
        {
            check(value, "warn low");
        }
        check("Apache/2.4.58 (Ubuntu) OpenSSL/3.0.2", "warn low");
        check("Apache (Debian)", "warn low");
    }

    #[test]
    fn malformed_and_unseen_values() {
        check("", "pass");
        check("((((1.2", "pass");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
