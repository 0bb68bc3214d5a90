//! `Content-Type`, by the MIME Sniffing standard and "extract a MIME type" of Fetch.

use super::list::{is_token, split_unquoted};

/// A media type and the one parameter that matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MimeType {
    /// `type/subtype` in lower case.
    pub essence: String,
    /// The value of `charset`, in its own case.
    pub charset: Option<String>,
}

impl MimeType {
    /// Reads one media type.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(is_blank);
        let (essence, parameters) = match text.split_once(';') {
            Some((essence, parameters)) => (essence.trim_end_matches(is_blank), parameters),
            None => (text, ""),
        };
        let (kind, subtype) = essence.split_once('/')?;
        if !is_token(kind) || !is_token(subtype) {
            return None;
        }
        Some(Self { essence: essence.to_ascii_lowercase(), charset: charset_of(parameters) })
    }

    /// The media type that the combined value of all fields gives a response.
    pub fn extract(combined: &str) -> Option<Self> {
        let mut result: Option<Self> = None;
        for value in split_unquoted(combined, ',') {
            let Some(mut next) = Self::parse(value).filter(|next| next.essence != "*/*") else {
                continue;
            };
            if let Some(before) = &result
                && before.essence == next.essence
                && next.charset.is_none()
            {
                next.charset.clone_from(&before.charset);
            }
            result = Some(next);
        }
        result
    }

    /// Whether a browser shows it as an HTML document.
    pub fn is_html(&self) -> bool {
        self.essence == "text/html" || self.essence == "application/xhtml+xml"
    }

    /// Whether it is a JSON type.
    pub fn is_json(&self) -> bool {
        ["application/json", "text/json"].contains(&self.essence.as_str())
            || self.essence.ends_with("+json")
    }

    /// Whether it is a type that scripts may have.
    pub fn is_javascript(&self) -> bool {
        is_javascript_essence(&self.essence)
    }
}

/// Whether a text is the bare name of a script type, parameters not allowed.
pub fn is_javascript_essence(text: &str) -> bool {
    JAVASCRIPT.iter().any(|essence| essence.eq_ignore_ascii_case(text))
}

/// Source: MIME Sniffing, "JavaScript MIME type".
const JAVASCRIPT: [&str; 16] = [
    "application/ecmascript",
    "application/javascript",
    "application/x-ecmascript",
    "application/x-javascript",
    "text/ecmascript",
    "text/javascript",
    "text/javascript1.0",
    "text/javascript1.1",
    "text/javascript1.2",
    "text/javascript1.3",
    "text/javascript1.4",
    "text/javascript1.5",
    "text/jscript",
    "text/livescript",
    "text/x-ecmascript",
    "text/x-javascript",
];

/// The first usable `charset` among parameters.
fn charset_of(parameters: &str) -> Option<String> {
    let mut rest = parameters;
    loop {
        rest = rest.trim_start_matches(is_blank);
        let end = rest.find([';', '='])?;
        let (name, tail) = rest.split_at(end);
        let Some(tail) = tail.strip_prefix('=') else {
            rest = tail.strip_prefix(';').unwrap_or("");
            continue;
        };
        let (value, after) = value_of(tail);
        let usable = value.filter(|value| value.chars().all(is_quotable));
        if name.eq_ignore_ascii_case("charset") && usable.is_some() {
            return usable;
        }
        rest = after;
    }
}

/// A parameter's value and what follows its semicolon; `None` for an empty bare value.
fn value_of(tail: &str) -> (Option<String>, &str) {
    let Some(quoted) = tail.strip_prefix('"') else {
        let (value, after) = tail.split_once(';').unwrap_or((tail, ""));
        let value = value.trim_end_matches(is_blank);
        return ((!value.is_empty()).then(|| value.to_owned()), after);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    let mut end = quoted.len();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                end = at;
                break;
            }
            '\\' => value.push(chars.next().map_or('\\', |(_, next)| next)),
            _ => value.push(c),
        }
    }
    let after = quoted.get(end..).unwrap_or("");
    (Some(value), after.split_once(';').map_or("", |(_, after)| after))
}

fn is_quotable(c: char) -> bool {
    c == '\t' || (' '..='~').contains(&c) || ('\u{80}'..='\u{ff}').contains(&c)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: Option<(&str, Option<&str>)>) {
        let got = MimeType::extract(combined);
        let got = got.as_ref().map(|got| (got.essence.as_str(), got.charset.as_deref()));
        assert_eq!(got, want, "{combined}");
    }

    #[test]
    fn types_and_charsets_are_read() {
        check("Text/HTML; Charset=UTF-8", Some(("text/html", Some("UTF-8"))));
        check("text/html;x=\";charset=a\";charset=b;charset=c", Some(("text/html", Some("b"))));
        check("text/html;charset=\"u\\tf-8\" junk", Some(("text/html", Some("utf-8"))));
        check("text/html;charset=;x", Some(("text/html", None)));
        check("text/html ; charset = utf-8", Some(("text/html", None)));
        check("text/html;", Some(("text/html", None)));
    }

    #[test]
    fn what_is_no_type_gives_none() {
        for text in ["", "html", "text/", "/html", "text/ html", "text html/x", "*/*", "a/b/c"] {
            check(text, None);
        }
    }

    #[test]
    fn the_last_of_several_wins_and_may_inherit_the_charset() {
        check("text/plain, text/html", Some(("text/html", None)));
        check("text/html;charset=a, text/html", Some(("text/html", Some("a"))));
        check("text/html;charset=a, text/plain, text/html", Some(("text/html", None)));
        check("text/html, junk, */*", Some(("text/html", None)));
    }

    #[test]
    fn kinds_are_told_apart() {
        let is = |text: &str| {
            let mime = MimeType::parse(text).unwrap();
            (mime.is_html(), mime.is_json(), mime.is_javascript())
        };
        assert_eq!(is("text/html"), (true, false, false));
        assert_eq!(is("application/problem+json"), (false, true, false));
        assert_eq!(is("Text/JavaScript;charset=x"), (false, false, true));
    }

    proptest! {
        #[test]
        fn any_text_is_answered_and_its_essence_is_stable(text in ".{0,40}") {
            if let Some(mime) = MimeType::extract(&text) {
                prop_assert_eq!(MimeType::parse(&mime.essence).map(|again| again.essence), Some(mime.essence));
            }
        }

        #[test]
        fn a_charset_is_read_back(charset in "[a-z0-9-]{1,10}", quoted in any::<bool>()) {
            let text = if quoted { format!("a/b;charset=\"{charset}\"") } else { format!("a/b;charset={charset}") };
            prop_assert_eq!(MimeType::parse(&text).and_then(|mime| mime.charset), Some(charset));
        }
    }
}
