//! Is the removed script filter still switched on?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::list::elements;

use super::view::{self, Answer};

const NAME: &str = "X-XSS-Protection";

pub(super) static CHECKS: &[Check] = &[Check {
    id: "xss-protection",
    title: "X-XSS-Protection is off or not sent",
    why: "The filter is gone from every current browser. Where an old one still has it, it can be \
          made to switch off parts of a page, which opens holes that the page did not have.",
    how: crate::audit::check::page_only(
        "Absence or 0 passes. 1, with or without mode=block, warns, and so does anything else.",
    ),
    fix: "Remove X-XSS-Protection and rely on a Content-Security-Policy.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "OWASP HTTP Headers Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html#x-xss-protection",
        },
        Source {
            name: "MDN, X-XSS-Protection",
            url: "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-XSS-Protection",
        },
    ],
    items: &["legacy-xss-header-reviewed"],
    profiles: &Profile::ALL,
    remedy: Remedy::Remove(&[NAME]),
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let values = view::sent(subject, NAME)?;
    if values.is_empty() {
        return Ok(Verdict::pass("", "The field is not sent."));
    }
    let value = values.join(", ");
    let seen = quote(NAME, &value);
    let members = elements(&value);
    Ok(if !members.is_empty() && members.iter().all(|member| *member == "0") {
        Verdict::pass(seen, "The filter is switched off where it still exists.")
    } else {
        Verdict::warn(Severity::Low, seen, "The filter is switched on where it still exists.")
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[test]
    fn off_or_absent_is_right() {
        let check = |value: &str, want: &str| {
            trial(Profile::Page, &format!("{NAME}: {value}")).is(&CHECKS[0], want);
        };
        check("0", "pass");
        check("1; mode=block", "warn low");
        check("0, 1", "warn low");
        check("", "warn low");
        trial(Profile::Page, "").is(&CHECKS[0], "pass");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
