//! A value in the quotes of each language.
//!
//! Control characters are dropped everywhere: no header field may hold them, and a line break
//! would end the line that it stands in.

/// Quotes with escapes: each listed character gets its replacement.
fn quoted(value: &str, mark: char, escapes: &[(char, &str)]) -> String {
    let mut out = String::from(mark);
    for c in value.chars().filter(|c| !c.is_control()) {
        match escapes.iter().find(|(from, _)| *from == c) {
            Some((_, to)) => out.push_str(to),
            None => out.push(c),
        }
    }
    out.push(mark);
    out
}

/// A value without quotes, for languages that take the rest of the line.
pub(super) fn bare(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

/// Double quotes as in JavaScript, Python, Java, C# and Rust.
pub(super) fn code(value: &str) -> String {
    quoted(value, '"', &[('\\', "\\\\"), ('"', "\\\"")])
}

/// Single quotes in Ruby, where nothing is interpolated.
pub(super) fn ruby(value: &str) -> String {
    quoted(value, '\'', &[('\\', "\\\\"), ('\'', "\\'")])
}

/// Double quotes in nginx, where `$` cannot be escaped: a variable stands for it.
pub(super) fn nginx(value: &str) -> String {
    quoted(value, '"', &[('\\', "\\\\"), ('"', "\\\""), ('$', "${dollar}")])
}

/// Double quotes in Apache, where `%` begins a format.
pub(super) fn apache(value: &str) -> String {
    quoted(value, '"', &[('\\', "\\\\"), ('"', "\\\""), ('%', "%%")])
}

/// Backquotes or double quotes in a Caddyfile, where `{` begins a placeholder.
pub(super) fn caddy(value: &str) -> String {
    let raw = value.contains(['"', '\\']) && !value.contains('`');
    if raw {
        quoted(value, '`', &[('{', "\\{")])
    } else {
        quoted(value, '"', &[('"', "\\\""), ('{', "\\{")])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_are_escaped_in_each_language() {
        let value = "h3=\":443\"; ma='1'\r\n";
        assert_eq!(bare(value), "h3=\":443\"; ma='1'");
        assert_eq!(code(value), "\"h3=\\\":443\\\"; ma='1'\"");
        assert_eq!(ruby(value), "'h3=\":443\"; ma=\\'1\\''");
        assert_eq!(nginx("a$b\\"), "\"a${dollar}b\\\\\"");
        assert_eq!(apache("100%"), "\"100%%\"");
        assert_eq!(caddy("a\"{b}"), "`a\"\\{b}`");
        assert_eq!(caddy("'self'"), "\"'self'\"");
    }

    proptest! {
        #[test]
        fn no_value_ends_its_quotes_or_its_line(value in "[\"'`\\\\$%{}a\n\r\t]{0,12}") {
            for (text, mark) in [(code(&value), '"'), (ruby(&value), '\''), (nginx(&value), '"')] {
                let inner = text.get(1..text.len() - 1).unwrap();
                let mut escaped = false;
                for c in inner.chars() {
                    prop_assert!(!c.is_control() && (escaped || c != mark), "{text}");
                    escaped = c == '\\' && !escaped;
                }
                prop_assert!(!escaped, "{text}");
            }
        }
    }
}
