//! The cookie jar of the peer: what it keeps of `Set-Cookie`, and what it silently drops.

use std::collections::BTreeMap;

use super::js;
use super::place::Place;
use crate::audit::site;

/// A cookie that the jar kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// Whether it carries `Secure`.
    pub secure: bool,
    /// Whether it carries `HttpOnly`.
    pub http_only: bool,
    /// Its `SameSite` in lower case, where that is one of the three known values.
    pub same_site: Option<&'static str>,
    domain: Option<String>,
    path: Option<String>,
}

/// Keeps cookies, each given with the address that set it; a later one replaces an earlier one of
/// the same name, domain and path.
pub fn keep<'a, I: IntoIterator<Item = (&'a str, &'a str)>>(set: I) -> Vec<Cookie> {
    let mut jar = BTreeMap::new();
    for (url, text) in set {
        let place = Place::of(url);
        let Some(mut cookie) = parse(text) else { continue };
        // Unlike in browsers, `__Host-` may do without a path where the default one is `/`.
        let path = cookie.path.take().unwrap_or_else(|| default_path(&place.path));
        if is_accepted(&cookie, &path, &place.host) {
            let domain = cookie.domain.clone().unwrap_or(place.host);
            jar.insert((domain, path, cookie.name.clone()), cookie);
        }
    }
    jar.into_values().collect()
}

/// Reads one `Set-Cookie` value; `None` where it has no name.
fn parse(text: &str) -> Option<Cookie> {
    let text = js::trim(text);
    let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
    let pair = pair.split(['\n', '\r', '\0']).next().unwrap_or("");
    let (name, value) = pair.split_once('=').filter(|(name, _)| !name.is_empty())?;
    let (name, value) = (js::trim(name), js::trim(value));
    if name.chars().chain(value.chars()).any(|c| c < ' ') {
        return None;
    }
    let mut cookie = Cookie { name: name.to_owned(), ..Cookie::default() };
    for attribute in js::trim(attributes).split(';').map(js::trim) {
        let (key, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        set(&mut cookie, &js::trim(key).to_lowercase(), js::trim(value));
    }
    Some(cookie)
}

fn set(cookie: &mut Cookie, key: &str, value: &str) {
    match key {
        "secure" => cookie.secure = true,
        "httponly" => cookie.http_only = true,
        "samesite" => {
            let value = value.to_lowercase();
            cookie.same_site = ["strict", "lax", "none"].into_iter().find(|known| *known == value);
        }
        "path" => cookie.path = value.starts_with('/').then(|| value.to_owned()),
        "domain" => {
            let domain = value.strip_prefix('.').unwrap_or(value);
            if !domain.is_empty() {
                cookie.domain = Some(domain.to_lowercase());
            }
        }
        _ => {}
    }
}

fn is_accepted(cookie: &Cookie, path: &str, host: &str) -> bool {
    let in_scope = cookie.domain.as_deref().is_none_or(|domain| {
        let domain = js::trim(domain);
        let domain = domain.strip_prefix('.').unwrap_or(domain);
        has_owner(domain) && matches(host, domain)
    });
    // The peer's jar compares prefixes with their case; browsers do not.
    let secure_prefix = !cookie.name.starts_with("__Secure-") || cookie.secure;
    let host_prefix = !cookie.name.starts_with("__Host-")
        || (cookie.secure && cookie.domain.is_none() && path == "/");
    in_scope && secure_prefix && host_prefix
}

/// Whether a domain belongs to somebody rather than to a registry.
fn has_owner(domain: &str) -> bool {
    let (rest, last) = domain.rsplit_once('.').map_or((None, domain), |(a, b)| (Some(a), b));
    match last {
        "localhost" | "invalid" => true,
        "local" | "example" | "test" => rest.is_some(),
        _ => site::registrable_domain(domain).is_some(),
    }
}

/// Whether a host is a domain or lies below it.
fn matches(host: &str, domain: &str) -> bool {
    let is_address = host.parse::<std::net::Ipv4Addr>().is_ok() || host.starts_with('[');
    host == domain
        || (!is_address
            && host
                .strip_suffix(domain)
                .is_some_and(|before| before.len() > 1 && before.ends_with('.')))
}

fn default_path(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, _)) if folder.starts_with('/') => folder.to_owned(),
        Some(_) | None => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(set: &[&str], want: &[&str]) {
        let url = "https://www.example.co.uk/a/b";
        let kept = keep(set.iter().map(|text| (url, *text)));
        let names: Vec<_> = kept.iter().map(|cookie| cookie.name.as_str()).collect();
        assert_eq!(names, want);
    }

    #[test]
    fn foreign_and_public_domains_are_dropped() {
        check(&["a=1; Domain=.example.co.uk", "b=1; domain=example.co.uk"], &["a", "b"]);
        check(&["a=1; Domain=co.uk", "b=1; Domain=other.co.uk", "c=1; domain=ple.co.uk"], &[]);
        check(&["a=1; Domain=", "b=1; Domain=deep.www.example.co.uk"], &["a"]);
    }

    #[test]
    fn broken_prefixes_are_dropped_with_their_case() {
        check(&["__Host-a=1; Secure; Path=/", "__Host-b=1; Secure", "__Secure-c=1"], &["__Host-a"]);
        check(&["__host-d=1", "__secure-e=1"], &["__host-d", "__secure-e"]);
        check(&["__Host-a=1; Secure; Path=/; Domain=www.example.co.uk"], &[]);
        assert_eq!(keep([("https://a.example/x", "__Host-a=1; Secure")]).len(), 1);
    }

    #[test]
    fn nameless_cookies_are_dropped() {
        check(&["=1", "flag", "", ";", "a\t=1"], &["a"]);
    }

    #[test]
    fn a_later_cookie_replaces_an_earlier_one() {
        let url = "https://example.com/a/b";
        let kept = keep([(url, "a=1; Path=/a"), (url, "a=2; secure=false")]);
        assert_eq!(kept.len(), 1);
        assert!(kept[0].secure);
        assert_eq!(keep([(url, "a=1; Path=/"), (url, "a=2")]).len(), 2);
    }

    #[test]
    fn the_last_same_site_counts_even_if_unknown() {
        let site = |text| keep([("https://a.example/", text)])[0].same_site;
        assert_eq!(site("a=1; SameSite=LAX"), Some("lax"));
        assert_eq!(site("a=1; SameSite=Lax; SameSite=x"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_kept_or_dropped(text in ".{0,60}") {
            prop_assert!(keep([("https://a.example/", text.as_str())]).len() <= 1);
        }
    }
}
