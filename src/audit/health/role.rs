//! Which question a health endpoint answers, told by its path.

use super::reading::Reading;
use super::words::Condition;
use super::{Exchange, Flag, Role};

/// Tells the role of an endpoint.
pub(super) fn of(exchange: &Exchange, reading: &Reading) -> Role {
    let (path, query) = exchange.path.split_once('?').unwrap_or((&exchange.path, ""));
    let path = path.to_ascii_lowercase();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let last = segments.last().copied().unwrap_or("");
    if let Some(role) = segments.iter().rev().find_map(|segment| of_segment(segment)) {
        return role;
    }
    for pair in query.to_ascii_lowercase().split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, "1"));
        let asked = of_segment(name).or_else(|| of_segment(value));
        if let Some(role) = asked.filter(|_| !matches!(value, "0" | "false")) {
            return role;
        }
    }
    let shallow = reading.checks.is_empty();
    match last {
        // Without its own path for each role, a service that answers 503 while it still serves
        // in part asks for no traffic.
        _ if stops_traffic(exchange, reading) => Role::Readiness,
        "ping" if shallow => Role::Liveness,
        // Rails: the process has booted. A JSON answer without a status is another framework's.
        "up" if shallow && (reading.flags.contains(&Flag::HtmlBody) || says_status(reading)) => {
            Role::Liveness
        }
        // The default check runs alone, without any dependency.
        "okcomputer" => Role::Liveness,
        // GitLab and Prometheus: the process answers, nothing else is asked.
        "health" | "healthy" if segments.starts_with(&["-"]) => Role::Liveness,
        _ => Role::Combined,
    }
}

fn stops_traffic(exchange: &Exchange, reading: &Reading) -> bool {
    let degraded = |(condition, _): &(Condition, String)| *condition == Condition::Degraded;
    exchange.status() == Some(503) && reading.overall.as_ref().is_some_and(degraded)
}

fn says_status(reading: &Reading) -> bool {
    reading.overall.as_ref().is_some_and(|(_, seen)| seen.starts_with("\"status\""))
}

fn of_segment(segment: &str) -> Option<Role> {
    let segment = segment.split('.').next().unwrap_or(segment);
    match segment {
        "live" | "livez" | "liveness" | "alive" | "isalive" | "is_alive" | "is-alive"
        | "livecheck" | "livenessprobe" | "health_live" | "health-live" | "liveness_check" => {
            Some(Role::Liveness)
        }
        "ready" | "readyz" | "readiness" | "isready" | "is_ready" | "is-ready" | "readycheck"
        | "readinessprobe" | "health_ready" | "health-ready" | "readiness_check" => {
            Some(Role::Readiness)
        }
        "startup" | "startupz" | "started" | "startupprobe" => Some(Role::Startup),
        _ => None,
    }
}
