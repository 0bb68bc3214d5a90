//! Is a field sent twice that may stand once only?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::view;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "duplicate-headers",
    title: "Fields that stand for one value are sent once",
    why: "When the application and the proxy both set a field, clients choose either value or \
          none. Two lengths or two locations can make a proxy and a browser read two different \
          answers.",
    how: crate::audit::check::page_only(
        "Fields that are no lists must not come twice with different values: Content-Length, \
          Location, Content-Range and Transfer-Encoding fail, others such as Content-Type, ETag, \
          Date, Expires, Retry-After or Server warn. The same value twice is noted. Fields whose \
          own check judges repeats are left to it.",
    ),
    fix: "Set each field in one place, in the application or in the proxy.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "RFC 9110 section 5.3 (field order)",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-5.3",
        },
        Source {
            name: "RFC 9112 section 6.3 (message body length)",
            url: "https://www.rfc-editor.org/rfc/rfc9112#section-6.3",
        },
    ],
    items: &["security-headers-middleware"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

/// Fields with one value, and whether two of them are dangerous.
const SINGLE: [(&str, bool); 17] = [
    ("Content-Length", true),
    ("Location", true),
    ("Content-Range", true),
    ("Transfer-Encoding", true),
    ("Access-Control-Max-Age", false),
    ("Age", false),
    ("Content-Disposition", false),
    ("Content-Location", false),
    ("Content-Type", false),
    ("Date", false),
    ("Deprecation", false),
    ("ETag", false),
    ("Expires", false),
    ("Last-Modified", false),
    ("Retry-After", false),
    ("Server", false),
    ("Sunset", false),
];

fn run(subject: &Subject<'_>) -> Verdict {
    let verdicts = SINGLE.iter().filter_map(|(name, dangerous)| judge(subject, name, *dangerous));
    view::worst(verdicts.collect()).unwrap_or_else(|| {
        if view::sees_all(subject) {
            Verdict::pass("", "No such field is sent twice.")
        } else {
            view::unseen("Part of the fields")
        }
    })
}

fn judge(subject: &Subject<'_>, name: &str, dangerous: bool) -> Option<Verdict> {
    let values = subject.evidence.headers.all(name);
    let (first, rest) = values.split_first()?;
    let second = rest.first()?;
    let seen = format!("{name}: {first}; {name}: {second}");
    Some(if rest.iter().all(|value| value == first) {
        Verdict::note(seen, format!("{name} is sent twice with the same value."))
    } else if dangerous {
        let says = format!("Two different values of {name} can be read as two different answers.");
        Verdict::fail(Severity::Low, seen, says)
    } else {
        let says = format!("{name} has two values, and each client chooses its own.");
        Verdict::warn(Severity::Low, seen, says)
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        trial(Profile::Page, lines).is(&CHECKS[0], want);
    }

    #[test]
    fn one_value_is_enough() {
        check("Content-Type: text/html\nVary: a\nVary: b", "pass");
        check("Content-Type: text/html\ncontent-type: text/html", "note");
        check("Content-Type: text/html\ncontent-type: text/plain", "warn low");
        check("Content-Length: 5\nContent-Length: 6\nETag: \"a\"\nETag: \"b\"", "fail low");
    }

    #[test]
    fn malformed_and_unseen_repeats() {
        check("Location\nLocation: /a", "fail low");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
