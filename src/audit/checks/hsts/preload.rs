//! Would the preload list take what the policy asks for?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

use super::{NAME, in_force, is_preloaded};

pub(super) const CHECK: Check = Check {
    id: "hsts-preload",
    title: "A request to be preloaded can be granted",
    why: "Only hosts on the list built into browsers are safe on the very first visit, and the \
          list refuses or drops a host whose field falls short.",
    how: crate::audit::check::page_only(
        "A host on the preload list, or below a preloaded top-level domain, passes. Otherwise a \
          preload directive passes with includeSubDomains and a max-age of at least 31536000, and \
          fails without either; no preload directive is noted. The other demands of the list \
          (the registrable domain itself, the redirect on port 80) are not looked at.",
    ),
    fix: "Send max-age=63072000; includeSubDomains; preload, or take preload away.",
    severity: Severity::Low,
    sources: &[Source {
        name: "HSTS preload list requirements",
        url: "https://hstspreload.org/#submission-requirements",
    }],
    items: &["hsts-enabled"],
    profiles: &[Profile::Page, Profile::Api],
    remedy: Remedy::Set(&[(NAME, "max-age=63072000; includeSubDomains; preload")]),
    run,
};

const MAX_AGE_MIN_S: u64 = 31_536_000;

fn run(subject: &Subject<'_>) -> Verdict {
    let (policy, text) = match in_force(subject) {
        Ok(found) => found,
        Err(_) if super::outside(subject).is_none() && is_preloaded(subject) => {
            return Verdict::pass("", "Browsers carry this host on their preload list.");
        }
        Err(verdict) => return verdict,
    };
    let seen = quote(NAME, &text);
    if is_preloaded(subject) {
        return Verdict::pass(seen, "Browsers carry this host on their preload list.");
    }
    if !policy.preload {
        return Verdict::note(
            seen,
            "It does not ask for preloading, so the very first visit may still use http.",
        );
    }
    match (policy.include_sub_domains, policy.max_age_s >= MAX_AGE_MIN_S) {
        (true, true) => {
            Verdict::pass(seen, "It asks for preloading and meets what the list demands of it.")
        }
        (true, false) => refused(seen, "max-age is below 31536000"),
        (false, true) => refused(seen, "includeSubDomains is missing"),
        (false, false) => {
            refused(seen, "max-age is below 31536000 and includeSubDomains is missing")
        }
    }
}

fn refused(seen: String, because: &str) -> Verdict {
    let says = format!("It asks for preloading, which the list refuses because {because}.");
    Verdict::fail(Severity::Low, seen, says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, hidden, page, sent};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECK, &sent(&[(NAME, value)]), outcome, severity);
    }

    #[test]
    fn the_demands_of_the_list_are_known() {
        check("max-age=31536000; includeSubDomains; preload", Outcome::Pass, Severity::Info);
        check("max-age=31535999; includeSubDomains; preload", Outcome::Fail, Severity::Low);
        check("max-age=31536000; preload", Outcome::Fail, Severity::Low);
        check("max-age=31536000", Outcome::Note, Severity::Info);
        check("preload", Outcome::NotApplicable, Severity::Info);
    }

    #[test]
    fn a_listed_host_has_it_already() {
        page(&CHECK, &at("https://a.app/", &[]), Outcome::Pass, Severity::Info);
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
        page(&CHECK, &sent(&[]), Outcome::NotApplicable, Severity::Info);
    }
}
