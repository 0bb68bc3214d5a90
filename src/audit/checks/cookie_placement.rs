//! Are cookies set where nobody needs them?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::cookies;
use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-placement",
    title: "Health checks and static files set no cookies",
    why: "A health check that opens a session fills the session store with one entry every few \
          seconds. A static file with a cookie is kept out of caches, or worse, is cached with it.",
    how: crate::audit::check::page_only(
        "Asked of health endpoints and static files. Any cookie that is set warns.",
    ),
    fix: "Serve health checks and static files in front of the session middleware.",
    severity: Severity::Low,
    sources: &[Source {
        name: "RFC 9111 section 7.3 (cookies)",
        url: "https://www.rfc-editor.org/rfc/rfc9111#section-7.3",
    }],
    items: &[],
    profiles: &[Profile::Health, Profile::Static],
    remedy: Remedy::Remove(&["Set-Cookie"]),
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    if view::sent(subject, "Set-Cookie")?.is_empty() {
        return Ok(Verdict::pass("", "No cookie is set here."));
    }
    let seen = cookies::all(subject)?.last().map(cookies::Set::seen).unwrap_or_default();
    let says = format!("A {} response has no use for a cookie.", subject.profile.name());
    Ok(Verdict::warn(Severity::Low, seen, says))
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[test]
    fn a_health_check_needs_no_cookie() {
        trial(Profile::Health, "").is(&CHECKS[0], "pass");
        trial(Profile::Health, "Set-Cookie: sid=1").is(&CHECKS[0], "warn low");
        trial(Profile::Static, "Set-Cookie: ;").is(&CHECKS[0], "warn low");
        trial(Profile::Health, "").probed().is(&CHECKS[0], "unseen");
    }
}
