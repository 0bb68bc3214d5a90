//! What MDN's HTTP Observatory would say, in a sentence.

use crate::audit::evidence::Evidence;
use crate::audit::observatory::{self, Input};

/// The forecast, with what it takes for granted; `None` where that tool would not be asked.
pub(super) fn of(evidence: &Evidence) -> Option<String> {
    let mut input = Input::of(evidence).ok()?;
    let taken = input.assume();
    let scan = observatory::scan(&input).ok()?;
    let says = format!("MDN's HTTP Observatory would say {} ({})", scan.grade, scan.score);
    Some(if taken.is_empty() {
        format!("{says}.")
    } else {
        format!("{says}, if {}.", taken.join("; "))
    })
}
