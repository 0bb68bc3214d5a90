//! The cookie-date algorithm: what a browser makes of an `Expires` attribute.
//!
//! Source: RFC 6265 section 5.1.1, kept by RFC 6265bis.

use crate::audit::parse::http_date::{days_from_civil, days_in_month};

/// Reads a cookie date as seconds since 1970; `None` where a browser ignores the attribute.
pub fn parse(text: &str) -> Option<i64> {
    let mut parts = Parts::default();
    for token in text.split(is_delimiter).filter(|token| !token.is_empty()) {
        parts.take(token);
    }
    parts.seconds()
}

#[derive(Default)]
struct Parts {
    time: Option<(i64, i64, i64)>,
    day: Option<i64>,
    month: Option<i64>,
    year: Option<i64>,
}

impl Parts {
    /// Each token fills the first gap that it fits.
    fn take(&mut self, token: &str) {
        if self.time.is_none() {
            self.time = time(token);
            if self.time.is_some() {
                return;
            }
        }
        if self.day.is_none() {
            self.day = number(token, 1, 2);
            if self.day.is_some() {
                return;
            }
        }
        if self.month.is_none() {
            self.month = month(token);
            if self.month.is_some() {
                return;
            }
        }
        if self.year.is_none() {
            self.year = number(token, 2, 4);
        }
    }

    fn seconds(&self) -> Option<i64> {
        let (hour, minute, second) = self.time?;
        let (day, month) = (self.day?, self.month?);
        let year = match self.year? {
            year @ 70..=99 => year + 1900,
            year @ 0..=69 => year + 2000,
            year => year,
        };
        let valid = year >= 1601
            && (1..=days_in_month(year, month)).contains(&day)
            && hour <= 23
            && minute <= 59
            && second <= 59;
        let days = days_from_civil(year, month, day);
        valid.then_some(days * 86_400 + hour * 3_600 + minute * 60 + second)
    }
}

fn is_delimiter(c: char) -> bool {
    matches!(c, '\t' | ' '..='/' | ';'..='@' | '['..='`' | '{'..='~')
}

/// Leading digits, `least` to `most` of them, and then no further digit.
fn number(token: &str, least: usize, most: usize) -> Option<i64> {
    let len = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
    (least..=most).contains(&len).then(|| token.get(..len)?.parse().ok()).flatten()
}

fn time(token: &str) -> Option<(i64, i64, i64)> {
    let mut fields = token.splitn(3, ':');
    let (hour, minute, second) = (fields.next()?, fields.next()?, fields.next()?);
    let whole = |field: &str| field.bytes().all(|byte| byte.is_ascii_digit());
    if !whole(hour) || !whole(minute) {
        return None;
    }
    Some((number(hour, 1, 2)?, number(minute, 1, 2)?, number(second, 1, 2)?))
}

fn month(token: &str) -> Option<i64> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = token.get(..3)?;
    let at = NAMES.iter().position(|name| name.eq_ignore_ascii_case(start))?;
    i64::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, want: Option<i64>) {
        assert_eq!(parse(text), want, "{text}");
    }

    #[test]
    fn the_forms_that_servers_send_are_read() {
        check("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777));
        check("Sunday, 06-Nov-94 08:49:37 GMT", Some(784_111_777));
        check("Sun Nov  6 08:49:37 1994", Some(784_111_777));
        check("6 nov 1994 8:49:37", Some(784_111_777));
        check("Thu, 01 Jan 1970 00:00:00 GMT", Some(0));
    }

    #[test]
    fn what_is_no_date_is_ignored() {
        check("0", None);
        check("", None);
        check("-1", None);
        check("2026-10-21T07:28:00Z", None);
        check("Sun, 31 Feb 2026 08:49:37 GMT", None);
        check("Sun, 06 Nov 1994 24:00:00 GMT", None);
        check("Sun, 06 Nov 1600 08:49:37 GMT", None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            prop_assert!(parse(&text).is_none_or(|seconds| seconds >= -11_644_473_600));
        }

        #[test]
        fn an_http_date_means_the_same(seconds in 0_u64..253_402_300_799) {
            let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            let text = httpdate::fmt_http_date(time);
            prop_assert_eq!(parse(&text), i64::try_from(seconds).ok());
        }
    }
}
