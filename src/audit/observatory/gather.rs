//! From the audit's evidence to the peer's input, without guessing.

use super::input::Input;
use crate::audit::address::Address;
use crate::audit::evidence::{Body, Evidence, Visibility};
use crate::audit::headers::Headers;

/// Why evidence can be no input at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The address of the answer is unknown.
    #[error("the address of the answer is unknown")]
    Address,
    /// The status of the answer is unknown.
    #[error("the status of the answer is unknown")]
    Status,
    /// The answer came over http; the peer judges the https answer where there is one.
    #[error("the answer came over http, and the peer judges the one over https")]
    Http,
    /// The host is local or an address; the peer takes only public names.
    #[error("the peer takes only public host names")]
    Local,
}

impl Input {
    /// Takes over what the evidence knows; the rest stays unknown.
    ///
    /// # Errors
    /// Says why the peer could not be asked about this at all.
    pub fn of(evidence: &Evidence) -> Result<Self, Unfit> {
        let last = evidence.request.url.as_ref().ok_or(Unfit::Address)?;
        // The peer keeps the address it began with, and goes on to the last answer.
        let first = evidence.hops.first().and_then(|hop| hop.url.as_ref()).unwrap_or(last);
        let status = evidence.status.ok_or(Unfit::Status)?;
        if !last.is_https() {
            return Err(Unfit::Http);
        }
        if last.is_local_or_ip() || !last.host().contains('.') {
            return Err(Unfit::Local);
        }
        let site = if first.is_https() { first } else { last };
        let around = &evidence.surroundings;
        let chain = around.http_chain.as_ref();
        let (request_origin, cors_headers) = match &around.foreign_origin {
            Some((origin, headers)) => (Some(origin.clone()), Some(pairs(headers))),
            None => (None, None),
        };
        Ok(Self {
            id: String::new(),
            url: site.to_string(),
            site: site.host().to_owned(),
            status,
            headers: pairs(&evidence.headers),
            body_html: whole_body(&evidence.body),
            https_available: Some(true),
            https_cert_valid: around.certificate_valid,
            http_available: around.http_available.or(chain.map(|_| true)),
            http_cert_valid: around.certificate_valid,
            http_redirects: chain
                .map(|hops| hops.iter().map(|(url, status)| (url.to_string(), *status)).collect()),
            redirect_hosts_preloaded: chain.map_or_else(Vec::new, |hops| {
                let known =
                    |url: &Address| around.hsts_preloaded.filter(|_| url.host() == site.host());
                hops.iter().map(|(url, _)| known(url)).collect()
            }),
            request_origin,
            cors_known: cors_headers.is_some(),
            cors_headers,
            hsts_preloaded: around.hsts_preloaded,
            earlier_cookies: earlier_cookies(evidence),
            visible: visible(&evidence.visibility),
        })
    }

    /// Fills what is unknown with the ordinary case, and says what was taken for granted.
    ///
    /// A score over such an input is a forecast under these conditions, not what the peer said.
    pub fn assume(&mut self) -> Vec<&'static str> {
        let mut taken = Vec::new();
        let mut note = |is_unknown: bool, words| {
            if is_unknown {
                taken.push(words);
            }
        };
        note(self.body_html.is_none(), "the page has no meta policy and no scripts");
        note(self.https_cert_valid.is_none(), "the certificate is valid");
        note(self.hsts_preloaded.is_none(), "the host is not on the HSTS preload list");
        note(!self.cors_known, "a foreign origin gets the same header fields");
        let no_way = self.http_available.is_none()
            || (self.http_available == Some(true) && self.http_redirects.is_none());
        note(no_way, "http redirects to https on the same host");
        self.body_html.get_or_insert_default();
        self.https_cert_valid.get_or_insert(true);
        self.http_cert_valid.get_or_insert(true);
        self.hsts_preloaded.get_or_insert(false);
        self.cors_known = true;
        if no_way {
            let host = self.site_host();
            self.http_available = Some(true);
            self.http_redirects = Some(vec![
                (format!("http://{host}/"), 301),
                (format!("https://{host}/"), self.status),
            ]);
            self.redirect_hosts_preloaded = vec![self.hsts_preloaded; 2];
        }
        for preloaded in &mut self.redirect_hosts_preloaded {
            preloaded.get_or_insert(false);
        }
        taken
    }
}

fn pairs(headers: &Headers) -> Vec<(String, String)> {
    headers.fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect()
}

fn whole_body(body: &Body) -> Option<String> {
    match body {
        Body::Read { text, whole: true } => Some(text.clone()),
        Body::Read { whole: false, .. } | Body::Unseen => None,
    }
}

