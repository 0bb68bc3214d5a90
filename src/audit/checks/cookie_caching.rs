//! Can a cache hand one person's cookie to the next?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::cache_control::CacheControl;

use super::cookies;
use super::storage::{self, Personal, Sharing};
use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-caching",
    title: "Answers that set cookies stay out of shared caches",
    why: "A cookie does not keep an answer out of a cache. A shared cache that keeps it gives the \
          same session to everyone who asks next, and they are signed in as someone else.",
    how: crate::audit::check::page_only(
        "Judged where a cookie is set rather than deleted. no-store or private passes, and so \
          does no-cache or private that names Set-Cookie. An explicit lifetime, public, \
          s-maxage, or nothing but a Last-Modified fails. Nothing at all fails too, because \
          caches may then decide. no-cache or a lifetime of zero without private warns.",
    ),
    fix: "Send Cache-Control: private, no-store wherever a cookie is set.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 9111 section 7.3 (cookies)",
            url: "https://www.rfc-editor.org/rfc/rfc9111#section-7.3",
        },
        Source {
            name: "RFC 9111 section 3 (storing responses)",
            url: "https://www.rfc-editor.org/rfc/rfc9111#section-3",
        },
    ],
    items: &["response-caching"],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[("Cache-Control", "private, no-store")]),
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let lines = view::sent(subject, "Set-Cookie")?;
    let cookies = cookies::all(subject)?;
    let last = cookies.iter().skip(cookies.len().saturating_sub(lines.len()));
    let Some(cookie) = last.into_iter().find(|set| !set.deletes()) else {
        return Ok(Verdict::not_applicable("This answer sets no cookie."));
    };
    let caching = storage::seen(subject);
    let gap = if caching.is_empty() { "" } else { "; " };
    let seen = format!("{caching}{gap}{}", cookie.seen());
    let cache = CacheControl::parse(view::sent(subject, "Cache-Control")?);
    if ["private", "no-cache"].iter().any(|name| cache.covers_field(name, "set-cookie")) {
        return Ok(Verdict::pass(seen, "Caches leave the cookie out of what they share."));
    }
    Ok(match storage::sharing(subject, Personal::Cookie)? {
        Sharing::Never => Verdict::pass(seen, "No shared cache may keep this answer."),
        Sharing::Revalidated => Verdict::warn(
            Severity::Medium,
            seen,
            "A shared cache may keep the cookie and send it again after asking whether the answer \
             is unchanged.",
        ),
        Sharing::Unsaid => Verdict::fail(
            Severity::Medium,
            seen,
            "Nothing keeps a shared cache from keeping this answer and its cookie.",
        ),
        Sharing::Allowed => Verdict::fail(
            Severity::High,
            seen,
            "A shared cache may keep this answer and hand its cookie to everyone who asks next.",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        let lines = format!("Set-Cookie: a=1\n{lines}");
        trial(Profile::Page, &lines).is(&CHECKS[0], want);
    }

    #[test]
    fn a_cookie_needs_a_private_answer() {
        check("Cache-Control: private", "pass");
        check("Cache-Control: no-store", "pass");
        check("Cache-Control: max-age=60, no-cache=\"Set-Cookie\"", "pass");
        check("Cache-Control: public, max-age=60", "fail high");
        check("Cache-Control: s-maxage=60", "fail high");
        check("Cache-Control: no-cache", "warn medium");
        check("Server: x", "fail medium");
        check("Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT", "fail high");
    }

    #[test]
    fn a_malformed_lifetime_is_no_privacy() {
        check("Cache-Control: max-age=abc", "warn medium");
        check("Cache-Control: private=\"x\", max-age=60", "fail high");
    }

    #[test]
    fn deletions_and_uncacheable_answers_are_harmless() {
        trial(Profile::Page, "Set-Cookie: a=; Max-Age=0").is(&CHECKS[0], "not-applicable");
        trial(Profile::Page, "Set-Cookie: a=1").status(302).is(&CHECKS[0], "pass");
        trial(Profile::Page, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
