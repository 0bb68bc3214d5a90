//! Can a foreign page put this one in a frame?

use super::ancestors::{Ancestors, allowed};
use super::{CSP, XFO};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::checks::sight;
use crate::audit::evidence::Sight;
use crate::audit::parse::frame_options::FrameOptions;

pub(super) const CHECK: Check = Check {
    id: "framing",
    title: "Foreign pages cannot frame it",
    why: "A page shown invisibly above another one collects clicks that were meant for the other: \
          a transfer, a permission, a deletion.",
    how: crate::audit::check::page_only(
        "frame-ancestors of every enforced policy in the header is read first, and the narrowest \
          one counts: nobody, the own origin or listed hosts pass, every customer of a shared \
          host warns, everybody fails. Only where no policy has it, X-Frame-Options is read by \
          the HTML standard: DENY or SAMEORIGIN in any case passes, different values warn because \
          browsers then block all framing, anything else (ALLOW-FROM, quotes, semicolons) fails as \
          it is ignored. With neither, a page fails and an API or health answer warns. In a meta \
          tag both are ignored. Not asked of static assets.",
    ),
    fix: "Send Content-Security-Policy: frame-ancestors 'none', or 'self' where the site frames itself.",
    severity: Severity::High,
    sources: &[
        Source {
            name: "CSP Level 3, frame-ancestors",
            url: "https://www.w3.org/TR/CSP3/#directive-frame-ancestors",
        },
        Source {
            name: "HTML, X-Frame-Options",
            url: "https://html.spec.whatwg.org/multipage/document-lifecycle.html#the-x-frame-options-header",
        },
    ],
    items: &["frame-protection-set"],
    profiles: &[Profile::Page, Profile::Api, Profile::Health],
    // X-Frame-Options and not the directive: setting a whole policy here would drop another one.
    remedy: Remedy::Set(&[(XFO, "DENY")]),
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    match subject.evidence.sight(CSP) {
        Sight::Sent(values) => {
            let combined = values.join(", ");
            match allowed(&combined) {
                Some(ancestors) => by_policy(ancestors, &combined),
                None => by_options(subject),
            }
        }
        Sight::Missing => by_options(subject),
        // A hidden policy may let everybody in whatever X-Frame-Options says.
        Sight::Unseen => sight::hidden(CSP),
    }
}

fn by_policy(ancestors: Ancestors, combined: &str) -> Verdict {
    let seen = quote(CSP, combined);
    match ancestors {
        Ancestors::Nobody => Verdict::pass(seen, "frame-ancestors lets nobody frame it."),
        Ancestors::SameOrigin => {
            Verdict::pass(seen, "frame-ancestors lets only the same origin frame it.")
        }
        Ancestors::Listed => {
            Verdict::pass(seen, "frame-ancestors lets only the listed hosts frame it.")
        }
        Ancestors::SharedHost => {
            let says = "frame-ancestors names a host where anyone can open an account, so anyone can frame it.";
            Verdict::warn(Severity::High, seen, says)
        }
        Ancestors::Anybody => {
            let says = "frame-ancestors lets every site frame it, and browsers then ignore X-Frame-Options.";
            Verdict::fail(Severity::High, seen, says)
        }
    }
}

fn by_options(subject: &Subject<'_>) -> Verdict {
    sight::judge(subject, XFO, options, || missing(subject))
}

fn options(value: &str) -> Verdict {
    let seen = quote(XFO, value);
    match FrameOptions::parse(value) {
        FrameOptions::Deny => Verdict::pass(seen, "Nobody may frame it."),
        FrameOptions::SameOrigin => Verdict::pass(seen, "Only the same origin may frame it."),
        FrameOptions::Conflict => {
            let says = "The values differ, so browsers block all framing, the site's own included.";
            Verdict::warn(Severity::Low, seen, says)
        }
        FrameOptions::AllowAll => {
            Verdict::fail(Severity::High, seen, "It lets every site frame it.")
        }
        FrameOptions::Unknown => {
            let says = "Browsers know only DENY and SAMEORIGIN; they ignore this, and every site may frame it.";
            Verdict::fail(Severity::High, seen, says)
        }
    }
}

