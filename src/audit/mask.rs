//! Secret values put out of sight, with just enough left to judge them.
//!
//! A masked value reads `<masked:32>`: how many bytes it had. Where the value could be read by
//! anyone who holds it, the placeholder also says what it was, as in `<masked:jwt:412>`.

use std::borrow::Cow;

use super::parse::list::is_token_char;

/// What is known of a value, masked or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it looks like.
    pub kind: Kind,
    /// Its length in bytes before it was masked.
    pub len: usize,
}

/// What a value looks like to someone who finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing can be read from it.
    Opaque,
    /// A signed JSON Web Token: anyone can read its claims.
    Jwt,
    /// JSON, plain or in base64.
    Json,
    /// An e-mail address.
    Email,
    /// It holds a control character, which no browser stores.
    Control,
}

impl Kind {
    const NAMED: [Self; 4] = [Self::Jwt, Self::Json, Self::Email, Self::Control];

    fn name(self) -> &'static str {
        match self {
            Self::Opaque => "",
            Self::Jwt => "jwt",
            Self::Json => "json",
            Self::Email => "email",
            Self::Control => "control",
        }
    }
}

/// Replaces a value by a placeholder; an empty value and a placeholder stay as they are.
///
/// ```
/// use preflight::audit::mask::mask;
/// assert_eq!(mask("correct horse"), "<masked:13>");
/// assert_eq!(mask("<masked:13>"), "<masked:13>");
/// ```
pub fn mask(value: &str) -> String {
    if value.is_empty() || placeholder(value).is_some() {
        return value.to_owned();
    }
    let Hint { kind, len } = hint(value);
    match kind {
        Kind::Opaque => format!("<masked:{len}>"),
        Kind::Jwt | Kind::Json | Kind::Email | Kind::Control => {
            format!("<masked:{}:{len}>", kind.name())
        }
    }
}

/// Masks the values of a `Set-Cookie` line and keeps names and attributes.
///
/// Lines that a proxy joined by commas keep every cookie's name, and no cookie's value.
pub fn set_cookie(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (index, cookie) in joined(line).into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let (pair, rest) = cookie.split_at(cookie.find(';').unwrap_or(cookie.len()));
        let (name, value) = pair.split_at(pair.find('=').map_or(0, |at| at + 1));
        let blank = value.len() - value.trim_start_matches([' ', '\t']).len();
        out.push_str(name);
        out.push_str(value.get(..blank).unwrap_or(""));
        out.push_str(&mask(value.trim_matches([' ', '\t'])));
        out.push_str(rest);
    }
    out
}

/// Cuts a line at each comma that a new `name=` follows.
pub fn joined(line: &str) -> Vec<&str> {
    let mut parts = Vec::with_capacity(1);
    let mut start = 0;
    for (at, _) in line.match_indices(',') {
        let after = line.get(at + 1..).unwrap_or("");
        // A quoted or JSON value may hold such a comma too; a name there begins with a quote.
        if begins_a_pair(after) {
            parts.push(line.get(start..at).unwrap_or(""));
            start = at + 1;
        }
    }
    parts.push(line.get(start..).unwrap_or(""));
    parts
}

fn begins_a_pair(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t']);
    let len = text.find(|c: char| !is_token_char(c)).unwrap_or(0);
    len > 0 && text.get(len..).is_some_and(|rest| rest.starts_with('='))
}

/// Says what a value looks like; reads placeholders as what they stand for.
pub fn hint(value: &str) -> Hint {
    if let Some(hint) = placeholder(value) {
        return hint;
    }
    let kind = if value.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
        Kind::Control
    } else {
        readable(&percent_decoded(value))
    };
    Hint { kind, len: value.len() }
}

fn placeholder(value: &str) -> Option<Hint> {
    let inner = value.strip_prefix("<masked:")?.strip_suffix('>')?;
    let (name, len) = inner.split_once(':').unwrap_or(("", inner));
    let digits = !len.is_empty() && len.bytes().all(|byte| byte.is_ascii_digit());
    let kind = if name.is_empty() {
        (inner == len).then_some(Kind::Opaque)?
    } else {
        Kind::NAMED.into_iter().find(|kind| kind.name() == name)?
    };
    digits.then_some(Hint { kind, len: len.parse().ok()? })
}