fn visible(visibility: &Visibility) -> Option<Vec<String>> {
    match visibility {
        Visibility::All => None,
        Visibility::Only(names) => Some(names.iter().map(|n| n.to_ascii_lowercase()).collect()),
        Visibility::Nothing => Some(Vec::new()),
    }
}

fn earlier_cookies(evidence: &Evidence) -> Vec<(String, String)> {
    let mut cookies = Vec::new();
    for hop in &evidence.hops {
        let Some(url) = hop.url.as_ref().map(Address::to_string) else { continue };
        let set = hop.headers.all("set-cookie");
        cookies.extend(set.into_iter().map(|text| (url.clone(), text.to_owned())));
    }
    cookies
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::evidence::{Door, Hop};
    use crate::audit::observatory::{Refusal, partial, scan};

    fn evidence(url: &str) -> Evidence {
        let headers = [("Content-Type", "text/html"), ("X-Frame-Options", "DENY")];
        let url = Address::parse(url).unwrap();
        Evidence::of_headers(Door::Paste, Some(url), 200, headers.into_iter().collect())
    }

    fn unknown(evidence: &Evidence) -> Vec<&'static str> {
        match scan(&Input::of(evidence).unwrap()) {
            Err(Refusal::Unknown(needs)) => needs.iter().map(|need| need.test).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_unknown_is_not_guessed() {
        let mut evidence = evidence("https://www.example.com/");
        let want = [
            "content-security-policy",
            "cross-origin-resource-sharing",
            "redirection",
            "referrer-policy",
            "strict-transport-security",
            "subresource-integrity",
            "x-frame-options",
        ];
        assert_eq!(unknown(&evidence), want);
        evidence.body = Body::Read { text: String::new(), whole: true };
        evidence.surroundings.hsts_preloaded = Some(false);
        evidence.surroundings.certificate_valid = Some(true);
        evidence.surroundings.http_available = Some(false);
        assert_eq!(unknown(&evidence), ["cross-origin-resource-sharing"]);
        evidence.surroundings.foreign_origin = Some(("https://x.test".into(), Headers::default()));
        let scan = scan(&Input::of(&evidence).unwrap()).unwrap();
        assert_eq!((scan.score, scan.grade), (50, "C"));
    }

    #[test]
    fn hidden_fields_are_unknown() {
        let mut evidence = evidence("https://www.example.com/");
        evidence.visibility = Visibility::Only(vec!["content-type".into()]);
        let tests = partial(&Input::of(&evidence).unwrap()).unwrap().tests;
        let known = tests.into_iter().filter(|(_, test)| test.is_ok());
        assert_eq!(known.count(), 0);
    }

    #[test]
    fn a_partial_answer_has_bounds() {
        let mut input = Input::of(&evidence("https://www.example.com/")).unwrap();
        let partial = partial(&input).unwrap();
        assert!(partial.lowest < partial.highest);
        assert_eq!(input.assume().len(), 5);
        let score = scan(&input).unwrap().score;
        assert!((partial.lowest..=partial.highest).contains(&score));
        assert_eq!(input.assume(), [""; 0]);
    }

    #[test]
    fn other_hosts_on_the_way_may_be_preloaded() {
        let mut evidence = evidence("https://www.example.com/");
        let chain = ["http://www.example.com/", "https://other.test/"];
        let chain = chain.map(|url| (Address::parse(url).unwrap(), 301));
        evidence.surroundings.http_chain = Some(chain.into());
        evidence.surroundings.certificate_valid = Some(true);
        evidence.surroundings.hsts_preloaded = Some(true);
        assert!(unknown(&evidence).contains(&"redirection"));
        evidence.surroundings.hsts_preloaded = Some(false);
        assert!(!unknown(&evidence).contains(&"redirection"));
    }

    #[test]
    fn cookies_of_every_hop_are_in_the_jar() {
        let mut evidence = evidence("https://www.example.com/");
        let hop = Hop {
            url: Address::parse("https://example.com/").ok(),
            status: 301,
            headers: [("Set-Cookie", "session=1")].into_iter().collect(),
        };
        evidence.hops.push(hop);
        evidence.surroundings.hsts_preloaded = Some(true);
        let tests = partial(&Input::of(&evidence).unwrap()).unwrap().tests;
        let (_, cookies) = tests[1];
        assert_eq!(cookies.unwrap().result, "cookies-session-without-httponly-flag");
    }

    #[test]
    fn what_the_peer_does_not_take_is_said() {
        assert_eq!(Input::of(&evidence("http://example.com/")), Err(Unfit::Http));
        assert_eq!(Input::of(&evidence("https://localhost/")), Err(Unfit::Local));
        let mut nowhere = evidence("https://example.com/");
        nowhere.request.url = None;
        assert_eq!(Input::of(&nowhere), Err(Unfit::Address));
    }
}
