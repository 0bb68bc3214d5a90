//! Are clients asked for credentials in a way that keeps them safe?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::authenticate;

use super::view::{self, Answer};

const NAME: &str = "WWW-Authenticate";

pub(super) static CHECKS: &[Check] = &[Check {
    id: "authenticate",
    title: "Clients are asked for credentials, and over https only",
    why: "Basic sends the password readable with every request. A 401 without a challenge leaves \
          the client guessing how to sign in.",
    how: crate::audit::check::page_only(
        "Basic over http fails, except on localhost. A 401 without WWW-Authenticate warns, and \
          so does a value that is no list of challenges. Otherwise the challenge passes; where \
          the address is not known, a Basic challenge is unseen.",
    ),
    fix: "Send WWW-Authenticate with every 401, and serve it over https.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "RFC 9110 section 11.6.1 (WWW-Authenticate)",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1",
        },
        Source {
            name: "RFC 7617 section 4 (Basic, security considerations)",
            url: "https://www.rfc-editor.org/rfc/rfc7617#section-4",
        },
    ],
    items: &["auth-on-sensitive", "https-everywhere"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let evidence = subject.evidence;
    let values = view::sent(subject, NAME)?;
    if values.is_empty() {
        return Ok(if evidence.status == Some(401) {
            let says = "The client is turned away without being told how to sign in.";
            Verdict::warn(Severity::Medium, "status 401", says)
        } else {
            Verdict::not_applicable("Nobody is asked for credentials here.")
        });
    }
    let value = values.join(", ");
    let seen = quote(NAME, &value);
    let Some(challenges) = authenticate::parse(&value) else {
        let says = "This is no list of challenges, so clients cannot answer it.";
        return Ok(Verdict::warn(Severity::Medium, seen, says));
    };
    let basic = challenges.iter().any(|challenge| challenge.scheme.eq_ignore_ascii_case("basic"));
    if !basic {
        return Ok(Verdict::pass(seen, "Clients are told how to sign in."));
    }
    let Some(url) = &evidence.request.url else {
        return Err(Verdict::unseen(
            "Basic is safe over https only, and the address is not known.",
        ));
    };
    Ok(if url.is_https() || url.is_loopback() {
        Verdict::pass(seen, "The password travels encrypted.")
    } else {
        let says = "The password travels readable to everyone on the way.";
        Verdict::fail(Severity::Medium, seen, says)
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(url: &str, lines: &str, want: &str) {
        trial(Profile::Api, lines).url(url).status(401).is(&CHECKS[0], want);
    }

    #[test]
    fn passwords_travel_encrypted() {
        let basic = "WWW-Authenticate: Bearer, basic realm=\"x\"";
        check("https://a.example/", basic, "pass");
        check("http://a.example/", basic, "fail medium");
        check("http://localhost/", basic, "pass");
        check("http://a.example/", "WWW-Authenticate: Bearer", "pass");
        check("", basic, "unseen");
    }

    #[test]
    fn absent_malformed_and_unseen_challenges() {
        check("https://a.example/", "", "warn medium");
        check("https://a.example/", "WWW-Authenticate: realm=\"x\"", "warn medium");
        check("https://a.example/", "WWW-Authenticate: please log in!", "warn medium");
        trial(Profile::Api, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Api, "").status(401).probed().is(&CHECKS[0], "unseen");
    }
}
