//! Can a cookie's value be read by whoever finds it?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::mask::Kind;

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-value",
    title: "Cookie values tell nothing to whoever finds them",
    why: "A signed token, JSON or an e-mail address in a cookie can be read without any key: from \
          a log, a backup of the browser, a shared computer. It also cannot be taken back.",
    how: crate::audit::check::page_only(
        "The value is looked at before it is masked, and only its length and likeness are kept. \
          A JSON Web Token, JSON (plain, percent-encoded or in base64) and an e-mail address \
          warn. Encrypted tokens and envelopes pass. Deletions are passed over.",
    ),
    fix: "Store a random identifier in the cookie and look the data up on the server.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "OWASP Session Management Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-id-content-or-value",
        },
        Source {
            name: "RFC 6265 section 8.3 (clear text)",
            url: "https://www.rfc-editor.org/rfc/rfc6265#section-8.3",
        },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "Cookies are only deleted here.", judge)
}

fn judge(set: &Set<'_>) -> Option<Verdict> {
    if set.deletes() {
        return None;
    }
    let warn = |what: &str| {
        let bytes = set.cookie.value.len;
        let says = format!("The value, of {bytes} bytes, looks like {what}.");
        Verdict::warn(Severity::Medium, "", says)
    };
    Some(match set.cookie.value.kind {
        Kind::Jwt => warn("a JSON Web Token, whose claims anyone can read"),
        Kind::Json => warn("JSON, which anyone can read"),
        Kind::Email => warn("an e-mail address"),
        Kind::Opaque | Kind::Control => Verdict::pass("", "The value tells nothing by itself."),
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        trial(Profile::Page, lines).is(&CHECKS[0], want);
    }

    #[test]
    fn values_that_can_be_read_warn() {
        check("Set-Cookie: a=8f14e45fceea167a; Path=/", "pass");
        check("Set-Cookie: a=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "warn medium");
        check("Set-Cookie: a=%7B%22cart%22%3A3%7D", "warn medium");
        check("Set-Cookie: a=ada@example.org", "warn medium");
    }

    #[test]
    fn placeholders_keep_what_they_stand_for() {
        check("Set-Cookie: a=<masked:32>", "pass");
        check("Set-Cookie: a=<masked:jwt:412>", "warn medium");
        check("Set-Cookie: a=<masked:json:40>", "warn medium");
        check("Set-Cookie: a=<masked:email:18>", "warn medium");
    }

    #[test]
    fn malformed_and_unseen_values_are_not_guessed_at() {
        check("Set-Cookie: a=<masked:jwt:>", "pass");
        check("Set-Cookie: a=; Max-Age=0", "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }

    #[test]
    fn the_value_is_never_quoted() {
        let verdict =
            trial(Profile::Page, "Set-Cookie: a=ada@example.org").is(&CHECKS[0], "warn medium");
        assert!(!format!("{verdict:?}").contains("ada@"));
    }
}
