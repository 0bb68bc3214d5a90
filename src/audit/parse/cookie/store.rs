//! Whether a browser stores a cookie, and for how long.
//!
//! Source: RFC 6265bis section 5.7, with the prefixes of its successor draft (layered cookies).

use crate::audit::address::Address;
use crate::audit::site;

use super::{Cookie, End, Prefix, SameSite};

/// The most bytes of name and value together.
pub const PAIR_BYTES_MAX: usize = 4096;

/// Why a browser drops a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A control character stands in the line.
    Control,
    /// Neither name nor value.
    Empty,
    /// Name and value are longer than 4096 bytes.
    Size,
    /// `Domain` is a public suffix and not the host itself.
    PublicSuffix,
    /// `Domain` does not cover the host.
    ForeignDomain,
    /// `Secure`, and it did not come over https.
    Insecure,
    /// It lacks what the prefix of its name asks for.
    Prefix(Prefix),
    /// It has no name, and its value begins with a prefix.
    DisguisedPrefix(Prefix),
    /// `SameSite=None` without Secure.
    SameSiteNone,
    /// `Partitioned` without Secure.
    Partitioned,
}

impl Cookie<'_> {
    /// The first reason for which a browser drops it; `None` when it is stored.
    ///
    /// What hangs on the address is passed over when the address is unknown.
    pub fn refusal(&self, url: Option<&Address>) -> Option<Refusal> {
        let insecure = |url: &Address| self.secure() && !url.is_https() && !url.is_loopback();
        if self.has_control {
            Some(Refusal::Control)
        } else if self.name.is_empty() && self.value.len == 0 {
            Some(Refusal::Empty)
        } else if self.pair_bytes() > PAIR_BYTES_MAX {
            Some(Refusal::Size)
        } else if let Some(refusal) = self.domain_refusal(url) {
            Some(refusal)
        } else if url.is_some_and(insecure) {
            Some(Refusal::Insecure)
        } else if let Some(refusal) = self.prefix_refusal() {
            Some(refusal)
        } else if self.same_site() == SameSite::None && !self.secure() {
            Some(Refusal::SameSiteNone)
        } else if self.partitioned() && !self.secure() {
            Some(Refusal::Partitioned)
        } else {
            None
        }
    }

    /// The bytes of name and value together.
    pub fn pair_bytes(&self) -> usize {
        self.name.len().saturating_add(self.value.len)
    }

    /// What its `Domain` gets it dropped for.
    pub fn domain_refusal(&self, url: Option<&Address>) -> Option<Refusal> {
        let domain = self.domain()?;
        let host = url?.host();
        if site::is_public_suffix(&domain) {
            return (host != domain).then_some(Refusal::PublicSuffix);
        }
        (!domain_matches(host, &domain)).then_some(Refusal::ForeignDomain)
    }

    /// What its prefix gets it dropped for.
    pub fn prefix_refusal(&self) -> Option<Refusal> {
        if let Some(prefix) = self.value_prefix {
            return Some(Refusal::DisguisedPrefix(prefix));
        }
        let prefix = self.prefix()?;
        let host_bound = self.last("domain").is_none_or(|domain| domain.text().is_empty())
            && self.path() == Some("/");
        let kept = match prefix {
            Prefix::Secure => self.secure(),
            Prefix::Host => self.secure() && host_bound,
            Prefix::Http => self.secure() && self.http_only(),
            Prefix::HostHttp => self.secure() && self.http_only() && host_bound,
        };
        (!kept).then_some(Refusal::Prefix(prefix))
    }

    /// The seconds it lives after it is received; `None` for the browser session or without a clock.
    pub fn life(&self, now: Option<i64>) -> Option<i64> {
        match self.end() {
            End::Session => None,
            End::After(seconds) => Some(seconds),
            End::At(at) => now.map(|now| at.saturating_sub(now)),
        }
    }

    /// Whether the line deletes a cookie rather than setting one.
    pub fn deletes(&self, now: Option<i64>) -> bool {
        match self.end() {
            End::Session => false,
            End::After(seconds) => seconds <= 0,
            End::At(at) => at <= now.unwrap_or(LONG_PAST),
        }
    }
}

/// The first second of 2020: without a clock, an end before it is surely past.
const LONG_PAST: i64 = 1_577_836_800;

