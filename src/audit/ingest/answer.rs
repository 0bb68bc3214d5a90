//! What a reader of one format found, before it becomes evidence.

use crate::audit::address::{Address, Scheme};
use crate::audit::headers::Headers;

use super::secrets;
use super::shell::Asked;

/// One answer as it was printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    /// The line it begins at.
    pub line: usize,
    /// What was asked.
    pub asked: Asked,
    /// The status code, when it was printed.
    pub status: Option<u16>,
    /// The header fields.
    pub headers: Headers,
    /// The text behind the header fields; `None` where nothing was printed.
    pub body: Option<String>,
    /// Whether some fields may be missing because the tool cuts its output.
    pub cut: bool,
    /// Whether the certificate was accepted.
    pub certificate_valid: Option<bool>,
}

/// Something in the input that was not used, or not as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1; 0 where the input has no lines.
    pub line: usize,
    /// What stood there, secrets replaced, cut to a line.
    pub text: String,
    /// What it means.
    pub says: String,
}

/// Everything found in an input.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The answers, in order.
    pub answers: Vec<Answer>,
    /// Requests without an answer: the line and what was asked.
    pub requests: Vec<(usize, Asked)>,
    /// What was not used.
    pub problems: Vec<Problem>,
}

/// The most problems that are told; a wrong file would otherwise tell thousands.
const PROBLEMS_MAX: usize = 20;

impl Found {
    /// Notes a problem with a line.
    pub fn problem(&mut self, line: usize, text: &str, says: impl Into<String>) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Problem { line, text: secrets::line(text), says: says.into() });
        }
    }
}

impl Asked {
    /// Puts an address together from a request line and its fields.
    ///
    /// Without a scheme nothing is known for sure, so nothing is said.
    pub fn resolve(&mut self, scheme: Option<Scheme>, target: &str) {
        if self.url.is_some() {
            return;
        }
        if target.contains("://") {
            self.url = Address::parse(target).ok();
        } else if let (Some(scheme), Some(host)) = (scheme, self.headers.first("host")) {
            self.url = Address::parse(&format!("{scheme}://{host}{target}")).ok();
        }
    }
}
