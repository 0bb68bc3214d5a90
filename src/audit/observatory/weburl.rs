//! Whether the peer can read a script's address; where it cannot, its scan crashes.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether `new URL(text)` succeeds for a text that begins with `http://` or `https://`.
///
/// Source: URL Standard, basic URL parser. Internationalised names are taken as valid.
pub fn is_web_url(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let text = text.trim_matches(|c| c <= ' ');
    let Some((_, rest)) = text.split_once(':') else { return false };
    let rest = rest.trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or("");
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    let (host, port) = match place.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((inner, port)) => (Some(inner), port),
        None => (None, place.find(':').and_then(|at| place.get(at..)).unwrap_or("")),
    };
    let is_port = port.strip_prefix(':').unwrap_or(port);
    let port_ok = (port.is_empty() || port.starts_with(':'))
        && is_port.bytes().all(|byte| byte.is_ascii_digit())
        && (is_port.is_empty() || is_port.parse::<u16>().is_ok());
    match host {
        Some(inner) => port_ok && inner.parse::<Ipv6Addr>().is_ok(),
        None => port_ok && is_domain(place.split(':').next().unwrap_or("")),
    }
}

fn is_domain(host: &str) -> bool {
    let decoded = super::js::decode_uri_component(host);
    let Some(host) = decoded.filter(|host| !host.is_empty()) else { return false };
    let forbidden = |c: char| c <= ' ' || c == '\u{7f}' || "#/:<>?@[\\]^|%".contains(c);
    !host.chars().any(forbidden) && (!ends_in_number(&host) || is_number_address(&host))
}

fn ends_in_number(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let last = host.rsplit('.').next().unwrap_or("");
    (!last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())) || number(last).is_some()
}

/// Whether the parts are numbers that make up an IPv4 address, in any of its old spellings.
fn is_number_address(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.parse::<Ipv4Addr>().is_ok() {
        return true;
    }
    let numbers: Option<Vec<u64>> = host.split('.').map(number).collect();
    let Some(numbers) = numbers else { return false };
    let Some((last, others)) = numbers.split_last() else { return false };
    let limit = match others.len() {
        0 => 1_u64 << 32,
        1 => 1 << 24,
        2 => 1 << 16,
        3 => 1 << 8,
        _ => 0,
    };
    others.iter().all(|number| *number < 256) && *last < limit
}

fn number(text: &str) -> Option<u64> {
    let hex = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    match hex {
        Some("") => Some(0),
        Some(digits) => u64::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+')),
        None if text.len() > 1 && text.starts_with('0') => u64::from_str_radix(text, 8).ok(),
        None => text.parse().ok().filter(|_| !text.starts_with('+')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: bool) {
        assert_eq!(is_web_url(text), want, "{text}");
    }

    #[test]
    fn ordinary_addresses_are_read() {
        check("https://a.example/x y?z", true);
        check("https://user:pw@a.example:8443", true);
        check("https://[::1]:8080/", true);
        check("https:///a.example", true);
        check("https://127.1/", true);
        check("https://0x7f.0.0.1", true);
    }

    #[test]
    fn broken_hosts_and_ports_are_not() {
        check("https://", false);
        check("https:///", false);
        check("https://a b/", false);
        check("https://a:99999/", false);
        check("https://a:x/", false);
        check("https://[::1/", false);
        check("https://1.2.3.4.5/", false);
        check("https://a%zz/", false);
        check("https://{{cdn}}|x/", false);
    }
}
