//! The verdict: the status code and the body weighed against each other.

use std::collections::BTreeSet;

use super::exchange::{Content, Exchange, Transport};
use super::leaks::{self, Kind};
use super::reading::{self, Form, Reading};
use super::words::Condition;
use super::{Flag, Health, advice, markup, remarks, role};

/// A verdict, the reason for it and what is peculiar.
#[derive(Debug)]
pub(super) struct Ruling {
    pub verdict: Condition,
    pub why: String,
    pub flags: BTreeSet<Flag>,
}

impl Ruling {
    fn new(verdict: Condition, why: impl Into<String>, flags: &[Flag]) -> Self {
        Self { verdict, why: why.into(), flags: flags.iter().copied().collect() }
    }
}

/// Judges an exchange.
pub(super) fn decide(exchange: &Exchange) -> Health {
    let mut reading = match exchange.transport {
        Transport::Answered(_) | Transport::Unstated => reading::read(exchange),
        Transport::Opaque
        | Transport::OpaqueRedirect
        | Transport::TimedOut
        | Transport::Failed(_) => Reading::default(),
    };
    let role = role::of(exchange, &reading);
    let ruling = rule(exchange, &mut reading);
    let mut flags = ruling.flags;
    let leaks = leaks::of(exchange);
    if leaks.iter().any(|leak| leak.kind != Kind::Version) && exchange.status() != Some(404) {
        flags.insert(Flag::LeaksInternals);
    }
    let shallow = reading.checks.is_empty();
    let flags: Vec<Flag> = flags.into_iter().collect();
    let advice = advice::of(exchange, &flags, ruling.verdict, &reading.checks);
    Health {
        verdict: ruling.verdict,
        role,
        shallow,
        checks: reading.checks,
        flags,
        why: ruling.why,
        advice,
        remarks: remarks::of(exchange, &leaks),
    }
}

fn rule(exchange: &Exchange, reading: &mut Reading) -> Ruling {
    let unknown = Condition::Unknown;
    match &exchange.transport {
        Transport::Opaque => Ruling::new(
            unknown,
            "The browser hid the answer: something answered, no more is known.",
            &[Flag::Opaque, Flag::Reachable],
        ),
        Transport::OpaqueRedirect => Ruling::new(
            unknown,
            "It redirects, and the browser hid where to.",
            &[Flag::Redirect, Flag::Reachable],
        ),
        Transport::TimedOut => Ruling::new(
            Condition::Unhealthy,
            "No answer in time. Whoever asks for health gives up just as we did.",
            &[Flag::Timeout],
        ),
        Transport::Failed(error) => Ruling::new(
            unknown,
            format!(
                "The request failed{}: a block by CORS and an outage look the same.",
                told(error)
            ),
            &[Flag::UnreachableOrCors],
        ),
        Transport::Answered(status) => of_status(*status, exchange, reading),
        Transport::Unstated => of_body_alone(reading),
    }
}

fn told(error: &str) -> String {
    if error.is_empty() { String::new() } else { format!(" ({error})") }
}

fn of_body_alone(reading: &Reading) -> Ruling {
    let mut flags = reading.flags.clone();
    let (verdict, why) = match said(reading) {
        Some(said) => said,
        None => (Condition::Unknown, "The body says nothing of the service.".to_owned()),
    };
    shallow_unless_hidden(&mut flags, reading, verdict);
    Ruling { verdict, why, flags }
}

fn of_status(status: u16, exchange: &Exchange, reading: &mut Reading) -> Ruling {
    let mut flags = reading.flags.clone();
    if exchange.redirected {
        flags.insert(Flag::Redirect);
    }
    if status == 501 && reading.checks.is_empty() {
        flags.extend([Flag::NoChecksRegistered, Flag::Shallow]);
        flags.remove(&Flag::EmptyObject);
        flags.remove(&Flag::EmptyBody);
        let why = "HTTP 501 with no check: nothing is registered, so nothing is known.";
        return Ruling { verdict: Condition::Unknown, why: why.into(), flags };
    }
    if let Some(refusal) = refusal(status, exchange, reading) {
        flags.extend(refusal.flags);
        return Ruling { flags, ..refusal };
    }
    let (verdict, why) = match status {
        500..=599 | 424 => of_failing(status, reading, &mut flags),
        200..=399 => of_passing(status, exchange, reading, &mut flags),
        _ => of_other(status, reading),
    };
    let expected = matches!(status, 200..=399 | 500 | 502..=599);
    if !expected && verdict != Condition::Unknown {
        flags.insert(Flag::NonstandardStatusCode);
    }
    shallow_unless_hidden(&mut flags, reading, verdict);
    Ruling { verdict, why, flags }
}

/// A status that refuses to answer, unless the body is a health answer all the same.
fn refusal(status: u16, exchange: &Exchange, reading: &mut Reading) -> Option<Ruling> {
    let own_codes = reading.form == Form::OwnCodes;
    let flag = match status {
        401 | 403 | 407 => Some(Flag::AuthRequired),
        404 | 410 => Some(Flag::NotFound),
        429 => Some(Flag::RateLimited),
        405 | 406 => None,
        301..=308 => {
            let to =
                exchange.headers.first("location").filter(|to| markup::leads_to_sign_in(to))?;
            let why = format!("HTTP {status} to {to}: a sign-in stands before the answer.");
            let flags = [Flag::Redirect, Flag::AuthRequired];
            return Some(Ruling::new(Condition::Unknown, why, &flags));
        }
        _ => return None,
    };
    let lists = reading.checks.len() > 1 && reading.overall.is_some();
    if own_codes || lists {
        return None;
    }
    reading.checks.clear();
    let why = match status {
        401 | 403 | 407 => "the question was refused, not answered",
        404 | 410 => "there is no health endpoint at this path",
        429 => "the server asks for fewer requests and says nothing of its health",
        _ => "this endpoint does not answer such a request",
    };
    let flags: Vec<Flag> = flag.into_iter().collect();
    Some(Ruling::new(Condition::Unknown, format!("HTTP {status}: {why}."), &flags))
}

