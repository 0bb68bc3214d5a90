//! Hosts that are known to serve a way around a policy that lists them.
//!
//! The lists are facts from `google/csp-evaluator` 1.1.8 (Copyright Google, Apache-2.0).

mod angular;
mod jsonp;

use super::peer_url::PeerUrl;

/// A host and the path on it.
type Endpoint = (&'static str, &'static str);

/// Hosts whose JSONP endpoint helps an attacker only next to `'unsafe-eval'`.
const NEEDS_EVAL: [&str; 6] = [
    "googletagmanager.com",
    "www.googletagmanager.com",
    "www.googleadservices.com",
    "google-analytics.com",
    "ssl.google-analytics.com",
    "www.google-analytics.com",
];

const FLASH: [Endpoint; 2] = [
    ("vk.com", "/swf/video.swf"),
    ("ajax.googleapis.com", "/ajax/libs/yui/2.8.0r4/build/charts/assets/charts.swf"),
];

/// What an allowed source is known to serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bypass {
    /// An endpoint that calls a function the asker names, on this host.
    Jsonp(&'static str),
    /// A copy of `AngularJS`, on this host.
    Angular(&'static str),
}

/// What a script source is known to serve, if anything.
pub fn known(source: &str, has_eval: bool) -> Option<Bypass> {
    let url = PeerUrl::of_source(source)?;
    jsonp(&url, has_eval).map(Bypass::Jsonp).or_else(|| angular(&url).map(Bypass::Angular))
}

pub(super) fn of_script(url: &PeerUrl, has_eval: bool) -> bool {
    jsonp(url, has_eval).or_else(|| angular(url)).is_some()
}

pub(super) fn of_object(url: &PeerUrl) -> bool {
    first(url, &FLASH).is_some()
}

fn jsonp(url: &PeerUrl, has_eval: bool) -> Option<&'static str> {
    first(url, &jsonp::JSONP).filter(|host| has_eval || !NEEDS_EVAL.contains(host))
}

fn angular(url: &PeerUrl) -> Option<&'static str> {
    first(url, &angular::ANGULAR)
}

/// The host of the first entry that a source covers.
fn first(url: &PeerUrl, list: &[Endpoint]) -> Option<&'static str> {
    let tail = url.wildcard_tail();
    let covers = |(host, path): &&Endpoint| {
        let host_covered = match tail {
            Some(tail) => host.ends_with(tail),
            None => url.host == *host,
        };
        host_covered && covers_path(&url.path, path)
    };
    list.iter().find(covers).map(|(host, _)| *host)
}

fn covers_path(allowed: &str, path: &str) -> bool {
    if allowed.ends_with('/') { path.starts_with(allowed) } else { path == allowed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, has_eval: bool, want: Option<Bypass>) {
        assert_eq!(known(source, has_eval), want, "{source}");
    }

    #[test]
    fn hosts_wildcards_and_paths_are_covered() {
        check("https://accounts.google.com", false, Some(Bypass::Jsonp("accounts.google.com")));
        check("*.baidu.com", false, Some(Bypass::Jsonp("api.map.baidu.com")));
        check("vk.com/other/", false, None);
        check("www.adobe.com", false, Some(Bypass::Angular("www.adobe.com")));
        check("example.com", false, None);
    }

    #[test]
    fn some_endpoints_help_only_next_to_eval() {
        check("www.googletagmanager.com", false, None);
        check("www.googletagmanager.com", true, Some(Bypass::Jsonp("www.googletagmanager.com")));
    }
}
