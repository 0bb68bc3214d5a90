//! What the peer says of `X-Frame-Options`.

use super::csp;
use super::js;
use super::seen::{Known, Seen};
use super::table::{Row, failed, passed};

/// The name of the test.
pub const NAME: &str = "x-frame-options";

const VIA_CSP: Row =
    passed("x-frame-options-implemented-via-csp", 5, "A policy holds a frame-ancestors directive.");
const SAME_OR_DENY: Row =
    passed("x-frame-options-sameorigin-or-deny", 5, "The field is DENY or SAMEORIGIN.");
const ALLOW_FROM: Row =
    passed("x-frame-options-allow-from-origin", 0, "The field begins with ALLOW-FROM.");
const MISSING: Row =
    failed("x-frame-options-not-implemented", -20, "Any site may show this one in a frame.");
const INVALID: Row =
    failed("x-frame-options-header-invalid", -20, "The field is there, but says nothing known.");

/// Every result of the test.
pub const ROWS: &[Row] = &[VIA_CSP, SAME_OR_DENY, ALLOW_FROM, MISSING, INVALID];

/// Judges the field, unless a policy names frame ancestors.
pub fn run(seen: &Seen<'_>) -> Known<Row> {
    if csp::reading(seen)?.names_frame_ancestors {
        return Ok(VIA_CSP);
    }
    let value = seen.field(NAME)?.filter(|value| !value.is_empty());
    Ok(match value.map(|value| js::trim(js::head(value, 1024)).to_lowercase()) {
        None => MISSING,
        Some(value) if value == "deny" || value == "sameorigin" => SAME_OR_DENY,
        Some(value) if value.starts_with("allow-from") => ALLOW_FROM,
        Some(_) => INVALID,
    })
}