fn readable(value: &str) -> Kind {
    let value = value.trim().trim_matches('"');
    let value = ["Bearer ", "bearer ", "s:", "j:"]
        .into_iter()
        .find_map(|prefix| value.strip_prefix(prefix))
        .unwrap_or(value);
    if is_json(value) {
        return Kind::Json;
    }
    if !value.starts_with(['e', 'W']) {
        return if is_email(value) { Kind::Email } else { Kind::Opaque };
    }
    let segments: Vec<_> = value.split('.').collect();
    match segments.as_slice() {
        // Five segments are an encrypted token, of which only the header can be read.
        [head, _, _, _, _] if is_coded_json(head) => Kind::Opaque,
        [head, claims, _] if is_coded_json(head) && is_coded_json(claims) => Kind::Jwt,
        [head, ..] if is_coded_json(head.split("--").next().unwrap_or(head)) => Kind::Json,
        _ if is_email(value) => Kind::Email,
        _ => Kind::Opaque,
    }
}

fn is_json(value: &str) -> bool {
    let inside = value.strip_prefix('{').or_else(|| value.strip_prefix('['));
    inside.is_some_and(|rest| rest.trim_start().starts_with(['"', '{', '[', '}', ']']))
        && value.ends_with(['}', ']'])
}

/// The first characters of base64 for an object or an array of strings or objects.
const CODED_JSON: [&str; 6] = ["eyJ", "eyI", "eyA", "ewo", "W3s", "WyJ"];

/// `{"iv":` in base64: the envelope of an encrypted value (Laravel).
const ENCRYPTED_ENVELOPE: &str = "eyJpdiI6";

fn is_coded_json(text: &str) -> bool {
    CODED_JSON.iter().any(|start| text.starts_with(start))
        && text.len() >= 8
        && !text.starts_with(ENCRYPTED_ENVELOPE)
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+/-_=".contains(c))
}

fn is_email(value: &str) -> bool {
    let Some((name, domain)) = value.split_once('@') else { return false };
    let allowed = |text: &str, more: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    let end = domain.rsplit_once('.').map_or("", |(_, end)| end);
    allowed(name, "._%+-") && allowed(domain, ".-") && end.len() >= 2
}

fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let code = after.get(..2).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or("");
        } else {
            bytes.push(b'%');
            rest = after;
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &str, want: &str) {
        assert_eq!(mask(value), want);
        assert_eq!(hint(&mask(value)).kind, hint(value).kind);
    }

    #[test]
    fn what_can_be_read_is_told_from_what_cannot() {
        check("", "");
        check("8f14e45fceea167a", "<masked:16>");
        check("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "<masked:jwt:41>");
        check("eyJ1c2VyIjoxfQ.aGVsbG8.c2lnbmF0dXJl", "<masked:json:35>");
        check("%7B%22user%22%3A1%7D", "<masked:json:20>");
        check("j%3A%7B%22a%22%3A1%7D", "<masked:json:21>");
        check("ada%40example.org", "<masked:email:17>");
        check("a\u{1}b", "<masked:control:3>");
    }

    #[test]
    fn what_is_encrypted_cannot_be_read() {
        check("eyJpdiI6IkFCQ0QiLCJ2YWx1ZSI6IngifQ%3D%3D", "<masked:40>");
        check("eyJhbGciOiJkaXIifQ.a.b.c.d", "<masked:26>");
    }

    #[test]
    fn only_the_values_of_a_cookie_line_are_masked() {
        let masked = set_cookie("sid=secret; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT");
        assert_eq!(masked, "sid=<masked:6>; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT");
        assert_eq!(set_cookie("a=1, b=secret; Secure"), "a=<masked:1>, b=<masked:6>; Secure");
        assert_eq!(set_cookie("nameless"), "<masked:8>");
        assert_eq!(set_cookie("gone=; Max-Age=0"), "gone=; Max-Age=0");
    }

    #[test]
    fn a_broken_placeholder_is_an_ordinary_value() {
        for text in ["<masked:>", "<masked:x>", "<masked:what:3>", "<masked:-3>", "<masked::3>"] {
            assert_eq!(hint(text), Hint { kind: Kind::Opaque, len: text.len() });
        }
    }

    proptest! {
        #[test]
        fn masking_twice_is_masking_once_and_keeps_the_hint(value in "[ -~é\u{1}]{0,40}") {
            let masked = mask(&value);
            prop_assert_eq!(mask(&masked), masked.clone());
            prop_assert_eq!(hint(&masked), hint(&value));
        }

        #[test]
        fn masking_a_line_twice_is_masking_it_once(line in "[a-c=;, <>%\u{e9}]{0,40}") {
            let masked = set_cookie(&line);
            prop_assert_eq!(set_cookie(&masked), masked);
        }
    }
}
