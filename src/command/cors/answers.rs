//! What a browser would make of answers that were fetched with different `Origin` fields.

use super::super::sheet::Row;
use crate::audit::check::{Outcome, Severity};
use crate::audit::cors::header::{cors_check, names, origin_fault};
use crate::audit::cors::{Code, Outcomes, Probe};
use crate::audit::evidence::Evidence;

/// The outcomes of the probes that the answers stand for, and what is wrong in single answers.
///
/// The first named origin stands for the page's own, the second for a foreign one.
pub(super) fn outcomes(exchanges: &[Evidence]) -> (Outcomes, Vec<Row>) {
    let mut outcomes = Outcomes::default();
    let mut rows = Vec::new();
    let mut named: Vec<String> = Vec::new();
    for evidence in exchanges {
        let Some(origin) = origin(evidence) else {
            rows.push(Row {
                outcome: Outcome::Unseen,
                says:
                    "Which Origin was sent with this answer is not told, and the answer does not \
                       name one. Paste the command line along, or use curl -v."
                        .into(),
                ..Row::named("cors/unknown-origin")
            });
            continue;
        };
        let can_read = |credentials| code(cors_check(&evidence.headers, &origin, credentials));
        if evidence.request.method.eq_ignore_ascii_case("OPTIONS") {
            preflight(evidence, &origin, &mut outcomes);
        } else if origin == "null" {
            outcomes.set(Probe::Null, can_read(false));
            outcomes.set(Probe::NullInclude, can_read(true));
        } else {
            if !named.contains(&origin) {
                named.push(origin.clone());
            }
            let (plain, include) = match named.iter().position(|name| *name == origin) {
                Some(0) => (Probe::Own, Probe::OwnInclude),
                Some(_) | None => (Probe::Foreign, Probe::ForeignInclude),
            };
            outcomes.set(plain, can_read(false));
            outcomes.set(include, can_read(true));
        }
        rows.extend(fault(evidence, &origin));
    }
    (outcomes, rows)
}

/// The origin that was sent; where that is not told, the one that the answer lets in.
fn origin(evidence: &Evidence) -> Option<String> {
    let sent = evidence.request.origin.clone();
    let allowed = || evidence.headers.first("access-control-allow-origin").map(str::to_owned);
    sent.or_else(allowed).filter(|origin| origin == "null" || origin.contains("://"))
}

fn preflight(evidence: &Evidence, origin: &str, outcomes: &mut Outcomes) {
    let headers = &evidence.headers;
    let is_ok = evidence.status.is_some_and(|status| (200..300).contains(&status));
    let allowed = names(headers, "access-control-allow-headers").unwrap_or_default();
    let asked =
        names(&evidence.request.headers, "access-control-request-headers").unwrap_or_default();
    let passes = |name: &String| {
        let named = allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name));
        named
            || (allowed.iter().any(|allowed| allowed == "*")
                && !name.eq_ignore_ascii_case("authorization"))
    };
    let opens = |credentials| is_ok && cors_check(headers, origin, credentials);
    for name in &asked {
        if name.eq_ignore_ascii_case("content-type") {
            outcomes.set(Probe::Json, code(opens(false) && passes(name)));
            let star = allowed.iter().all(|allowed| allowed == "*");
            outcomes.set(Probe::JsonInclude, code(opens(true) && passes(name) && !star));
        } else if name.eq_ignore_ascii_case("authorization") {
            outcomes.set(Probe::Authorization, code(opens(false) && passes(name)));
        } else {
            outcomes.set(Probe::RandomHeader, code(opens(false) && passes(name)));
        }
    }
}

fn fault(evidence: &Evidence, origin: &str) -> Option<Row> {
    let value = evidence.headers.combined("access-control-allow-origin")?;
    let fault = origin_fault(&evidence.headers, origin, false)?;
    Some(Row {
        outcome: Outcome::Note,
        severity: Severity::Info,
        seen: format!("Access-Control-Allow-Origin: {value}"),
        says: format!("For the origin {origin}: {}", fault.says()),
        ..Row::named("cors/allow-origin")
    })
}

fn code(readable: bool) -> Code {
    if readable { Code::Readable } else { Code::Blocked }
}
