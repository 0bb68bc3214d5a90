//! Health answers in JSON: the word for the whole.

use serde_json::{Map, Value};

use super::Flag;
use super::reading::{Form, Reading};
use super::words::{self, Condition};
use super::{json_members, json_parts};

/// Members that say how the whole is, the most explicit first.
const STATUS_KEYS: [&str; 22] = [
    "status",
    "health",
    "state",
    "healthy",
    "ok",
    "ready",
    "success",
    "overall",
    "outcome",
    "overall_status",
    "overallStatus",
    "overall_health",
    "health_status",
    "healthStatus",
    "is_healthy",
    "isHealthy",
    "alive",
    "live",
    "up",
    "level",
    "health_state",
    "serving_status",
];

/// Members that wrap the answer when they stand alone.
const WRAPPERS: [&str; 5] = ["data", "health", "result", "response", "status"];

/// Members whose text may say that the service is starting or leaving.
const MESSAGE_KEYS: [&str; 6] = ["error", "message", "reason", "detail", "output", "description"];

/// Reads a JSON value; `failing` when the status code is an error.
pub(super) fn read(value: &Value, failing: bool) -> Reading {
    match value {
        Value::Object(members) => read_object(unwrapped(members), failing),
        Value::Array(items) => read_array(items),
        Value::String(text) => read_word(text),
        Value::Bool(good) => Reading {
            overall: Some((Condition::of_bool(*good), good.to_string())),
            ..Reading::default()
        }
        .finish(),
        Value::Null | Value::Number(_) => Reading::of_form(Form::Foreign),
    }
}

fn read_word(text: &str) -> Reading {
    let overall = words::of_phrase(text).map(|condition| (condition, text.trim().to_owned()));
    Reading { overall, ..Reading::default() }.finish()
}

/// The members of an object, or of the one object that it wraps.
fn unwrapped(members: &Map<String, Value>) -> &Map<String, Value> {
    let mut entries = members.iter();
    match (entries.next(), entries.next()) {
        (Some((key, Value::Object(inner))), None) if WRAPPERS.contains(&key.as_str()) => inner,
        _ => members,
    }
}

fn read_array(items: &[Value]) -> Reading {
    let mut reading = Reading::default();
    if items.is_empty() {
        reading.form = Form::Empty;
        reading.flags.insert(Flag::EmptyObject);
        return reading;
    }
    json_parts::add_list(&mut reading, items, false);
    if !reading.checks.is_empty() && items.iter().all(Value::is_string) {
        reading.flags.insert(Flag::Always200Format);
    }
    reading.finish()
}

fn read_object(members: &Map<String, Value>, failing: bool) -> Reading {
    let mut reading = Reading::default();
    if members.is_empty() {
        reading.form = Form::Empty;
        reading.flags.insert(Flag::EmptyObject);
        return reading;
    }
    if let Some((condition, key, value)) = status_of(members) {
        reading.overall = Some((condition, quote(key, value)));
        if value.as_str().is_some_and(|word| matches!(word.trim(), "true" | "false")) {
            reading.flags.insert(Flag::StringBoolean);
        }
        note_stage(&mut reading, value);
        // CouchDB answers 404 in maintenance mode: an answer, not a missing endpoint.
        if reading.flags.contains(&Flag::Draining) {
            reading.form = Form::OwnCodes;
        }
        let no_checks_yet = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
        let expects = member(members, "checks").is_some_and(no_checks_yet);
        // MicroProfile: procedures are expected and none is installed yet.
        if condition == Condition::Unhealthy && expects {
            reading.flags.insert(Flag::Starting);
        }
    }
    for key in MESSAGE_KEYS {
        if let Some(text) = member(members, key) {
            note_stage(&mut reading, text);
        }
    }
    if json_members::add_seal(&mut reading, members) {
        reading.form = Form::OwnCodes;
    } else {
        json_members::add_members(&mut reading, members, failing);
    }
    reading.finish()
}

fn note_stage(reading: &mut Reading, value: &Value) {
    let Some(text) = value.as_str() else { return };
    if words::says_starting(text) {
        reading.flags.insert(Flag::Starting);
    }
    if words::says_draining(text) {
        reading.flags.insert(Flag::Draining);
    }
}

/// What the most explicit member says of the object that holds it.
pub(super) fn status_of(members: &Map<String, Value>) -> Option<(Condition, &str, &Value)> {
    STATUS_KEYS.iter().find_map(|key| {
        let (name, value) = entry(members, key)?;
        let condition = match value {
            Value::String(word) => words::of_value(word),
            Value::Bool(good) => Some(Condition::of_bool(*good)),
            Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        };
        condition.map(|condition| (condition, name, value))
    })
}

/// Whether a member says how the whole is.
pub(super) fn is_status_key(key: &str) -> bool {
    STATUS_KEYS.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// A member by name, exactly or else without case.
pub(super) fn member<'a>(members: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    entry(members, key).map(|(_, value)| value)
}

fn entry<'a>(members: &'a Map<String, Value>, key: &str) -> Option<(&'a str, &'a Value)> {
    if let Some((name, value)) = members.get_key_value(key) {
        return Some((name, value));
    }
    let mut entries = members.iter();
    entries
        .find(|(name, _)| name.eq_ignore_ascii_case(key))
        .map(|(name, value)| (name.as_str(), value))
}

fn quote(key: &str, value: &Value) -> String {
    let value = value.to_string();
    format!("\"{key}\": {}", value.get(..60).unwrap_or(&value))
}
