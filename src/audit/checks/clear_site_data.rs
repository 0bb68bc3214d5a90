//! Is the browser told to forget, in words that it knows?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::clear_site_data::{self, Element};

use super::view::{self, Answer};

const NAME: &str = "Clear-Site-Data";

pub(super) static CHECKS: &[Check] = &[Check {
    id: "clear-site-data",
    title: "Signing out clears the browser, and nothing else does",
    why: "On sign-out the field wipes what a shared computer would otherwise keep. Anywhere else \
          it wipes caches, drafts and the session of a visitor who did not ask for it.",
    how: crate::audit::check::page_only(
        "Words without their quotation marks fail, because browsers ignore them. Unknown words \
          warn. A known list passes where the path speaks of signing out and warns elsewhere. \
          Its absence is noted on such a path. Over http browsers ignore the field, which warns.",
    ),
    fix: "Send Clear-Site-Data: \"cache\", \"cookies\", \"storage\" with the answer to signing out.",
    severity: Severity::Low,
    sources: &[Source {
        name: "Clear Site Data, header",
        url: "https://www.w3.org/TR/clear-site-data/#header",
    }],
    items: &["auth-flows-tested"],
    profiles: &[Profile::Page, Profile::Api],
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let url = subject.evidence.request.url.as_ref();
    let ending = url.is_some_and(|url| signs_out(url.path()));
    let values = view::sent(subject, NAME)?;
    if values.is_empty() {
        return Ok(if ending {
            Verdict::note(
                "",
                "Signing out here leaves caches and storage of the browser as they are.",
            )
        } else {
            Verdict::not_applicable("The field is not sent.")
        });
    }
    let value = values.join(", ");
    let seen = quote(NAME, &value);
    let elements = clear_site_data::parse(&value);
    Ok(if elements.contains(&Element::Unquoted) {
        let says = "The words need double quotation marks; without them browsers ignore them.";
        Verdict::fail(Severity::Low, seen, says)
    } else if elements.is_empty() || elements.contains(&Element::Unknown) {
        Verdict::warn(Severity::Low, seen, "Browsers do not know a word of this and ignore it.")
    } else if url.is_some_and(|url| !url.is_https() && !url.is_loopback()) {
        Verdict::warn(Severity::Low, seen, "Browsers ignore the field over http.")
    } else if ending {
        Verdict::pass(seen, "Signing out clears the browser.")
    } else {
        let says = "Every visit of this address wipes the browser's data of the site.";
        Verdict::warn(Severity::Low, seen, says)
    })
}

fn signs_out(path: &str) -> bool {
    let path: String = path.to_ascii_lowercase().chars().filter(|c| !"-_".contains(*c)).collect();
    ["logout", "signout", "logoff", "endsession", "revoke"].iter().any(|word| path.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(url: &str, value: &str, want: &str) {
        trial(Profile::Page, &format!("{NAME}: {value}")).url(url).is(&CHECKS[0], want);
    }

    #[test]
    fn signing_out_clears() {
        check("https://a.example/log-out", "\"cache\", \"cookies\"", "pass");
        check("https://a.example/", "\"cache\"", "warn low");
        check("http://a.example/logout", "\"*\"", "warn low");
    }

    #[test]
    fn malformed_words_are_ignored() {
        check("https://a.example/logout", "cookies", "fail low");
        check("https://a.example/logout", "\"cookie\"", "warn low");
        check("https://a.example/logout", "", "warn low");
    }

    #[test]
    fn absence_is_noted_where_it_is_missed() {
        trial(Profile::Page, "").url("https://a.example/signout").is(&CHECKS[0], "note");
        trial(Profile::Page, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
