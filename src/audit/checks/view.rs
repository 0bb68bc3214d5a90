//! What a check may take as seen, and how several answers become one.

use std::cmp::Ordering;

use crate::audit::check::{Outcome, Subject, Verdict};
use crate::audit::evidence::{Body, Door, Sight, Visibility};
use crate::audit::parse::http_date;

/// An answer, or the verdict that ends the question early.
pub(super) type Answer<T = Verdict> = Result<T, Verdict>;

/// Takes whichever verdict was reached.
pub(super) fn settle(answer: Answer) -> Verdict {
    answer.unwrap_or_else(|verdict| verdict)
}

/// The values sent under a name, none when it is missing.
///
/// # Errors
/// An unseen verdict when the evidence could not show the field.
pub(super) fn sent<'a>(subject: &Subject<'a>, name: &str) -> Answer<Vec<&'a str>> {
    match subject.evidence.sight(name) {
        Sight::Sent(values) => Ok(values),
        Sight::Missing if hides_cookies(subject, name) => Err(unseen(name)),
        Sight::Missing => Ok(Vec::new()),
        Sight::Unseen => Err(unseen(name)),
    }
}

/// The values sent under a name, joined as one list value.
///
/// # Errors
/// An unseen verdict, or a not-applicable one with the given words when the field is missing.
pub(super) fn combined(subject: &Subject<'_>, name: &str, missing: &str) -> Answer<String> {
    let values = sent(subject, name)?;
    if values.is_empty() { Err(Verdict::not_applicable(missing)) } else { Ok(values.join(", ")) }
}

/// The verdict on a field that the evidence could not show.
pub(super) fn unseen(name: &str) -> Verdict {
    Verdict::unseen(format!(
        "{name} could not be seen from here. Paste the raw header lines, as curl -i prints them, \
         to have it judged."
    ))
}

/// Whether every field that was sent is in view.
pub(super) fn sees_all(subject: &Subject<'_>) -> bool {
    subject.evidence.visibility == Visibility::All
}

/// Whether the body was read to its end.
pub(super) fn has_whole_body(subject: &Subject<'_>) -> bool {
    matches!(subject.evidence.body, Body::Read { whole: true, .. })
}

/// The seconds since 1970 at which the answer was made, by its `Date` or else by our clock.
pub(super) fn made_at(subject: &Subject<'_>) -> Option<i64> {
    let date = subject.evidence.headers.first("date").and_then(http_date::parse);
    date.map(|date| date.seconds).or_else(|| now(subject))
}

/// The seconds since 1970 by our clock.
pub(super) fn now(subject: &Subject<'_>) -> Option<i64> {
    subject.evidence.surroundings.now_ms.map(|ms| ms.div_euclid(1000))
}

/// The verdict that matters most; the first of equals, with a count of the others.
pub(super) fn worst(verdicts: Vec<Verdict>) -> Option<Verdict> {
    worst_of(verdicts.into_iter().map(|verdict| (verdict, ()))).map(|(verdict, ())| verdict)
}

/// The verdict that matters most, with what it is about.
pub(super) fn worst_of<T>(verdicts: impl Iterator<Item = (Verdict, T)>) -> Option<(Verdict, T)> {
    let key = |verdict: &Verdict| (rank(verdict.outcome), verdict.severity);
    let (mut worst, mut more): (Option<(Verdict, T)>, usize) = (None, 0);
    for (verdict, about) in verdicts {
        match worst.as_ref().map(|(worst, _)| key(&verdict).cmp(&key(worst))) {
            Some(Ordering::Less) => {}
            Some(Ordering::Equal) => more += 1,
            Some(Ordering::Greater) | None => (worst, more) = (Some((verdict, about)), 0),
        }
    }
    let (mut verdict, about) = worst?;
    if more > 0 && rank(verdict.outcome) > rank(Outcome::NotApplicable) {
        verdict.says = format!("{} ({more} more like it.)", verdict.says);
    }
    Some((verdict, about))
}

/// Cookies never reach a script, and a HAR file leaves them out unless told not to.
fn hides_cookies(subject: &Subject<'_>, name: &str) -> bool {
    let hidden = match subject.evidence.door {
        Door::Probe | Door::Snippet | Door::Har => true,
        Door::Paste | Door::Command => false,
    };
    hidden && name.eq_ignore_ascii_case("set-cookie")
}

fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Fail => 5,
        Outcome::Warn => 4,
        Outcome::Unseen => 3,
        Outcome::Note => 2,
        Outcome::Pass => 1,
        Outcome::NotApplicable => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::{Profile, Severity};
    use crate::audit::evidence::Evidence;
    use crate::audit::headers::Headers;

    #[test]
    fn the_worst_verdict_speaks_for_the_rest() {
        let fail = || Verdict::fail(Severity::Low, "a", "Bad.");
        let list = vec![Verdict::pass("", ""), fail(), Verdict::unseen(""), fail()];
        let worst = worst(list).unwrap();
        assert_eq!((worst.outcome, worst.says.as_str()), (Outcome::Fail, "Bad. (1 more like it.)"));
        assert_eq!(super::worst(Vec::new()), None);
    }

    #[test]
    fn a_har_file_without_cookies_does_not_prove_that_none_was_set() {
        let evidence = Evidence::of_headers(Door::Har, None, 200, Headers::default());
        let subject = Subject::of(&evidence, Profile::Page);
        assert_eq!(sent(&subject, "set-cookie").unwrap_err().outcome, Outcome::Unseen);
        assert_eq!(sent(&subject, "server"), Ok(Vec::new()));
    }
}
