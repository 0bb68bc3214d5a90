//! The start tags that the peer finds in a body.
//!
//! It reads with a streaming parser that knows no scripting: `noscript` is ordinary markup, and a
//! script ends at the first `</script`, whatever comments stand in it. So the audit's own reader,
//! which follows browsers, cannot be used here.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, State, Token, Tokenizer};

use serde_json::Value;

use crate::audit::html::Tag;

/// The page that a body is for the peer; `None` where its reader fails.
///
/// Its HTTP client turns whatever parses as JSON into a value, under any type, and the reader of
/// pages then meets an object where it wants text.
pub fn page_of(body: &str) -> Option<Cow<'_, str>> {
    let may_be_json =
        body.trim_start().starts_with(|c: char| "{[\"-tfn".contains(c) || c.is_ascii_digit());
    if !may_be_json {
        return Some(Cow::Borrowed(body));
    }
    match serde_json::from_str(body) {
        Err(_) => Some(Cow::Borrowed(body)),
        Ok(Value::String(page)) => Some(Cow::Owned(page)),
        Ok(Value::Null | Value::Bool(false)) => Some(Cow::Borrowed("")),
        Ok(Value::Number(number)) => (number.as_f64() == Some(0.0)).then_some(Cow::Borrowed("")),
        Ok(Value::Array(list)) => list.is_empty().then_some(Cow::Borrowed("")),
        Ok(Value::Object(_) | Value::Bool(true)) => None,
    }
}

/// Reads the `meta` and `script` tags of a body, in order.
pub fn tags(body: &str) -> Vec<Tag> {
    if !may_hold(body, b"meta") && !may_hold(body, b"script") {
        return Vec::new();
    }
    let mut reader = Tokenizer::new_with_emitter(body, DefaultEmitter::<()>::default());
    let mut found = Vec::new();
    while let Some(token) = reader.next() {
        let Ok(Token::StartTag(tag)) = token else { continue };
        match tag.name.as_slice() {
            b"title" | b"textarea" => reader.set_state(State::RcData),
            b"script" | b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" => {
                reader.set_state(State::RawText);
            }
            b"plaintext" => reader.set_state(State::PlainText),
            _ => {}
        }
        if matches!(tag.name.as_slice(), b"meta" | b"script") {
            let attributes = tag.attributes.iter().map(|(k, v)| (text(k), text(v))).collect();
            found.push(Tag { name: text(&tag.name), attributes });
        }
    }
    found
}

/// Whether a body could hold a tag of this name; most answers hold none.
fn may_hold(body: &str, name: &[u8]) -> bool {
    let mut tags = body.as_bytes().split(|byte| *byte == b'<').skip(1);
    tags.any(|tag| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(body: &str, want: &[&str]) {
        let names: Vec<_> = tags(body).into_iter().map(|tag| tag.name).collect();
        assert_eq!(names, want);
    }

    #[test]
    fn markup_is_read_without_scripting() {
        check("<noscript><meta name=referrer></noscript>", &["meta"]);
        check("<script><!--<script></script><meta>", &["script", "meta"]);
        check("<script>if (a<b) '<meta>'</script><p><META>", &["script", "meta"]);
        check("<!-- <meta> --><title><meta></title><style><meta></style>", &[]);
    }

    #[test]
    fn attributes_are_decoded() {
        let found = tags("<script src='/a?b=1&amp;c=2' SRC=x async>");
        assert_eq!(found[0].attribute("src"), Some("/a?b=1&c=2"));
        assert_eq!(found[0].attribute("async"), Some(""));
    }

    #[test]
    fn json_is_no_page() {
        assert_eq!(page_of("{\"status\":\"ok\"}"), None);
        assert_eq!(page_of("[1]"), None);
        assert_eq!(page_of("\"<p>\"").as_deref(), Some("<p>"));
        assert_eq!(page_of(" null").as_deref(), Some(""));
        assert_eq!(page_of("{not json").as_deref(), Some("{not json"));
    }

    proptest! {
        #[test]
        fn any_text_is_read(body in ".{0,80}") {
            prop_assert!(tags(&body).len() <= body.len());
        }
    }
}
