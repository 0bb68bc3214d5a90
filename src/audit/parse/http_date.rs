//! Dates of header fields, as seconds since 1970.

use std::time::UNIX_EPOCH;

/// A date and whether it is written in the one form that may still be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpDate {
    /// Seconds since 1970.
    pub seconds: i64,
    /// Whether it is an IMF-fixdate; the two obsolete forms may only be read.
    pub current_form: bool,
}

/// Reads an HTTP date in any of its three forms (RFC 9110 section 5.6.7).
pub fn parse(text: &str) -> Option<HttpDate> {
    let time = httpdate::parse_http_date(text).ok()?;
    let seconds = time.duration_since(UNIX_EPOCH).ok()?.as_secs();
    // Printing it again also finds a weekday that is not that day's.
    let current_form = httpdate::fmt_http_date(time) == text;
    Some(HttpDate { seconds: i64::try_from(seconds).ok()?, current_form })
}

/// Reads an IMF-fixdate such as `Sun, 06 Nov 1994 08:49:37 GMT`, and nothing else.
pub fn imf_fixdate(text: &str) -> Option<i64> {
    parse(text).filter(|date| date.current_form).map(|date| date.seconds)
}

/// The days since 1970 of a date in the Gregorian calendar.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    // The year is counted from March, so that the leap day comes last.
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The last day of a month.
pub fn days_in_month(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_forms_are_read_and_one_may_be_sent() {
        let date = |seconds, current_form| Some(HttpDate { seconds, current_form });
        assert_eq!(parse("Sun, 06 Nov 1994 08:49:37 GMT"), date(784_111_777, true));
        assert_eq!(parse("Sunday, 06-Nov-94 08:49:37 GMT"), date(784_111_777, false));
        assert_eq!(parse("Sun Nov  6 08:49:37 1994"), date(784_111_777, false));
        assert_eq!(parse("2026-01-01T00:00:00Z"), None);
        assert_eq!(imf_fixdate("Mon, 06 Nov 1994 08:49:37 GMT"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            prop_assert!(imf_fixdate(&text).is_none() || parse(&text).is_some());
        }

        #[test]
        fn the_calendar_agrees_with_the_printed_date(seconds in 0_i64..253_402_300_799) {
            let time = UNIX_EPOCH + std::time::Duration::from_secs(seconds.unsigned_abs());
            let text = httpdate::fmt_http_date(time);
            prop_assert_eq!(imf_fixdate(&text), Some(seconds));
            let words: Vec<&str> = text.split(' ').collect();
            let (day, year): (i64, i64) = (words[1].parse().unwrap(), words[3].parse().unwrap());
            let names = "JanFebMarAprMayJunJulAugSepOctNovDec";
            let month = i64::try_from(names.find(words[2]).unwrap() / 3 + 1).unwrap();
            prop_assert_eq!(days_from_civil(year, month, day), seconds.div_euclid(86_400));
            prop_assert!(day <= days_in_month(year, month));
        }
    }
}
