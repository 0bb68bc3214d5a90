//! Comma lists, tokens and quoted strings, the pieces that most header values are made of.

/// Splits a list at its commas, leaves quoted strings whole, drops empty elements.
///
/// Source: RFC 9110 section 5.6.1.2, which has a recipient ignore empty elements.
pub fn elements(value: &str) -> Vec<&str> {
    split_unquoted(value, ',').into_iter().filter(|element| !element.is_empty()).collect()
}

/// Splits a value at a separator outside quoted strings; the pieces are trimmed, empty ones stay.
///
/// At commas it is "get, decode, and split" of the Fetch standard: `a,` holds two values.
pub fn split_unquoted(value: &str, separator: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in value.char_indices() {
        if escaped {
            escaped = false;
        } else if quoted && c == '\\' {
            escaped = true;
        } else if c == '"' {
            quoted = !quoted;
        } else if c == separator && !quoted {
            pieces.push(trim(value.get(start..at).unwrap_or("")));
            start = at + c.len_utf8();
        }
    }
    pieces.push(trim(value.get(start..).unwrap_or("")));
    pieces
}

/// Takes the optional white space of HTTP from both ends.
pub fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// Whether a text is a token (RFC 9110 section 5.6.2).
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_token_char)
}

/// Whether a character may stand in a token.
pub fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

/// The content of a quoted string, or the text itself when it is not quoted.
///
/// `None` when a quotation is begun and not ended, or ends before the text does.
pub fn unquote(text: &str) -> Option<String> {
    let Some(inner) = text.strip_prefix('"') else {
        return (!text.contains('"')).then(|| text.to_owned());
    };
    let mut content = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    loop {
        match chars.next()? {
            '"' => return chars.as_str().is_empty().then_some(content),
            '\\' => content.push(chars.next()?),
            c => content.push(c),
        }
    }
}

/// Reads `1*DIGIT`; a number too large to hold becomes the largest.
///
/// Source: RFC 9111 section 1.2.2 on delta-seconds.
pub fn digits(text: &str) -> Option<u64> {
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: &[&str]) {
        assert_eq!(split_unquoted(combined, ','), want);
    }

    #[test]
    fn commas_outside_quotes_cut() {
        check("nosniff,", &["nosniff", ""]);
        check("", &[""]);
        check(" a\t, b ", &["a", "b"]);
        check("text/html;charset=\"a,b\\\",c\", d", &["text/html;charset=\"a,b\\\",c\"", "d"]);
        check("\"open, to the end", &["\"open, to the end"]);
    }

    #[test]
    fn commas_inside_quotes_do_not_split() {
        assert_eq!(elements(r#"a, "b, \", c",, d=" ,"#), ["a", r#""b, \", c""#, r#"d=" ,"#]);
    }

    #[test]
    fn quotation_marks_must_pair() {
        assert_eq!(unquote(r#""a\"b""#).as_deref(), Some("a\"b"));
        assert_eq!(unquote("a").as_deref(), Some("a"));
        assert_eq!(unquote(r#""a"#), None);
        assert_eq!(unquote(r#""a"b"#), None);
        assert_eq!(unquote(r#"a"b"#), None);
    }

    #[test]
    fn digits_are_digits_only() {
        assert_eq!(digits("007"), Some(7));
        assert_eq!(digits("99999999999999999999999"), Some(u64::MAX));
        assert_eq!((digits(""), digits("+1"), digits("1.0")), (None, None, None));
    }

    proptest! {
        #[test]
        fn joined_parts_split_alike(parts in proptest::collection::vec("[a-z ]{0,5}", 1..5)) {
            let want: Vec<_> = parts.iter().map(|part| part.trim()).collect();
            let combined = parts.join(",");
            prop_assert_eq!(split_unquoted(&combined, ','), want);
        }

        #[test]
        fn any_text_is_cut(text in ".{0,40}") {
            prop_assert!(!split_unquoted(&text, ',').is_empty());
        }

        #[test]
        fn the_pieces_and_their_separators_make_the_value(value in "[a,\"\\\\é]{0,20}") {
            prop_assert_eq!(split_unquoted(&value, ',').join(","), value);
        }

        #[test]
        fn any_text_is_answered(value in ".{0,40}") {
            let quoted = format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
            prop_assert_eq!(unquote(&quoted), Some(value.clone()));
            prop_assert!(elements(&value).iter().all(|element| !element.is_empty()));
        }
    }
}
