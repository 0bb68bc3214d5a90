//! The response headers and caching of the site: the one place they are decided.

use crate::inline_code::{InlineCode, has_extension};

/// Pages whose scripts may fetch from any address, because the reader asks them to.
const PROBING_PAGES: [&str; 1] = ["/audit/"];

/// The page shown in a sandboxed frame by the probing pages, to ask as origin `null`.
pub const NULL_FRAME_PAGE: &str = "probe-null.html";

/// Addresses of that page and its script.
const NULL_FRAME_PREFIX: &str = "/probe-null";

/// Two years, as the preload list asks of those who want to join it.
const STRICT_TRANSPORT: &str = "max-age=63072000; includeSubDomains";

/// Features no page of ours uses. The network features an audit of localhost needs are not listed.
const DENIED_FEATURES: [&str; 32] = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "unload",
    "usb",
    "window-management",
    "xr-spatial-tracking",
];

/// A header name and its value.
pub type Header = (&'static str, String);

/// Where in the site an address is, as far as headers go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Everything not named below.
    Ordinary,
    /// Fetches from any address, frames the null page.
    Probing,
    /// Framed by our own pages, without an origin.
    NullFrame,
}

impl Place {
    /// The place of a decoded path.
    pub fn of(path: &str) -> Place {
        let folder = path.strip_suffix("index.html").unwrap_or(path);
        if PROBING_PAGES.contains(&folder) {
            Place::Probing
        } else if path.starts_with(NULL_FRAME_PREFIX) && !path[1..].contains('/') {
            Place::NullFrame
        } else {
            Place::Ordinary
        }
    }

    /// Rules as a headers file writes them, for the places that differ.
    pub fn exceptions() -> Vec<(String, Place)> {
        let probing = PROBING_PAGES.iter().map(|page| ((*page).to_owned(), Place::Probing));
        probing.chain([(format!("{NULL_FRAME_PREFIX}*"), Place::NullFrame)]).collect()
    }
}

/// What the built site has inline: its pages, and apart from them the null frame.
#[derive(Clone, Debug, Default)]
pub struct SiteCode {
    pub pages: InlineCode,
    pub null_frame: InlineCode,
}

impl SiteCode {
    /// Reads the built site.
    ///
    /// # Errors
    /// When the folder or a page in it cannot be read.
    pub fn read(dist: &std::path::Path) -> std::io::Result<SiteCode> {
        let pages = InlineCode::of_folder(dist, &[NULL_FRAME_PAGE])?;
        let null_frame = match std::fs::read_to_string(dist.join(NULL_FRAME_PAGE)) {
            Ok(html) => InlineCode::of(&html),
            Err(_) => InlineCode::default(),
        };
        Ok(SiteCode { pages, null_frame })
    }
}

/// The headers every response at a place carries, whatever its kind.
pub fn security(place: Place, code: &SiteCode) -> Vec<Header> {
    let null_frame = place == Place::NullFrame;
    // A frame without an origin may load only what says that strangers may.
    let resource_policy = if null_frame { "cross-origin" } else { "same-origin" };
    let frame_options = if null_frame { "SAMEORIGIN" } else { "DENY" };
    let denied: Vec<String> =
        DENIED_FEATURES.iter().map(|feature| format!("{feature}=()")).collect();
    vec![
        ("Content-Security-Policy", content_policy(place, code)),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Resource-Policy", resource_policy.to_owned()),
        ("Permissions-Policy", denied.join(", ")),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Strict-Transport-Security", STRICT_TRANSPORT.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("X-Frame-Options", frame_options.to_owned()),
    ]
}

fn content_policy(place: Place, code: &SiteCode) -> String {
    let list = |first: &str, hashes: &std::collections::BTreeSet<String>| {
        hashes.iter().fold(first.to_owned(), |text, hash| format!("{text} {hash}"))
    };
    let scripts = "script-src 'self' 'wasm-unsafe-eval'";
    let directives = match place {
        Place::NullFrame => vec![
            "default-src 'none'".to_owned(),
            list("script-src 'self'", &code.null_frame.scripts),
            "connect-src *".to_owned(),
            "base-uri 'none'".to_owned(),
            "form-action 'none'".to_owned(),
            "frame-ancestors 'self'".to_owned(),
        ],
        Place::Ordinary | Place::Probing => {
            let probing = place == Place::Probing;
            vec![
                "default-src 'none'".to_owned(),
                list(scripts, &code.pages.scripts),
                list("style-src 'self'", &code.pages.styles),
                "img-src 'self' data:".to_owned(),
                "font-src 'self'".to_owned(),
                if probing { "connect-src *" } else { "connect-src 'self'" }.to_owned(),
                "manifest-src 'self'".to_owned(),
                // A worker from a data address is the second way to ask without an origin.
                if probing { "worker-src 'self' data:" } else { "worker-src 'self'" }.to_owned(),
                if probing { "frame-src 'self'" } else { "frame-src 'none'" }.to_owned(),
                "base-uri 'none'".to_owned(),
                "form-action 'self'".to_owned(),
                "frame-ancestors 'none'".to_owned(),
            ]
        }
    };
    directives.join("; ")
}

/// How long a file may be kept, by its name.
///
/// Pages, data and unhashed scripts are asked about each time, so that a page never meets the
/// data or the script of an older release.
pub fn caching(file: &str) -> &'static str {
    let name = file.rsplit('/').next().unwrap_or_default();
    let always_asked = ["html", "js", "css", "wasm", "json", "webmanifest", "xml", "txt"];
    if is_hashed(name) {
        "public, max-age=31536000, immutable"
    } else if !name.contains('.') || always_asked.iter().any(|end| has_extension(name, end)) {
        "no-cache"
    } else {
        "public, max-age=3600"
    }
}

/// Whether a name carries a hash of its content, as Trunk writes it: `site-1f0c…9a_bg.wasm`.
pub fn is_hashed(name: &str) -> bool {
    let Some((stem, extension)) = name.split_once('.') else { return false };
    let stem = stem.strip_suffix("_bg").or_else(|| stem.strip_suffix("_loader")).unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    let hex = |c: char| c.is_ascii_digit() || matches!(c, 'a'..='f');
    extension != "html" && hash.len() >= 10 && hash.chars().all(hex)
}

#[cfg(test)]
mod tests;
