//! Whether an address matches a source list, by CSP level 3, sections 6.7.2.6 to 6.7.2.12.

use super::policy::Directive;
use super::source::{Host, Keyword, Source};
use super::target::{Target, default_port};

impl Directive {
    /// Whether an address matches one of the sources, seen from a page.
    pub fn matches(&self, url: &Target, page: &Target, is_redirected: bool) -> bool {
        !self.is_none()
            && self.values.iter().any(|word| {
                (word.text == "*" && matches_star(url, page))
                    || (word.text != "*" && matches_source(&word.text, url, page, is_redirected))
            })
    }
}

fn matches_star(url: &Target, page: &Target) -> bool {
    url.scheme == "http" || url.scheme == "https" || url.scheme == page.scheme
}

fn matches_source(text: &str, url: &Target, page: &Target, is_redirected: bool) -> bool {
    match Source::parse(text) {
        Source::Scheme(scheme) => scheme_matches(scheme, &url.scheme),
        Source::Host(host) => host_matches(host, url, page, is_redirected),
        Source::Keyword(Keyword::SelfOrigin) => is_self(url, page),
        Source::Keyword(_) | Source::Nonce(_) | Source::Hash(..) | Source::Unreadable => false,
    }
}

fn host_matches(host: Host<'_>, url: &Target, page: &Target, is_redirected: bool) -> bool {
    let Some(name) = url.host.as_deref() else { return false };
    scheme_matches(host.scheme.unwrap_or(&page.scheme), &url.scheme)
        && name_matches(host.name, name)
        && port_matches(host.port, url)
        // After a redirect the path would tell where it led, so it is not compared.
        && (is_redirected || path_matches(host.path, &url.path))
}

fn is_self(url: &Target, page: &Target) -> bool {
    let same_host = url.host.is_some() && url.host == page.host;
    let same_port = url.port == page.port;
    let same_origin = same_host && same_port && url.scheme == page.scheme;
    let upgrades = match url.scheme.as_str() {
        "https" | "wss" => true,
        "http" | "ws" => page.scheme == "http",
        _ => false,
    };
    let default_ports = url.has_default_port() && page.has_default_port();
    same_origin || (same_host && (same_port || default_ports) && upgrades)
}

/// A scheme stands for its secure form too.
fn scheme_matches(listed: &str, scheme: &str) -> bool {
    listed.eq_ignore_ascii_case(scheme)
        || match listed.to_ascii_lowercase().as_str() {
            "ws" => ["wss", "http", "https"].contains(&scheme),
            "http" | "wss" => scheme == "https",
            _ => false,
        }
}

fn name_matches(listed: &str, name: &str) -> bool {
    if let Some(tail) = listed.strip_prefix('*') {
        let start = name.len().checked_sub(tail.len()).and_then(|at| name.get(at..));
        return start.is_some_and(|end| end.eq_ignore_ascii_case(tail));
    }
    let is_ip = listed.parse::<std::net::Ipv4Addr>().is_ok();
    listed.eq_ignore_ascii_case(name) && (!is_ip || listed == "127.0.0.1")
}

fn port_matches(listed: Option<&str>, url: &Target) -> bool {
    match listed {
        Some("*") => true,
        None => url.has_default_port(),
        Some(digits) => {
            let port = url.port.or_else(|| default_port(&url.scheme));
            digits.parse::<u16>().is_ok_and(|listed| Some(listed) == port)
        }
    }
}

fn path_matches(listed: &str, path: &str) -> bool {
    if listed.is_empty() || (listed == "/" && path.is_empty()) {
        return true;
    }
    let folder = listed.strip_suffix('/');
    let wanted: Vec<&str> = folder.unwrap_or(listed).split('/').collect();
    let given: Vec<&str> = path.split('/').collect();
    let enough = match folder {
        Some(_) => given.len() > wanted.len(),
        None => given.len() == wanted.len(),
    };
    enough && wanted.iter().zip(&given).all(|(left, right)| decoded(left) == decoded(right))
}

fn decoded(piece: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(piece.len());
    let mut rest = piece.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex =
            tail.get(..2).filter(|hex| *first == b'%' && hex.iter().all(u8::is_ascii_hexdigit));
        let text = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = text.and_then(|text| u8::from_str_radix(text, 16).ok()) {
            bytes.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::csp::policy::Policies;
    use proptest::prelude::*;

    #[track_caller]
    fn check(sources: &str, url: &str, want: bool) {
        let page = Target::parse("https://shop.example").unwrap();
        assert_eq!(matches(sources, url, &page, false), want, "{sources} {url}");
    }

    fn matches(sources: &str, url: &str, page: &Target, is_redirected: bool) -> bool {
        let policies = Policies::of_value(&format!("img-src {sources}"));
        let url = Target::parse(url).unwrap().fetched();
        policies.policies[0].directives[0].matches(&url, page, is_redirected)
    }

    #[test]
    fn a_star_is_for_the_web_only() {
        check("*", "https://a.example/", true);
        check("*", "wss://a.example/", true);
        check("*", "data:,x", false);
        check("* data:", "data:,x", true);
        check("https://*", "blob:https://a.example/1", false);
    }

    #[test]
    fn schemes_upgrade_and_never_downgrade() {
        check("http://a.example", "https://a.example/", true);
        check("https://a.example", "http://a.example/", false);
        check("a.example", "http://a.example/", false);
        check("wss://a.example", "wss://a.example/", true);
        check("http:", "https://a.example/", true);
    }

    #[test]
    fn wildcards_ports_and_paths() {
        check("*.a.example", "https://a.example/", false);
        check("*.a.example", "https://x.y.A.example/", true);
        check("a.example", "https://a.example:8443/", false);
        check("a.example:*", "https://a.example:8443/", true);
        check("a.example:443", "https://a.example/", true);
        check("a.example/x/", "https://a.example/x/y/z", true);
        check("a.example/x/", "https://a.example/x", false);
        check("a.example/x", "https://a.example/x/y", false);
        check("a.example/%78", "https://a.example/x", true);
        check("127.0.0.1", "https://127.0.0.1/", true);
        check("10.0.0.1", "https://10.0.0.1/", false);
    }

    #[test]
    fn self_is_the_page_and_its_secure_form() {
        check("'self'", "https://shop.example/x", true);
        check("'self'", "wss://shop.example/x", true);
        check("'self'", "http://shop.example/x", false);
        check("'self'", "https://shop.example:444/", false);
        let page = Target::parse("http://shop.example").unwrap();
        assert!(matches("'self'", "https://shop.example/", &page, false));
        check("'none'", "https://shop.example/", false);
        check("'none' 'self'", "https://shop.example/", true);
    }

    #[test]
    fn a_redirect_takes_the_path_out_of_the_question() {
        let page = Target::parse("https://shop.example").unwrap();
        assert!(matches("a.example/x", "https://a.example/other", &page, true));
    }

    proptest! {
        #[test]
        fn a_host_matches_its_own_address(host in "[a-z]{1,5}\\.[a-z]{2,4}", path in "(/[a-z%0-9]{0,4}){0,3}") {
            let page = Target::parse("https://shop.example").unwrap();
            let url = format!("https://{host}{path}");
            prop_assert!(matches(&host, &url, &page, false));
        }
    }
}
