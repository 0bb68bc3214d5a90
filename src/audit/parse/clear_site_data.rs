//! `Clear-Site-Data`: a list of quoted words.
//!
//! Source: Clear Site Data section 3.1 (W3C).

use super::list::elements;

/// The words that mean something, with the quotation marks that belong to them.
const KNOWN: [&str; 8] = [
    r#""cache""#,
    r#""cookies""#,
    r#""storage""#,
    r#""executionContexts""#,
    r#""clientHints""#,
    r#""prefetchCache""#,
    r#""prerenderCache""#,
    r#""*""#,
];

/// What an element of the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// A word that browsers know.
    Known,
    /// A known word without its quotation marks, which does nothing.
    Unquoted,
    /// Anything else, which does nothing.
    Unknown,
}

/// Reads the list.
pub fn parse(value: &str) -> Vec<Element> {
    elements(value).into_iter().map(element).collect()
}

fn element(text: &str) -> Element {
    if KNOWN.contains(&text) {
        return Element::Known;
    }
    let bare = text.trim_matches(['"', '\'']);
    let unquoted = KNOWN.iter().any(|known| known.trim_matches('"') == bare);
    if unquoted { Element::Unquoted } else { Element::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotation_marks_belong_to_the_words() {
        let read = parse(r#""cache", cookies, 'storage', "Cookies", "*""#);
        let [known, unquoted] = [Element::Known, Element::Unquoted];
        assert_eq!(read, [known, unquoted, unquoted, Element::Unknown, known]);
    }

    proptest! {
        #[test]
        fn only_quoted_words_are_known(text in ".{0,40}") {
            prop_assert!(text.contains('"') || !parse(&text).contains(&Element::Known));
        }
    }
}
