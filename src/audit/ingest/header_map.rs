//! JSON that holds header fields, such as `curl -w '%{header_json}'` prints.

use serde_json::Value;

use super::answer::Answer;

/// The answer, where the JSON is an object of known header fields or a list of pairs.
pub(super) fn read(value: &Value) -> Option<Answer> {
    let mut answer = Answer { line: 1, ..Answer::default() };
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                push(&mut answer, name, value)?;
            }
        }
        Value::Array(pairs) => {
            for pair in pairs {
                match pair.as_array().map(Vec::as_slice) {
                    Some([Value::String(name), value]) => push(&mut answer, name, value)?,
                    Some(_) | None => return None,
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
    }
    // Any object of texts could be meant; one of these names settles it.
    let known = ["content-type", "date", "server", "cache-control", "content-length", "set-cookie"];
    known.iter().any(|name| answer.headers.has(name)).then_some(answer)
}

fn push(answer: &mut Answer, name: &str, value: &Value) -> Option<()> {
    match value {
        Value::String(text) => answer.headers.push(name, text),
        Value::Number(number) => answer.headers.push(name, number.to_string()),
        Value::Array(values) => {
            for value in values {
                answer.headers.push(name, value.as_str()?);
            }
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => return None,
    }
    Some(())
}
