//! What the peer says of cross-origin resource sharing.

use super::fields::Fields;
use super::input::PEER_ORIGIN;
use super::js;
use super::seen::{Known, Seen};
use super::table::{Row, failed, passed};

/// The name of the test.
pub const NAME: &str = "cross-origin-resource-sharing";

const MISSING: Row = passed(
    "cross-origin-resource-sharing-not-implemented",
    0,
    "Other origins may not read the answer.",
);
const PUBLIC: Row = passed(
    "cross-origin-resource-sharing-implemented-with-public-access",
    0,
    "Every origin may read the answer, without credentials.",
);
const RESTRICTED: Row = passed(
    "cross-origin-resource-sharing-implemented-with-restricted-access",
    0,
    "The answer names an origin other than the one that asked.",
);
const UNIVERSAL: Row = failed(
    "cross-origin-resource-sharing-implemented-with-universal-access",
    -50,
    "A foreign origin is let in by name, with credentials.",
);

/// Every result of the test.
pub const ROWS: &[Row] = &[MISSING, PUBLIC, RESTRICTED, UNIVERSAL];

/// Judges the answer to a request from a foreign origin.
pub fn run(seen: &Seen<'_>) -> Known<Row> {
    let origin = seen.input.request_origin.as_deref().unwrap_or(PEER_ORIGIN);
    match (&seen.input.cors_headers, seen.input.cors_known) {
        (Some(headers), _) => Ok(of_answer(&Fields::of(headers), origin)),
        (None, true) => Ok(of_answer(&seen.fields, origin)),
        (None, false) => Err("the answer to a request from a foreign origin"),
    }
}

fn of_answer(fields: &Fields, origin: &str) -> Row {
    let Some(allowed) = fields.filled("access-control-allow-origin") else { return MISSING };
    let credentials = fields.filled("access-control-allow-credentials");
    let with_credentials = credentials.is_some_and(|v| js::trim(v).eq_ignore_ascii_case("true"));
    if js::trim(js::head(allowed, 256)) == "*" {
        PUBLIC
    } else if !origin.is_empty() && allowed == origin && with_credentials {
        UNIVERSAL
    } else {
        RESTRICTED
    }
}
