//! What other protocols does the server offer?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::alt_svc::{AltSvc, Alternative};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "alt-svc",
    title: "Other protocols are offered in a way browsers can use",
    why: "Alt-Svc is how a browser learns of HTTP/3; a mistake in it is silent, and an alternative \
          on another host hands the traffic to that host.",
    how: crate::audit::check::page_only(
        "The field is read by RFC 7838. Another host in it warns, and so does a value that breaks \
          the grammar; anything else is noted: clear, a lifetime under an hour, a usable offer. \
          Without the field the question does not arise.",
    ),
    fix: "Offer HTTP/3 as h3=\":443\"; ma=86400 on the same host.",
    severity: Severity::Info,
    sources: &[
        Source {
            name: "RFC 7838 section 3",
            url: "https://www.rfc-editor.org/rfc/rfc7838#section-3",
        },
        Source {
            name: "RFC 9114 section 3.1.1",
            url: "https://www.rfc-editor.org/rfc/rfc9114#section-3.1.1",
        },
    ],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[(NAME, "h3=\":443\"; ma=86400")]),
    run,
}];

const NAME: &str = "Alt-Svc";
const HOUR_S: u64 = 3600;
const DAY_S: u64 = 86_400;

fn run(subject: &Subject<'_>) -> Verdict {
    let host = subject.evidence.request.url.as_ref().map(crate::audit::address::Address::host);
    let missing = || Verdict::not_applicable(format!("No {NAME} was sent."));
    sight::judge(subject, NAME, |value| judge(value, host), missing)
}

fn judge(value: &str, host: Option<&str>) -> Verdict {
    let seen = quote(NAME, value);
    match AltSvc::parse(value) {
        None => {
            Verdict::warn(Severity::Info, seen, "It breaks the grammar, so browsers ignore it.")
        }
        Some(AltSvc::Clear) => Verdict::note(seen, "Browsers forget the alternatives they knew."),
        Some(AltSvc::Services(services)) => offered(&services, seen, host),
    }
}

fn offered(services: &[Alternative], seen: String, host: Option<&str>) -> Verdict {
    let elsewhere =
        |service: &&Alternative| !service.host.is_empty() && Some(service.host.as_str()) != host;
    if let Some(service) = services.iter().find(elsewhere) {
        let says =
            format!("It sends browsers to {}, another host than the one they asked.", service.host);
        return Verdict::warn(Severity::Info, seen, says);
    }
    let names: Vec<_> = services.iter().map(|service| service.protocol.as_str()).collect();
    let names = names.join(", ");
    match services.iter().map(|service| service.max_age_s).max() {
        Some(..HOUR_S) => Verdict::note(
            seen,
            format!("It offers {names} for less than an hour, so few visits will use it."),
        ),
        Some(DAY_S..) => {
            Verdict::note(seen, format!("It offers {names}, remembered for a day or longer."))
        }
        Some(_) | None => {
            Verdict::note(seen, format!("It offers {names}, remembered for less than a day."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, word: &str) {
        let evidence = sent(&[(NAME, value)]);
        page(&CHECKS[0], &evidence, outcome, Severity::Info);
        assert!(judge(value, Some("www.example.com")).says.contains(word), "{word}");
    }

    #[test]
    fn offers_are_told_apart() {
        check("h3=\":443\"; ma=86400", Outcome::Note, "a day or longer");
        check("h3=\":443\"; ma=3600", Outcome::Note, "less than a day");
        check("h3=\":443\"; ma=60", Outcome::Note, "less than an hour");
        check("h3=\"www.example.com:443\"", Outcome::Note, "h3");
        check("h3=\"alt.example:443\"", Outcome::Warn, "alt.example");
        check("clear", Outcome::Note, "forget");
        check("h3=:443", Outcome::Warn, "grammar");
        page(&CHECKS[0], &sent(&[]), Outcome::NotApplicable, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
    }
}
