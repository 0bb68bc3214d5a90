//! Are callers told that an endpoint is on its way out?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::deprecation::Deprecation;
use crate::audit::parse::sunset;

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[
    Check {
        id: "deprecation",
        title: "Deprecation is given as a date that clients can read",
        why: "Tools that watch for deprecated endpoints read the form of the standard. The forms \
              of its drafts look right to people and tell the tools nothing.",
        how: crate::audit::check::page_only(
            "A structured date such as @1735689600 passes. true and an HTTP date, the forms of \
              earlier drafts, warn, and so does anything else. Without the field the question \
              does not arise.",
        ),
        fix: "Send Deprecation: @ followed by the seconds since 1970.",
        severity: Severity::Low,
        sources: &[Source {
            name: "RFC 9745 section 2 (Deprecation)",
            url: "https://www.rfc-editor.org/rfc/rfc9745#section-2",
        }],
        items: &[],
        profiles: &[Profile::Page, Profile::Api],
        remedy: Remedy::Manual,
        run: |subject| view::settle(deprecation(subject)),
    },
    Check {
        id: "sunset",
        title: "Sunset lies ahead, after the deprecation",
        why: "Callers plan by this date. One that is past, or earlier than the deprecation itself, \
              leaves them without a date to plan by.",
        how: crate::audit::check::page_only(
            "An IMF-fixdate ahead passes. A date that is past warns. A date before Deprecation \
              fails, and so does a value that is no date in the current form. A Link with rel \
              sunset or deprecation and without the field is noted.",
        ),
        fix: "Send Sunset with the date on which the endpoint will stop, and a Link that explains it.",
        severity: Severity::Low,
        sources: &[
            Source {
                name: "RFC 8594 section 3 (Sunset)",
                url: "https://www.rfc-editor.org/rfc/rfc8594#section-3",
            },
            Source {
                name: "RFC 9745 section 4 (Sunset after Deprecation)",
                url: "https://www.rfc-editor.org/rfc/rfc9745#section-4",
            },
        ],
        items: &[],
        profiles: &[Profile::Page, Profile::Api],
        remedy: Remedy::Manual,
        run: |subject| view::settle(sunset(subject)),
    },
];

fn deprecation(subject: &Subject<'_>) -> Answer {
    let value = view::combined(subject, "Deprecation", "The field is not sent.")?;
    let seen = quote("Deprecation", &value);
    Ok(match Deprecation::parse(&value) {
        Deprecation::Since(_) => Verdict::pass(seen, "Clients can read since when."),
        Deprecation::Draft => {
            let says = "This is the form of an earlier draft; clients of the standard ignore it.";
            Verdict::warn(Severity::Low, seen, says)
        }
        Deprecation::Malformed => {
            Verdict::warn(Severity::Low, seen, "This is no structured date, so clients ignore it.")
        }
    })
}

fn sunset(subject: &Subject<'_>) -> Answer {
    let values = view::sent(subject, "Sunset")?;
    let links = view::sent(subject, "Link").unwrap_or_default().join(", ");
    if values.is_empty() {
        let linked = ["sunset", "deprecation"].into_iter().find(|kind| sunset::links(&links, kind));
        return linked.map_or_else(
            || Err(Verdict::not_applicable("The field is not sent.")),
            |kind| {
                Ok(Verdict::note(
                    format!("Link: rel={kind}"),
                    "A link explains the end; no date is given.",
                ))
            },
        );
    }
    let value = values.join(", ");
    let seen = quote("Sunset", &value);
    let date = sunset::parse(&value);
    let Some(date) = date.filter(|date| date.current_form) else {
        let says = "This is no IMF-fixdate, so no client knows when the end comes.";
        return Ok(Verdict::fail(Severity::Low, seen, says));
    };
    let deprecated = subject.evidence.headers.first("Deprecation").map(Deprecation::parse);
    if matches!(deprecated, Some(Deprecation::Since(since)) if since > date.seconds) {
        let says = "The end comes before the deprecation, which may not be.";
        return Ok(Verdict::fail(Severity::Low, seen, says));
    }
    let now = view::now(subject).or_else(|| view::made_at(subject));
    Ok(match now {
        Some(now) if date.seconds < now => {
            Verdict::warn(Severity::Low, seen, "The date is past, and the endpoint still answers.")
        }
        Some(_) => Verdict::pass(seen, "Callers know until when they can use it."),
        None => Verdict::unseen("Neither a clock nor a Date field tells whether the date is past."),
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(index: usize, lines: &str, want: &str) {
        trial(Profile::Api, lines).now(1_795_000_000).is(&CHECKS[index], want);
    }

    #[test]
    fn only_the_standard_form_is_a_deprecation() {
        check(0, "Deprecation: @1688169599", "pass");
        check(0, "Deprecation: true", "warn low");
        check(0, "Deprecation: Sun, 06 Nov 1994 08:49:37 GMT", "warn low");
        check(0, "Deprecation: soon", "warn low");
        check(0, "", "not-applicable");
        trial(Profile::Api, "").probed().is(&CHECKS[0], "unseen");
    }

    const AHEAD: &str = "Sunset: Thu, 01 Jan 2099 00:00:00 GMT";

    #[test]
    fn the_end_lies_ahead() {
        check(1, AHEAD, "pass");
        check(1, &format!("{AHEAD}\nDeprecation: @1688169599"), "pass");
        check(1, "Sunset: Sun, 06 Nov 1994 08:49:37 GMT", "warn low");
        check(1, &format!("{AHEAD}\nDeprecation: @9999999999"), "fail low");
        check(1, "Link: </x>; rel=\"sunset\"", "note");
    }

    #[test]
    fn malformed_and_unseen_ends() {
        check(1, "Sunset: 2099-01-01", "fail low");
        check(1, "Sunset: Sunday, 06-Nov-94 08:49:37 GMT", "fail low");
        check(1, "", "not-applicable");
        trial(Profile::Api, AHEAD).is(&CHECKS[1], "unseen");
        trial(Profile::Api, "").probed().is(&CHECKS[1], "unseen");
    }
}
