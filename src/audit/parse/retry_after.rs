//! `Retry-After`: a delay or a date.
//!
//! Source: RFC 9110 section 10.2.3.

use super::http_date;
use super::list::digits;

/// When to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// After so many seconds.
    Seconds(u64),
    /// At a time, in seconds since 1970.
    At(i64),
    /// At a time written in a form that may no longer be sent.
    AtInOldForm(i64),
}

impl RetryAfter {
    /// Reads a value; `None` when a client cannot use it.
    pub fn parse(value: &str) -> Option<Self> {
        if let Some(seconds) = digits(value) {
            return Some(Self::Seconds(seconds));
        }
        let date = http_date::parse(value)?;
        Some(if date.current_form {
            Self::At(date.seconds)
        } else {
            Self::AtInOldForm(date.seconds)
        })
    }

    /// The wait in seconds; `None` for a date without a clock.
    pub fn wait(self, now: Option<i64>) -> Option<i64> {
        match self {
            Self::Seconds(seconds) => Some(i64::try_from(seconds).unwrap_or(i64::MAX)),
            Self::At(at) | Self::AtInOldForm(at) => now.map(|now| at.saturating_sub(now)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(RetryAfter::parse("120"), Some(RetryAfter::Seconds(120)));
        let at = RetryAfter::parse("Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(at, Some(RetryAfter::At(784_111_777)));
        assert_eq!(at.unwrap().wait(Some(784_111_700)), Some(77));
        assert_eq!(RetryAfter::parse("2 minutes"), None);
        assert_eq!(RetryAfter::parse("1.5"), None);
        assert_eq!(RetryAfter::parse("-1"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            prop_assert!(RetryAfter::parse(&text).is_none_or(|read| read.wait(Some(0)).is_some()));
        }

        #[test]
        fn every_number_is_a_delay(seconds: u64) {
            prop_assert_eq!(
                RetryAfter::parse(&seconds.to_string()),
                Some(RetryAfter::Seconds(seconds))
            );
        }
    }
}
