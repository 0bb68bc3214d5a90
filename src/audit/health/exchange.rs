//! The part of an exchange that a health verdict rests on.

use serde_json::Value;

use crate::audit::evidence::{Body, Evidence, Visibility};
use crate::audit::headers::Headers;

/// What a health verdict rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    /// The path that was asked for, with its query.
    pub path: String,
    /// Whether only the head was asked for.
    pub head_only: bool,
    /// What became of the request.
    pub transport: Transport,
    /// Whether a redirect was followed on the way.
    pub redirected: bool,
    /// The header fields of the answer.
    pub headers: Headers,
    /// The body.
    pub content: Content,
}

/// What became of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Transport {
    /// It was answered with this status code.
    Answered(u16),
    /// A body was pasted alone: the status code is not known.
    #[default]
    Unstated,
    /// It was answered, and the browser hid everything.
    Opaque,
    /// It was answered with a redirect that the browser hid.
    OpaqueRedirect,
    /// Nothing came in time.
    TimedOut,
    /// It failed with this message.
    Failed(String),
}

/// A body, already parsed or not.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// It was not read.
    #[default]
    Unseen,
    /// Its text.
    Text(String),
    /// Its JSON value.
    Json(Value),
}

impl Exchange {
    /// Takes from evidence what a health verdict rests on.
    pub fn of(evidence: &Evidence) -> Self {
        let url = evidence.request.url.as_ref();
        let path = url.map_or_else(String::new, |url| match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        });
        let content = match &evidence.body {
            Body::Unseen => Content::Unseen,
            Body::Read { text, .. } => Content::Text(text.clone()),
        };
        let transport = match (evidence.status, &evidence.visibility, &content) {
            (Some(0), _, _) => Transport::Opaque,
            (Some(status), _, _) => Transport::Answered(status),
            (None, Visibility::Nothing, Content::Unseen) => Transport::Failed(String::new()),
            (None, _, _) => Transport::Unstated,
        };
        Self {
            path,
            head_only: evidence.request.method.eq_ignore_ascii_case("HEAD"),
            transport,
            redirected: !evidence.hops.is_empty(),
            headers: evidence.headers.clone(),
            content,
        }
    }

    /// The status code, where it is known.
    pub fn status(&self) -> Option<u16> {
        match self.transport {
            Transport::Answered(status) => Some(status),
            Transport::Unstated
            | Transport::Opaque
            | Transport::OpaqueRedirect
            | Transport::TimedOut
            | Transport::Failed(_) => None,
        }
    }

    /// The media type in lower case, without parameters; empty where none was sent.
    pub(super) fn media_type(&self) -> String {
        let value = self.headers.first("content-type").unwrap_or("");
        value.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }
}
