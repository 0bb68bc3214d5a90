//! Secrets in a body: tokens anywhere, parameters, header lines and members of JSON.

use std::borrow::Cow;

use super::{names_a_secret, queries};
use crate::audit::headers::Headers;
use crate::audit::mask::{self, Kind};

/// Replaces tokens and members named like secrets; also says how many there were.
pub fn body(text: &str) -> (String, usize) {
    let (text, n_tokens) = tokens(text);
    let (text, n_queries) = queries(&text);
    let (text, n_members) = members(&text);
    let (text, n_fields) = fields(&text);
    (text, n_tokens + n_queries + n_members + n_fields)
}

/// Lines such as `Set-Cookie: ...`, as a debug page or a log shows them.
fn fields(text: &str) -> (String, usize) {
    const NAMES: [&str; 4] = ["set-cookie", "cookie", "authorization", "proxy-authorization"];
    let mut n_masked = 0;
    let mut mask_line = |line: &str| {
        let (name, value) = line.split_once(':')?;
        NAMES.iter().find(|known| known.eq_ignore_ascii_case(name.trim()))?;
        let one: Headers = [(name.trim(), value)].into_iter().collect();
        let (masked, n) = super::headers(one);
        n_masked += n;
        let value = masked.fields.into_iter().next().map(|field| field.value);
        value.map(|value| format!("{name}: {value}"))
    };
    let lines: Vec<_> = text
        .split('\n')
        .map(|line| mask_line(line).map_or(Cow::Borrowed(line), Cow::Owned))
        .collect();
    (lines.join("\n"), n_masked)
}

/// JSON Web Tokens, wherever they stand.
fn tokens(text: &str) -> (String, usize) {
    let mut masked = String::with_capacity(text.len());
    let mut n_masked = 0;
    let mut rest = text;
    while let Some(at) = rest.find("eyJ") {
        let (head, tail) = rest.split_at(at);
        let end = tail.find(|c: char| !(c.is_ascii_alphanumeric() || "._-".contains(c)));
        let (word, after) = tail.split_at(end.unwrap_or(tail.len()));
        masked.push_str(head);
        if mask::hint(word).kind == Kind::Jwt {
            masked.push_str(&mask::mask(word));
            n_masked += 1;
        } else {
            masked.push_str(word);
        }
        rest = after;
    }
    masked.push_str(rest);
    (masked, n_masked)
}

/// `"password": "..."`, one quoted string after the other.
fn members(text: &str) -> (String, usize) {
    let mut masked = String::with_capacity(text.len());
    let mut n_masked = 0;
    let mut name = "";
    let mut rest = text;
    while let Some((before, inside, after)) = quoted(rest) {
        let is_value = before.trim() == ":" && names_a_secret(name) && !inside.is_empty();
        masked.push_str(before);
        masked.push('"');
        masked.push_str(&if is_value { mask::mask(inside) } else { inside.to_owned() });
        masked.push('"');
        n_masked += usize::from(is_value);
        name = if is_value { "" } else { inside };
        rest = after;
    }
    masked.push_str(rest);
    (masked, n_masked)
}

/// The text before the next string, the string, and the text behind it.
fn quoted(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('"')?;
    let mut escaped = false;
    let end = rest.char_indices().find_map(|(at, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at)
    })?;
    Some((before, rest.get(..end)?, rest.get(end + 1..)?))
}
