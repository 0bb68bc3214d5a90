//! What the peer says of `Strict-Transport-Security`.

use super::js;
use super::seen::{Known, Seen};
use super::table::{Row, failed, passed};

/// The name of the test.
pub const NAME: &str = "strict-transport-security";

const FIELD: &str = "strict-transport-security";
const PRELOADED: Row = passed(
    "hsts-preloaded",
    5,
    "The host is on the browsers' preload list; its field is not read.",
);
const LONG: Row = passed(
    "hsts-implemented-max-age-at-least-six-months",
    0,
    "The field asks for https for at least 15552000 seconds.",
);
const SHORT: Row = failed(
    "hsts-implemented-max-age-less-than-six-months",
    -10,
    "The field asks for https for less than 15552000 seconds.",
);
const MISSING: Row =
    failed("hsts-not-implemented", -20, "The https answer does not ask browsers to stay on https.");
const INVALID: Row =
    failed("hsts-header-invalid", -20, "The field has no max-age, or holds a comma.");
const NO_HTTPS: Row =
    failed("hsts-not-implemented-no-https", -20, "The host does not answer over https.");
const BAD_CERTIFICATE: Row = failed(
    "hsts-invalid-cert",
    -20,
    "The certificate is not trusted, so browsers ignore the field.",
);

/// Every result of the test.
pub const ROWS: &[Row] = &[PRELOADED, LONG, SHORT, MISSING, INVALID, NO_HTTPS, BAD_CERTIFICATE];

/// The peer calls this six months.
const SIX_MONTHS_S: i64 = 15_552_000;

/// Judges the field of the https answer.
pub fn run(seen: &Seen<'_>) -> Known<Row> {
    if !seen.input.https_available.ok_or("whether the host answers over https")? {
        return Ok(NO_HTTPS);
    }
    if seen.input.hsts_preloaded.ok_or("whether the host is on the HSTS preload list")? {
        return Ok(PRELOADED);
    }
    of_field(seen)
}

/// Whether the test passes, where that does not hang on what is unknown.
pub fn passes(seen: &Seen<'_>) -> Known<bool> {
    run(seen).map(|row| row.pass).or_else(|needs| match of_field(seen) {
        Ok(row) if row.pass && seen.input.https_available == Some(true) => Ok(true),
        Ok(_) | Err(_) => Err(needs),
    })
}

fn of_field(seen: &Seen<'_>) -> Known<Row> {
    if !seen.input.https_cert_valid.ok_or("whether the certificate is valid")? {
        return Ok(BAD_CERTIFICATE);
    }
    Ok(seen.field(FIELD)?.map_or(MISSING, of_value))
}

fn of_value(value: &str) -> Row {
    let value = js::head(value, 1024);
    let mut max_ages = value.split(';').filter_map(|part| {
        let part = js::trim(part).to_lowercase();
        part.strip_prefix("max-age=").map(|number| js::parse_int(js::head(number, 120)))
    });
    match max_ages.next_back() {
        _ if value.contains(',') => INVALID,
        None => INVALID,
        Some(Some(seconds)) if seconds < SIX_MONTHS_S => SHORT,
        // What is no number at all is not less than six months either.
        Some(Some(_) | None) => LONG,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, want: Row) {
        assert_eq!(of_value(value), want);
    }

    #[test]
    fn max_age_is_read_as_javascript_reads_numbers() {
        check("max-age=15552000", LONG);
        check("MAX-AGE=15551999; preload", SHORT);
        check("max-age=abc", LONG);
        check("max-age=\"60\"", LONG);
        check("max-age=31536000 includeSubDomains", LONG);
        check("max-age=-1", SHORT);
        check("max-age=0", SHORT);
    }

    #[test]
    fn the_last_max_age_counts() {
        check("max-age=63072000; max-age=1", SHORT);
        check("max-age=1;max-age=63072000", LONG);
    }

    #[test]
    fn blanks_and_commas_spoil_the_field() {
        check("max-age = 31536000", INVALID);
        check("max-age=31536000, max-age=31536000", INVALID);
        check("includeSubDomains", INVALID);
        check("", INVALID);
    }
}
