//! How much of an address do other sites learn from a visit?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::Sight;
use crate::audit::parse::referrer_policy::ReferrerPolicy;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "referrer-policy",
    title: "Other sites do not learn the full address",
    why: "Addresses carry search terms, names and reset tokens; whatever the Referer field holds \
          ends up in the logs of every site that is linked or embedded.",
    how: crate::audit::check::page_only(
        "The last known token of the header counts, and a meta name=referrer tag in the page \
          replaces it. no-referrer, same-origin, strict-origin and strict-origin-when-cross-origin \
          pass; origin, origin-when-cross-origin and no-referrer-when-downgrade warn; unsafe-url \
          fails. A header without a known token fails; no header is noted, because browsers then \
          use strict-origin-when-cross-origin.",
    ),
    fix: "Send Referrer-Policy: strict-origin-when-cross-origin, or a stricter one.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "Referrer Policy section 8.1",
            url: "https://www.w3.org/TR/referrer-policy/#parse-referrer-policy-from-header",
        },
        Source {
            name: "Referrer Policy section 3",
            url: "https://www.w3.org/TR/referrer-policy/#referrer-policies",
        },
    ],
    items: &["referrer-policy-set"],
    profiles: &[Profile::Page],
    remedy: Remedy::Set(&[(NAME, "strict-origin-when-cross-origin")]),
    run,
}];

const NAME: &str = "Referrer-Policy";

fn run(subject: &Subject<'_>) -> Verdict {
    let header = match subject.evidence.sight(NAME) {
        Sight::Sent(values) => Some(values.join(", ")),
        Sight::Missing => None,
        Sight::Unseen => return hidden(subject),
    };
    let by_header = header.as_deref().map(ReferrerPolicy::parse);
    match (in_page(subject), by_header, header) {
        (_, Some(None), Some(header)) => {
            let says = "It holds no policy that browsers know, so they use their default.";
            Verdict::fail(Severity::Low, quote(NAME, &header), says)
        }
        (Some((policy, seen)), _, _) => judge(policy, seen),
        (None, Some(Some(policy)), Some(header)) => judge(policy, quote(NAME, &header)),
        (None, _, _) => {
            let says = "None was sent; browsers use strict-origin-when-cross-origin by default.";
            Verdict::note("", says)
        }
    }
}

/// A meta tag decides even where the header could not be seen.
fn hidden(subject: &Subject<'_>) -> Verdict {
    match in_page(subject) {
        Some((policy, seen)) => judge(policy, seen),
        None => sight::hidden(NAME),
    }
}

fn judge(policy: ReferrerPolicy, seen: String) -> Verdict {
    match policy {
        ReferrerPolicy::NoReferrer => Verdict::pass(seen, "Nothing is told to any site."),
        ReferrerPolicy::SameOrigin => Verdict::pass(seen, "Other origins learn nothing."),
        ReferrerPolicy::StrictOrigin | ReferrerPolicy::StrictOriginWhenCrossOrigin => {
            Verdict::pass(seen, "Other origins learn the origin only, and nothing over plain http.")
        }
        ReferrerPolicy::Origin | ReferrerPolicy::OriginWhenCrossOrigin => Verdict::warn(
            Severity::Medium,
            seen,
            "The origin is told in clear text too, over plain http.",
        ),
        ReferrerPolicy::NoReferrerWhenDowngrade => {
            Verdict::warn(Severity::Medium, seen, "Every https site learns the full address.")
        }
        ReferrerPolicy::UnsafeUrl => Verdict::fail(
            Severity::Medium,
            seen,
            "Every site learns the full address, over plain http too.",
        ),
    }
}

/// The policy of the last meta tag that a browser would follow, and the tag.
fn in_page(subject: &Subject<'_>) -> Option<(ReferrerPolicy, String)> {
    subject.tags()?.iter().rev().filter(|tag| tag.name == "meta").find_map(|tag| {
        let content = tag.attribute("content")?;
        let named = tag.attribute("name")?.eq_ignore_ascii_case("referrer");
        let policy = ReferrerPolicy::parse_meta(content).filter(|_| named)?;
        Some((policy, format!("<meta name=\"referrer\" content=\"{content}\">")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent, with_body};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECKS[0], &sent(&[(NAME, value)]), outcome, severity);
    }

    #[test]
    fn the_last_known_token_decides() {
        check("no-referrer", Outcome::Pass, Severity::Info);
        check("unsafe-url, strict-origin, future", Outcome::Pass, Severity::Info);
        check("no-referrer, unsafe-url", Outcome::Fail, Severity::Medium);
        check("origin", Outcome::Warn, Severity::Medium);
        check("no-referrer-when-downgrade", Outcome::Warn, Severity::Medium);
        check("'no-referrer'", Outcome::Fail, Severity::Low);
        check("", Outcome::Fail, Severity::Low);
        page(&CHECKS[0], &sent(&[]), Outcome::Note, Severity::Info);
    }

    #[test]
    fn a_meta_tag_replaces_the_header() {
        let body = "<meta name=Referrer content=always><meta name=referrer content=junk>";
        let both = with_body(sent(&[(NAME, "no-referrer")]), body);
        page(&CHECKS[0], &both, Outcome::Fail, Severity::Medium);
        page(&CHECKS[0], &with_body(hidden(), body), Outcome::Fail, Severity::Medium);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
        let good = with_body(sent(&[]), "<meta name=referrer content=same-origin>");
        page(&CHECKS[0], &good, Outcome::Pass, Severity::Info);
    }
}
