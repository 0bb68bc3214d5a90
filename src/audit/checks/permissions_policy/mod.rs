//! Which browser features may the page and its frames use?

mod features;
mod powerful;
mod presence;
mod syntax;

use crate::audit::check::{Check, Subject, Verdict};
use crate::audit::evidence::Sight;
use crate::audit::parse::permissions_policy::{self, Permission};

use super::sight;

pub(super) static CHECKS: &[Check] = &[presence::CHECK, powerful::CHECK, syntax::CHECK];

const NAME: &str = "Permissions-Policy";

/// The policy that a browser reads and its text, for checks that judge a part.
fn in_force(subject: &Subject<'_>) -> Result<(Vec<Permission>, String), Verdict> {
    let value = match subject.evidence.sight(NAME) {
        Sight::Sent(values) => values.join(", "),
        Sight::Missing => return Err(Verdict::not_applicable(format!("No {NAME} was sent."))),
        Sight::Unseen => return Err(sight::hidden(NAME)),
    };
    match permissions_policy::parse(&value) {
        Ok(permissions) => Ok((permissions, value)),
        Err(error) => Err(Verdict::not_applicable(format!("Browsers ignore the field: {error}."))),
    }
}
