//! One line of `preflight cors --jsonl`: outcomes in, the policy behind them out.

use serde_json::{Map, Value};

use super::infer::infer;
use super::outcomes::Outcomes;

/// Why a line holds no outcomes.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// It is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It is JSON of another shape.
    #[error("no object with \"outcomes\"")]
    Shape,
}

/// Answers a line `{"id", "outcomes": {PROBE: CODE}}` by
/// `{"id", "verdict", "alternatives", "severity", "findings"}`.
///
/// # Errors
/// Says whether the line is not JSON or has another shape.
pub fn answer(line: &str) -> Result<Value, LineError> {
    let value: Value = serde_json::from_str(line)?;
    let Some(codes) = value.get("outcomes").and_then(Value::as_object) else {
        return Err(LineError::Shape);
    };
    let mut outcomes = Outcomes::of_json(codes);
    outcomes.rate_limited = value.get("rate_limited").and_then(Value::as_bool).unwrap_or(false);
    let mut answer = Map::new();
    answer.insert("id".into(), value.get("id").cloned().unwrap_or(Value::Null));
    if let Value::Object(fields) = infer(&outcomes).json() {
        answer.extend(fields);
    }
    Ok(Value::Object(answer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_answered_with_its_id() {
        let line = r#"{"id":"a","outcomes":{"co":"1","ci":1,"no":"1","ni":"1","hJson":"0"}}"#;
        assert_eq!(
            answer(line).unwrap().to_string(),
            r#"{"id":"a","verdict":"reflect-any-credentials","alternatives":["null-allowed-credentials"],"severity":"critical","findings":["origin-reflected-with-credentials","json-preflight-refused"]}"#
        );
        assert!(matches!(answer("{}"), Err(LineError::Shape)));
    }

    proptest! {
        #[test]
        fn any_line_is_answered_or_refused(line in "[ -~]{0,60}") {
            if let Ok(answer) = answer(&line) {
                prop_assert!(answer.is_object());
            }
        }
    }
}
