//! What the peer says of `X-Content-Type-Options`.

use super::js;
use super::seen::{Known, Seen};
use super::table::{Row, failed, passed};

/// The name of the test.
pub const NAME: &str = "x-content-type-options";

const NOSNIFF: Row =
    passed("x-content-type-options-nosniff", 0, "Browsers are told not to guess types.");
const MISSING: Row =
    failed("x-content-type-options-not-implemented", -5, "Browsers may guess the type of answers.");
const INVALID: Row = failed(
    "x-content-type-options-header-invalid",
    -5,
    "The field is there, but its whole text is not nosniff.",
);

/// Every result of the test.
pub const ROWS: &[Row] = &[NOSNIFF, MISSING, INVALID];

/// Judges the field.
pub fn run(seen: &Seen<'_>) -> Known<Row> {
    let value = seen.field(NAME)?.filter(|value| !value.is_empty());
    Ok(match value.map(|value| js::trim(js::head(value, 256)).to_lowercase()) {
        None => MISSING,
        Some(value) if value == "nosniff" => NOSNIFF,
        Some(_) => INVALID,
    })
}
