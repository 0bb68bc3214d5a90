//! A small exchange to try a check on.

use crate::audit::address::Address;
use crate::audit::check::{Check, Profile, Subject, Verdict};
use crate::audit::evidence::{Body, Door, Evidence, SAFELISTED, Visibility};
use crate::audit::headers::Headers;

/// An exchange and what it is judged as.
pub(super) struct Trial {
    /// What was seen.
    pub evidence: Evidence,
    profile: Profile,
}

/// A pasted answer of `https://app.example.com/`, status 200; one line a header field.
pub(super) fn trial(profile: Profile, lines: &str) -> Trial {
    let url = Address::parse("https://app.example.com/").unwrap();
    let evidence = Evidence::of_headers(Door::Paste, Some(url), 200, headers(lines));
    Trial { evidence, profile }
}

/// Reads header lines; a line without a colon is a field without a value.
pub(super) fn headers(lines: &str) -> Headers {
    let field = |line| str::split_once(line, ':').unwrap_or((line, ""));
    lines.lines().filter(|line| !line.trim().is_empty()).map(field).collect()
}

impl Trial {
    /// Answers from another address.
    pub fn url(mut self, url: &str) -> Self {
        self.evidence.request.url = Address::parse(url).ok();
        self
    }

    /// Answers with another status.
    pub fn status(mut self, status: u16) -> Self {
        self.evidence.status = Some(status);
        self
    }

    /// Was asked by another method.
    pub fn method(mut self, method: &str) -> Self {
        self.evidence.request.method = method.to_owned();
        self
    }

    /// Was asked with these header lines.
    pub fn asked(mut self, lines: &str) -> Self {
        self.evidence.request.headers = headers(lines);
        self.evidence.request.origin =
            self.evidence.request.headers.first("origin").map(Into::into);
        self
    }

    /// Answers these header lines to a foreign origin.
    pub fn foreign(mut self, origin: &str, lines: &str) -> Self {
        self.evidence.surroundings.foreign_origin = Some((origin.to_owned(), headers(lines)));
        self
    }

    /// Has this body, all of it.
    pub fn body(mut self, text: &str) -> Self {
        self.evidence.body = Body::Read { text: text.to_owned(), whole: true };
        self
    }

    /// Is looked at by a clock, in seconds since 1970.
    pub fn now(mut self, seconds: i64) -> Self {
        self.evidence.surroundings.now_ms = Some(seconds * 1000);
        self
    }

    /// Came through the probe, which shows the safelisted fields only.
    pub fn probed(mut self) -> Self {
        self.evidence.door = Door::Probe;
        self.evidence.visibility = Visibility::Only(SAFELISTED.map(String::from).to_vec());
        self
    }

    /// Asks a check and compares outcome and severity, such as `fail high` or `pass`.
    #[track_caller]
    pub fn is(self, check: &Check, want: &str) -> Verdict {
        let subject = Subject::of(&self.evidence, self.profile);
        let verdict = (check.run)(&subject);
        let judged = matches!(verdict.outcome.name(), "warn" | "fail");
        let severity = if judged { format!(" {}", verdict.severity.name()) } else { String::new() };
        let got = format!("{}{severity}", verdict.outcome.name());
        assert_eq!(got, want, "{}: {} | {}", check.id, verdict.seen, verdict.says);
        assert!(verdict.severity <= check.severity, "{} is worse than it may be", check.id);
        assert!(check.profiles.contains(&self.profile), "{} is not asked here", check.id);
        verdict
    }
}
