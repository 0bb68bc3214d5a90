//! Is a cookie set twice?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::cookies::{self, Set};
use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-duplicates",
    title: "Each cookie is set once",
    why: "Two lines for one name leave it to the browser which flags hold. With different paths \
          or domains both cookies live on, and the server receives the one it did not mean.",
    how: crate::audit::check::page_only(
        "Within one answer, the same name set twice with different attributes warns; with equal \
          attributes it is noted. Deletions are passed over, since an old variant may have to \
          be deleted beside the new one.",
    ),
    fix: "Set each cookie in one place of the application.",
    severity: Severity::Low,
    sources: &[Source {
        name: "RFC 6265bis section 4.1.1 (one cookie of a name)",
        url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.1",
    }],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let lines = view::sent(subject, "Set-Cookie")?;
    let cookies = cookies::all(subject)?;
    // A redirect may set anew what a later answer changes; only one answer is looked at.
    let last = cookies.iter().skip(cookies.len().saturating_sub(lines.len()));
    let mut kept: Vec<_> = last.filter(|set| !set.deletes()).collect();
    kept.sort_by(|left, right| left.cookie.name.cmp(right.cookie.name));
    let pairs = kept.windows(2).filter_map(|pair| match pair {
        [left, right] if left.cookie.name == right.cookie.name => Some(twice(left, right)),
        _ => None,
    });
    let once = || Verdict::pass(format!("{} cookies", kept.len()), "Each name is set once.");
    Ok(view::worst(pairs.collect()).unwrap_or_else(once))
}

fn twice(left: &Set<'_>, right: &Set<'_>) -> Verdict {
    let seen = format!("{} and {}", left.seen(), right.seen());
    if attributes(left) == attributes(right) {
        Verdict::note(seen, "The same cookie is set twice; the second line wins.")
    } else {
        let says = "One name is set twice with different attributes.";
        Verdict::warn(Severity::Low, seen, says)
    }
}

fn attributes<'a>(set: &'a Set<'_>) -> Vec<(String, &'a str)> {
    let attributes = set.cookie.attributes.iter();
    let mut all: Vec<_> = attributes
        .map(|attribute| (attribute.name.to_ascii_lowercase(), attribute.text()))
        .collect();
    all.sort_unstable();
    all
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
    fn a_name_is_set_once() {
        check("Set-Cookie: a=1; Path=/\nSet-Cookie: A=1; Path=/x", "pass");
        check("Set-Cookie: a=1; Path=/\nSet-Cookie: b=1\nSet-Cookie: a=1; Path=/x", "warn low");
        check("Set-Cookie: a=1; Path=/; Secure\nSet-Cookie: a=2; secure; path=/", "note");
        check("Set-Cookie: a=; Max-Age=0; Path=/x\nSet-Cookie: a=2; Path=/", "pass");
    }

    #[test]
    fn malformed_and_unseen_lines() {
        check("Set-Cookie: x\nSet-Cookie: y; Secure", "warn low");
        check("", "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
