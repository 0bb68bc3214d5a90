//! From modifiers to the peer's score and grade.

/// Below this, what was earned beyond the base counts for nothing.
const EXTRA_CREDIT_FROM: i32 = 90;

/// The score that a list of modifiers gives; never below 0, without a ceiling.
pub fn score<I: IntoIterator<Item = i32>>(modifiers: I) -> i32 {
    let (mut lost, mut earned) = (0, 0);
    for modifier in modifiers {
        if modifier < 0 {
            lost += modifier;
        } else {
            earned += modifier;
        }
    }
    let plain = 100 + lost;
    if plain >= EXTRA_CREDIT_FROM { plain + earned } else { plain.max(0) }
}

/// The grade of a score.
pub fn grade(score: i32) -> &'static str {
    match score {
        100.. => "A+",
        90..=99 => "A",
        85..=89 => "A-",
        80..=84 => "B+",
        70..=79 => "B",
        65..=69 => "B-",
        60..=64 => "C+",
        50..=59 => "C",
        45..=49 => "C-",
        40..=44 => "D+",
        30..=39 => "D",
        25..=29 => "D-",
        ..=24 => "F",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(modifiers: &[i32], want: (i32, &str)) {
        let got = score(modifiers.iter().copied());
        assert_eq!((got, grade(got)), want);
    }

    #[test]
    fn credit_counts_from_ninety_on() {
        check(&[-5, -5, 10, 5], (105, "A+"));
        check(&[-5, -5, -5, 10, 5], (85, "A-"));
        check(&[], (100, "A+"));
    }

    #[test]
    fn a_score_never_falls_below_zero() {
        check(&[-50, -50, -40], (0, "F"));
        check(&[-75], (25, "D-"));
        check(&[-76], (24, "F"));
    }
}
