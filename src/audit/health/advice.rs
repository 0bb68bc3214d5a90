//! What to do about a health answer, most urgent first.

use super::words::Condition;
use super::{Dependency, Exchange, Flag};

/// Says what to do about an answer.
pub(super) fn of(
    exchange: &Exchange,
    flags: &[Flag],
    verdict: Condition,
    checks: &[Dependency],
) -> Vec<String> {
    let mut advice: Vec<String> = Vec::new();
    let failing = checks.iter().filter(|check| check.verdict == Condition::Unhealthy);
    let failing: Vec<&str> = failing.map(|check| check.name.as_str()).take(5).collect();
    if !failing.is_empty() {
        advice.push(format!("Look at what fails: {}.", failing.join(", ")));
    } else if verdict == Condition::Unhealthy && exchange.status().is_some() {
        advice.push("Look at the logs of the service: the answer does not name what fails.".into());
    }
    advice.extend(flags.iter().filter_map(|flag| of_flag(*flag)).map(String::from));
    advice
}

fn of_flag(flag: Flag) -> Option<&'static str> {
    match flag {
        Flag::StatusBodyContradiction => Some(
            "Answer 503 whenever the body says unhealthy, and 200 only otherwise: balancers read \
             the status, people the body.",
        ),
        Flag::ChecksContradictOverall => {
            Some("Compute the word for the whole from the checks; a fixed \"ok\" hides outages.")
        }
        Flag::Shallow => Some(
            "Stop a dependency and ask again: if the answer stays the same, it checks nothing. \
             Name each dependency on the readiness endpoint; leave liveness without any.",
        ),
        Flag::EmptyObject => Some(
            "Ask again with ?full=1 or as an authorised user: an object without members may be \
             the short form.",
        ),
        Flag::LeaksInternals => {
            Some("Tell the details only to authorised askers, and the public a single word.")
        }
        Flag::Always200Format => {
            Some("Point balancers at another format: this one answers 200 whatever happens.")
        }
        Flag::NonstandardStatusCode => {
            Some("Tell the balancer what this status code means: others read it differently.")
        }
        Flag::HtmlBody => Some("Ask for JSON or text, and check that no fallback page answers."),
        Flag::Redirect => Some("Ask the final address directly, without a redirect in between."),
        Flag::AuthRequired => Some(
            "Let the health path through without a sign-in, or ask with the right credentials.",
        ),
        Flag::TruncatedJson => Some("Read the whole body, or look for a crash while writing it."),
        Flag::NotFound => Some("Try the other usual paths, or name the health path."),
        Flag::RateLimited => Some("Ask less often, or exempt the health path from rate limits."),
        Flag::Starting => Some("Wait and ask again; give the orchestrator a startup probe."),
        Flag::Draining => Some("Expected during a rollout; otherwise end the maintenance mode."),
        Flag::NoChecksRegistered => Some("Register a check for each dependency."),
        Flag::UnreachableOrCors | Flag::Opaque => {
            Some("Paste the output of curl -i: a page cannot read this answer.")
        }
        Flag::Timeout => Some("Give each check its own short timeout, shorter than the asker's."),
        Flag::StringBoolean => {
            Some("Compare with the text \"true\": every non-empty text is true.")
        }
        Flag::EmptyBody | Flag::Reachable => None,
    }
}
