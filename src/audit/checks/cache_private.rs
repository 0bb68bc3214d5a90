//! Does a personal answer stay out of shared caches?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::storage::{self, Personal, Sharing};
use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cache-private",
    title: "Personal answers stay out of shared caches",
    why: "A cache between server and visitor that keeps one person's answer shows it to the next \
          one who asks for the same address.",
    how: crate::audit::check::page_only(
        "Judged where the answer is personal: it sets a cookie, or was asked for with a Cookie or \
          Authorization. no-store or private passes. public, s-maxage, a lifetime without \
          private, or no Cache-Control fails. After Authorization, shared caches keep away by \
          themselves unless public, s-maxage or must-revalidate opens the answer to them: then \
          it fails; without no-store or private it warns, since the browser may keep it. no-cache \
          or a lifetime of zero without private warns.",
    ),
    fix: "Send Cache-Control: no-store with every answer that depends on who asks.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 9111 section 3.5 (storing responses to authenticated requests)",
            url: "https://www.rfc-editor.org/rfc/rfc9111#section-3.5",
        },
        Source {
            name: "OWASP REST Security Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers",
        },
    ],
    items: &["response-caching"],
    profiles: &[Profile::Api],
    remedy: Remedy::Set(&[("Cache-Control", "no-store")]),
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let asked = &subject.evidence.request.headers;
    let cookie = subject.evidence.headers.has("set-cookie") || asked.has("cookie");
    let personal = if cookie {
        Personal::Cookie
    } else if asked.has("authorization") {
        Personal::Authorization
    } else {
        return impersonal(subject);
    };
    let sharing = storage::sharing(subject, personal)?;
    let seen = storage::seen(subject);
    let kept_at_home = storage::is_private(subject);
    Ok(match sharing {
        Sharing::Never if kept_at_home => Verdict::pass(seen, "Shared caches may not keep it."),
        Sharing::Never if personal == Personal::Authorization => Verdict::warn(
            Severity::Medium,
            seen,
            "Shared caches keep away because of Authorization, but the browser may store it.",
        ),
        Sharing::Never => Verdict::pass(seen, "Caches keep no answer of this status or method."),
        Sharing::Revalidated => Verdict::warn(
            Severity::Medium,
            seen,
            "A shared cache may keep it and use it again after asking. private says what is meant.",
        ),
        Sharing::Unsaid => Verdict::fail(
            Severity::High,
            seen,
            "Nothing is said, so a shared cache may keep this personal answer.",
        ),
        Sharing::Allowed => Verdict::fail(
            Severity::High,
            seen,
            "A shared cache may give this personal answer to everyone who asks next.",
        ),
    })
}

/// Without a sign that the answer is personal only a closed one can be praised.
fn impersonal(subject: &Subject<'_>) -> Answer {
    view::sent(subject, "Cache-Control")?;
    let seen = storage::seen(subject);
    if storage::is_private(subject) {
        return Ok(Verdict::pass(seen, "Shared caches may not keep it, whoever asked."));
    }
    view::sent(subject, "Set-Cookie")?;
    Ok(Verdict::not_applicable(
        "No cookie and no Authorization was seen, so it may be for everyone.",
    ))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Trial, trial};
    use super::*;

    #[track_caller]
    fn check(trial: Trial, want: &str) {
        trial.is(&CHECKS[0], want);
    }

    fn with_cookie(lines: &str) -> Trial {
        trial(Profile::Api, lines).asked("Cookie: a=1")
    }

    fn authorized(lines: &str) -> Trial {
        trial(Profile::Api, lines).asked("Authorization: Bearer x")
    }

    #[test]
    fn an_answer_to_a_cookie_must_be_private() {
        check(with_cookie("Cache-Control: no-store"), "pass");
        check(with_cookie("Cache-Control: private"), "pass");
        check(with_cookie("Cache-Control: max-age=5"), "fail high");
        check(with_cookie("Cache-Control: no-cache"), "warn medium");
        check(with_cookie(""), "fail high");
        check(with_cookie("").method("POST"), "pass");
        check(trial(Profile::Api, "Set-Cookie: a=1"), "fail high");
    }

    #[test]
    fn authorization_keeps_shared_caches_away_unless_told_otherwise() {
        check(authorized("Cache-Control: private"), "pass");
        check(authorized(""), "warn medium");
        check(authorized("Cache-Control: public, max-age=5"), "fail high");
        check(authorized("Cache-Control: s-maxage=5"), "fail high");
        check(authorized("Cache-Control: max-age=5, must-revalidate"), "fail high");
    }

    #[test]
    fn malformed_and_unseen_fields() {
        check(with_cookie("Cache-Control: private=\"x\""), "fail high");
        check(with_cookie("Cache-Control: ;;"), "fail high");
        check(trial(Profile::Api, ""), "not-applicable");
        check(trial(Profile::Api, "").probed(), "unseen");
        check(trial(Profile::Api, "Cache-Control: no-store").probed(), "pass");
    }
}