/// What the body says: its word for the whole, else its parts together.
fn said(reading: &Reading) -> Option<(Condition, String)> {
    if let Some((condition, seen)) = &reading.overall {
        return Some(match (condition, failing_part(reading)) {
            (Condition::Healthy, Some(part)) => {
                (Condition::Degraded, format!("{seen} although {part} fails."))
            }
            (condition, _) => (*condition, format!("The body says {seen}.")),
        });
    }
    let condition = reading.roll_up()?;
    let parts = reading.checks.len();
    Some(match failing_part(reading) {
        Some(part) => (condition, format!("{part} fails, one of {parts} named checks.")),
        None => (condition, format!("The worst of {parts} named checks is {}.", condition.name())),
    })
}

fn failing_part(reading: &Reading) -> Option<&str> {
    let fails = |check: &&super::Dependency| check.verdict == Condition::Unhealthy;
    reading.checks.iter().find(fails).map(|check| check.name.as_str())
}

fn of_failing(status: u16, reading: &Reading, flags: &mut BTreeSet<Flag>) -> (Condition, String) {
    let body = reading.overall.as_ref().map(|(condition, _)| *condition).or(reading.roll_up());
    if body == Some(Condition::Healthy) {
        flags.insert(Flag::StatusBodyContradiction);
        let why =
            format!("HTTP {status} although the body sounds healthy: the status is acted on.");
        return (Condition::Unhealthy, why);
    }
    let detail = failing_part(reading).map_or_else(String::new, |part| format!("; {part} fails"));
    (Condition::Unhealthy, format!("HTTP {status}: askers take the service out{detail}."))
}

fn of_passing(
    status: u16,
    exchange: &Exchange,
    reading: &Reading,
    flags: &mut BTreeSet<Flag>,
) -> (Condition, String) {
    if (300..=399).contains(&status) && status != 304 {
        flags.insert(Flag::Redirect);
    }
    let explicit = reading.overall.as_ref().map(|(condition, _)| *condition);
    let failing = failing_part(reading).is_some();
    match (explicit, said(reading)) {
        (Some(Condition::Unhealthy), Some((verdict, why))) => {
            if !flags.contains(&Flag::Always200Format) {
                flags.insert(Flag::StatusBodyContradiction);
            }
            (verdict, format!("HTTP {status}, but the body decides. {why}"))
        }
        (Some(Condition::Healthy), Some((verdict, why))) if failing => {
            flags.insert(Flag::ChecksContradictOverall);
            (verdict, why)
        }
        (None, Some((Condition::Unhealthy, why))) => {
            (Condition::Degraded, format!("HTTP {status} and no word for the whole. {why}"))
        }
        (_, Some((verdict, why))) => (verdict, format!("HTTP {status}. {why}")),
        (_, None) => silent(status, exchange, reading),
    }
}

/// A good status with a body that does not say how the service is.
fn silent(status: u16, exchange: &Exchange, reading: &Reading) -> (Condition, String) {
    let redirects = (300..=399).contains(&status);
    let unseen = exchange.content == Content::Unseen && (exchange.head_only || status == 204);
    match reading.form {
        Form::Empty => {
            (Condition::Healthy, format!("HTTP {status} and an empty body: the status alone."))
        }
        Form::Unseen if unseen => (Condition::Healthy, format!("HTTP {status}: the status alone.")),
        _ if redirects => (Condition::Healthy, format!("HTTP {status}: a redirect counts as up.")),
        Form::Told | Form::OwnCodes => {
            (Condition::Healthy, format!("HTTP {status}; every named check is unknown."))
        }
        Form::Page => (
            Condition::Unknown,
            format!("HTTP {status} with a web page: it may come from anything in front."),
        ),
        Form::Broken => (Condition::Unknown, "The JSON breaks off before it ends.".into()),
        Form::Unseen => (Condition::Unknown, format!("HTTP {status}; the body was not read.")),
        Form::Foreign => (
            Condition::Unknown,
            format!("HTTP {status}, and the body says nothing of the service."),
        ),
    }
}

/// Any other status: the body alone decides.
fn of_other(status: u16, reading: &Reading) -> (Condition, String) {
    match said(reading) {
        // A standby answers with its own code; the code says so even where the body does not.
        Some((Condition::Healthy, why)) if reading.form == Form::OwnCodes => {
            (Condition::Degraded, format!("HTTP {status}: not the active node. {why}"))
        }
        Some((verdict, why)) => (verdict, format!("HTTP {status}, but it is an answer. {why}")),
        None => (Condition::Unknown, format!("HTTP {status} says nothing of the service.")),
    }
}

/// Marks an answer that names no dependency, unless something stands before the answer.
fn shallow_unless_hidden(flags: &mut BTreeSet<Flag>, reading: &Reading, verdict: Condition) {
    let told = reading.overall.is_some() || verdict != Condition::Unknown;
    if reading.checks.is_empty() && told {
        flags.insert(Flag::Shallow);
    }
}
