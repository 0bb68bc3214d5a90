//! The parts of an address that CSP Evaluator compares, read as a browser's `URL` reads them.

use std::net::Ipv6Addr;

/// What `*` becomes, once, before a source is read as an address.
const PLACEHOLDER: &str = "wildcard_placeholder";

/// Host and path of a source that was read as an `https:` address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PeerUrl {
    /// Lower case; an IP address in its normal form.
    pub host: String,
    /// Beginning with `/`.
    pub path: String,
}

impl PeerUrl {
    /// Reads a source; `None` where a browser's `URL` would throw.
    pub fn of_source(source: &str) -> Option<Self> {
        let text = without_scheme(source).replacen(":*", "", 1).replacen('*', PLACEHOLDER, 1);
        let text = text.trim_start_matches(['/', '\\']);
        let end = text.find(['/', '\\', '?', '#']).unwrap_or(text.len());
        let (authority, tail) = text.split_at(end);
        let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, after)| after);
        let after_bracket = host_and_port.rfind(']').map_or(0, |at| at + 1);
        let colon = host_and_port.get(after_bracket..)?.find(':').map(|at| at + after_bracket);
        let (host, port) = host_and_port.split_at(colon.unwrap_or(host_and_port.len()));
        if !is_port(port.strip_prefix(':').unwrap_or("")) {
            return None;
        }
        let path = tail.split(['?', '#']).next().unwrap_or("");
        Some(Self { host: read_host(host)?, path: read_path(path) })
    }

    /// Whether the host is an IP address.
    pub fn is_ip(&self) -> bool {
        self.host.starts_with('[') || self.host.parse::<std::net::Ipv4Addr>().is_ok()
    }

    /// Whether the host begins with a wildcard label, and what follows it.
    pub fn wildcard_tail(&self) -> Option<&str> {
        self.host.strip_prefix(PLACEHOLDER).filter(|tail| tail.starts_with('.'))
    }
}

/// A source without `scheme://` and without `//`.
pub(super) fn without_scheme(source: &str) -> &str {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let scheme =
        |name: &str| name.starts_with(word) && name.chars().all(|c| word(c) || "+.-".contains(c));
    let rest = match source.split_once("://") {
        Some((name, rest)) if scheme(name) => rest,
        Some(_) | None => source,
    };
    rest.strip_prefix("//").unwrap_or(rest)
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.is_empty() || text.parse::<u32>().is_ok_and(|port| port <= 65535))
}

fn read_host(host: &str) -> Option<String> {
    if let Some(inner) = host.strip_prefix('[') {
        let address: Ipv6Addr = inner.strip_suffix(']')?.parse().ok()?;
        return Some(format!("[{address}]"));
    }
    let host = percent_decoded(host)?.to_lowercase();
    let forbidden = |c: char| c.is_ascii_control() || " #/:<>?@[\\]^|%".contains(c);
    if host.is_empty() || host.contains(forbidden) {
        return None;
    }
    if ends_in_number(&host) { read_ipv4(&host) } else { Some(host) }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let pair = tail.get(..2).filter(|_| *first == b'%');
        let byte =
            pair.and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        let used = if byte.is_some() { 2 } else { 0 };
        bytes.push(byte.unwrap_or(*first));
        rest = tail.get(used..)?;
    }
    String::from_utf8(bytes).ok()
}

fn ends_in_number(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let last = host.rsplit('.').next().unwrap_or("");
    !last.is_empty() && (last.bytes().all(|b| b.is_ascii_digit()) || number(last).is_some())
}

/// The IPv4 parser of the URL standard: one to four numbers, the last one fills the rest.
fn read_ipv4(host: &str) -> Option<String> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let parts: Option<Vec<u64>> = host.split('.').map(number).collect();
    let parts = parts.filter(|parts| parts.len() <= 4)?;
    let (last, firsts) = parts.split_last()?;
    let mut address = 0_u64;
    for first in firsts {
        address = address * 256 + u8::try_from(*first).ok().map(u64::from)?;
    }
    let room = 256_u64.pow(u32::try_from(4 - firsts.len()).ok()?);
    let address = if *last < room { address * room + last } else { return None };
    let address = u32::try_from(address).ok()?;
    Some(std::net::Ipv4Addr::from_bits(address).to_string())
}

fn number(text: &str) -> Option<u64> {
    let (digits, radix) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(hex) => (hex, 16),
        None if text.len() > 1 && text.starts_with('0') => (text.get(1..)?, 8),
        None => (text, 10),
    };
    match (digits, radix) {
        ("", 16) => Some(0),
        (digits, radix) if digits.chars().all(|c| c.is_digit(radix)) => {
            u64::from_str_radix(digits, radix).ok()
        }
        _ => None,
    }
}

fn read_path(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.strip_prefix('/').unwrap_or(&path).split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        match plain.as_str() {
            ".." => {
                let _parent = kept.pop();
            }
            "." => {}
            _ => {
                kept.push(segment);
                continue;
            }
        }
        if is_last {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(source: &str, want: Option<(&str, &str)>) {
        let got = PeerUrl::of_source(source);
        let want = want.map(|(host, path)| PeerUrl { host: host.into(), path: path.into() });
        assert_eq!(got, want, "{source}");
    }

    #[test]
    fn a_source_is_read_as_a_url() {
        check("https://Example.com:8443/a/../b?c#d", Some(("example.com", "/b")));
        check("*.example.com:*", Some(("wildcard_placeholder.example.com", "/")));
        check("//a.example//x", Some(("a.example", "//x")));
        check("'self'", Some(("'self'", "/")));
        check("/report", Some(("report", "/")));
        check("[::1]", Some(("[::1]", "/")));
    }

    #[test]
    fn short_forms_of_an_ip_address_are_written_out() {
        check("127.1", Some(("127.0.0.1", "/")));
        check("0x7f.0.0.010", Some(("127.0.0.8", "/")));
        check("12345", Some(("0.0.48.57", "/")));
        check("1.2.3.256", None);
        check("1.2.3.4.5", None);
    }

    #[test]
    fn what_a_browser_would_refuse_is_no_address() {
        check("'nonce-<?=$nonce?>'", None);
        check("a.example:port", None);
        check("[::1", None);
        check("", None);
    }

    proptest! {
        #[test]
        fn any_source_is_answered_and_the_path_is_stable(source in "[ -~]{0,24}") {
            if let Some(url) = PeerUrl::of_source(&source) {
                prop_assert!(url.path.starts_with('/'));
                prop_assert_eq!(read_path(&url.path), url.path);
            }
        }
    }
}
