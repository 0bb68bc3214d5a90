//! Registrable domains: where one site ends and the next begins.
//!
//! The native command carries the whole public suffix list. The page carries the suffixes that
//! decide nearly all real cases; a suffix it does not know counts as one label, which is the
//! list's own default rule.

/// Whether a host is a public suffix itself, such as `co.uk` or `github.io`.
pub fn is_public_suffix(host: &str) -> bool {
    let host = plain(host);
    !host.is_empty() && !is_address(&host) && suffix_len(&host) == host.len()
}

/// The registrable domain of a host; `None` for an address or a public suffix.
pub fn registrable_domain(host: &str) -> Option<String> {
    let host = plain(host);
    if host.is_empty() || is_address(&host) {
        return None;
    }
    let before = host.get(..host.len().checked_sub(suffix_len(&host) + 1)?)?;
    let label = before.rsplit('.').next().filter(|label| !label.is_empty())?;
    host.get(before.len() - label.len()..).map(str::to_owned)
}

/// Whether two hosts belong to one site (schemes not compared).
pub fn same_site(left: &str, right: &str) -> bool {
    match (registrable_domain(left), registrable_domain(right)) {
        (Some(left), Some(right)) => left == right,
        (None, _) | (_, None) => plain(left) == plain(right),
    }
}

fn plain(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}

fn is_address(host: &str) -> bool {
    host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok()
}

/// The length of the public suffix at the end of a host.
#[cfg(not(target_arch = "wasm32"))]
fn suffix_len(host: &str) -> usize {
    psl::suffix_str(host).map_or(host.len(), str::len)
}

/// The length of the public suffix at the end of a host, by the short list.
#[cfg(target_arch = "wasm32")]
fn suffix_len(host: &str) -> usize {
    short_suffix_len(host)
}

#[cfg(any(target_arch = "wasm32", test))]
fn short_suffix_len(host: &str) -> usize {
    let at_end = |suffix: &&&str| {
        host == **suffix || host.strip_suffix(**suffix).is_some_and(|before| before.ends_with('.'))
    };
    let known = SUFFIXES.iter().filter(at_end).map(|suffix| suffix.len()).max();
    known.unwrap_or_else(|| host.rsplit('.').next().map_or(host.len(), str::len))
}

/// Suffixes of more than one label that hosts of real sites end in.
///
/// Source: publicsuffix.org, read through the `psl` crate, which a test compares this list with.
#[cfg(any(target_arch = "wasm32", test))]
const SUFFIXES: &[&str] = &[
    "ac.jp",
    "ac.uk",
    "azurewebsites.net",
    "blogspot.com",
    "cloudfront.net",
    "co.in",
    "co.jp",
    "co.kr",
    "co.nz",
    "co.uk",
    "co.za",
    "com.ar",
    "com.au",
    "com.br",
    "com.cn",
    "com.hk",
    "com.mx",
    "com.sg",
    "com.tr",
    "com.tw",
    "com.ua",
    "firebaseapp.com",
    "fly.dev",
    "github.io",
    "gitlab.io",
    "gov.uk",
    "herokuapp.com",
    "me.uk",
    "ne.jp",
    "net.au",
    "netlify.app",
    "ngrok.io",
    "onrender.com",
    "or.jp",
    "org.au",
    "org.uk",
    "pages.dev",
    "s3.amazonaws.com",
    "vercel.app",
    "web.app",
    "workers.dev",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_end_at_the_public_suffix() {
        assert_eq!(registrable_domain("a.b.example.co.uk").as_deref(), Some("example.co.uk"));
        assert_eq!(registrable_domain("Example.com.").as_deref(), Some("example.com"));
        assert_eq!(registrable_domain("co.uk"), None);
        assert_eq!(registrable_domain("127.0.0.1"), None);
        assert!(same_site("a.example.com", "b.example.com"));
        assert!(!same_site("a.github.io", "b.github.io"));
        assert!(same_site("localhost", "LOCALHOST"));
        assert!(is_public_suffix("github.io") && !is_public_suffix("example.com"));
    }

    #[test]
    fn the_short_list_agrees_with_the_whole_one() {
        for suffix in SUFFIXES {
            let host = format!("name.{suffix}");
            assert_eq!(short_suffix_len(&host), suffix.len(), "{suffix}");
            assert_eq!(psl::suffix_str(&host), Some(*suffix), "{suffix}");
        }
        assert_eq!(short_suffix_len("www.example.com"), 3);
    }
}
