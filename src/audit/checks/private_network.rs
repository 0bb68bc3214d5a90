//! May public pages reach into a private network?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

use super::view::{self, Answer};

const NAME: &str = "Access-Control-Allow-Private-Network";

pub(super) static CHECKS: &[Check] = &[Check {
    id: "private-network",
    title: "Nothing invites public pages into a private network",
    why: "The field was meant to let a public page call a server inside a private network. \
          Chromium has replaced it by a question to the visitor, so it no longer opens or \
          closes anything.",
    how: crate::audit::check::page_only(
        "The field is noted where it is sent; otherwise the question does not arise.",
    ),
    fix: "Remove Access-Control-Allow-Private-Network.",
    severity: Severity::Info,
    sources: &[Source {
        name: "Chrome, Local Network Access",
        url: "https://developer.chrome.com/blog/local-network-access",
    }],
    items: &["cors-allowlist"],
    profiles: &Profile::ALL,
    remedy: Remedy::Remove(&[NAME]),
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let value = view::combined(subject, NAME, "The field is not sent.")?;
    let says = "Chromium asks the visitor instead (Local Network Access) and ignores the field.";
    Ok(Verdict::note(quote(NAME, &value), says))
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[test]
    fn the_field_is_only_noted() {
        let line = "Access-Control-Allow-Private-Network: true";
        trial(Profile::Api, line).is(&CHECKS[0], "note");
        trial(Profile::Api, "Access-Control-Allow-Private-Network").is(&CHECKS[0], "note");
        trial(Profile::Api, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Api, "").probed().is(&CHECKS[0], "unseen");
    }
}
