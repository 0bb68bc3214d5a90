//! Can browsers read the document policy?

use sfv::{Dictionary, Parser};

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::Sight;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "document-policy",
    title: "A document policy can be read",
    why: "A browser drops a document policy with one slip in it as a whole, and says nothing.",
    how: crate::audit::check::page_only(
        "Document-Policy, its Report-Only form and Require-Document-Policy are read as structured \
          dictionaries; whether they can be read is noted. Only Chromium reads them.",
    ),
    fix: "Write it as a structured dictionary, such as js-profiling, force-load-at-top=?0.",
    severity: Severity::Info,
    sources: &[
        Source {
            name: "WICG Document Policy section 5",
            url: "https://wicg.github.io/document-policy/#document-policy-http-header",
        },
        Source {
            name: "RFC 9651 section 3.2",
            url: "https://www.rfc-editor.org/rfc/rfc9651#section-3.2",
        },
    ],
    items: &[],
    profiles: &[Profile::Page],
    remedy: Remedy::Manual,
    run,
}];

const NAMES: [&str; 3] =
    ["Document-Policy", "Document-Policy-Report-Only", "Require-Document-Policy"];

fn run(subject: &Subject<'_>) -> Verdict {
    let mut seen = Vec::new();
    let mut broken = Vec::new();
    let mut hidden = None;
    for name in NAMES {
        match subject.evidence.sight(name) {
            Sight::Sent(values) => {
                let value = values.join(", ");
                let read: Result<Dictionary, sfv::Error> = Parser::new(&value).parse();
                broken.extend(read.is_err().then_some(name));
                seen.push(quote(name, &value));
            }
            Sight::Missing => {}
            Sight::Unseen => hidden = Some(name),
        }
    }
    match (seen.is_empty(), broken.is_empty(), hidden) {
        (true, _, Some(name)) => sight::hidden(name),
        (true, _, None) => Verdict::not_applicable("No document policy was sent."),
        (false, true, _) => Verdict::note(seen.join("; "), "It can be read; only Chromium does."),
        (false, false, _) => {
            let says = format!(
                "Browsers ignore {}: it is no structured dictionary.",
                broken.join(" and ")
            );
            Verdict::note(seen.join("; "), says)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent, verdict};

    #[track_caller]
    fn check(name: &str, value: &str, word: &str) {
        let got = verdict(&CHECKS[0], &sent(&[(name, value)]), Profile::Page);
        assert_eq!(got.outcome, Outcome::Note);
        assert!(got.says.contains(word), "{}", got.says);
    }

    #[test]
    fn whether_it_can_be_read_is_noted() {
        check("Document-Policy", "force-load-at-top=?0, *;report-to=x", "can be read");
        check("Require-Document-Policy", "no semicolons; here =", "ignore Require-Document-Policy");
        page(&CHECKS[0], &sent(&[]), Outcome::NotApplicable, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
    }
}
