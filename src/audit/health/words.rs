//! The vocabulary of health answers: single words and the few phrases around them.

use serde::Serialize;

/// What an answer, or a part of it, says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Everything that is told works.
    Healthy,
    /// It works, with something failing or slow.
    Degraded,
    /// It does not work.
    Unhealthy,
    /// It does not say.
    Unknown,
}

impl Condition {
    /// The name used on the page, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Degraded => "degraded",
            Self::Unhealthy => "unhealthy",
            Self::Unknown => "unknown",
        }
    }

    /// What a boolean says, where true is the good case.
    pub fn of_bool(good: bool) -> Self {
        if good { Self::Healthy } else { Self::Unhealthy }
    }

    /// The opposite of what a word says.
    fn negated(self) -> Self {
        match self {
            Self::Healthy => Self::Unhealthy,
            Self::Degraded | Self::Unhealthy => Self::Healthy,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// The worst of several conditions; what is unknown lowers nothing. `None` where nothing is known.
pub(super) fn worst(conditions: impl IntoIterator<Item = Condition>) -> Option<Condition> {
    let rank = |condition: &Condition| match condition {
        Condition::Unknown => 0,
        Condition::Healthy => 1,
        Condition::Degraded => 2,
        Condition::Unhealthy => 3,
    };
    let known = |condition: &Condition| *condition != Condition::Unknown;
    conditions.into_iter().filter(known).max_by_key(rank)
}

/// The longest text that can be a word or a short phrase.
const WORD_BYTES_MAX: usize = 80;

/// Lower case, blanks and hyphens as underscores, without a closing full stop.
fn plain(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['.', '!']);
    (text.len() <= WORD_BYTES_MAX && !text.is_empty())
        .then(|| text.to_ascii_lowercase().replace([' ', '-'], "_"))
}

/// Words for a service that works.
const HEALTHY: &[&str] = &[
    "pass",
    "ok",
    "up",
    "healthy",
    "ready",
    "available",
    "alive",
    "green",
    "success",
    "passed",
    "passing",
    "serving",
    "online",
    "working",
    "pong",
    "running",
    "true",
    "imok",
    "live",
    "connected",
    "operational",
    "fine",
    "good",
    "successful",
    "reachable",
    "started",
    "200_ok",
];

/// Words for a service that works in part.
const DEGRADED: &[&str] = &[
    "warn",
    "warning",
    "degraded",
    "yellow",
    "partial",
    "partially_available",
    "standby",
    "impaired",
    "orange",
    "amber",
    "partially_degraded",
];

/// Words for a service that does not work.
const UNHEALTHY: &[&str] = &[
    "fail",
    "failed",
    "failing",
    "failure",
    "error",
    "down",
    "unhealthy",
    "unavailable",
    "out_of_service",
    "red",
    "critical",
    "crashed",
    "not_ready",
    "shutting_down",
    "maintenance_mode",
    "init",
    "offline",
    "false",
    "ko",
    "disconnected",
    "draining",
    "drained",
    "maintenance",
    "starting",
    "initializing",
    "initialising",
    "pre_initializing",
    "booting",
    "stopping",
    "stopped",
    "terminating",
    "not_serving",
    "service_unknown",
    "service_unavailable",
    "unreachable",
    "broken",
    "dead",
    "timeout",
    "timed_out",
    "not_ok",
    "not_available",
    "refusing_traffic",
    "nolb",
    "not_initialized",
    "major_outage",
    "partial_outage",
    "timeout_during_health_check",
];

/// Words that say that nothing is said.
const UNKNOWN: &[&str] =
    &["unknown", "skipped", "n/a", "none", "excluded", "disabled", "not_applicable"];

/// What a single word says; exact, never a part of a longer word.
pub(super) fn of_word(text: &str) -> Option<Condition> {
    let word = plain(text)?;
    let lists = [
        (HEALTHY, Condition::Healthy),
        (DEGRADED, Condition::Degraded),
        (UNHEALTHY, Condition::Unhealthy),
        (UNKNOWN, Condition::Unknown),
    ];
    let known = lists.into_iter().find(|(words, _)| words.contains(&word.as_str()));
    known.map(|(_, condition)| condition)
}

/// What a word says, or the word before a colon or a bracket: `Unavailable: no route`.
pub(super) fn of_value(text: &str) -> Option<Condition> {
    of_word(text).or_else(|| {
        let before = text.split([':', '(', '\n']).next()?;
        if before.len() == text.len() { None } else { of_word(before) }
    })
}

/// What a short phrase says: a word, `GitLab OK`, `The server is [not] ready`.
pub(super) fn of_phrase(text: &str) -> Option<Condition> {
    if let Some(condition) = of_value(text) {
        return Some(condition);
    }
    let plain = plain(text)?;
    if let Some((_, said)) = plain.rsplit_once("_is_").or_else(|| plain.rsplit_once("_are_")) {
        let said = said.strip_prefix("now_").unwrap_or(said);
        return match said.strip_prefix("not_") {
            Some(denied) => of_word(denied).map(Condition::negated),
            None => of_word(said),
        };
    }
    // Two words, as in "GitLab OK"; a longer sentence is not guessed at.
    let (first, second) = plain.split_once('_')?;
    let said = of_word(second)?;
    Some(if matches!(first, "not" | "no" | "never") { said.negated() } else { said })
}

/// Whether a word or a message says that the service has not started yet.
pub(super) fn says_starting(text: &str) -> bool {
    plain(text).is_some_and(|text| {
        matches!(
            text.as_str(),
            "init" | "starting" | "initializing" | "initialising" | "pre_initializing" | "booting"
        ) || (!text.contains("not_start")
            && (text.ends_with("is_starting") || text.contains("starting_up")))
            || text.ends_with("still_starting")
            || text.ends_with("not_initialized")
    })
}

/// Whether a word or a message says that the service is leaving service.
pub(super) fn says_draining(text: &str) -> bool {
    plain(text).is_some_and(|text| {
        matches!(
            text.as_str(),
            "shutting_down"
                | "maintenance_mode"
                | "draining"
                | "drained"
                | "maintenance"
                | "terminating"
                | "stopping"
                | "nolb"
        ) || text.ends_with("is_shutting_down")
            || text.ends_with("is_draining")
            || text.ends_with("in_maintenance_mode")
            || text.ends_with("is_terminating")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, want: Option<Condition>) {
        assert_eq!(of_phrase(text), want, "{text}");
    }

    #[test]
    fn words_are_whole_or_nothing() {
        check(" UP ", Some(Condition::Healthy));
        check("Upset", None);
        check("Partially Available", Some(Condition::Degraded));
        check("out-of-service", Some(Condition::Unhealthy));
        check("Unavailable: no route to host", Some(Condition::Unhealthy));
        check("everything seems to be in good order here", None);
        check("", None);
    }

    #[test]
    fn a_denied_word_means_its_opposite() {
        check("SERVER_IS_NOT_SHUTTING_DOWN", Some(Condition::Healthy));
        check("SERVER_IS_SHUTTING_DOWN", Some(Condition::Unhealthy));
        check("The server is not ready.", Some(Condition::Unhealthy));
        check("Prometheus Server is Healthy.", Some(Condition::Healthy));
        check("not OK", Some(Condition::Unhealthy));
    }

    #[test]
    fn leaving_is_told_from_not_leaving() {
        assert!(says_draining("node is shutting down"));
        assert!(!says_draining("SERVER_IS_NOT_SHUTTING_DOWN"));
        assert!(says_starting("INIT") && !says_starting("started"));
    }

    #[test]
    fn what_is_unknown_lowers_nothing() {
        use Condition::{Degraded, Healthy, Unknown};
        assert_eq!(worst([Unknown, Healthy]), Some(Healthy));
        assert_eq!(worst([Healthy, Degraded, Unknown]), Some(Degraded));
        assert_eq!(worst([Unknown]), None);
    }

    proptest! {
        #[test]
        fn case_and_blanks_change_nothing(text in "[ -~]{0,30}") {
            let other = format!("  {} ", text.to_ascii_uppercase());
            prop_assert_eq!(of_word(&text.to_ascii_lowercase()), of_word(&other));
        }
    }
}
