//! What a check does first: look a field up, and say so where it could not be seen.

use crate::audit::check::{Subject, Verdict};
use crate::audit::evidence::Sight;

/// Judges the combined value of a field, or says that it is missing or was hidden.
pub(super) fn judge(
    subject: &Subject<'_>,
    name: &str,
    sent: impl FnOnce(&str) -> Verdict,
    missing: impl FnOnce() -> Verdict,
) -> Verdict {
    match subject.evidence.sight(name) {
        Sight::Sent(values) => sent(&values.join(", ")),
        Sight::Missing => missing(),
        Sight::Unseen => hidden(name),
    }
}

/// The verdict on a field that could not be seen.
pub(super) fn hidden(name: &str) -> Verdict {
    Verdict::unseen(format!("Whether {name} was sent could not be seen from here."))
}

/// The verdict where an answer depends on a body that was not read.
pub(super) fn no_body() -> Verdict {
    Verdict::unseen("The body of the page was not read.")
}

/// The verdict on a field that browsers read in secure contexts only, where this is none.
pub(super) fn insecure(subject: &Subject<'_>, name: &str) -> Option<Verdict> {
    let url = subject.evidence.request.url.as_ref()?;
    (!url.is_https() && !url.is_loopback()).then(|| {
        Verdict::not_applicable(format!("The answer came over http, where browsers ignore {name}."))
    })
}
