//! Is a download kept from opening inside the site?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::Evidence;
use crate::audit::parse::content_type::MimeType;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "content-disposition",
    title: "Files of users are saved, not opened",
    why: "A file that a user uploaded and the site shows on its own origin acts with the rights of \
          whoever opens it.",
    how: crate::audit::check::page_only(
        "attachment, inline and other values are noted. Without the field, types that browsers \
          open by themselves or that are files (HTML, SVG, XML, PDF, octet streams) are noted, and \
          of others the question is not asked. Whether users wrote the content cannot be seen. \
          X-Download-Options, read by Internet Explorer only, is noted with it.",
    ),
    fix: "Send Content-Disposition: attachment with content that users uploaded.",
    severity: Severity::Info,
    sources: &[
        Source {
            name: "RFC 6266 section 4.2",
            url: "https://www.rfc-editor.org/rfc/rfc6266#section-4.2",
        },
        Source {
            name: "OWASP File Upload Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/File_Upload_Cheat_Sheet.html",
        },
    ],
    items: &[],
    profiles: &[Profile::Api],
    remedy: Remedy::Manual,
    run,
}];

const NAME: &str = "Content-Disposition";

fn run(subject: &Subject<'_>) -> Verdict {
    if subject.evidence.headers.has("x-download-options") {
        let seen = quote(
            "X-Download-Options",
            subject.evidence.headers.first("x-download-options").unwrap_or(""),
        );
        return Verdict::note(
            seen,
            format!("Only Internet Explorer reads it; {NAME} does the work."),
        );
    }
    sight::judge(subject, NAME, judge, || missing(subject.evidence))
}

fn judge(value: &str) -> Verdict {
    let seen = quote(NAME, value);
    let kind = value.split(';').next().unwrap_or("").trim();
    if kind.is_empty() || kind.contains('=') {
        Verdict::note(seen, "It names no disposition, so browsers ignore it.")
    } else if kind.eq_ignore_ascii_case("inline") {
        Verdict::note(seen, "Browsers open it inside the site's origin.")
    } else {
        // Browsers take every disposition that they do not know for an attachment.
        Verdict::note(seen, "Browsers save it as a file instead of opening it.")
    }
}

fn missing(evidence: &Evidence) -> Verdict {
    let value = evidence.headers.combined("content-type").unwrap_or_default();
    let mime = MimeType::extract(&value);
    let is_file = mime.is_some_and(|mime| {
        let essence = mime.essence.as_str();
        let files = ["application/pdf", "application/octet-stream", "text/xml", "application/xml"];
        mime.is_html() || essence.ends_with("+xml") || files.contains(&essence)
    });
    if is_file {
        let says = "If users wrote this content, it opens inside the site's origin.";
        Verdict::note(quote("Content-Type", &value), says)
    } else {
        Verdict::not_applicable("It is no file that a browser would open by itself.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, sent, verdict};

    #[track_caller]
    fn check(fields: &[(&str, &str)], outcome: Outcome, word: &str) {
        let got = verdict(&CHECKS[0], &sent(fields), Profile::Api);
        assert_eq!(got.outcome, outcome);
        assert!(got.says.contains(word), "{}", got.says);
    }

    #[test]
    fn files_are_noted() {
        check(&[(NAME, "attachment; filename=x")], Outcome::Note, "save");
        check(&[(NAME, "INLINE")], Outcome::Note, "open");
        check(&[(NAME, "filename=x")], Outcome::Note, "ignore");
        check(&[("Content-Type", "image/svg+xml")], Outcome::Note, "users");
        check(&[("Content-Type", "application/json")], Outcome::NotApplicable, "no file");
        check(&[("X-Download-Options", "noopen")], Outcome::Note, "Internet Explorer");
        assert_eq!(verdict(&CHECKS[0], &hidden(), Profile::Api).outcome, Outcome::Unseen);
    }
}