fn missing(subject: &Subject<'_>) -> Verdict {
    let says = "Neither frame-ancestors nor X-Frame-Options was sent, so every site may frame it.";
    match subject.profile {
        Profile::Page => match in_meta(subject) {
            Some(seen) => {
                let says = "A meta tag cannot forbid framing; browsers ignore this one, and no header was sent.";
                Verdict::fail(Severity::High, seen, says)
            }
            None => Verdict::fail(Severity::High, "", says),
        },
        Profile::Api | Profile::Health | Profile::Static => Verdict::warn(Severity::Low, "", says),
    }
}

/// A meta tag that tries to do what only a header can.
fn in_meta(subject: &Subject<'_>) -> Option<String> {
    let mut metas = subject.tags()?.iter().filter(|tag| tag.name == "meta").filter_map(|tag| {
        Some((tag.attribute("http-equiv")?, tag.attribute("content").unwrap_or("")))
    });
    let tries = |(name, content): &(&str, &str)| {
        name.eq_ignore_ascii_case(XFO)
            || (name.eq_ignore_ascii_case(CSP) && allowed(content).is_some())
    };
    let (name, content) = metas.find(tries)?;
    Some(format!("<meta http-equiv=\"{name}\" content=\"{content}\">"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent, verdict, with_body};

    #[track_caller]
    fn check(fields: &[(&str, &str)], outcome: Outcome, severity: Severity) {
        page(&CHECK, &sent(fields), outcome, severity);
    }

    #[test]
    fn the_policy_decides_before_the_older_field() {
        check(&[(CSP, "frame-ancestors 'none'"), (XFO, "ALLOWALL")], Outcome::Pass, Severity::Info);
        check(&[(CSP, "frame-ancestors *"), (XFO, "DENY")], Outcome::Fail, Severity::High);
        check(&[(CSP, "frame-ancestors *.github.io")], Outcome::Warn, Severity::High);
        check(
            &[(CSP, "frame-ancestors *"), (CSP, "frame-ancestors 'self'")],
            Outcome::Pass,
            Severity::Info,
        );
        check(&[(CSP, "default-src 'none'"), (XFO, "deny")], Outcome::Pass, Severity::Info);
        check(
            &[("Content-Security-Policy-Report-Only", "frame-ancestors 'none'")],
            Outcome::Fail,
            Severity::High,
        );
    }

    #[test]
    fn the_older_field_is_read_as_browsers_read_it() {
        check(&[(XFO, "SAMEORIGIN"), (XFO, "sameorigin")], Outcome::Pass, Severity::Info);
        check(&[(XFO, "DENY, SAMEORIGIN")], Outcome::Warn, Severity::Low);
        for value in ["ALLOW-FROM https://a.example", "ALLOWALL", "\"DENY\"", "DENY;", "x"] {
            check(&[(XFO, value)], Outcome::Fail, Severity::High);
        }
    }

    #[test]
    fn nothing_sent_fails_a_page_and_warns_others() {
        check(&[], Outcome::Fail, Severity::High);
        assert_eq!(verdict(&CHECK, &sent(&[]), Profile::Api).outcome, Outcome::Warn);
        let meta = with_body(sent(&[]), "<meta http-equiv=x-frame-options content=DENY>");
        let got = verdict(&CHECK, &meta, Profile::Page);
        assert!(got.outcome == Outcome::Fail && got.says.contains("meta"), "{}", got.says);
    }

    #[test]
    fn a_hidden_policy_leaves_it_open() {
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
        let mut half = hidden();
        half.headers.push(XFO, "DENY");
        page(&CHECK, &half, Outcome::Unseen, Severity::Info);
        half.headers.push(CSP, "frame-ancestors 'none'");
        page(&CHECK, &half, Outcome::Pass, Severity::Info);
    }
}
