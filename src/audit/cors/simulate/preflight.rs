//! The request before the request: when it is sent and what it must answer.

use crate::audit::cors::header;
use crate::audit::headers::Headers;

use super::fetch::{Blocked, Call, Credentials};

/// Methods that never need a preflight.
const SAFE_METHODS: [&str; 3] = ["GET", "HEAD", "POST"];

/// Media types that a simple request may declare.
const SIMPLE_TYPES: [&str; 3] =
    ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

/// The longest value of a header that needs no preflight.
const SIMPLE_VALUE_BYTES_MAX: usize = 128;

/// The names of the headers that need a preflight, in lower case and in order.
pub(super) fn unsafe_names(headers: &Headers) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for field in &headers.fields {
        if !is_safelisted(&field.name, &field.value) {
            names.push(field.name.to_ascii_lowercase());
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Source: Fetch, "CORS-safelisted request-header".
pub(super) fn is_safelisted(name: &str, value: &str) -> bool {
    if value.len() > SIMPLE_VALUE_BYTES_MAX {
        return false;
    }
    let plain = |extra: &str| value.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c));
    let unsafe_byte =
        |c: char| (c.is_ascii_control() && c != '\t') || "\"():<>?@[\\]{}".contains(c);
    match name.to_ascii_lowercase().as_str() {
        "accept" => !value.contains(unsafe_byte),
        "accept-language" | "content-language" => plain(" *,-.;="),
        "content-type" => {
            let essence = value.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
            !value.contains(unsafe_byte) && SIMPLE_TYPES.contains(&essence.as_str())
        }
        "range" => {
            let range = value.strip_prefix("bytes=").and_then(|range| range.split_once('-'));
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            range.is_some_and(|(from, to)| !from.is_empty() && digits(from) && digits(to))
        }
        _ => false,
    }
}

/// Whether a call needs a preflight.
pub(super) fn needed(call: &Call) -> bool {
    !SAFE_METHODS.contains(&call.method.as_str()) || !unsafe_names(&call.headers).is_empty()
}

/// Judges the answer to a preflight.
///
/// Source: Fetch, "CORS-preflight fetch", steps 7 and following.
pub(super) fn check(
    call: &Call,
    origin: &str,
    status: u16,
    headers: &Headers,
) -> Result<(), Blocked> {
    let credentials = call.credentials == Credentials::Include;
    if !header::cors_check(headers, origin, credentials) {
        return Err(Blocked::PreflightCors);
    }
    if (300..400).contains(&status) {
        return Err(Blocked::PreflightRedirect);
    }
    if !(200..300).contains(&status) {
        return Err(Blocked::PreflightStatus(status));
    }
    let methods = header::names(headers, "access-control-allow-methods");
    let names = header::names(headers, "access-control-allow-headers");
    let (Some(methods), Some(names)) = (methods, names) else {
        return Err(Blocked::PreflightList);
    };
    let star = |list: &[String]| !credentials && list.iter().any(|name| name == "*");
    let listed = methods.contains(&call.method) || SAFE_METHODS.contains(&call.method.as_str());
    if !listed && !star(&methods) {
        return Err(Blocked::Method(call.method.clone()));
    }
    for name in unsafe_names(&call.headers) {
        // The standard wants Authorization to be listed; no browser does (whatwg/fetch#1919).
        let listed = names.iter().any(|known| known.eq_ignore_ascii_case(&name));
        if !listed && !star(&names) {
            return Err(Blocked::Header(name));
        }
    }
    Ok(())
}
