//! `Access-Control-Allow-Origin`: who may read the answer, compared byte by byte.
//!
//! Source: Fetch, "CORS check".

use std::net::Ipv4Addr;

/// What the combined value allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowOrigin {
    /// `*`: everyone, without credentials.
    Any,
    /// `null`: sandboxed frames and local files of anyone.
    Null,
    /// One origin.
    Origin(Origin),
    /// Nobody, because no browser ever sends such an `Origin`.
    Never(Never),
}

/// An origin as a browser writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The scheme.
    pub scheme: String,
    /// The host without its port.
    pub host: String,
}

/// Why a value matches no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {
    /// Several values, or several fields.
    List,
    /// A wildcard inside an origin.
    Wildcard,
    /// A path, a query or a closing slash.
    Path,
    /// Upper case in the scheme or the host.
    UpperCase,
    /// The port that the scheme has anyway.
    DefaultPort,
    /// No scheme.
    NoScheme,
    /// Anything else.
    Malformed,
}

impl AllowOrigin {
    /// Reads the value of all fields joined by `, `.
    pub fn parse(value: &str) -> Self {
        match value {
            "*" => Self::Any,
            "null" => Self::Null,
            _ => Origin::parse(value).map_or_else(Self::Never, Self::Origin),
        }
    }
}

impl Origin {
    /// Reads an origin.
    ///
    /// # Errors
    /// Says why no browser writes it so.
    pub fn parse(text: &str) -> Result<Self, Never> {
        if text.contains([',', ' ', '\t']) {
            return Err(Never::List);
        }
        if text.contains('*') {
            return Err(Never::Wildcard);
        }
        let (scheme, authority) = text.split_once("://").ok_or(Never::NoScheme)?;
        if authority.contains(['/', '?', '#']) {
            return Err(Never::Path);
        }
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(Never::UpperCase);
        }
        let (host, port) = split_port(authority);
        let known_scheme = scheme.starts_with(|c: char| c.is_ascii_lowercase())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        if !known_scheme || !is_host(host) || port.is_some_and(|port| !is_port(port)) {
            return Err(Never::Malformed);
        }
        if matches!((scheme, port), ("http", Some("80")) | ("https", Some("443"))) {
            return Err(Never::DefaultPort);
        }
        Ok(Self { scheme: scheme.to_owned(), host: host.to_owned() })
    }

    /// Whether the host is this machine.
    pub fn is_loopback(&self) -> bool {
        let address = self.host.parse::<Ipv4Addr>();
        self.host == "localhost"
            || self.host.ends_with(".localhost")
            || self.host == "[::1]"
            || address.is_ok_and(|address| address.is_loopback())
    }
}

fn split_port(authority: &str) -> (&str, Option<&str>) {
    let after_bracket = authority.rfind(']').map_or(0, |at| at + 1);
    match authority.get(after_bracket..).and_then(|tail| tail.find(':')) {
        Some(at) => {
            let (host, port) = authority.split_at(after_bracket + at);
            (host, port.get(1..))
        }
        None => (authority, None),
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner.parse::<std::net::Ipv6Addr>().is_ok();
    }
    !host.is_empty()
        && host.split('.').all(|label| !label.is_empty())
        && host.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
}

fn is_port(port: &str) -> bool {
    let canonical = port == "0" || !port.starts_with('0');
    canonical && port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &str, want: Never) {
        assert_eq!(AllowOrigin::parse(value), AllowOrigin::Never(want), "{value}");
    }

    #[test]
    fn what_a_browser_sends_is_an_origin() {
        for text in [
            "https://a.example",
            "http://localhost:3000",
            "http://[::1]:8080",
            "capacitor://localhost",
        ] {
            assert!(Origin::parse(text).is_ok(), "{text}");
        }
        assert_eq!(AllowOrigin::parse("*"), AllowOrigin::Any);
        assert_eq!(AllowOrigin::parse("null"), AllowOrigin::Null);
    }

    #[test]
    fn what_no_browser_sends_never_matches() {
        check("https://a.example, https://b.example", Never::List);
        check("https://a.example https://b.example", Never::List);
        check("*, *", Never::List);
        check("https://*.a.example", Never::Wildcard);
        check("https://a.example/", Never::Path);
        check("https://A.example", Never::UpperCase);
        check("HTTPS://a.example", Never::UpperCase);
        check("https://a.example:443", Never::DefaultPort);
        check("a.example", Never::NoScheme);
        check("", Never::NoScheme);
        check("true", Never::NoScheme);
        check("Null", Never::NoScheme);
        check("https://a..example", Never::Malformed);
        check("https://a.example:", Never::Malformed);
        check("https://bücher.example", Never::Malformed);
        check("https://a@b.example", Never::Malformed);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            let upper = text.bytes().any(|byte| byte.is_ascii_uppercase());
            prop_assert!(Origin::parse(&text).is_err() || !upper);
        }

        #[test]
        fn the_origin_of_every_address_is_an_origin(
            host in "[a-z]{1,8}(\\.[a-z]{1,8}){0,2}",
            port in 1_u16..,
        ) {
            let text = format!("https://{host}:{port}/x");
            let address = crate::audit::address::Address::parse(&text).unwrap();
            prop_assert!(Origin::parse(&address.origin()).is_ok());
        }
    }
}
