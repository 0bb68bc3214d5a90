//! Scheme, host and path of an address, taken apart without judging it.

use crate::audit::site;

/// An address taken apart; nothing in it has been checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The scheme in lower case, without its colon.
    pub scheme: String,
    /// The host in lower case, without user name and port; an IPv6 address keeps its brackets.
    pub host: String,
    /// The path; empty where none was given.
    pub path: String,
}

impl Place {
    /// Takes an address apart.
    pub fn of(url: &str) -> Self {
        let (scheme, rest) = url.trim().split_once("://").unwrap_or(("", url.trim()));
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        let path = tail.find(['?', '#']).map_or(tail, |at| tail.get(..at).unwrap_or(""));
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let bracket = host.rfind(']').map_or(0, |at| at + 1);
        let colon = host.get(bracket..).and_then(|rest| rest.find(':')).map(|at| bracket + at);
        let host = host.get(..colon.unwrap_or(host.len())).unwrap_or(host);
        Self {
            scheme: scheme.to_ascii_lowercase(),
            host: host.to_lowercase(),
            path: path.to_owned(),
        }
    }

    /// Whether the scheme is `https`.
    pub fn is_https(&self) -> bool {
        self.scheme == "https"
    }
}

/// The registrable domain by the ICANN part of the public suffix list alone.
///
/// The peer looks scripts up without the private part, so that all of `github.io` is one site.
pub fn icann_domain(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_lowercase();
    let Some(private) = private_suffix(&host) else { return site::registrable_domain(&host) };
    let registry = private.split_once('.').and_then(|(_, rest)| icann_domain(rest));
    Some(registry.unwrap_or(private))
}

/// The private suffix that a host ends in.
#[cfg(not(target_arch = "wasm32"))]
fn private_suffix(host: &str) -> Option<String> {
    let suffix = psl::suffix(host.as_bytes())?;
    let private = suffix.typ() == Some(psl::Type::Private);
    String::from_utf8(suffix.as_bytes().to_vec()).ok().filter(|_| private)
}

/// The private suffix that a host ends in, by the short list.
#[cfg(target_arch = "wasm32")]
fn private_suffix(host: &str) -> Option<String> {
    short_private_suffix(host)
}

#[cfg(any(target_arch = "wasm32", test))]
fn short_private_suffix(host: &str) -> Option<String> {
    let below = |suffix: &&&str| {
        host == **suffix || host.strip_suffix(**suffix).is_some_and(|before| before.ends_with('.'))
    };
    PRIVATE.iter().find(below).map(|suffix| (**suffix).to_owned())
}

/// Suffixes that companies, not registries, hand out names under.
#[cfg(any(target_arch = "wasm32", test))]
const PRIVATE: &[&str] = &[
    "azurewebsites.net",
    "blogspot.com",
    "cloudfront.net",
    "firebaseapp.com",
    "fly.dev",
    "github.io",
    "gitlab.io",
    "herokuapp.com",
    "netlify.app",
    "ngrok.io",
    "onrender.com",
    "pages.dev",
    "s3.amazonaws.com",
    "vercel.app",
    "web.app",
    "workers.dev",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, scheme: &str, host: &str, path: &str) {
        let want = Place { scheme: scheme.into(), host: host.into(), path: path.into() };
        assert_eq!(Place::of(url), want);
    }

    #[test]
    fn addresses_are_taken_apart() {
        check("HTTPS://u:p@A.example:8443/x/y?q#f", "https", "a.example", "/x/y");
        check("http://[::1]:80?q", "http", "[::1]", "");
        check("a.example", "", "a.example", "");
    }

    #[test]
    fn private_suffixes_do_not_part_scripts() {
        let same_domain = |left, right| icann_domain(left) == icann_domain(right);
        assert!(same_domain("a.github.io", "b.github.io"));
        assert!(same_domain("x.s3.amazonaws.com", "www.amazonaws.com"));
        assert!(!same_domain("a.co.uk", "b.co.uk"));
        assert!(same_domain("cdn.example.com", "example.com"));
        assert!(same_domain("127.0.0.1", "localhost"));
        assert!(!same_domain("localhost", "example.com"));
    }

    #[test]
    fn the_short_list_agrees_with_the_whole_one() {
        for suffix in PRIVATE {
            let host = format!("name.{suffix}");
            assert_eq!(short_private_suffix(&host), private_suffix(&host), "{suffix}");
        }
    }
}
