//! Is there a policy that a browser remembers?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::Sight;
use crate::audit::parse::strict_transport_security::StrictTransportSecurity;

use super::{NAME, is_preloaded, outside};
use crate::audit::checks::sight;

pub(super) const CHECK: Check = Check {
    id: "hsts",
    title: "Browsers are told to use https only",
    why: "Without it the first request of a visit may go out in clear text, and whoever sits on \
          the network can answer it in the server's place.",
    how: crate::audit::check::page_only(
        "The first Strict-Transport-Security field is read by the grammar of RFC 6797. Missing, \
          unreadable or max-age=0 fails (missing on a static asset warns); a second field warns, \
          because browsers read the first only. A host on the browsers' preload list passes \
          without the field, and a field that switches the policy off or cannot be read warns. \
          Over http the field is only noted. Not asked of IP addresses, of localhost, and \
          where the certificate was refused. An answer \
          whose address is unknown is taken for https.",
    ),
    fix: "Send Strict-Transport-Security with a max-age of at least one year on every https answer.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "RFC 6797 section 6.1",
            url: "https://www.rfc-editor.org/rfc/rfc6797#section-6.1",
        },
        Source {
            name: "RFC 6797 section 8.1",
            url: "https://www.rfc-editor.org/rfc/rfc6797#section-8.1",
        },
        Source { name: "HSTS preload list", url: "https://hstspreload.org/" },
    ],
    items: &["hsts-enabled"],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[(NAME, "max-age=63072000; includeSubDomains")]),
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    let sight = subject.evidence.sight(NAME);
    match (outside(subject), sight) {
        (Some(_), Sight::Sent(values)) if subject.evidence.is_https() == Some(false) => {
            let says = "It came over http, where a server must not send it and browsers ignore it.";
            Verdict::note(quote(NAME, &values.join(", ")), says)
        }
        (Some(verdict), _) => verdict,
        (None, Sight::Sent(values)) => judge(&values, is_preloaded(subject)),
        (None, Sight::Missing) => missing(subject),
        (None, Sight::Unseen) => sight::hidden(NAME),
    }
}

fn missing(subject: &Subject<'_>) -> Verdict {
    if is_preloaded(subject) {
        return Verdict::pass(
            "",
            "The field is missing, but browsers carry this host on their preload list.",
        );
    }
    let says = format!("No {NAME} was sent, so a browser may still try plain http first.");
    match subject.profile {
        Profile::Static => Verdict::warn(Severity::High, "", says),
        Profile::Page | Profile::Api | Profile::Health => Verdict::fail(Severity::High, "", says),
    }
}

fn judge(values: &[&str], preloaded: bool) -> Verdict {
    let first = values.first().copied().unwrap_or("");
    let seen = quote(NAME, first);
    match StrictTransportSecurity::parse(first) {
        Err(error) if preloaded => {
            let says =
                format!("Browsers ignore it: {error}. Their preload list still covers the host.");
            Verdict::warn(Severity::Low, seen, says)
        }
        Err(error) => Verdict::fail(
            Severity::High,
            seen,
            format!("Browsers ignore the whole field: {error}."),
        ),
        Ok(policy) if policy.max_age_s == 0 && preloaded => {
            let says = "It asks browsers to forget the policy although the host is preloaded; some of them obey.";
            Verdict::warn(Severity::Low, seen, says)
        }
        Ok(policy) if policy.max_age_s == 0 => {
            Verdict::fail(Severity::High, seen, "A max-age of 0 switches the policy off.")
        }
        Ok(_) if values.len() > 1 => {
            let says = format!(
                "The field was sent {} times; browsers read only this first one.",
                values.len()
            );
            Verdict::warn(Severity::Low, seen, says)
        }
        Ok(policy) => {
            let says =
                format!("Browsers keep to https for {}.", super::max_age::spoken(policy.max_age_s));
            Verdict::pass(seen, says)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, hidden, page, sent, verdict};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECK, &sent(&[(NAME, value)]), outcome, severity);
    }

    #[test]
    fn a_policy_passes_and_its_absence_fails() {
        check("max-age=\"31536000\"", Outcome::Pass, Severity::Info);
        page(&CHECK, &sent(&[]), Outcome::Fail, Severity::High);
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
        assert_eq!(verdict(&CHECK, &sent(&[]), Profile::Static).outcome, Outcome::Warn);
    }

    #[test]
    fn what_browsers_ignore_fails() {
        for value in [
            "max-age=abc",
            "max-age=31536000 includeSubDomains",
            "includeSubDomains",
            "max-age=1, max-age=1",
            "max-age=0",
            "",
        ] {
            check(value, Outcome::Fail, Severity::High);
        }
    }

    #[test]
    fn the_first_of_two_fields_counts() {
        let good_first = [(NAME, "max-age=31536000"), (NAME, "x y")];
        page(&CHECK, &sent(&good_first), Outcome::Warn, Severity::Low);
        let bad_first = [(NAME, "x y"), (NAME, "max-age=31536000")];
        page(&CHECK, &sent(&bad_first), Outcome::Fail, Severity::High);
    }

    #[test]
    fn the_preload_list_stands_in() {
        page(&CHECK, &at("https://a.example.dev/", &[]), Outcome::Pass, Severity::Info);
        page(&CHECK, &at("https://a.dev/", &[(NAME, "max-age=0")]), Outcome::Warn, Severity::Low);
        let mut listed = sent(&[(NAME, "junk")]);
        listed.surroundings.hsts_preloaded = Some(true);
        page(&CHECK, &listed, Outcome::Warn, Severity::Low);
    }

    #[test]
    fn it_means_nothing_over_http_or_for_addresses() {
        let value = [(NAME, "max-age=31536000")];
        page(&CHECK, &at("http://example.com/", &value), Outcome::Note, Severity::Info);
        page(&CHECK, &at("http://example.com/", &[]), Outcome::NotApplicable, Severity::Info);
        let mut refused = sent(&value);
        refused.surroundings.certificate_valid = Some(false);
        page(&CHECK, &refused, Outcome::NotApplicable, Severity::Info);
        page(&CHECK, &at("https://192.0.2.1/", &value), Outcome::NotApplicable, Severity::Info);
        page(&CHECK, &at("https://localhost/", &[]), Outcome::NotApplicable, Severity::Info);
    }
}
