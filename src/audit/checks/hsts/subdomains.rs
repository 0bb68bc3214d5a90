//! Does the policy hold for the hosts below this one?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

use super::{NAME, in_force};

pub(super) const CHECK: Check = Check {
    id: "hsts-subdomains",
    title: "The https-only policy covers sub-domains",
    why: "A host below this one that answers over http can be impersonated, and may then set \
          cookies that this host receives.",
    how: crate::audit::check::page_only(
        "Reads a policy that is in force: with includeSubDomains it passes, without it warns.",
    ),
    fix: "Add includeSubDomains after every sub-domain answers over https.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "RFC 6797 section 6.1.2",
            url: "https://www.rfc-editor.org/rfc/rfc6797#section-6.1.2",
        },
        Source {
            name: "RFC 6797 section 14.4",
            url: "https://www.rfc-editor.org/rfc/rfc6797#section-14.4",
        },
    ],
    items: &["hsts-enabled"],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[(NAME, "max-age=63072000; includeSubDomains")]),
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    match in_force(subject) {
        Ok((policy, text)) if policy.include_sub_domains => {
            Verdict::pass(quote(NAME, &text), "The policy holds for every host below this one.")
        }
        Ok((_, text)) => {
            let says =
                "The policy leaves out sub-domains, from where cookies can be planted over http.";
            Verdict::warn(Severity::Low, quote(NAME, &text), says)
        }
        Err(verdict) => verdict,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECK, &sent(&[(NAME, value)]), outcome, severity);
    }

    #[test]
    fn the_directive_decides() {
        check("max-age=1; INCLUDESUBDOMAINS", Outcome::Pass, Severity::Info);
        check("max-age=1", Outcome::Warn, Severity::Low);
        check("max-age=1; includeSubDomain", Outcome::Warn, Severity::Low);
        check("max-age=1; includeSubDomains=1", Outcome::NotApplicable, Severity::Info);
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
    }
}
