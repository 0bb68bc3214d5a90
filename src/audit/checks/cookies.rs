//! Every cookie that an exchange sets, for the checks that judge them one by one.

use crate::audit::address::Address;
use crate::audit::check::{Outcome, Subject, Verdict};
use crate::audit::parse::cookie::{Cookie, kind::Purpose};

use super::view::{self, Answer};

/// A cookie and where it came from.
pub(super) struct Set<'a> {
    /// The cookie as sent.
    pub cookie: Cookie<'a>,
    /// The address that sent it.
    pub url: Option<&'a Address>,
    /// The seconds since 1970 when it was sent, where known.
    pub now: Option<i64>,
}

impl Set<'_> {
    /// What it is for, by its name.
    pub fn purpose(&self) -> Purpose {
        Purpose::of(self.cookie.name)
    }

    /// Whether it stands for a session.
    pub fn is_session(&self) -> bool {
        self.purpose() == Purpose::Session
    }

    /// Whether it deletes a cookie.
    pub fn deletes(&self) -> bool {
        self.cookie.deletes(self.now)
    }

    /// The cookie without its value.
    pub fn seen(&self) -> String {
        self.cookie.shown()
    }
}

/// The cookies of the last answer and of the redirects before it.
///
/// # Errors
/// An unseen verdict, or a not-applicable one when none is set.
pub(super) fn all<'a>(subject: &Subject<'a>) -> Answer<Vec<Set<'a>>> {
    let evidence = subject.evidence;
    let now = view::made_at(subject);
    let set = |line: &'a str, url| Set { cookie: Cookie::parse(line), url, now };
    let mut cookies: Vec<_> = evidence
        .hops
        .iter()
        .flat_map(|hop| {
            let url = hop.url.as_ref();
            hop.headers.all("set-cookie").into_iter().map(move |line| set(line, url))
        })
        .collect();
    match view::sent(subject, "Set-Cookie") {
        Ok(lines) => {
            let url = evidence.request.url.as_ref();
            cookies.extend(lines.into_iter().map(|line| set(line, url)));
        }
        Err(unseen) if cookies.is_empty() => return Err(unseen),
        Err(_) => {}
    }
    if cookies.is_empty() {
        return Err(Verdict::not_applicable("No cookie is set here."));
    }
    Ok(cookies)
}

/// Judges each cookie and lets the worst speak; `none` is said where no cookie is concerned.
///
/// The verdicts need not quote the cookie: the one that speaks is given its line.
pub(super) fn each(
    subject: &Subject<'_>,
    none: &str,
    judge: fn(&Set<'_>) -> Option<Verdict>,
) -> Verdict {
    let cookies = match all(subject) {
        Ok(cookies) => cookies,
        Err(verdict) => return verdict,
    };
    let verdicts = cookies.iter().filter_map(|set| Some((judge(set)?, set)));
    let Some((verdict, set)) = view::worst_of(verdicts) else {
        return Verdict::not_applicable(none);
    };
    match verdict.outcome {
        Outcome::Unseen | Outcome::NotApplicable => verdict,
        Outcome::Pass | Outcome::Warn | Outcome::Fail | Outcome::Note => {
            // A note on the line cuts the quotation as every verdict does.
            Verdict { seen: Verdict::note(set.seen(), "").seen, ..verdict }
        }
    }
}
