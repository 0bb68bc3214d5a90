//! Does the answer to a preflight say what it seems to say?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::list::{digits, elements, is_token};

use crate::audit::checks::cross_origin::is_preflight;
use crate::audit::checks::view::{self, Answer};

const METHODS: &str = "Access-Control-Allow-Methods";
const HEADERS: &str = "Access-Control-Allow-Headers";
const EXPOSED: &str = "Access-Control-Expose-Headers";
const MAX_AGE: &str = "Access-Control-Max-Age";

pub(in crate::audit::checks) static CHECKS: &[Check] = &[
    Check {
        id: "preflight-lists",
        title: "Preflight lists mean what they say",
        why: "A star in these lists covers everything only while no credentials are involved. \
              With credentials it stands for a method or header named *, and it never covers \
              Authorization.",
        how: crate::audit::check::page_only(
            "A member that is no token fails, because browsers then refuse the whole answer. A \
              star together with credentials true warns, and so does a star for headers without \
              Authorization beside it. A star for methods or exposed headers without \
              credentials is noted. Lists of names pass.",
        ),
        fix: "List the methods and headers that the API uses.",
        severity: Severity::Low,
        sources: &[
            Source {
                name: "Fetch, CORS-preflight fetch",
                url: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
            },
            Source {
                name: "Fetch, CORS non-wildcard request-header name",
                url: "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name",
            },
        ],
        items: &["cors-methods-limited"],
        profiles: &Profile::ALL,
        remedy: Remedy::Manual,
        run: lists,
    },
    Check {
        id: "preflight-max-age",
        title: "Preflight answers are kept for a while",
        why: "Without a lifetime browsers ask again every few seconds, so that most calls of the \
              API cost two round trips.",
        how: crate::audit::check::page_only(
            "Asked of answers to OPTIONS and wherever the field is sent. Digits up to 7200 pass; \
              more is noted, because Chromium keeps an answer for two hours at most. Anything \
              but digits warns and counts as absent; absence is noted: browsers take 5 seconds.",
        ),
        fix: "Send Access-Control-Max-Age: 3600 with the answer to a preflight.",
        severity: Severity::Info,
        sources: &[Source {
            name: "Fetch, Access-Control-Max-Age",
            url: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
        }],
        items: &["cors-methods-limited"],
        profiles: &Profile::ALL,
        remedy: Remedy::Set(&[(MAX_AGE, "3600")]),
        run: max_age,
    },
    Check {
        id: "preflight-status",
        title: "Preflights are answered with success and without a redirect",
        why: "A preflight that is redirected or refused stops the call before it is made, although \
              the API itself would have answered.",
        how: crate::audit::check::page_only(
            "Asked where the method is OPTIONS and the request names an \
              Access-Control-Request-Method or an Origin. A status from 200 to 299 without a \
              redirect before it passes, all else fails.",
        ),
        fix: "Answer OPTIONS with 204 in front of sign-in and redirects.",
        severity: Severity::Medium,
        sources: &[Source {
            name: "Fetch, CORS-preflight fetch",
            url: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
        }],
        items: &["cors-methods-limited"],
        profiles: &Profile::ALL,
        remedy: Remedy::Manual,
        run: status,
    },
];

fn lists(subject: &Subject<'_>) -> Verdict {
    let credentials =
        subject.evidence.headers.combined("Access-Control-Allow-Credentials").as_deref()
            == Some("true");
    let verdicts = [METHODS, HEADERS, EXPOSED].map(|name| list(subject, name, credentials));
    let worst = view::worst(verdicts.into_iter().collect());
    worst.unwrap_or_else(|| view::unseen(METHODS))
}

fn list(subject: &Subject<'_>, name: &str, credentials: bool) -> Verdict {
    let value = match view::combined(subject, name, "No list is sent.") {
        Ok(value) => value,
        Err(verdict) => return verdict,
    };
    let members = elements(&value);
    let seen = quote(name, &value);
    let names = |wanted: &str| members.iter().any(|member| member.eq_ignore_ascii_case(wanted));
    if members.iter().any(|member| !is_token(member)) {
        let says = "A member is no token, so browsers refuse the whole answer.";
        return Verdict::fail(Severity::Low, seen, says);
    }
    if !members.contains(&"*") {
        return Verdict::pass(seen, "The list names what it allows.");
    }
    if credentials {
        let says = "With credentials the star is no wildcard but a name, and matches nothing.";
        Verdict::warn(Severity::Low, seen, says)
    } else if name == HEADERS && !names("authorization") {
        Verdict::warn(Severity::Low, seen, "The star does not cover Authorization.")
    } else {
        Verdict::note(seen, "The star allows every name, as long as no credentials are sent.")
    }
}

fn max_age(subject: &Subject<'_>) -> Verdict {
    let values = match view::sent(subject, MAX_AGE) {
        Ok(values) => values,
        Err(unseen) => return unseen,
    };
    let opens = subject.evidence.headers.has("Access-Control-Allow-Origin");
    let value = values.join(", ");
    let seen = quote(MAX_AGE, &value);
    match digits(&value) {
        Some(seconds) if seconds > 7200 => Verdict::note(
            seen,
            "Chromium keeps an answer for two hours at most, Firefox for a day.",
        ),
        Some(seconds) => {
            Verdict::pass(seen, format!("Browsers keep the answer for {seconds} seconds."))
        }
        None if !values.is_empty() => Verdict::warn(
            Severity::Info,
            seen,
            "Browsers read digits only, and take 5 seconds instead.",
        ),
        None if is_preflight(subject.evidence) && opens => {
            Verdict::note("", "Without a lifetime browsers ask again after 5 seconds.")
        }
        None => Verdict::not_applicable("This is no answer to a preflight."),
    }
}

fn status(subject: &Subject<'_>) -> Verdict {
    view::settle(judge_status(subject))
}

fn judge_status(subject: &Subject<'_>) -> Answer {
    let evidence = subject.evidence;
    let asked = evidence.request.headers.has("Access-Control-Request-Method")
        || evidence.request.origin.is_some();
    if !is_preflight(evidence) || !asked {
        return Err(Verdict::not_applicable("This is no answer to a preflight."));
    }
    if let Some(hop) = evidence.hops.first() {
        let says = "Browsers do not follow a redirect of a preflight: the call is never made.";
        return Ok(Verdict::fail(Severity::Medium, format!("OPTIONS → {}", hop.status), says));
    }
    let Some(status) = evidence.status else {
        return Err(Verdict::unseen("The status of the preflight was not seen."));
    };
    let seen = format!("OPTIONS → {status}");
    Ok(if (200..300).contains(&status) {
        Verdict::pass(seen, "The preflight succeeds.")
    } else {
        Verdict::fail(Severity::Medium, seen, "Browsers give up here: the call is never made.")
    })
}

#[cfg(test)]
mod tests;
