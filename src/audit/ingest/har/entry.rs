//! One entry of a HAR, as far as it is judged.

use serde::{Deserialize, Deserializer};

use crate::audit::address::Address;
use crate::audit::evidence::{Body, Door, Evidence};
use crate::audit::headers::Headers;

use super::super::{excerpt, secrets};
use super::base64;

/// An exchange with a server.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Entry {
    request: Request,
    response: Response,
    time: Option<f64>,
    timings: Timings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Request {
    method: String,
    url: String,
    headers: Vec<Named>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Response {
    status: i64,
    headers: Vec<Named>,
    content: Content,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Named {
    name: String,
    value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Content {
    size: Option<f64>,
    mime_type: Option<String>,
    text: Option<Excerpt>,
    encoding: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Timings {
    blocked: Option<f64>,
    dns: Option<f64>,
    connect: Option<f64>,
    send: Option<f64>,
    wait: Option<f64>,
}

impl Entry {
    /// Whether it is no exchange over HTTP, such as `data:`.
    pub fn is_other_scheme(&self) -> bool {
        let scheme = self.request.url.split(':').next().unwrap_or("");
        !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https")
    }

    /// Whether an answer was recorded.
    pub fn is_answered(&self) -> bool {
        (100..=999).contains(&self.response.status)
    }

    /// Whether cookies or credentials were recorded.
    pub fn holds_cookies(&self) -> bool {
        let names = ["set-cookie", "cookie", "authorization"];
        let has = |field: &Named| names.iter().any(|name| field.name.eq_ignore_ascii_case(name));
        self.response.headers.iter().any(has) || self.request.headers.iter().any(has)
    }

    /// The evidence, and how many secrets were replaced in it.
    pub fn evidence(self) -> (Evidence, usize) {
        let first_byte_ms = self.timings.first_byte_ms();
        let total_ms = self.time.filter(|time| *time >= 0.0);
        let body = self.response.content.body();
        let (headers, n_received) = secrets::headers(fields(self.response.headers));
        let (sent, n_sent) = secrets::headers(fields(self.request.headers));
        let (url, n_url) = url(&self.request.url);
        let status = u16::try_from(self.response.status).unwrap_or(0);
        let mut evidence = Evidence::of_headers(Door::Har, url, status, headers);
        evidence.request.method = self.request.method.to_ascii_uppercase();
        evidence.request.origin = sent.first("origin").map(str::to_owned);
        evidence.request.headers = sent;
        evidence.timings.first_byte_ms = first_byte_ms;
        evidence.timings.total_ms = total_ms;
        let mut n_body = 0;
        if let Body::Read { text, whole } = body {
            let (text, n) = secrets::body(&text);
            n_body = n;
            evidence.body = Body::Read { text, whole };
        }
        (evidence, n_received + n_sent + n_url + n_body)
    }
}

fn url(text: &str) -> (Option<Address>, usize) {
    // A user name and password are taken out before the address is read, which refuses them.
    let (text, n_users) = secrets::queries(text);
    (Address::parse(&text).ok(), n_users)
}

/// Recorders join repeated fields by line ends.
fn fields(named: Vec<Named>) -> Headers {
    let mut headers = Headers::default();
    for field in named.iter().filter(|field| !field.name.starts_with(':')) {
        for value in field.value.split('\n') {
            headers.push(field.name.as_str(), value);
        }
    }
    headers
}

impl Timings {
    fn first_byte_ms(&self) -> Option<f64> {
        let parts = [self.blocked, self.dns, self.connect, self.send];
        let wait = self.wait.filter(|wait| *wait >= 0.0)?;
        Some(wait + parts.into_iter().flatten().filter(|part| *part > 0.0).sum::<f64>())
    }
}

impl Content {
    fn body(self) -> Body {
        let kind = self.mime_type.unwrap_or_default().to_ascii_lowercase();
        let readable = ["text/", "json", "xml", "html", "javascript", "x-www-form"];
        let Some(kept) = self.text else {
            let is_empty = self.size == Some(0.0);
            let text = String::new();
            return if is_empty { Body::Read { text, whole: true } } else { Body::Unseen };
        };
        if !kind.is_empty() && !readable.iter().any(|part| kind.contains(part)) {
            return Body::Unseen;
        }
        if !self.encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) {
            let (text, whole) = excerpt::cut(&kept.text);
            return Body::Read { text: text.to_owned(), whole: whole && kept.whole };
        }
        let Some(bytes) = base64::decode(&kept.text) else { return Body::Unseen };
        let decoded = String::from_utf8_lossy(&bytes);
        let (text, whole) = excerpt::cut(&decoded);
        let is_text = !excerpt::is_binary(text);
        let text = text.to_owned();
        if is_text { Body::Read { text, whole: whole && kept.whole } } else { Body::Unseen }
    }
}

/// The beginning of a text, cut while the file is read, so that large bodies are not copied.
#[derive(Debug, Default)]
struct Excerpt {
    text: String,
    whole: bool,
}

/// Base64 takes four characters for three bytes.
const TEXT_BYTES_MAX: usize = excerpt::BODY_BYTES_MAX / 3 * 4 + 8;

impl<'de> Deserialize<'de> for Excerpt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ExcerptVisitor)
    }
}

struct ExcerptVisitor;

impl serde::de::Visitor<'_> for ExcerptVisitor {
    type Value = Excerpt;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("the text of a body")
    }

    fn visit_str<E>(self, text: &str) -> Result<Excerpt, E> {
        let mut end = text.len().min(TEXT_BYTES_MAX);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let kept = text.get(..end).unwrap_or("").to_owned();
        Ok(Excerpt { whole: kept.len() == text.len(), text: kept })
    }
}
