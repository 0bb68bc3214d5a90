//! The start tags of a body, read by the tokenizer of the HTML standard.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// A start tag and its attributes, names in lower case, first of a repeated attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The tag's name in lower case.
    pub name: String,
    /// Name and value of each attribute, in alphabetical order of the name.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute, empty where it has none.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Reads every start tag of a body, in order.
///
/// Text inside `script`, `style`, `title`, `textarea` and comments holds no tags.
pub fn tags(body: &str) -> Vec<Tag> {
    let mut emitter = DefaultEmitter::default();
    // Without a tree builder the tokenizer must be told to leave script and style text alone.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(body, emitter)
        .filter_map(|token| match token {
            Ok(Token::StartTag(tag)) => Some(Tag {
                name: text(&tag.name),
                attributes: tag.attributes.iter().map(|(k, v)| (text(k), text(v))).collect(),
            }),
            Ok(_) => None,
            Err(never) => match never {},
        })
        .collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_are_read_as_a_browser_reads_them() {
        let body =
            "<!-- <script src=a> --><SCRIPT Src='b' src=c>if (a<b) '<meta>'</script><meta x>";
        let tags = tags(body);
        let names: Vec<_> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["script", "meta"]);
        assert_eq!(tags[0].attribute("src"), Some("b"));
        assert_eq!(tags[1].attribute("x"), Some(""));
    }

    proptest! {
        #[test]
        fn any_text_is_read(body in ".*") {
            let _names: Vec<_> = tags(&body).into_iter().map(|tag| tag.name).collect();
        }
    }
}
