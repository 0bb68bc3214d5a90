//! What the peer would have gathered before judging: one site, as JSON or from evidence.

use serde::{Deserialize, Deserializer};

use super::place::Place;

/// The `Origin` that the peer sends when it asks as a foreigner.
pub const PEER_ORIGIN: &str = "https://http-observatory.security.mozilla.org";

/// One visit of the peer to one site. In every `Option`, `None` means that it is not known.
///
/// Read from JSON, unknown fields are passed over and what is missing or null gets the ordinary
/// value: `url` from `site` and the reverse, status 200, an empty body, https where the address
/// says so, valid certificates, the field answer itself as the answer to a foreign origin, and
/// nothing preloaded. Only `http_redirects` has no ordinary value: without it, and unless
/// `http_available` is false, the way from http stays unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// A name for the input; empty where it has none.
    pub id: String,
    /// The address that was asked for; its scheme matters.
    pub url: String,
    /// The host that preload lists and scripts are compared with.
    pub site: String,
    /// The status of the last answer.
    pub status: u16,
    /// The header fields of the last answer, in order, repeats kept.
    pub headers: Vec<(String, String)>,
    /// The body of the last answer.
    pub body_html: Option<String>,
    /// Whether the host answers over https.
    pub https_available: Option<bool>,
    /// Whether its certificate is trusted.
    pub https_cert_valid: Option<bool>,
    /// Whether the host answers over http.
    pub http_available: Option<bool>,
    /// Whether the certificates on the way from http are trusted.
    pub http_cert_valid: Option<bool>,
    /// Addresses and statuses of the chain that begins at `http://`.
    pub http_redirects: Option<Vec<(String, u16)>>,
    /// For each of them, whether its host is on the HSTS preload list; what is missing is not.
    pub redirect_hosts_preloaded: Vec<Option<bool>>,
    /// The `Origin` of the foreign request; `None` stands for the peer's own.
    pub request_origin: Option<String>,
    /// The fields of its answer; `None` stands for `headers` where `cors_known` is set.
    pub cors_headers: Option<Vec<(String, String)>>,
    /// Whether the answer to a foreign origin is known.
    pub cors_known: bool,
    /// Whether the host is on the HSTS preload list.
    pub hsts_preloaded: Option<bool>,
    /// Cookies set by answers before the last one, each with the address that set it.
    pub earlier_cookies: Vec<(String, String)>,
    /// The only header names that could be seen, in lower case; `None` means all.
    pub visible: Option<Vec<String>>,
}

/// Why a text is no input.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// It is not JSON, or a field has the wrong type.
    #[error("not an observatory input: {0}")]
    Json(#[from] serde_json::Error),
    /// Neither `url` nor `site` was given.
    #[error("the input has neither url nor site")]
    Address,
}

/// The JSON form; every field may be missing or null.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Text {
    id: Option<String>,
    url: Option<String>,
    site: Option<String>,
    status: Option<u16>,
    headers: Option<Vec<(String, String)>>,
    body_html: Option<String>,
    https_available: Option<bool>,
    https_cert_valid: Option<bool>,
    http_available: Option<bool>,
    http_cert_valid: Option<bool>,
    http_redirects: Option<Vec<(String, u16)>>,
    redirect_hosts_preloaded: Option<Vec<Option<bool>>>,
    request_origin: Option<String>,
    cors_headers: Option<Vec<(String, String)>>,
    hsts_preloaded: Option<bool>,
}

impl Input {
    /// Reads one JSON object, such as a line of a JSONL file.
    ///
    /// # Errors
    /// Says what is no JSON, what has the wrong type, or that there is no address.
    pub fn parse(text: &str) -> Result<Self, InputError> {
        Self::of_text(serde_json::from_str(text)?)
    }

    fn of_text(text: Text) -> Result<Self, InputError> {
        let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let (url, site) = match (filled(text.url), filled(text.site)) {
            (Some(url), site) => {
                let host = Place::of(&url).host;
                (url, site.unwrap_or(host))
            }
            (None, Some(site)) => (format!("https://{site}/"), site),
            (None, None) => return Err(InputError::Address),
        };
        let redirected = text.http_redirects.as_ref().is_some_and(|chain| !chain.is_empty());
        let preloaded = text.redirect_hosts_preloaded.unwrap_or_default();
        Ok(Self {
            id: text.id.unwrap_or_default(),
            status: text.status.unwrap_or(200),
            headers: text.headers.unwrap_or_default(),
            body_html: Some(text.body_html.unwrap_or_default()),
            https_available: text.https_available.or(Some(Place::of(&url).is_https())),
            https_cert_valid: text.https_cert_valid.or(Some(true)),
            http_available: text.http_available.or(redirected.then_some(true)),
            http_cert_valid: text.http_cert_valid.or(Some(true)),
            http_redirects: text.http_redirects,
            redirect_hosts_preloaded: preloaded.into_iter().map(|p| p.or(Some(false))).collect(),
            request_origin: text.request_origin,
            cors_headers: text.cors_headers,
            cors_known: true,
            hsts_preloaded: text.hsts_preloaded.or(Some(false)),
            earlier_cookies: Vec::new(),
            visible: None,
            url,
            site,
        })
    }

    /// Whether a header field, given in lower case, could have been seen.
    pub fn sees(&self, name: &str) -> bool {
        self.visible.as_ref().is_none_or(|names| names.iter().any(|seen| seen == name))
    }

    /// The host of the site, without port and path.
    pub fn site_host(&self) -> String {
        Place::of(&self.site).host
    }
}

impl<'de> Deserialize<'de> for Input {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::of_text(Text::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn missing_and_null_get_the_ordinary_value() {
        let input = Input::parse(r#"{"url":"https://A.example/x","status":null,"new":1}"#).unwrap();
        assert_eq!((input.site.as_str(), input.status), ("a.example", 200));
        assert_eq!(input.https_available, Some(true));
        assert_eq!(input.http_available, None);
        let input = Input::parse(r#"{"site":"a.example"}"#).unwrap();
        assert_eq!(input.url, "https://a.example/");
    }

    #[test]
    fn wrong_types_are_errors() {
        for text in ["", "[]", "{}", r#"{"url":1}"#, r#"{"url":"a","headers":[["x"]]}"#] {
            assert!(Input::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,60}") {
            let is_object = text.contains('{');
            prop_assert!(Input::parse(&text).is_err() || is_object);
        }
    }
}
