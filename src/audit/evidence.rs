//! What was seen of one exchange with a target, and what could not be seen.

use serde::{Deserialize, Serialize};

use super::address::Address;
use super::headers::Headers;

/// Everything known of one exchange. Gathering it does not judge; judging it does not gather.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The door it came through.
    pub door: Door,
    /// What was asked.
    pub request: Request,
    /// The answers before the last one, in order, when redirects were followed.
    pub hops: Vec<Hop>,
    /// The status code of the last answer; `None` when it was not seen.
    pub status: Option<u16>,
    /// The header fields that were seen.
    pub headers: Headers,
    /// Which header fields could be seen at all.
    pub visibility: Visibility,
    /// The body, as far as it was read.
    pub body: Body,
    /// How long things took, where it was measured.
    pub timings: Timings,
    /// What is known beyond the exchange itself.
    pub surroundings: Surroundings,
}

/// The door that evidence came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Door {
    /// The probe in the browser.
    Probe,
    /// Text that a person pasted.
    Paste,
    /// A HAR file.
    Har,
    /// The console snippet, run on the reader's own origin.
    Snippet,
    /// The native command.
    Command,
}

/// What was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The method in upper case; empty when unknown.
    pub method: String,
    /// The address of the last answer; `None` when the paste did not tell.
    pub url: Option<Address>,
    /// The `Origin` that was sent with it.
    pub origin: Option<String>,
    /// The header fields that were sent, where known.
    pub headers: Headers,
}

/// One answer on the way to the last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The address that answered.
    pub url: Option<Address>,
    /// Its status code.
    pub status: u16,
    /// Its header fields.
    pub headers: Headers,
}

/// Which header fields could be seen at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Every field that was sent.
    All,
    /// Every field but these names (lower case), which browsers keep from pages.
    AllBut(Vec<String>),
    /// Only these names (lower case), such as the CORS-safelisted and the exposed ones.
    Only(Vec<String>),
    /// None: the answer was opaque or never came.
    Nothing,
}

/// The body, as far as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// It was not looked at, or could not be.
    #[default]
    Unseen,
    /// It was read.
    Read {
        /// The text, cut at the reader's limit, unreadable bytes replaced.
        text: String,
        /// Whether this is all of it.
        whole: bool,
    },
}

/// How long things took, in milliseconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timings {
    /// From asking to the first byte of the answer.
    pub first_byte_ms: Option<f64>,
    /// From asking to the end of the answer.
    pub total_ms: Option<f64>,
}

impl Eq for Timings {}

/// What is known beyond the exchange itself. `None` always means unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether the certificate of the https address was accepted.
    pub certificate_valid: Option<bool>,
    /// Whether port 80 answered.
    pub http_available: Option<bool>,
    /// The chain that begins at `http://`, each with its status.
    pub http_chain: Option<Vec<(Address, u16)>>,
    /// Whether the host is on the HSTS preload list of the browsers.
    pub hsts_preloaded: Option<bool>,
    /// The header fields of an answer to a foreign `Origin`, and that origin.
    pub foreign_origin: Option<(String, Headers)>,
    /// The time of looking, in milliseconds since 1970; for dates that pass.
    pub now_ms: Option<i64>,
}

/// What the evidence can say of one header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight<'a> {
    /// It was sent, with these values in order.
    Sent(Vec<&'a str>),
    /// It could have been seen and was not sent.
    Missing,
    /// It could not have been seen.
    Unseen,
}

/// The response header names that a cross-origin page may always read.
///
/// Source: Fetch, "CORS-safelisted response-header name".
pub const SAFELISTED: [&str; 7] = [
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];

impl Evidence {
    /// Evidence with all header fields in view, and nothing else known.
    pub fn of_headers(door: Door, url: Option<Address>, status: u16, headers: Headers) -> Self {
        Self {
            door,
            request: Request { method: "GET".into(), url, ..Request::default() },
            hops: Vec::new(),
            status: Some(status),
            headers,
            visibility: Visibility::All,
            body: Body::Unseen,
            timings: Timings::default(),
            surroundings: Surroundings::default(),
        }
    }

    /// What can be said of a header field; names compare without case.
    pub fn sight(&self, name: &str) -> Sight<'_> {
        let values = self.headers.all(name);
        if !values.is_empty() {
            return Sight::Sent(values);
        }
        match &self.visibility {
            Visibility::All => Sight::Missing,
            Visibility::AllBut(names) => {
                let hidden = names.iter().any(|hidden| hidden.eq_ignore_ascii_case(name));
                if hidden { Sight::Unseen } else { Sight::Missing }
            }
            Visibility::Only(names) if names.iter().any(|seen| seen.eq_ignore_ascii_case(name)) => {
                Sight::Missing
            }
            Visibility::Only(_) | Visibility::Nothing => Sight::Unseen,
        }
    }

    /// Whether the last answer came over https; `None` when the address is unknown.
    pub fn is_https(&self) -> Option<bool> {
        self.request.url.as_ref().map(Address::is_https)
    }

    /// The text of the body, if it was read.
    pub fn body_text(&self) -> Option<&str> {
        match &self.body {
            Body::Unseen => None,
            Body::Read { text, .. } => Some(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_is_not_missing() {
        let headers = [("Content-Type", "text/html")].into_iter().collect();
        let mut evidence = Evidence::of_headers(Door::Probe, None, 200, headers);
        assert_eq!(evidence.sight("server"), Sight::Missing);
        evidence.visibility = Visibility::AllBut(vec!["set-cookie".into()]);
        assert_eq!(evidence.sight("Set-Cookie"), Sight::Unseen);
        assert_eq!(evidence.sight("server"), Sight::Missing);
        evidence.visibility = Visibility::Only(SAFELISTED.map(String::from).to_vec());
        assert_eq!(evidence.sight("server"), Sight::Unseen);
        assert_eq!(evidence.sight("Expires"), Sight::Missing);
        assert_eq!(evidence.sight("server"), Sight::Unseen);
        assert_eq!(evidence.sight("content-type"), Sight::Sent(vec!["text/html"]));
    }
}
