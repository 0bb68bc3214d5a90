//! Health answers: what a status, a body and headers say about a service.
//!
//! Two sources are weighed. The status code is what load balancers and orchestrators act on; the
//! body is what people read. Where they disagree the worse one counts, and the disagreement is
//! named. What was not understood is `Unknown`, never healthy.

mod exchange;
mod sample;
mod words;

mod json;
mod json_members;
mod json_names;
mod json_parts;
mod markup;
mod reading;
mod text;

mod advice;
mod decide;
mod leaks;
mod remarks;
mod role;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::evidence::Evidence;
pub use exchange::{Content, Exchange, Transport};
pub use remarks::Remark;
pub use sample::{Sample, SampleError};
pub use words::Condition;

/// A judged health answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// What the answer says in the end.
    pub verdict: Condition,
    /// Which question the endpoint answers.
    pub role: Role,
    /// Whether no dependency is named: such an answer proves that a process runs, no more.
    pub shallow: bool,
    /// The dependencies that are named, in the order of the body.
    pub checks: Vec<Dependency>,
    /// What is peculiar about the answer.
    pub flags: Vec<Flag>,
    /// Which rule decided, quoting what was seen.
    pub why: String,
    /// What to do about it, most urgent first.
    pub advice: Vec<String>,
    /// What else was noticed: caching, leaks.
    pub remarks: Vec<Remark>,
}

/// A named dependency and its condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dependency {
    /// Its name as the body gives it; nested ones are joined by `/`.
    pub name: String,
    /// What the body says of it.
    pub verdict: Condition,
}

/// The question that a health endpoint answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Restart me if this fails.
    Liveness,
    /// Send me no traffic while this fails.
    Readiness,
    /// Wait for me until this passes.
    Startup,
    /// No telling; one answer for all askers.
    Combined,
}

/// A peculiarity of a health answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// The service says that it has not started yet.
    Starting,
    /// A status code that other systems take for something else.
    NonstandardStatusCode,
    /// The service says that it is leaving service.
    Draining,
    /// Nothing is checked at all, and the server says so.
    NoChecksRegistered,
    /// The JSON object has no members.
    EmptyObject,
    /// The body is empty.
    EmptyBody,
    /// A boolean is sent as text.
    StringBoolean,
    /// The JSON breaks off.
    TruncatedJson,
    /// This format is answered with 200 whatever happens.
    #[serde(rename = "always-200-format")]
    Always200Format,
    /// The status code and the body disagree.
    StatusBodyContradiction,
    /// The whole is called healthy although a part is not.
    ChecksContradictOverall,
    /// Host names, paths, ports or class names are told to everyone.
    LeaksInternals,
    /// No dependency is named.
    Shallow,
    /// The body is an HTML page.
    HtmlBody,
    /// The answer is, or stands behind, a redirect.
    Redirect,
    /// A sign-in or a challenge stands before the answer.
    AuthRequired,
    /// There is nothing at this path.
    NotFound,
    /// The server asks for fewer requests.
    RateLimited,
    /// The browser hid the answer.
    Opaque,
    /// Something answered.
    Reachable,
    /// Nothing answered, or the browser kept the answer from the page.
    UnreachableOrCors,
    /// Nothing answered in time.
    Timeout,
}

/// Paths where health endpoints are commonly found, most common first.
pub const KNOWN_PATHS: [&str; 34] = [
    "/health",
    "/healthz",
    "/health/ready",
    "/health/live",
    "/healthz/ready",
    "/healthz/live",
    "/ready",
    "/readyz",
    "/live",
    "/livez",
    "/up",
    "/status",
    "/ping",
    "/_health",
    "/api/health",
    "/api/healthz",
    "/actuator/health",
    "/actuator/health/readiness",
    "/actuator/health/liveness",
    "/q/health",
    "/q/health/ready",
    "/q/health/live",
    "/healthcheck",
    "/health_check",
    "/ht/",
    "/okcomputer/all",
    "/-/health",
    "/-/readiness?all=1",
    "/-/liveness",
    "/server/health",
    "/v1/sys/health",
    "/_cluster/health",
    "/_up",
    "/minio/health/live",
];

impl Health {
    /// Judges an exchange that came through any door.
    pub fn of(evidence: &Evidence) -> Self {
        decide::decide(&Exchange::of(evidence))
    }

    /// Judges an exchange.
    pub fn of_exchange(exchange: &Exchange) -> Self {
        decide::decide(exchange)
    }

    /// Whether a flag was raised.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// The machine's part, without words for people.
    pub fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "verdict": self.verdict,
            "role": self.role,
            "shallow": self.shallow,
            "checks": self.checks,
            "flags": self.flags,
        })
    }
}
