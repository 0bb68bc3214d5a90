//! `Server-Timing`: named durations with a description.
//!
//! Source: Server Timing section 3 (W3C).

use super::list::{elements, is_token, split_unquoted, unquote};

/// One metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metric {
    /// Its name.
    pub name: String,
    /// Its description, empty when there is none.
    pub description: String,
}

/// Reads the metrics; what is no metric is left out, as a browser does.
pub fn parse(value: &str) -> Vec<Metric> {
    elements(value).into_iter().filter_map(metric).collect()
}

fn metric(element: &str) -> Option<Metric> {
    let mut pieces = split_unquoted(element, ';').into_iter();
    let name = pieces.next().filter(|name| is_token(name))?.to_owned();
    let description = pieces.find_map(|piece| {
        let (name, text) = piece.split_once('=')?;
        name.trim().eq_ignore_ascii_case("desc").then(|| unquote(text.trim()).unwrap_or_default())
    });
    Some(Metric { name, description: description.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn metrics_are_read_with_their_first_description() {
        let read = parse(r#"db;dur=53.2, cache;desc="Cache Read, hot";dur=1;desc=x, "no""#);
        let of = |name: &str, text: &str| Metric { name: name.into(), description: text.into() };
        assert_eq!(read, [of("db", ""), of("cache", "Cache Read, hot")]);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,60}") {
            prop_assert!(parse(&text).iter().all(|metric| is_token(&metric.name)));
        }

        #[test]
        fn a_description_survives(text in "[ a-zA-Z0-9,;=]{0,20}") {
            let read = parse(&format!("a;desc=\"{text}\""));
            prop_assert_eq!(&read[0].description, &text);
        }
    }
}
