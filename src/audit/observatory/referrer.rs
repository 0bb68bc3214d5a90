//! What the peer says of `Referrer-Policy`.

use super::js;
use super::seen::{Known, Seen};
use super::table::{Row, failed, passed};

/// The name of the test.
pub const NAME: &str = "referrer-policy";

const PRIVATE: Row =
    passed("referrer-policy-private", 5, "The last known policy hides the path from other sites.");
const MISSING: Row =
    passed("referrer-policy-not-implemented", 0, "No policy is sent; browsers use their default.");
const UNSAFE: Row =
    failed("referrer-policy-unsafe", -5, "The last known policy tells other sites too much.");
const INVALID: Row =
    failed("referrer-policy-header-invalid", -5, "A policy is sent, but none that is known.");

/// Every result of the test.
pub const ROWS: &[Row] = &[PRIVATE, MISSING, UNSAFE, INVALID];

const GOOD: [&str; 4] =
    ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];
const BAD: [&str; 4] =
    ["origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"];

/// Judges the last known token of the field and the last `meta name=referrer`.
pub fn run(seen: &Seen<'_>) -> Known<Row> {
    let field = seen.field(NAME)?;
    let meta = seen.meta()?.referrer.as_deref();
    if field.is_none() && meta.is_none() {
        return Ok(MISSING);
    }
    let tokens = field.into_iter().chain(meta).flat_map(|text| text.split(','));
    Ok(tokens.rev().find_map(of_token).unwrap_or(INVALID))
}

fn of_token(token: &str) -> Option<Row> {
    let token = js::trim(token).to_lowercase();
    if GOOD.contains(&token.as_str()) {
        Some(PRIVATE)
    } else {
        BAD.contains(&token.as_str()).then_some(UNSAFE)
    }
}
