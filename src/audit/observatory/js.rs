//! The corners of JavaScript that the peer's verdicts hang on.

use std::cmp::Ordering;

/// Whether JavaScript's `trim` and `\s` take a character for white space.
///
/// Source: ECMA-262, `WhiteSpace` and `LineTerminator`. Unlike Rust it has the byte order mark
/// and has not U+0085.
pub fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c != '\u{85}' && c.is_whitespace())
}

/// `text.trim()`.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// `text.slice(0, units)`, counted in UTF-16; a pair that is cut in half is left out.
pub fn head(text: &str, units: usize) -> &str {
    if text.len() <= units {
        return text;
    }
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        seen += c.len_utf16();
        if seen > units {
            return text.get(..at).unwrap_or(text);
        }
    }
    text
}

/// `parseInt(text, 10)`; `None` stands for `NaN`, and what is too large for an `i64` is cut to it.
pub fn parse_int(text: &str) -> Option<i64> {
    let text = text.trim_start_matches(is_space);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut value = None;
    for digit in digits.chars().map_while(|c| c.to_digit(10)) {
        let so_far: i64 = value.unwrap_or(0);
        value = Some(so_far.saturating_mul(10).saturating_add(i64::from(digit)));
    }
    value.map(|value| if negative { -value } else { value })
}

/// `decodeURIComponent(text)`; `None` stands for the error it throws.
pub fn decode_uri_component(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' {
            hex(bytes.next()?)? * 16 + hex(bytes.next()?)?
        } else {
            byte
        });
    }
    String::from_utf8(decoded).ok()
}

/// `Intl.Collator("en").compare(left, right)`, exact for ASCII in lower case.
///
/// Source: the root order of the Unicode collation: punctuation in its own order, then digits,
/// then letters; control characters count for nothing. Beyond ASCII only the base letters of
/// Latin-1 are known, and the rest follows `z`.
pub fn collate(left: &str, right: &str) -> Ordering {
    let (mut one, mut two) = (weights(left), weights(right));
    loop {
        match (one.next(), two.next()) {
            (None, None) => break,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(a), Some(b)) if a != b => return a.cmp(&b),
            (Some(_), Some(_)) => {}
        }
    }
    if left.is_ascii() && right.is_ascii() { Ordering::Equal } else { left.cmp(right) }
}

const PUNCTUATION: &[u8] = b"\t\n\x0b\x0c\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
const RANKS: [Option<u32>; 128] = ranks();
const LATIN: &str = "aaaaaaaceeeeiiiidnooooo\u{d7}ouuuuy";

fn weights(text: &str) -> impl Iterator<Item = u32> {
    text.chars().filter_map(weight)
}

fn weight(c: char) -> Option<u32> {
    let letter = |c: char| 200 + u32::from(c.to_ascii_lowercase());
    match c {
        'a'..='z' | 'A'..='Z' => Some(letter(c)),
        '0'..='9' => Some(100 + u32::from(c)),
        '\u{7f}'..='\u{9f}' | '\u{ad}' => None,
        'à'..='ý' => {
            let at = usize::try_from(u32::from(c) - 0xe0).ok()?;
            LATIN.chars().nth(at).map(letter)
        }
        'ÿ' => Some(letter('y')),
        _ if c.is_ascii() => usize::try_from(u32::from(c)).ok().and_then(|at| *RANKS.get(at)?),
        _ => Some(400 + u32::from(c)),
    }
}

/// The place of each ASCII character in `PUNCTUATION`.
#[expect(clippy::indexing_slicing, reason = "checked when it is compiled; `get` is not const")]
const fn ranks() -> [Option<u32>; 128] {
    let mut ranks = [None; 128];
    let (mut at, mut byte) = (0, 0_u8);
    while at < ranks.len() {
        let (mut place, mut rank) = (0, 0);
        while place < PUNCTUATION.len() {
            if PUNCTUATION[place] == byte {
                ranks[at] = Some(rank);
            }
            place += 1;
            rank += 1;
        }
        at += 1;
        byte += 1;
    }
    ranks
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check_int(text: &str, want: Option<i64>) {
        assert_eq!(parse_int(text), want);
    }

    #[test]
    fn numbers_are_read_as_far_as_they_go() {
        check_int("31536000 includesubdomains", Some(31_536_000));
        check_int("\u{feff} -5x", Some(-5));
        check_int("+7", Some(7));
        check_int("\"31536000\"", None);
        check_int("", None);
        check_int(&"9".repeat(99), Some(i64::MAX));
    }

    #[test]
    fn slices_count_utf16_units() {
        assert_eq!(head("abc", 2), "ab");
        assert_eq!(head("a\u{1f600}b", 3), "a\u{1f600}");
        assert_eq!(head("a\u{1f600}b", 2), "a");
    }

    #[test]
    fn escapes_that_are_not_utf8_are_errors() {
        assert_eq!(decode_uri_component("a%2Fb").as_deref(), Some("a/b"));
        assert_eq!(decode_uri_component("%ff"), None);
        assert_eq!(decode_uri_component("100%"), None);
    }

    #[test]
    fn text_is_ordered_as_a_dictionary_does() {
        let mut sources = ["https://a/x", "https://a:1", "'self'", "*", "https://a-b", "data:"];
        sources.sort_by(|a, b| collate(a, b));
        assert_eq!(sources, ["'self'", "*", "data:", "https://a-b", "https://a:1", "https://a/x"]);
        assert_eq!(collate("a\u{1}", "a"), Ordering::Equal);
    }

    proptest! {
        #[test]
        fn the_order_is_an_order(a in ".*", b in ".*") {
            prop_assert_eq!(collate(&a, &b), collate(&b, &a).reverse());
            prop_assert_eq!(trim(trim(&a)), trim(&a));
        }
    }
}
