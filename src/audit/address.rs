//! A web address, split just far enough to judge it.
//!
//! The `url` crate carries Unicode tables of 200 kB; the engine only compares schemes, hosts,
//! ports and paths. The browser adapter normalises with the browser's own `URL` first.

use std::fmt;

/// An absolute http or https address.
///
/// Invariant: the scheme and host are lower case, the host is not empty, the path begins with `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    scheme: Scheme,
    host: String,
    port: Option<u16>,
    path: String,
    query: Option<String>,
}

/// The two schemes that are audited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// `http:`
    Http,
    /// `https:`
    Https,
}

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was given.
    #[error("the address is empty")]
    Empty,
    /// No `http://` or `https://` in front.
    #[error("no http:// or https:// in front of {0:?}")]
    Scheme(String),
    /// The part between `//` and the path is no host.
    #[error("{0:?} is not a host name")]
    Host(String),
    /// The text after the colon is no port.
    #[error("{0:?} is not a port between 0 and 65535")]
    Port(String),
    /// A user name or password stands in the address.
    #[error("the address carries a user name or password")]
    Credentials,
}

impl Address {
    /// Reads an absolute address; the fragment is dropped.
    ///
    /// # Errors
    /// Says which part is wrong.
    ///
    /// ```
    /// use preflight::audit::address::Address;
    /// let address = Address::parse("HTTPS://Example.com:443/a?b#c").unwrap();
    /// assert_eq!(address.to_string(), "https://example.com/a?b");
    /// ```
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        let (scheme, rest) = split_scheme(text).ok_or_else(|| AddressError::Scheme(text.into()))?;
        let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
        let end = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        if authority.contains('@') {
            return Err(AddressError::Credentials);
        }
        let (host, port) = split_port(authority)?;
        if !is_host(host) {
            return Err(AddressError::Host(authority.into()));
        }
        let (path, query) = match tail.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (tail, None),
        };
        let path = if path.is_empty() { "/".to_owned() } else { path.replace('\\', "/") };
        let port = port.filter(|port| *port != scheme.default_port());
        Ok(Self { scheme, host: host.to_ascii_lowercase(), port, path, query })
    }

    /// Resolves a reference such as a `Location` value against this address.
    pub fn join(&self, reference: &str) -> Option<Self> {
        let reference = reference.trim();
        if let Some(rest) = reference.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", self.scheme)).ok();
        }
        if let Ok(address) = Self::parse(reference) {
            return Some(address);
        }
        if has_scheme(reference) {
            return None;
        }
        let origin = self.origin();
        let joined = match reference.chars().next() {
            Some('/') => format!("{origin}{reference}"),
            Some('?') => format!("{origin}{}{reference}", self.path),
            None | Some('#') => return Some(self.clone()),
            Some(_) => {
                let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                format!("{origin}{folder}/{reference}")
            }
        };
        Self::parse(&joined).ok()
    }

    /// The scheme.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The host, lower case; an IPv6 address keeps its brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port in force: the given one or the scheme's own.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(self.scheme.default_port())
    }

    /// The path, beginning with `/`, without the query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query without its `?`.
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// Scheme, host and port as a browser sends them in `Origin`.
    pub fn origin(&self) -> String {
        match self.port {
            Some(port) => format!("{}://{}:{port}", self.scheme, self.host),
            None => format!("{}://{}", self.scheme, self.host),
        }
    }

    /// Whether it is `https:`.
    pub fn is_https(&self) -> bool {
        self.scheme == Scheme::Https
    }

    /// Whether the host is an IP address, `localhost` or below it.
    pub fn is_local_or_ip(&self) -> bool {
        self.is_loopback() || self.host.starts_with('[') || is_ipv4(&self.host)
    }

    /// Whether the host is `localhost`, below it, or a loopback address.
    pub fn is_loopback(&self) -> bool {
        let host = self.host.as_str();
        host == "localhost"
            || host.ends_with(".localhost")
            || host == "[::1]"
            || (is_ipv4(host) && host.starts_with("127."))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.origin(), self.path)?;
        match &self.query {
            Some(query) => write!(out, "?{query}"),
            None => Ok(()),
        }
    }
}

