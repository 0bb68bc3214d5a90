//! The entries of a HAR, also of one that bends the format.

use serde::Deserialize;
use serde_json::Value;

use super::super::answer::Found;
use super::entry::Entry;

#[derive(Deserialize)]
struct File {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    entries: Vec<Entry>,
}

/// The entries; `None` where the JSON is no HAR.
///
/// # Errors
/// Says where the JSON breaks.
pub(super) fn entries(
    text: &str,
    found: &mut Found,
) -> Result<Option<Vec<Entry>>, serde_json::Error> {
    if let Ok(file) = serde_json::from_str::<File>(text) {
        return Ok(Some(file.log.entries));
    }
    // Slower, and tells an entry of the wrong shape from a file of the wrong shape.
    let mut value: Value = serde_json::from_str(text)?;
    let inner = if value.get("log").is_some() { value.get_mut("log") } else { Some(&mut value) };
    let list = match inner.and_then(|log| log.get_mut("entries")) {
        Some(Value::Array(list)) => std::mem::take(list),
        Some(_) | None => match value {
            // One entry, or a bare list of them, as "Copy as HAR entry" gives.
            Value::Array(list) if list.first().is_some_and(is_entry) => list,
            entry if is_entry(&entry) => vec![entry],
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => return Ok(None),
        },
    };
    let mut entries = Vec::with_capacity(list.len());
    for (at, entry) in list.into_iter().enumerate() {
        match serde_json::from_value(mended(entry)) {
            Ok(entry) => entries.push(entry),
            Err(error) => {
                let says = format!("Entry {} of the HAR was left out: {error}.", at + 1);
                found.problem(0, "", says);
            }
        }
    }
    Ok(Some(entries))
}

fn is_entry(value: &Value) -> bool {
    value.get("request").is_some_and(|request| request.get("url").is_some())
        && value.get("response").is_some()
}

/// Takes out what is null, and turns numbers written as text into numbers, and the reverse.
fn mended(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(_, value)| !value.is_null());
            let mended = kept.map(|(name, value)| {
                let value = match (name.as_str(), value) {
                    ("status", Value::String(text)) => {
                        text.trim().parse::<i64>().map_or(Value::String(text), Value::from)
                    }
                    ("status", Value::Number(number)) if number.is_f64() => {
                        let whole = number.to_string();
                        let whole =
                            whole.split('.').next().and_then(|text| text.parse::<i64>().ok());
                        whole.map_or(Value::Number(number), Value::from)
                    }
                    ("value" | "text" | "name", Value::Number(number)) => {
                        Value::String(number.to_string())
                    }
                    ("value" | "text", Value::Bool(flag)) => Value::String(flag.to_string()),
                    (_, value) => mended(value),
                };
                (name, value)
            });
            Value::Object(mended.collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(mended).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}
