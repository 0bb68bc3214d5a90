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