impl Scheme {
    /// 80 or 443.
    pub fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Http => "http",
            Self::Https => "https",
        })
    }
}

fn split_scheme(text: &str) -> Option<(Scheme, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    if scheme.eq_ignore_ascii_case("https") {
        Some((Scheme::Https, rest))
    } else if scheme.eq_ignore_ascii_case("http") {
        Some((Scheme::Http, rest))
    } else {
        None
    }
}

fn has_scheme(reference: &str) -> bool {
    let before = reference.split(['/', '?', '#']).next().unwrap_or("");
    before.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), AddressError> {
    let after_bracket = authority.rfind(']').map_or(0, |at| at + 1);
    let (head, tail) = authority.split_at(after_bracket);
    let Some((name, port)) = tail.rsplit_once(':') else { return Ok((authority, None)) };
    let host = authority.get(..head.len() + name.len()).unwrap_or(authority);
    if port.is_empty() {
        return Ok((host, None));
    }
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    match port.parse() {
        Ok(number) if digits => Ok((host, Some(number))),
        Ok(_) | Err(_) => Err(AddressError::Port(port.into())),
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner.parse::<std::net::Ipv6Addr>().is_ok();
    }
    !host.is_empty()
        && host.len() <= 253
        && host.chars().all(|c| c.is_alphanumeric() || "-._~%".contains(c))
        && !host.starts_with('.')
        && !host.contains("..")
}

fn is_ipv4(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(Address::parse(text).unwrap().to_string(), want);
    }

    #[test]
    fn an_address_is_normalised() {
        check("http://Example.COM", "http://example.com/");
        check(" https://a.example:8443/x?y=1#z ", "https://a.example:8443/x?y=1");
        check("http://[::1]:3000/", "http://[::1]:3000/");
        check("https://a.example?q", "https://a.example/?q");
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(Address::parse(" "), Err(AddressError::Empty));
        assert_eq!(Address::parse("a.example"), Err(AddressError::Scheme("a.example".into())));
        assert_eq!(Address::parse("ftp://a"), Err(AddressError::Scheme("ftp://a".into())));
        assert_eq!(Address::parse("http://a:99999"), Err(AddressError::Port("99999".into())));
        assert_eq!(Address::parse("http://u:p@a"), Err(AddressError::Credentials));
        assert_eq!(Address::parse("http:///x"), Err(AddressError::Host(String::new())));
    }

    #[test]
    fn references_are_resolved() {
        let base = Address::parse("https://a.example/x/y?z").unwrap();
        let join = |reference| base.join(reference).map(|address| address.to_string());
        assert_eq!(join("/q").as_deref(), Some("https://a.example/q"));
        assert_eq!(join("q").as_deref(), Some("https://a.example/x/q"));
        assert_eq!(join("//b.example/r").as_deref(), Some("https://b.example/r"));
        assert_eq!(join("http://c.example").as_deref(), Some("http://c.example/"));
        assert_eq!(join("?n").as_deref(), Some("https://a.example/x/y?n"));
        assert_eq!(join("mailto:x@y"), None);
    }

    #[test]
    fn loopback_is_known() {
        for host in ["localhost", "a.localhost", "127.0.0.1", "[::1]"] {
            assert!(Address::parse(&format!("http://{host}/")).unwrap().is_loopback());
        }
        assert!(!Address::parse("http://127.example").unwrap().is_loopback());
    }

    proptest! {
        #[test]
        fn any_text_is_answered_and_printing_is_stable(text in ".*") {
            if let Ok(address) = Address::parse(&text) {
                prop_assert_eq!(Address::parse(&address.to_string()), Ok(address));
            }
        }
    }
}
