//! Secrets in header fields.

use super::{names_a_secret, queries};
use crate::audit::headers::Headers;
use crate::audit::mask;
use crate::audit::parse::list::is_token;

/// Replaces every secret in header fields; also says how many there were.
pub fn headers(mut headers: Headers) -> (Headers, usize) {
    let mut n_masked = 0;
    for field in &mut headers.fields {
        let name = field.name.to_ascii_lowercase();
        let masked = match name.as_str() {
            "set-cookie" | "set-cookie2" => Some(set_cookie(&field.value)),
            "cookie" => Some(cookies(&field.value)),
            "authorization" | "proxy-authorization" => Some(credentials(&field.value)),
            _ if LINKS.contains(&name.as_str()) => Some(queries(&field.value)),
            _ if is_secret(&name) && !field.value.is_empty() => Some((mask::mask(&field.value), 1)),
            // A policy's report addresses carry public keys, and its text is judged as it stands.
            _ if field.value.contains('?') && !name.starts_with("content-security-policy") => {
                Some(queries(&field.value))
            }
            _ if field.value.contains("eyJ") => Some(super::body(&field.value)),
            _ => None,
        };
        if let Some((value, n)) = masked {
            field.value = value;
            n_masked += n;
        }
    }
    (headers, n_masked)
}

/// Fields that carry addresses.
const LINKS: [&str; 8] = [
    "content-location",
    "link",
    "location",
    "referer",
    "refresh",
    "x-forwarded-uri",
    "x-original-url",
    "x-rewrite-url",
];

/// Fields whose names sound like secrets and are none.
fn is_secret(name: &str) -> bool {
    const OPEN: [&str; 5] = ["signature", "signature-input", "x-csp-nonce", "key", "pin"];
    let open = name.starts_with("access-control-")
        || name.starts_with("sec-")
        || name.contains("ratelimit")
        || OPEN.contains(&name);
    !open && names_a_secret(name)
}

fn set_cookie(line: &str) -> (String, usize) {
    let masked = mask::set_cookie(line);
    let n = mask::joined(line).into_iter().filter(|cookie| !mask_pair(pair_of(cookie)).1.eq(&0));
    (masked, n.count())
}

fn pair_of(cookie: &str) -> &str {
    cookie.split(';').next().unwrap_or("")
}

fn cookies(line: &str) -> (String, usize) {
    let pairs: Vec<_> = line.split(';').map(mask_pair).collect();
    let n_masked = pairs.iter().map(|(_, n)| n).sum();
    let texts: Vec<_> = pairs.into_iter().map(|(text, _)| text).collect();
    (texts.join(";"), n_masked)
}

fn mask_pair(pair: &str) -> (String, usize) {
    let (name, value) = match pair.split_once('=') {
        Some((name, value)) => (format!("{name}="), value),
        None => (String::new(), pair),
    };
    let bare = value.trim();
    if bare.is_empty() {
        return (pair.to_owned(), 0);
    }
    let (before, _) = value.split_at(value.len() - value.trim_start().len());
    let (_, after) = value.split_at(value.trim_end().len());
    (format!("{name}{before}{}{after}", mask::mask(bare)), 1)
}

/// The scheme of the credentials stays.
fn credentials(value: &str) -> (String, usize) {
    match value.split_once(' ') {
        Some((scheme, rest)) if is_token(scheme) => (format!("{scheme} {}", mask::mask(rest)), 1),
        Some(_) | None if value.is_empty() => (String::new(), 0),
        Some(_) | None => (mask::mask(value), 1),
    }
}
