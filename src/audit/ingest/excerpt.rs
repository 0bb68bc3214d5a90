//! The part of a body that is kept.

use crate::audit::evidence::Body;

use super::answer::{Answer, Found};

/// The most bytes of a body that are kept.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

/// Cuts a text between characters; also says whether it is all there.
pub(super) fn cut(text: &str) -> (&str, bool) {
    if text.len() <= BODY_BYTES_MAX {
        return (text, true);
    }
    let mut end = BODY_BYTES_MAX;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (text.get(..end).unwrap_or(""), false)
}

/// The body of a printed answer.
pub(super) fn of_paste(answer: &Answer, found: &mut Found) -> Body {
    let length = answer.headers.first("content-length").and_then(|text| text.parse::<usize>().ok());
    let is_empty = length == Some(0) || matches!(answer.status, Some(204 | 205 | 304));
    let printed = answer.body.as_deref().unwrap_or("");
    // Readers end every line with a line end, the last one too.
    let printed = printed.strip_suffix('\n').unwrap_or(printed);
    if printed.trim().is_empty() {
        let whole = true;
        return if is_empty { Body::Read { text: String::new(), whole } } else { Body::Unseen };
    }
    if is_binary(printed) {
        let says = "The body is binary or compressed and was left out. For a page, let curl \
                    unpack it with `--compressed`.";
        found.problem(answer.line, "", says);
        return Body::Unseen;
    }
    let (text, whole) = cut(printed);
    // Line ends may have lost their carriage returns on the way, and a terminal adds one.
    let most = text.len() + text.matches('\n').count() + 2;
    let is_plain = !answer.headers.has("content-encoding");
    let arrived = !is_plain || length.is_none_or(|length| length <= most);
    Body::Read { text: text.to_owned(), whole: whole && arrived }
}

/// Whether a text was never text: NUL, or many bytes that are no UTF-8.
pub(super) fn is_binary(text: &str) -> bool {
    let odd = |c: &char| *c == '\u{fffd}' || (c.is_control() && !"\t\n\r\u{1b}\u{c}".contains(*c));
    let n_seen = text.chars().take(4096).count();
    let n_odd = text.chars().take(4096).filter(odd).count();
    text.chars().take(4096).any(|c| c == '\0') || n_odd * 10 > n_seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(length: Option<&str>, body: Option<&str>, want: &Body) {
        let headers = length.map(|length| ("Content-Length", length)).into_iter().collect();
        let answer = Answer { headers, body: body.map(str::to_owned), ..Answer::default() };
        assert_eq!(&of_paste(&answer, &mut Found::default()), want);
    }

    #[test]
    fn what_was_not_printed_is_unseen_unless_it_is_known_to_be_empty() {
        check(Some("12"), None, &Body::Unseen);
        check(Some("0"), None, &Body::Read { text: String::new(), whole: true });
        check(Some("3"), Some("abc\n"), &Body::Read { text: "abc".into(), whole: true });
        check(Some("900"), Some("abc\n"), &Body::Read { text: "abc".into(), whole: false });
        check(None, Some("\u{0}\u{1}"), &Body::Unseen);
    }

    #[test]
    fn a_long_body_is_cut_between_characters() {
        let text = "ä".repeat(BODY_BYTES_MAX);
        let (kept, whole) = cut(&text);
        assert!(!whole && kept.len() <= BODY_BYTES_MAX && kept.ends_with('ä'));
    }
}
