//! When and where an event was written, in an order that all copies agree on.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A hybrid logical clock's reading: time, a counter within it, and who wrote.
///
/// A stamp is never lower than any stamp its writer had seen, so what a person did after seeing
/// something else wins over it, even where a clock was set back in between.
///
/// Invariant: `replica` is 1 to 16 lower-case letters and digits.
/// Source: Kulkarni and others, "Logical Physical Clocks", 2014.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stamp {
    ms: u64,
    count: u16,
    replica: String,
}

/// The latest time that a stamp can carry: the year 10889.
const MS_MAX: u64 = (1 << 48) - 1;

/// Why a text is no stamp.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a stamp such as 018f3c2a1b4c-0000-k3j9x2ab")]
pub struct StampError(pub String);

impl Stamp {
    /// The next stamp of a writer who has seen `last` and whose clock says `now_ms`.
    ///
    /// # Errors
    /// When `replica` breaks the invariant.
    pub fn next(last: Option<&Self>, now_ms: u64, replica: &str) -> Result<Self, StampError> {
        if !is_replica(replica) {
            return Err(StampError(replica.to_owned()));
        }
        let now_ms = now_ms.min(MS_MAX);
        let (ms, count) = match last {
            Some(last) if last.ms >= now_ms => match last.count.checked_add(1) {
                Some(count) => (last.ms, count),
                None => ((last.ms + 1).min(MS_MAX), 0),
            },
            Some(_) | None => (now_ms, 0),
        };
        Ok(Self { ms, count, replica: replica.to_owned() })
    }

    /// Reads a stamp.
    ///
    /// # Errors
    /// When the text is not one.
    pub fn parse(text: &str) -> Result<Self, StampError> {
        let fail = || StampError(text.chars().take(64).collect());
        let mut parts = text.splitn(3, '-');
        let (Some(ms), Some(count), Some(replica)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(fail());
        };
        let hex = |part: &str, digits: usize| {
            let plain = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
            part.len() == digits && part.chars().all(plain)
        };
        if !hex(ms, 12) || !hex(count, 4) || !is_replica(replica) {
            return Err(fail());
        }
        let ms = u64::from_str_radix(ms, 16).map_err(|_not_hex| fail())?;
        let count = u16::from_str_radix(count, 16).map_err(|_not_hex| fail())?;
        Ok(Self { ms, count, replica: replica.to_owned() })
    }

    /// The time in milliseconds since 1970.
    pub fn ms(&self) -> u64 {
        self.ms
    }

    /// The tab or tool that wrote.
    pub fn replica(&self) -> &str {
        &self.replica
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:012x}-{:04x}-{}", self.ms, self.count, self.replica)
    }
}

impl TryFrom<String> for Stamp {
    type Error = StampError;

    fn try_from(text: String) -> Result<Self, StampError> {
        Self::parse(&text)
    }
}

impl From<Stamp> for String {
    fn from(stamp: Stamp) -> Self {
        stamp.to_string()
    }
}

/// The day of a time, as in `2026-11-20`, by Universal Time.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
pub fn day(ms: u64) -> String {
    let days = ms / 86_400_000 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

fn is_replica(text: &str) -> bool {
    (1..=16).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_clock_set_back_does_not_reorder() {
        let first = Stamp::next(None, 5_000, "a").unwrap();
        let second = Stamp::next(Some(&first), 10, "a").unwrap();
        assert!(second > first);
        assert_eq!(second.to_string(), "000000001388-0001-a");
    }

    #[test]
    fn a_day_is_the_calendar_day() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(951_782_400_000), "2000-02-29");
        assert_eq!(day(1_795_132_800_000), "2026-11-20");
        assert_eq!(day(4_107_542_399_999), "2100-02-28");
    }

    #[test]
    fn a_full_counter_moves_the_time_on() {
        let last = Stamp::parse("000000000001-ffff-a").unwrap();
        assert_eq!(Stamp::next(Some(&last), 0, "a").unwrap().to_string(), "000000000002-0000-a");
    }

    proptest! {
        #[test]
        fn text_order_is_stamp_order(a in 0_u64..MS_MAX, b in 0_u64..MS_MAX, n in 0_u16..9) {
            let left = Stamp { ms: a, count: n, replica: "r".into() };
            let right = Stamp { ms: b, count: 4, replica: "r".into() };
            prop_assert_eq!(left.cmp(&right), left.to_string().cmp(&right.to_string()));
            prop_assert_eq!(Stamp::parse(&left.to_string()), Ok(left));
        }

        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            if let Ok(stamp) = Stamp::parse(&text) {
                prop_assert_eq!(stamp.to_string(), text);
            }
        }
    }
}
