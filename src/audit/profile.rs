//! What kind of response an exchange is taken for, and why.
//!
//! A reader may always say otherwise; this is only the first guess.

use super::check::Profile;
use super::evidence::Evidence;

/// A guess and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// What the response is taken for.
    pub profile: Profile,
    /// Why, in one sentence.
    pub says: String,
}

/// Guesses from path, `Content-Type`, status and body, in this order of weight.
pub fn detect(evidence: &Evidence) -> Detected {
    let path = evidence.request.url.as_ref().map_or("", |url| url.path());
    let media = evidence.headers.first("content-type").map(essence).unwrap_or_default();
    let (profile, says) = of_health(path, &media)
        .or_else(|| of_redirect(evidence))
        .or_else(|| of_media(path, &media))
        .or_else(|| of_body(evidence))
        .or_else(|| of_path(evidence, path))
        .unwrap_or_else(|| {
            (Profile::Page, "Nothing tells what it is, so it is taken for a page.".into())
        });
    Detected { profile, says }
}

type Guess = Option<(Profile, String)>;

/// Paths that hold nothing but a health endpoint.
const HEALTH_PATHS: [&str; 19] = [
    "/_health",
    "/_cluster/health",
    "/actuator/health",
    "/api/health",
    "/api/healthz",
    "/health",
    "/health_check",
    "/health-check",
    "/healthcheck",
    "/healthz",
    "/ht",
    "/livez",
    "/q/health",
    "/readyz",
    "/server/health",
    "/startupz",
    "/up",
    "/v1/sys/health",
    "/-/health",
];

/// Paths that hold a health endpoint or a page for people.
const SHARED_PATHS: [&str; 8] =
    ["/alive", "/live", "/liveness", "/ping", "/readiness", "/ready", "/status", "/heartbeat"];

fn of_health(path: &str, media: &str) -> Guess {
    let plain = path.trim_end_matches('/').to_ascii_lowercase();
    let below = |known: &str| {
        let rest = plain.strip_prefix(known);
        rest.is_some_and(|rest| {
            rest.is_empty()
                || ["/live", "/liveness", "/ready", "/readiness", "/startup"].contains(&rest)
        })
    };
    if media == "application/health+json" || media == "application/vnd.health+json" {
        return Some((Profile::Health, format!("Its Content-Type is {media}.")));
    }
    if HEALTH_PATHS.into_iter().any(below) || plain.ends_with("/healthz") {
        return Some((Profile::Health, format!("Its path, {path}, is that of a health endpoint.")));
    }
    let is_shared = SHARED_PATHS.contains(&plain.as_str()) && !is_page(media);
    is_shared.then(|| {
        let says = format!("Its path, {path}, is that of a health endpoint, and it is no page.");
        (Profile::Health, says)
    })
}

fn of_redirect(evidence: &Evidence) -> Guess {
    let status = evidence.status.filter(|status| (300..400).contains(status))?;
    let moved = status != 304 && evidence.headers.has("location");
    moved.then(|| (Profile::Page, format!("It redirects ({status}), as pages do.")))
}

fn of_media(path: &str, media: &str) -> Guess {
    let (profile, what) = if media.is_empty() {
        return None;
    } else if is_page(media) {
        (Profile::Page, "a page")
    } else if is_static(media) || (is_ambiguous(media) && has_static_name(path)) {
        (Profile::Static, "a static file")
    } else if is_data(media) {
        (Profile::Api, "data")
    } else if media == "application/octet-stream" {
        (Profile::Static, "a file")
    } else {
        return None;
    };
    Some((profile, format!("Its Content-Type, {media}, is that of {what}.")))
}

fn of_body(evidence: &Evidence) -> Guess {
    let body = evidence.body_text()?.trim_start_matches('\u{feff}').trim_start();
    let head = body.get(..body.len().min(15)).unwrap_or("").to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        Some((Profile::Page, "Its body begins as a page does.".into()))
    } else if head.starts_with(['{', '[']) {
        Some((Profile::Api, "Its body begins as JSON does.".into()))
    } else {
        None
    }
}

