//! Which fields of the answer may scripts of other origins read?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::list::elements;

use super::view::{self, Answer};

const NAME: &str = "Access-Control-Expose-Headers";

pub(super) static CHECKS: &[Check] = &[Check {
    id: "expose-headers",
    title: "Callers of other origins can read the fields they need",
    why: "Unless they are exposed, a script cannot see how long to wait, how much of its quota is \
          left, or the request id that support will ask for.",
    how: crate::audit::check::page_only(
        "Judged where Access-Control-Allow-Origin is sent. Naming Set-Cookie warns, because no \
          script ever reads it. An API that sends Retry-After, ETag, RateLimit or a request id \
          and does not expose it is noted. Otherwise the list passes, a star too.",
    ),
    fix: "List in Access-Control-Expose-Headers the fields that callers read.",
    severity: Severity::Info,
    sources: &[Source {
        name: "Fetch, Access-Control-Expose-Headers",
        url: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers",
    }],
    items: &["cors-allowlist", "request-id"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

/// Fields that a caller of an API has a use for.
const USEFUL: [&str; 7] = [
    "ETag",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "X-Correlation-Id",
    "X-RateLimit-Remaining",
    "X-Request-Id",
];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let headers = &subject.evidence.headers;
    let value = view::sent(subject, NAME)?.join(", ");
    let exposed = elements(&value);
    let names = |wanted: &str| exposed.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let seen = if value.is_empty() { String::new() } else { quote(NAME, &value) };
    if names("set-cookie") {
        let says = "No script reads Set-Cookie, exposed or not.";
        return Ok(Verdict::warn(Severity::Info, seen, says));
    }
    if view::sent(subject, "Access-Control-Allow-Origin")?.is_empty() {
        return Err(Verdict::not_applicable("No origin is let in, so nothing is exposed."));
    }
    let credentials =
        headers.combined("Access-Control-Allow-Credentials").as_deref() == Some("true");
    let hidden = |name: &&str| headers.has(name) && !names(name) && (credentials || !names("*"));
    let missing: Vec<_> = USEFUL.into_iter().filter(hidden).collect();
    if subject.profile == Profile::Api && !missing.is_empty() {
        let says = format!("Callers of other origins cannot read {}.", missing.join(", "));
        return Ok(Verdict::note(seen, says));
    }
    Ok(if exposed.is_empty() {
        Verdict::note(seen, "Scripts of other origins read the safelisted fields only.")
    } else {
        Verdict::pass(seen, "Scripts of other origins read the listed fields.")
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        trial(Profile::Api, &format!("Access-Control-Allow-Origin: *\n{lines}"))
            .is(&CHECKS[0], want);
    }

    #[test]
    fn callers_read_what_is_listed() {
        check("Retry-After: 5\nAccess-Control-Expose-Headers: retry-after", "pass");
        check("Retry-After: 5\nAccess-Control-Expose-Headers: *", "pass");
        check("Retry-After: 5\nAccess-Control-Expose-Headers: X-Total", "note");
        check("", "note");
    }

    #[test]
    fn useless_malformed_and_unseen_lists() {
        check("Access-Control-Expose-Headers: SET-COOKIE", "warn info");
        check("Access-Control-Expose-Headers: ,,", "note");
        trial(Profile::Api, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Api, "").probed().is(&CHECKS[0], "unseen");
    }
}
