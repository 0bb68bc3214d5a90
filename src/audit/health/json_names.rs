//! The names that health answers use for their members.

use super::words::Condition;

/// Members that hold the parts.
const CONTAINERS: [&str; 18] = [
    "checks",
    "components",
    "details",
    "entries",
    "entities",
    "services",
    "dependencies",
    "info",
    "error",
    "checkResults",
    "failures",
    "results",
    "check_results",
    "errors",
    "subsystems",
    "resources",
    "indicators",
    "backends",
];

/// Members whose text is for people, whatever word it is.
const PROSE: &[&str] = &[
    "description",
    "detail",
    "env",
    "environment",
    "error",
    "exception",
    "level",
    "log",
    "message",
    "mode",
    "msg",
    "name",
    "notes",
    "output",
    "reason",
    "title",
    "type",
];

/// Members that tell about the service and are no part of it.
const METADATA: &[&str] = &[
    "app",
    "application",
    "build",
    "cluster_name",
    "code",
    "commit",
    "component",
    "date",
    "duration",
    "hash",
    "host",
    "hostname",
    "id",
    "instance",
    "ip",
    "latency",
    "node",
    "path",
    "region",
    "release",
    "releaseId",
    "requestId",
    "server",
    "service",
    "serviceId",
    "timestamp",
    "time",
    "traceId",
    "uptime",
    "url",
    "version",
];

/// Members that are bad when true, and what they then say.
const INVERTED: [(&str, Condition); 5] = [
    ("sealed", Condition::Unhealthy),
    ("maintenance", Condition::Unhealthy),
    ("draining", Condition::Unhealthy),
    ("standby", Condition::Degraded),
    ("maintenance_mode", Condition::Unhealthy),
];

/// Members that name a part in a list.
const NAME_KEYS: [&str; 9] =
    ["name", "alias", "id", "key", "component", "service", "check", "label", "title"];

/// Whether a member holds the parts.
pub(super) fn is_container(key: &str) -> bool {
    is_one_of(&CONTAINERS, key)
}

/// Whether a text is an error message rather than a code or a label.
pub(super) fn is_message(key: &str, text: &str) -> bool {
    text.trim().contains(' ') && !is_metadata(key)
}

fn is_one_of(list: &[&str], key: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// What a member says when it is true, if that is bad.
pub(super) fn inverted(key: &str) -> Option<Condition> {
    let known = INVERTED.iter().find(|(known, _)| known.eq_ignore_ascii_case(key));
    known.map(|(_, bad)| *bad)
}

/// Whether a member's text is for people, whatever word it is.
pub(super) fn is_prose(key: &str) -> bool {
    is_one_of(PROSE, key)
}

/// Whether a member tells about the service and is no part of it.
pub(super) fn is_metadata(key: &str) -> bool {
    is_one_of(METADATA, key) || is_prose(key)
}

/// Whether a member names a part in a list.
pub(super) fn naming_keys() -> &'static [&'static str] {
    &NAME_KEYS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_without_case() {
        assert!(is_container("Checks") && is_container("checkresults"));
        assert_eq!(inverted("Standby"), Some(Condition::Degraded));
        assert!(is_message("db", "no route") && !is_message("message", "no route"));
    }
}
