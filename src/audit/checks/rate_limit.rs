//! Does the API tell callers how much they have left?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::rate_limit::{self, LEGACY, Limit, Policy};

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "rate-limit",
    title: "Callers are told how much they may still ask",
    why: "Callers that know their quota slow down in time. Others find out by being refused, and \
          try again at once.",
    how: crate::audit::check::page_only(
        "RateLimit and RateLimit-Policy as lists of strings with their counts pass. Values that \
          clients must ignore warn; so does a RateLimit that names a policy which is not there, \
          or that disagrees with the older fields. Older fields alone, and none at all, are noted.",
    ),
    fix: "Send RateLimit-Policy and RateLimit with every answer of the API.",
    severity: Severity::Info,
    sources: &[Source {
        name: "RateLimit header fields for HTTP (draft 10)",
        url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-10",
    }],
    items: &["rate-limit-sensitive"],
    profiles: &[Profile::Api],
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let limit = view::sent(subject, "RateLimit")?.join(", ");
    let policy = view::sent(subject, "RateLimit-Policy")?.join(", ");
    let headers = &subject.evidence.headers;
    let legacy =
        LEGACY.into_iter().find_map(|name| headers.first(name).map(|value| quote(name, value)));
    if limit.is_empty() && policy.is_empty() {
        return Ok(match legacy {
            Some(seen) => {
                Verdict::note(seen, "These are older names; clients of the draft read RateLimit.")
            }
            None if view::sees_all(subject) => {
                Verdict::note("", "Callers are not told how much they may ask.")
            }
            None => view::unseen("X-RateLimit-Limit"),
        });
    }
    let both = [("RateLimit", &limit), ("RateLimit-Policy", &policy)];
    let seen =
        both.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| quote(name, value));
    let seen = seen.collect::<Vec<_>>().join("; ");
    let limits = rate_limit::limits(&limit);
    let policies = rate_limit::policies(&policy);
    let broken =
        (limits.is_none() && !limit.is_empty()) || (policies.is_none() && !policy.is_empty());
    if broken {
        let says = "A value is no list of strings with counts, so clients must ignore it.";
        return Ok(Verdict::warn(Severity::Info, seen, says));
    }
    let (limits, policies) = (limits.unwrap_or_default(), policies.unwrap_or_default());
    if let Some(says) = disagreement(&limits, &policies, rate_limit::legacy_remaining(headers)) {
        return Ok(Verdict::warn(Severity::Info, seen, says));
    }
    Ok(Verdict::pass(seen, "Callers can see how much they may still ask."))
}

fn disagreement(limits: &[Limit], policies: &[Policy], legacy: Option<i64>) -> Option<String> {
    let declared = |limit: &Limit| policies.iter().any(|policy| policy.name == limit.name);
    if let Some(limit) = limits.iter().find(|limit| !policies.is_empty() && !declared(limit)) {
        return Some(format!(
            "RateLimit speaks of {:?}, which RateLimit-Policy does not name.",
            limit.name
        ));
    }
    let legacy = legacy?;
    let agrees = limits.is_empty() || limits.iter().any(|limit| limit.remaining == legacy);
    (!agrees)
        .then(|| format!("The older fields say that {legacy} are left, RateLimit says otherwise."))
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        trial(Profile::Api, lines).is(&CHECKS[0], want);
    }

    const POLICY: &str = "RateLimit-Policy: \"burst\";q=100;w=60";

    #[test]
    fn the_draft_passes() {
        check(&format!("{POLICY}\nRateLimit: \"burst\";r=50;t=30"), "pass");
        check(POLICY, "pass");
    }

    #[test]
    fn older_fields_and_none_are_noted() {
        check("X-RateLimit-Limit: 100", "note");
        check("", "note");
    }

    #[test]
    fn disagreement_and_malformed_values_warn() {
        check(&format!("{POLICY}\nRateLimit: \"daily\";r=50"), "warn info");
        check("RateLimit: \"burst\";r=50\nX-RateLimit-Remaining: 49", "warn info");
        check("RateLimit: \"burst\";r=50\nX-RateLimit-Remaining: 50", "pass");
        check("RateLimit: limit=100, remaining=50", "warn info");
        trial(Profile::Api, "").probed().is(&CHECKS[0], "unseen");
    }
}
