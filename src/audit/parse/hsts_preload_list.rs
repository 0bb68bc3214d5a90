//! The top-level domains that browsers carry on their HSTS preload list as a whole.

/// Whether the top-level domain of a host is on the list, and so the host with it.
pub fn holds_top_level_of(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    let top = host.rsplit('.').next().unwrap_or(host);
    TOP_LEVEL.iter().any(|entry| entry.eq_ignore_ascii_case(top))
}

/// Source: the public-suffix entries of Chromium's `transport_security_state_static.json`, and the
/// registry that runs the domains. Only entries that are certain: a name too many would be a
/// protection that is not there, a name too few is found by asking the list itself.
const TOP_LEVEL: [&str; 25] = [
    "android",
    "app",
    "bank",
    "boo",
    "chrome",
    "dad",
    "day",
    "dev",
    "esq",
    "foo",
    "gle",
    "google",
    "ing",
    "insurance",
    "meme",
    "mov",
    "new",
    "nexus",
    "page",
    "phd",
    "play",
    "prof",
    "rsvp",
    "youtube",
    "zip",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, want: bool) {
        assert_eq!(holds_top_level_of(host), want, "{host}");
    }

    #[test]
    fn the_last_label_decides() {
        check("www.example.dev", true);
        check("EXAMPLE.APP.", true);
        check("dev", true);
        check("dev.example.com", false);
        check("example.com", false);
        check("", false);
    }
}
