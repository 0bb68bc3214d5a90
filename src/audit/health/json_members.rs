//! Health answers in JSON: the parts named at the top.

use serde_json::{Map, Value};

use super::Flag;
use super::json::{is_status_key, member, status_of};
use super::json_names::{inverted, is_container, is_message, is_metadata, is_prose};
use super::json_parts::{
    Inside, add_container, add_list, add_nested, add_nodes, is_family, name_of,
};
use super::reading::Reading;
use super::words::{self, Condition};

/// Reads the booleans of a sealed store (Vault); whether it is one.
pub(super) fn add_seal(reading: &mut Reading, members: &Map<String, Value>) -> bool {
    let truth = |key: &str| members.get(key).and_then(Value::as_bool);
    let (Some(initialized), Some(sealed)) = (truth("initialized"), truth("sealed")) else {
        return false;
    };
    reading.add("initialized", Condition::of_bool(initialized));
    reading.add("sealed", Condition::of_bool(!sealed));
    if let Some(standby) = truth("standby") {
        let idle = if standby { Condition::Degraded } else { Condition::Healthy };
        reading.add("standby", idle);
    }
    if !initialized {
        reading.flags.insert(Flag::Starting);
    }
    true
}

/// Reads the parts of an answer from the members of its top object.
pub(super) fn add_members(reading: &mut Reading, members: &Map<String, Value>, failing: bool) {
    let details = member(members, "details").and_then(Value::as_object);
    let repeated = details.is_some_and(|details| !details.is_empty());
    let flat = Flat::of(members, reading.overall.is_some(), failing);
    for (key, value) in members {
        // NestJS tells each part twice: in details, and in info or error.
        if repeated && matches!(key.as_str(), "info" | "error") && value.is_object() {
            continue;
        }
        if is_container(key) && (value.is_object() || value.is_array()) {
            let inside = Inside { failures: key == "failures", failing, depth: 0 };
            add_container(reading, "", value, inside);
        } else {
            add_member(reading, key, value, flat);
        }
    }
    let failed = members.get("error").and_then(Value::as_object);
    if let (Some(details), Some(failed)) = (details, failed) {
        for name in details.keys().filter(|name| failed.contains_key(*name)) {
            reading.add(name, Condition::Unhealthy);
        }
    }
}

/// How members beside the containers are read.
#[derive(Clone, Copy)]
struct Flat {
    /// A boolean is a part.
    booleans: bool,
    /// A text that is no word is an error message.
    messages: bool,
}

impl Flat {
    fn of(members: &Map<String, Value>, has_overall: bool, failing: bool) -> Self {
        let flag = |(key, value): (&String, &Value)| {
            let known = inverted(key).is_some() || key == "installed";
            !known && (value.is_boolean() || is_metadata(key))
        };
        Self {
            booleans: !has_overall && members.iter().all(flag),
            messages: !has_overall && failing,
        }
    }
}

fn add_member(reading: &mut Reading, key: &str, value: &Value, flat: Flat) {
    if is_status_key(key) && !value.is_object() && !value.is_array() {
        return;
    }
    match value {
        Value::Object(inner) => match status_of(inner) {
            Some((condition, _, _)) => {
                reading.add(key, condition);
                add_nested(reading, key, inner, 1);
            }
            None if is_family(inner) => {
                let inside = Inside { failures: false, failing: false, depth: 0 };
                add_container(reading, "", value, inside);
            }
            None => {}
        },
        Value::Array(items) => add_named_list(reading, key, items),
        Value::String(word) => match words::of_value(word) {
            _ if is_prose(key) => {}
            Some(condition) => reading.add(key, condition),
            None if flat.messages && is_message(key, word) => {
                reading.add(key, Condition::Unhealthy);
            }
            None => {}
        },
        Value::Bool(value) => match inverted(key) {
            Some(bad) => {
                reading.add(key, if *value { bad } else { Condition::Healthy });
                if *value && key != "standby" && key != "sealed" {
                    reading.flags.insert(Flag::Draining);
                }
            }
            None if flat.booleans || key == "installed" || key == "initialized" => {
                reading.add(key, Condition::of_bool(*value));
            }
            None => {}
        },
        Value::Null | Value::Number(_) => {}
    }
}

/// A list beside the containers: members with names of their own, or nodes of one part.
fn add_named_list(reading: &mut Reading, key: &str, items: &[Value]) {
    let told = items.iter().filter_map(|item| item.as_object().and_then(status_of)).count();
    if told == 0 {
        return;
    }
    if items.iter().any(|item| item.as_object().is_some_and(|item| name_of(item).is_some())) {
        add_list(reading, items, false);
    } else {
        add_nodes(reading, key, items);
    }
}
