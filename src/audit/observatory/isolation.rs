//! What the peer says of the three `Cross-Origin-*-Policy` fields.

use sfv::{BareItem, Item, Parser};

use super::js;
use super::seen::{Known, Seen};
use super::table::{Row, failed, passed};

/// The name of the embedder policy's test.
pub const COEP: &str = "cross-origin-embedder-policy";
/// The name of the opener policy's test.
pub const COOP: &str = "cross-origin-opener-policy";
/// The name of the resource policy's test.
pub const CORP: &str = "cross-origin-resource-policy";

/// Every result of the embedder policy's test.
pub const COEP_ROWS: &[Row] = &[
    passed("coep-implemented-with-require-corp", 10, "Only resources that agree are embedded."),
    passed("coep-implemented-with-credentialless", 10, "Foreign resources load without cookies."),
    passed("coep-implemented-with-unsafe-none", 0, "The field asks for the default."),
    COEP_MISSING,
    COEP_INVALID,
];
const COEP_MISSING: Row = passed("coep-not-implemented", 0, "No embedder policy is sent.");
const COEP_INVALID: Row =
    failed("coep-header-invalid", -5, "The field is no single known token, so it is ignored.");

/// Every result of the opener policy's test.
pub const COOP_ROWS: &[Row] = &[
    passed(
        "coop-implemented-with-same-origin",
        10,
        "Only the same origin shares the window group.",
    ),
    passed(
        "coop-implemented-with-same-origin-allow-popups",
        10,
        "The page is apart from its opener, but keeps hold of its own pop-ups.",
    ),
    passed(
        "coop-implemented-with-noopener-allow-popups",
        10,
        "The page is apart from every opener, even of its own origin.",
    ),
    passed("coop-implemented-with-unsafe-none", 0, "The field asks for the default."),
    COOP_MISSING,
    COOP_INVALID,
];
const COOP_MISSING: Row = passed("coop-not-implemented", 0, "No opener policy is sent.");
const COOP_INVALID: Row =
    failed("coop-header-invalid", -5, "The field is no single known token, so it is ignored.");

/// Every result of the resource policy's test.
pub const CORP_ROWS: &[Row] = &[
    passed("corp-implemented-with-same-origin", 10, "Only the same origin may embed the answer."),
    passed("corp-implemented-with-same-site", 10, "Only the same site may embed the answer."),
    passed("corp-implemented-with-cross-origin", 0, "Every site may embed the answer."),
    CORP_MISSING,
    CORP_INVALID,
];
const CORP_MISSING: Row = passed("corp-not-implemented", 0, "No resource policy is sent.");
const CORP_INVALID: Row =
    failed("corp-header-invalid", -5, "The field is not one of its three known values.");

/// Judges `Cross-Origin-Embedder-Policy`.
pub fn embedder(seen: &Seen<'_>) -> Known<Row> {
    let value = seen.field(COEP)?.filter(|value| !value.is_empty());
    Ok(value.map_or(COEP_MISSING, |value| {
        named(COEP_ROWS, "coep-implemented-with-", token(value).as_deref()).unwrap_or(COEP_INVALID)
    }))
}

/// Judges `Cross-Origin-Opener-Policy`.
pub fn opener(seen: &Seen<'_>) -> Known<Row> {
    let value = seen.field(COOP)?.filter(|value| !value.is_empty());
    Ok(value.map_or(COOP_MISSING, |value| {
        named(COOP_ROWS, "coop-implemented-with-", token(value).as_deref()).unwrap_or(COOP_INVALID)
    }))
}

/// Judges `Cross-Origin-Resource-Policy`, which is compared as text.
pub fn resource(seen: &Seen<'_>) -> Known<Row> {
    let value = seen.field(CORP)?.map(|value| js::trim(js::head(value, 256)).to_lowercase());
    Ok(value.filter(|value| !value.is_empty()).map_or(CORP_MISSING, |value| {
        named(CORP_ROWS, "corp-implemented-with-", Some(&value)).unwrap_or(CORP_INVALID)
    }))
}

fn named(rows: &[Row], prefix: &str, token: Option<&str>) -> Option<Row> {
    let is_named = |row: &&Row| row.slug.strip_prefix(prefix) == token;
    token.and_then(|_| rows.iter().find(is_named)).copied()
}

/// The bare token of a structured item, its parameters left aside.
fn token(value: &str) -> Option<String> {
    let item: Item = Parser::new(js::trim(js::head(value, 1024))).parse().ok()?;
    match item.bare_item {
        BareItem::Token(token) => Some(token.as_str().to_owned()),
        BareItem::Decimal(_)
        | BareItem::Integer(_)
        | BareItem::String(_)
        | BareItem::ByteSequence(_)
        | BareItem::Boolean(_)
        | BareItem::Date(_)
        | BareItem::DisplayString(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, want: Option<&str>) {
        assert_eq!(token(value).as_deref(), want);
    }

    #[test]
    fn a_policy_is_one_token() {
        check(" same-origin ", Some("same-origin"));
        check("require-corp; report-to=\"x\"", Some("require-corp"));
        check("\"same-origin\"", None);
        check("same-origin, same-origin", None);
        check("same-origin;", None);
        check("", None);
    }
}
