//! Do caches know what the answer depends on?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::cache_control::CacheControl;
use crate::audit::parse::vary::Vary;

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "vary",
    title: "Vary names what the answer depends on",
    why: "A cache that does not know of compression gives compressed bytes to a client that \
          cannot read them. A star keeps every cache from being of use.",
    how: crate::audit::check::page_only(
        "A compressed answer whose Vary lacks Accept-Encoding warns, unless no-store keeps it \
          out of caches. Vary: * warns, and so does a member that is no field name. Any other \
          Vary passes. Without compression and Vary the question does not arise.",
    ),
    fix: "Send Vary: Accept-Encoding with everything that may be compressed.",
    severity: Severity::Low,
    sources: &[Source {
        name: "RFC 9110 section 12.5.5 (Vary)",
        url: "https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5",
    }],
    items: &["text-compression"],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[("Vary", "Accept-Encoding")]),
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let values = view::sent(subject, "Vary")?;
    let seen = if values.is_empty() { String::new() } else { quote("Vary", &values.join(", ")) };
    let vary = Vary::parse(values);
    if vary.any {
        let says = "A star keeps every cache from using the answer again.";
        return Ok(Verdict::warn(Severity::Low, seen, says));
    }
    if !vary.malformed.is_empty() {
        return Ok(Verdict::warn(Severity::Low, seen, "A member is no field name."));
    }
    let encoding = view::sent(subject, "Content-Encoding")?.join(", ");
    let cache = CacheControl::parse(subject.evidence.headers.all("cache-control"));
    let compressed = !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity");
    Ok(if compressed && !vary.covers("accept-encoding") && !cache.has("no-store") {
        let seen = [seen, quote("Content-Encoding", &encoding)];
        let seen: Vec<_> = seen.into_iter().filter(|text| !text.is_empty()).collect();
        let says = "The answer is compressed, and Vary does not tell caches that this depends on \
                    Accept-Encoding.";
        Verdict::warn(Severity::Low, seen.join("; "), says)
    } else if vary.names.is_empty() {
        Verdict::not_applicable("The answer is not compressed and names nothing in Vary.")
    } else {
        Verdict::pass(seen, "Caches tell answers apart by these fields.")
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
    fn compression_needs_vary() {
        check("Content-Encoding: br\nVary: accept-encoding", "pass");
        check("Content-Encoding: br\nVary: Origin", "warn low");
        check("Content-Encoding: br", "warn low");
        check("Content-Encoding: br\nCache-Control: no-store", "not-applicable");
        check("Vary: Origin", "pass");
    }

    #[test]
    fn stars_malformed_and_unseen_values() {
        check("Vary: *", "warn low");
        check("Vary: Origin; Accept", "warn low");
        check("Vary: ,", "not-applicable");
        check("", "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
