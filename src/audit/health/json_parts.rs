//! Health answers in JSON: the parts within containers and lists.

use serde_json::{Map, Value};

use super::json::{member, status_of};
use super::json_names::{inverted, is_container, is_message, is_prose, naming_keys};
use super::reading::Reading;
use super::text;
use super::words::{self, Condition};

/// How deep parts may stand in parts.
const DEPTH_MAX: usize = 8;

/// Where a container stands.
#[derive(Clone, Copy)]
pub(super) struct Inside {
    /// It lists failures only: a text in it is an error message.
    pub failures: bool,
    /// The status code is an error.
    pub failing: bool,
    /// How many containers stand around it.
    pub depth: usize,
}

/// Reads the parts that a container holds.
pub(super) fn add_container(reading: &mut Reading, prefix: &str, value: &Value, inside: Inside) {
    match value {
        Value::Object(parts) => {
            for (key, part) in parts {
                add_part(reading, &format!("{prefix}{key}"), part, inside);
            }
        }
        Value::Array(items) => add_list(reading, items, inside.failures),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn add_part(reading: &mut Reading, name: &str, part: &Value, inside: Inside) {
    let key = name.rsplit('/').next().unwrap_or(name);
    match part {
        Value::Object(inner) => {
            if let Some((condition, _, _)) = status_of(inner) {
                reading.add(name, condition);
            } else if inside.failures && !is_prose(key) {
                reading.add(name, Condition::Unhealthy);
            } else if is_family(inner) && inside.depth < DEPTH_MAX {
                let deeper = Inside { depth: inside.depth + 1, ..inside };
                add_container(reading, &format!("{name}/"), part, deeper);
            }
            add_nested(reading, name, inner, inside.depth + 1);
        }
        Value::Array(items) => add_nodes(reading, name, items),
        Value::String(word) => match words::of_value(word) {
            _ if is_prose(key) => {}
            Some(condition) => reading.add(name, condition),
            None if (inside.failures || inside.failing) && is_message(key, word) => {
                reading.add(name, Condition::Unhealthy);
            }
            None => {}
        },
        Value::Bool(value) => {
            let bad = inverted(key).unwrap_or(Condition::Unhealthy);
            let good = *value != inverted(key).is_some();
            reading.add(name, if good { Condition::Healthy } else { bad });
        }
        Value::Null | Value::Number(_) => {}
    }
}

/// Reads parts that stand within a part: `broker/eu1`.
pub(super) fn add_nested(
    reading: &mut Reading,
    name: &str,
    members: &Map<String, Value>,
    depth: usize,
) {
    if depth > DEPTH_MAX {
        return;
    }
    for (_, value) in members.iter().filter(|(key, _)| is_container(key)) {
        let Some(parts) = value.as_object() else { continue };
        for (key, part) in parts {
            let told = part.as_object().and_then(|inner| Some((status_of(inner)?.0, inner)));
            if let Some((condition, inner)) = told {
                let name = format!("{name}/{key}");
                reading.add(&name, condition);
                add_nested(reading, &name, inner, depth + 1);
            }
        }
    }
}

/// One part measured at several nodes (health+json): `cpu#1`, `cpu#2`.
pub(super) fn add_nodes(reading: &mut Reading, name: &str, items: &[Value]) {
    for (at, item) in items.iter().enumerate() {
        let condition = match item {
            Value::Object(inner) => match status_of(inner) {
                Some((condition, _, _)) => condition,
                None if inner.contains_key("observedValue") => Condition::Unknown,
                None => continue,
            },
            Value::String(word) => match words::of_value(word) {
                Some(condition) => condition,
                None => continue,
            },
            Value::Bool(good) => Condition::of_bool(*good),
            Value::Null | Value::Number(_) | Value::Array(_) => continue,
        };
        if items.len() == 1 {
            reading.add(name, condition);
        } else {
            let node = item
                .get("node")
                .map(|node| node.as_str().map_or_else(|| node.to_string(), str::to_owned));
            let node = node.unwrap_or_else(|| (at + 1).to_string());
            reading.add(format!("{name}#{node}"), condition);
        }
    }
}

/// Parts in a list, each with its own name: `[{"name": …, "status": …}]`, `["db: OK"]`.
pub(super) fn add_list(reading: &mut Reading, items: &[Value], failures: bool) {
    for (at, item) in items.iter().enumerate() {
        match item {
            Value::Object(inner) => {
                let name = name_of(inner).map_or_else(|| format!("#{}", at + 1), str::to_owned);
                match status_of(inner) {
                    Some((condition, _, _)) => reading.add(name, condition),
                    None if failures => reading.add(name, Condition::Unhealthy),
                    None => {}
                }
            }
            Value::String(line) => match text::read_line(line) {
                Some((name, condition)) => reading.add(name, condition),
                None if failures => reading.add(line.trim(), Condition::Unhealthy),
                None => {}
            },
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
        }
    }
}

/// The name that a part in a list gives itself.
pub(super) fn name_of(members: &Map<String, Value>) -> Option<&str> {
    naming_keys().iter().find_map(|key| member(members, key).and_then(Value::as_str))
}

/// Whether every member is an object that says how it is.
pub(super) fn is_family(members: &Map<String, Value>) -> bool {
    let tells = |value: &Value| value.as_object().is_some_and(|inner| status_of(inner).is_some());
    !members.is_empty() && members.values().all(tells)
}
