//! Who may measure how long the answer takes?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::allow_origin::Origin;
use crate::audit::parse::list::elements;

use super::view::{self, Answer};

const NAME: &str = "Timing-Allow-Origin";

pub(super) static CHECKS: &[Check] = &[Check {
    id: "timing-allow-origin",
    title: "Timing is shared with chosen origins",
    why: "Whoever may measure an answer in detail learns its size and whether the server had to \
          work for it, which can tell one visitor from another.",
    how: crate::audit::check::page_only(
        "A list of origins passes. A star is noted: it suits public files. A member that is no \
          origin is noted, because it matches nothing.",
    ),
    fix: "List the origins that measure, or leave the field out.",
    severity: Severity::Info,
    sources: &[Source {
        name: "Resource Timing, Timing-Allow-Origin",
        url: "https://www.w3.org/TR/resource-timing/#sec-timing-allow-origin",
    }],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let value = view::combined(subject, NAME, "The field is not sent.")?;
    let members = elements(&value);
    let seen = quote(NAME, &value);
    Ok(if members.contains(&"*") {
        Verdict::note(seen, "Every site may measure this answer in detail.")
    } else if members.iter().any(|member| *member != "null" && Origin::parse(member).is_err()) {
        Verdict::note(seen, "A member is no origin as browsers write it, and matches nothing.")
    } else {
        Verdict::pass(seen, "Only the listed origins measure this answer in detail.")
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[test]
    fn a_list_passes_and_a_star_is_noted() {
        let check = |value: &str, want: &str| {
            trial(Profile::Static, &format!("{NAME}: {value}")).is(&CHECKS[0], want);
        };
        check("https://a.example, https://b.example", "pass");
        check("*", "note");
        check("a.example", "note");
        trial(Profile::Static, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Static, "").probed().is(&CHECKS[0], "unseen");
    }
}
