//! Where secrets stand in an exchange; each is replaced at once by [`crate::audit::mask`].
//!
//! A cookie's name and attributes stay, and so does what a check may ask of a value: its length
//! and whether it can be read. The value itself is gone.

mod body;
mod field;
mod web_address;
mod whole;

pub use body::body;
pub use field::headers;
pub use web_address::{address, queries};
pub use whole::whole;

use crate::audit::check::quote_field;
use crate::audit::mask;
use crate::audit::parse::list::is_token;

/// The most characters of a quoted line.
const QUOTE_CHARS_MAX: usize = 80;

/// Quotes a line of a paste: secrets replaced, and cut.
pub fn line(text: &str) -> String {
    let plain = text.trim_start_matches(['<', '>', '*', ' ', '\t']);
    let text = match plain.split_once(':') {
        Some((name, value)) if is_token(name) => {
            let one = [(name, value)].into_iter().collect();
            let (masked, _) = headers(one);
            masked.fields.first().map(quote_field).unwrap_or_default()
        }
        Some(_) | None => text.trim().to_owned(),
    };
    let (text, _) = queries(&text);
    let (text, _) = body(&text);
    let text = words(&text);
    match text.char_indices().nth(QUOTE_CHARS_MAX) {
        Some((at, _)) => format!("{}...", text.get(..at).unwrap_or("")),
        None => text,
    }
}

/// Replaces words of a line that was not understood, where they may be a secret: what follows an
/// equals sign, and what no person would type.
fn words(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "+/_-.".contains(c);
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (word, tail) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
        let is_value = masked.ends_with('=') && word.len() >= 6;
        let is_long = word.len() >= 24 && word.contains(|c: char| c.is_ascii_digit());
        if (is_value || is_long) && !word.contains('/') {
            masked.push_str(&mask::mask(word));
        } else {
            masked.push_str(word);
        }
        let end = tail.find(is_part).unwrap_or(tail.len());
        masked.push_str(tail.get(..end).unwrap_or(""));
        rest = tail.get(end..).unwrap_or("");
    }
    masked
}

/// Whether a name of a field, a parameter or a member says that its value is a secret.
pub(super) fn names_a_secret(name: &str) -> bool {
    const WHOLE: [&str; 8] = ["code", "key", "pass", "pin", "pwd", "sid", "sig", "otp"];
    const PARTS: [&str; 14] = [
        "apikey",
        "auth",
        "authorization",
        "credential",
        "credentials",
        "jwt",
        "passwd",
        "password",
        "secret",
        "session",
        "sessionid",
        "sig",
        "signature",
        "token",
    ];
    const ENDS: [&str; 7] =
        ["token", "secret", "password", "apikey", "sessionid", "api_key", "api-key"];
    const KEYS: [&str; 6] = ["access", "api", "private", "secret", "signing", "subscription"];
    let name = name.to_ascii_lowercase();
    let mut before = "";
    for part in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        if PARTS.contains(&part) || (part == "key" && KEYS.contains(&before)) {
            return true;
        }
        before = part;
    }
    WHOLE.contains(&name.as_str()) || ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests;