fn of_path(evidence: &Evidence, path: &str) -> Guess {
    let host = evidence.request.url.as_ref().map_or("", |url| url.host());
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let is_version = |text: &str| {
        text.strip_prefix('v')
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    if has_static_name(path) {
        Some((Profile::Static, format!("Its path, {path}, ends as that of a static file.")))
    } else if segments
        .any(|one| ["api", "graphql", "rest", "rpc"].contains(&one) || is_version(one))
    {
        Some((Profile::Api, format!("Its path, {path}, is that of an API.")))
    } else if host.starts_with("api.") {
        Some((Profile::Api, format!("Its host, {host}, is that of an API.")))
    } else {
        None
    }
}

/// The media type without parameters, in lower case.
fn essence(value: &str) -> String {
    value.split([';', ',']).next().unwrap_or("").trim().to_ascii_lowercase()
}

fn is_page(media: &str) -> bool {
    media == "text/html" || media == "application/xhtml+xml"
}

fn is_static(media: &str) -> bool {
    let kinds = ["image/", "font/", "audio/", "video/", "model/", "application/font"];
    let types = [
        "application/javascript",
        "application/manifest+json",
        "application/pdf",
        "application/vnd.ms-fontobject",
        "application/wasm",
        "application/x-javascript",
        "application/zip",
        "application/gzip",
        "text/css",
        "text/javascript",
        "text/markdown",
        "text/vtt",
    ];
    kinds.iter().any(|kind| media.starts_with(kind)) || types.contains(&media)
}

fn is_data(media: &str) -> bool {
    let parts = ["json", "+xml", "/xml", "yaml", "protobuf", "grpc", "msgpack", "cbor", "csv"];
    parts.iter().any(|part| media.contains(part))
        || ["text/plain", "text/event-stream", "multipart/mixed"].contains(&media)
}

/// Types that both files and APIs are sent with.
fn is_ambiguous(media: &str) -> bool {
    is_data(media) || media == "application/octet-stream"
}

fn has_static_name(path: &str) -> bool {
    const NAMES: [&str; 6] = [
        "/manifest.json",
        "/asset-manifest.json",
        "/robots.txt",
        "/security.txt",
        "/sitemap.xml",
        "/humans.txt",
    ];
    const ENDS: [&str; 26] = [
        "avif",
        "bmp",
        "css",
        "eot",
        "gif",
        "ico",
        "jpeg",
        "jpg",
        "js",
        "map",
        "md",
        "mjs",
        "mp3",
        "mp4",
        "otf",
        "pdf",
        "png",
        "svg",
        "ttf",
        "txt",
        "wasm",
        "webm",
        "webmanifest",
        "webp",
        "woff",
        "woff2",
    ];
    let file = path.rsplit('/').next().unwrap_or("");
    let end = file.rsplit_once('.').map_or("", |(_, end)| end);
    NAMES.iter().any(|name| path.ends_with(name))
        || ENDS.iter().any(|known| known.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::address::Address;
    use crate::audit::evidence::{Body, Door};
    use proptest::prelude::*;

    fn evidence(url: &str, media: &str, body: &str) -> Evidence {
        let headers = Some(("Content-Type", media)).filter(|_| !media.is_empty());
        let headers = headers.into_iter().collect();
        let mut evidence =
            Evidence::of_headers(Door::Paste, Address::parse(url).ok(), 200, headers);
        if !body.is_empty() {
            evidence.body = Body::Read { text: body.into(), whole: true };
        }
        evidence
    }

    #[track_caller]
    fn check(url: &str, media: &str, body: &str, want: Profile) {
        let got = detect(&evidence(url, media, body));
        assert_eq!(got.profile, want, "{}", got.says);
    }

    #[test]
    fn the_type_decides_for_most() {
        check("https://a.example/", "text/html; charset=utf-8", "", Profile::Page);
        check("https://a.example/x", "application/problem+json", "", Profile::Api);
        check("https://a.example/x.js", "text/javascript", "", Profile::Static);
        check("https://a.example/manifest.json", "application/json", "", Profile::Static);
        check("https://a.example/robots.txt", "text/plain", "", Profile::Static);
        check("https://a.example/sitemap.xml", "application/xml", "", Profile::Static);
    }

    #[test]
    fn a_health_path_decides_unless_it_may_be_a_page() {
        check("https://a.example/healthz", "text/plain", "", Profile::Health);
        check("https://a.example/up", "text/html", "", Profile::Health);
        check(
            "https://a.example/actuator/health/readiness",
            "application/json",
            "",
            Profile::Health,
        );
        check("https://a.example/status", "text/html", "", Profile::Page);
        check("https://a.example/status", "application/json", "", Profile::Health);
        check("https://a.example/x", "application/health+json", "", Profile::Health);
        check("https://a.example/health/articles", "text/html", "", Profile::Page);
    }

    #[test]
    fn without_a_type_body_and_path_decide() {
        check("https://a.example/", "", " <!DOCTYPE HTML><p>", Profile::Page);
        check("https://a.example/", "", "{\"a\":1}", Profile::Api);
        check("https://a.example/logo.PNG", "", "", Profile::Static);
        check("https://a.example/v2/users", "", "", Profile::Api);
        check("https://api.example/users", "", "", Profile::Api);
        check("", "", "", Profile::Page);
    }

    proptest! {
        #[test]
        fn any_exchange_has_a_profile(path in ".{0,20}", media in ".{0,20}", body in ".{0,30}") {
            let detected = detect(&evidence(&format!("https://a.example/{path}"), &media, &body));
            prop_assert!(!detected.says.is_empty());
        }
    }
}
