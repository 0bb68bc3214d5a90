//! The start tags that the peer finds in a body.
//!
//! It reads with a streaming parser that knows no scripting: `noscript` is ordinary markup, and a
//! script ends at the first `</script`, whatever comments stand in it. So the audit's own reader,
//! which follows browsers, cannot be used here.

use html5gum::{DefaultEmitter, State, Token, Tokenizer};

use crate::audit::html::Tag;

/// Reads the `meta` and `script` tags of a body, in order.
pub fn tags(body: &str) -> Vec<Tag> {
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

    proptest! {
        #[test]
        fn any_text_is_read(body in ".{0,80}") {
            prop_assert!(tags(&body).len() <= body.len());
        }
    }
}
