//! Does the page steer the look-up of host names ahead of time?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "dns-prefetch-control",
    title: "Looking up host names ahead of a click is a choice",
    why: "Names looked up in advance tell the resolver which links a page holds; not looking them \
          up makes the next click slower.",
    how: crate::audit::check::page_only(
        "X-DNS-Prefetch-Control is noted where it is sent; without it the question does not arise. \
          The field is no standard and browsers differ in reading it.",
    ),
    fix: "Send X-DNS-Prefetch-Control: off on pages whose links are private.",
    severity: Severity::Info,
    sources: &[
        Source {
            name: "OWASP Secure Headers Project",
            url: "https://owasp.org/www-project-secure-headers/#x-dns-prefetch-control",
        },
        Source {
            name: "MDN, X-DNS-Prefetch-Control",
            url: "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-DNS-Prefetch-Control",
        },
    ],
    items: &[],
    profiles: &[Profile::Page],
    remedy: Remedy::Set(&[(NAME, "off")]),
    run,
}];

const NAME: &str = "X-DNS-Prefetch-Control";

fn run(subject: &Subject<'_>) -> Verdict {
    let missing = || Verdict::not_applicable(format!("No {NAME} was sent."));
    sight::judge(subject, NAME, judge, missing)
}

fn judge(value: &str) -> Verdict {
    let says = match value.to_ascii_lowercase().as_str() {
        "off" => "Host names in links are looked up only when they are followed.",
        "on" => "Host names in links are looked up ahead of a click, on https pages too.",
        _ => "Browsers know on and off only.",
    };
    Verdict::note(quote(NAME, value), says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(value: &str, word: &str) {
        page(&CHECKS[0], &sent(&[(NAME, value)]), Outcome::Note, Severity::Info);
        assert!(judge(value).says.contains(word));
    }

    #[test]
    fn the_value_is_explained() {
        check("OFF", "only when");
        check("on", "ahead");
        check("", "only");
        page(&CHECKS[0], &sent(&[]), Outcome::NotApplicable, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
    }
}
