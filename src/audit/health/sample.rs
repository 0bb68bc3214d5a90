//! One line of `preflight health --jsonl`, read leniently.

use serde_json::{Map, Value};

use super::Health;
use super::exchange::{Content, Exchange, Transport};
use crate::audit::headers::Headers;

/// An exchange with a name, as tools write it down.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The name, repeated in the answer.
    pub id: Value,
    /// What is judged.
    pub exchange: Exchange,
}

/// Why a line is no sample.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// It is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It is JSON of another shape.
    #[error("no object with a \"response\"")]
    Shape,
}

impl Sample {
    /// Reads a line: `{"id", "request": {"method", "path"}, "response": {"status", "headers",
    /// "body"}}`; only `response` must be there.
    ///
    /// # Errors
    /// Says whether the line is not JSON or has another shape.
    pub fn parse(line: &str) -> Result<Self, SampleError> {
        let mut value: Value = serde_json::from_str(line)?;
        let id = value.get("id").cloned().unwrap_or(Value::Null);
        let request = value.get_mut("request").map(Value::take).unwrap_or_default();
        let Some(Value::Object(mut response)) = value.get_mut("response").map(Value::take) else {
            return Err(SampleError::Shape);
        };
        let path = text(&request, "path").or_else(|| text(&request, "url").map(path_of));
        let exchange = Exchange {
            path: path.unwrap_or_default().to_owned(),
            head_only: text(&request, "method").is_some_and(|m| m.eq_ignore_ascii_case("HEAD")),
            transport: transport(&response),
            redirected: response.get("redirected").and_then(Value::as_bool).unwrap_or(false),
            headers: headers(response.get("headers")),
            content: content(&mut response),
        };
        Ok(Self { id, exchange })
    }

    /// Judges it and answers in one line's shape.
    pub fn answer(&self) -> Value {
        let mut line = Map::new();
        line.insert("id".into(), self.id.clone());
        if let Value::Object(fields) = Health::of_exchange(&self.exchange).json() {
            line.extend(fields);
        }
        Value::Object(line)
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn path_of(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    after.find('/').and_then(|at| after.get(at..)).unwrap_or("/")
}

fn transport(response: &Map<String, Value>) -> Transport {
    let kind = response.get("type").and_then(Value::as_str).unwrap_or("");
    match kind {
        "opaque" => return Transport::Opaque,
        "opaqueredirect" => return Transport::OpaqueRedirect,
        "timeout" => return Transport::TimedOut,
        _ => {}
    }
    let status = match response.get("status") {
        Some(Value::Number(number)) => number.as_u64().and_then(|n| u16::try_from(n).ok()),
        Some(Value::String(text)) => text.trim().parse().ok(),
        _ => None,
    };
    if let Some(status) = status.filter(|status| *status > 0) {
        return Transport::Answered(status);
    }
    let late = |key| matches!(response.get(key), Some(Value::Bool(true)));
    if late("timeout") || late("timed_out") || late("timedOut") {
        return Transport::TimedOut;
    }
    let Some(error) = response.get("error").filter(|error| !error.is_null()) else {
        return if kind == "error" {
            Transport::Failed(String::new())
        } else if status.is_some() {
            Transport::Opaque
        } else {
            Transport::Unstated
        };
    };
    let error = error.as_str().map_or_else(|| error.to_string(), str::to_owned);
    let lower = error.to_ascii_lowercase();
    let late = ["timeout", "timed out", "etimedout", "deadline"];
    if late.iter().any(|word| lower.contains(word)) {
        Transport::TimedOut
    } else {
        Transport::Failed(error)
    }
}

fn headers(value: Option<&Value>) -> Headers {
    let mut headers = Headers::default();
    match value {
        Some(Value::Object(fields)) => {
            for (name, value) in fields {
                push(&mut headers, name, value);
            }
        }
        Some(Value::Array(fields)) => {
            for field in fields {
                match field {
                    Value::Array(pair) => {
                        if let [Value::String(name), value] = pair.as_slice() {
                            push(&mut headers, name, value);
                        }
                    }
                    Value::Object(_) => {
                        if let (Some(name), Some(value)) = (text(field, "name"), field.get("value"))
                        {
                            push(&mut headers, name, value);
                        }
                    }
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
                }
            }
        }
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {}
    }
    headers
}

fn push(headers: &mut Headers, name: &str, value: &Value) {
    match value {
        Value::String(text) => headers.push(name, text),
        Value::Array(values) => values.iter().for_each(|value| push_one(headers, name, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
            push_one(headers, name, value);
        }
    }
}

fn push_one(headers: &mut Headers, name: &str, value: &Value) {
    match value.as_str() {
        Some(text) => headers.push(name, text),
        None if value.is_null() => {}
        None => headers.push(name, value.to_string()),
    }
}

/// The body under any of its usual names; a JSON string is taken for the text itself.
fn content(response: &mut Map<String, Value>) -> Content {
    for key in ["body", "body_text", "text"] {
        match response.get_mut(key).map(Value::take) {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) => return Content::Text(text),
            Some(value) => return Content::Json(value),
        }
    }
    Content::Text(String::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(line: &str, want: &str) {
        assert_eq!(Sample::parse(line).unwrap().answer().to_string(), want);
    }

    #[test]
    fn a_line_is_answered_with_its_id() {
        check(
            r#"{"id":7,"request":{"path":"/livez"},"response":{"status":200,"body":"ok"}}"#,
            r#"{"id":7,"verdict":"healthy","role":"liveness","shallow":true,"checks":[],"flags":["shallow"]}"#,
        );
    }

    #[test]
    fn a_timeout_is_told_from_other_failures() {
        let of = |line: &str| Sample::parse(line).unwrap().exchange.transport;
        let late = r#"{"response":{"status":null,"error":"TimeoutError: signal timed out"}}"#;
        assert_eq!(of(late), Transport::TimedOut);
        let failed = r#"{"response":{"status":null,"error":"TypeError: Load failed"}}"#;
        assert_eq!(of(failed), Transport::Failed("TypeError: Load failed".into()));
        assert_eq!(of(r#"{"response":{"status":0}}"#), Transport::Opaque);
    }

    #[test]
    fn what_is_no_sample_is_said() {
        assert!(matches!(Sample::parse("{"), Err(SampleError::Json(_))));
        assert!(matches!(Sample::parse("[]"), Err(SampleError::Shape)));
    }

    proptest! {
        #[test]
        fn any_line_is_answered(line in "[ -~]{0,60}") {
            if let Ok(sample) = Sample::parse(&line) {
                prop_assert!(sample.answer().is_object());
            }
        }
    }
}
