//! A list value cut at its commas, by "get, decode, and split" of the Fetch standard.

/// Cuts a combined field value at the commas outside quoted strings.
///
/// Empty members stay: `a,` holds two values.
pub fn split(combined: &str) -> Vec<&str> {
    let mut values = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in combined.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' && quoted {
            escaped = true;
        } else if c == '"' {
            quoted = !quoted;
        } else if c == ',' && !quoted {
            values.push(part(combined, start, at));
            start = at + 1;
        }
    }
    values.push(part(combined, start, combined.len()));
    values
}

fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or("").trim_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: &[&str]) {
        assert_eq!(split(combined), want);
    }

    #[test]
    fn commas_outside_quotes_cut() {
        check("nosniff,", &["nosniff", ""]);
        check("", &[""]);
        check(" a\t, b ", &["a", "b"]);
        check("text/html;charset=\"a,b\\\",c\", d", &["text/html;charset=\"a,b\\\",c\"", "d"]);
        check("\"open, to the end", &["\"open, to the end"]);
    }

    proptest! {
        #[test]
        fn joined_parts_split_alike(parts in proptest::collection::vec("[a-z ]{0,5}", 1..5)) {
            let want: Vec<_> = parts.iter().map(|part| part.trim()).collect();
            let combined = parts.join(",");
            prop_assert_eq!(split(&combined), want);
        }

        #[test]
        fn any_text_is_cut(text in ".{0,40}") {
            prop_assert!(!split(&text).is_empty());
        }
    }
}
