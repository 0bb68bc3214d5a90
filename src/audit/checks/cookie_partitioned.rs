//! Does a third-party cookie keep to the site that embeds it?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::cookie::SameSite;

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-partitioned",
    title: "Cookies for use in other sites are partitioned",
    why: "Browsers that block third-party cookies still keep partitioned ones, one jar for each \
          embedding site. Without Partitioned an embedded widget loses its state there.",
    how: crate::audit::check::page_only(
        "Partitioned without Secure fails, because browsers drop the cookie. SameSite=None \
          without Partitioned is noted; with it, it passes. Other cookies are not concerned.",
    ),
    fix: "Add Partitioned to cookies with SameSite=None; Secure that live inside other sites.",
    severity: Severity::Low,
    sources: &[Source {
        name: "Cookies Having Independent Partitioned State (CHIPS)",
        url: "https://datatracker.ietf.org/doc/html/draft-cutler-httpbis-partitioned-cookies",
    }],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "No cookie here is meant for use in other sites.", judge)
}

fn judge(set: &Set<'_>) -> Option<Verdict> {
    let cookie = &set.cookie;
    if cookie.partitioned() && !cookie.secure() {
        let says = "Browsers drop a Partitioned cookie that is not Secure: it is never set.";
        return Some(Verdict::fail(Severity::Low, "", says));
    }
    if cookie.partitioned() {
        return Some(Verdict::pass("", "Each embedding site has a jar of its own."));
    }
    let foreign = cookie.same_site() == SameSite::None && cookie.secure() && !set.deletes();
    foreign.then(|| {
        let says = "It works inside other sites only where third-party cookies are still allowed.";
        Verdict::note("", says)
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
    fn partitioned_needs_secure() {
        check("Set-Cookie: a=1; Secure; SameSite=None; Partitioned", "pass");
        check("Set-Cookie: a=1; Partitioned", "fail low");
        check("Set-Cookie: a=1; Secure; SameSite=None", "note");
    }

    #[test]
    fn others_are_not_concerned() {
        check("Set-Cookie: a=1; Secure; SameSite=Lax", "not-applicable");
        check("Set-Cookie: a=1; Partition", "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