/// Whether a host is a domain or lies below it (RFC 6265bis section 5.1.3).
fn domain_matches(host: &str, domain: &str) -> bool {
    let is_address = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    host == domain
        || (!is_address && host.strip_suffix(domain).is_some_and(|before| before.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(url: &str, line: &str, want: Option<Refusal>) {
        let url = Address::parse(url).unwrap();
        assert_eq!(Cookie::parse(line).refusal(Some(&url)), want, "{line}");
    }

    #[test]
    fn prefixes_are_promises() {
        let url = "https://app.example.com/";
        check(url, "__Host-a=1; Secure; Path=/", None);
        check(url, "__Host-a=1; Secure; Path=/; Domain=", None);
        check(url, "__host-a=1; Secure", Some(Refusal::Prefix(Prefix::Host)));
        let domain = "__Host-a=1; Secure; Path=/; Domain=app.example.com";
        check(url, domain, Some(Refusal::Prefix(Prefix::Host)));
        check(url, "__Secure-a=1", Some(Refusal::Prefix(Prefix::Secure)));
        check(url, "__Http-a=1; Secure", Some(Refusal::Prefix(Prefix::Http)));
        check(url, "__Host-Http-a=1; Secure; Path=/", Some(Refusal::Prefix(Prefix::HostHttp)));
        check(url, "__Host-Http-a=1; Secure; Path=/; HttpOnly", None);
        check(url, "=__Host-a; Secure; Path=/", Some(Refusal::DisguisedPrefix(Prefix::Host)));
    }

    #[test]
    fn a_domain_must_cover_the_host_and_be_no_suffix() {
        check("https://app.example.com/", "a=1; Domain=example.com", None);
        check("https://app.example.com/", "a=1; Domain=ample.com", Some(Refusal::ForeignDomain));
        check("https://example.com/", "a=1; Domain=app.example.com", Some(Refusal::ForeignDomain));
        check("https://example.com/", "a=1; Domain=com", Some(Refusal::PublicSuffix));
        check("https://a.github.io/", "a=1; Domain=github.io", Some(Refusal::PublicSuffix));
        check("http://localhost/", "a=1; Domain=localhost", None);
        check("https://10.0.0.1/", "a=1; Domain=0.0.1", Some(Refusal::ForeignDomain));
    }

    #[test]
    fn what_needs_secure_is_dropped_without_it() {
        check("https://a.example/", "a=1; SameSite=None", Some(Refusal::SameSiteNone));
        check("https://a.example/", "a=1; Partitioned", Some(Refusal::Partitioned));
        check("http://a.example/", "a=1; Secure", Some(Refusal::Insecure));
        check("http://localhost/", "a=1; Secure", None);
    }

    #[test]
    fn size_and_emptiness_are_limits() {
        let long = |bytes: usize| format!("a={}", "x".repeat(bytes));
        check("https://a.example/", &long(4095), None);
        check("https://a.example/", &long(4096), Some(Refusal::Size));
        check("https://a.example/", "a=<masked:5000>", Some(Refusal::Size));
        check("https://a.example/", "=", Some(Refusal::Empty));
        check("https://a.example/", "a=1\u{0}", Some(Refusal::Control));
    }

    #[test]
    fn a_past_end_deletes() {
        let deletes = |line: &str, now| Cookie::parse(line).deletes(now);
        assert!(deletes("a=; Max-Age=0", None));
        assert!(deletes("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", None));
        assert!(!deletes("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", None));
        assert!(!deletes("a=1", None));
        assert!(deletes("a=1; Expires=Sat, 21 Nov 2026 00:00:00 GMT", Some(1_900_000_000)));
    }

    proptest! {
        #[test]
        fn any_line_is_answered(line in ".{0,60}") {
            let cookie = Cookie::parse(&line);
            let url = Address::parse("https://a.example/").unwrap();
            prop_assert!(cookie.refusal(None).is_none() || cookie.refusal(Some(&url)).is_some());
        }

        #[test]
        fn a_plain_secure_cookie_is_always_stored(name in "[a-z]{1,8}", value in "[a-z0-9]{0,20}") {
            let url = Address::parse("https://a.example/").unwrap();
            let line = format!("{name}={value}; Secure; HttpOnly; SameSite=Lax; Path=/");
            prop_assert_eq!(Cookie::parse(&line).refusal(Some(&url)), None);
        }
    }
}
