//! From an address to a file of the built site, and to the answer it is sent with.

use crate::http::Request;
use crate::site_headers::{self, Header, Place, SiteCode};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The built site, ready to answer.
pub struct Site {
    root: PathBuf,
    code: SiteCode,
}

/// A status, its headers, and a body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<Header>,
    pub body: Vec<u8>,
}

enum Found {
    File(PathBuf),
    /// A folder asked for without its slash.
    Folder,
    Nothing,
}

impl Site {
    /// Opens a built site.
    ///
    /// # Errors
    /// When the folder is not there or cannot be read.
    pub fn open(dist: &Path) -> std::io::Result<Site> {
        Ok(Site { root: dist.canonicalize()?, code: SiteCode::read(dist)? })
    }

    /// Answers a request.
    pub fn answer(&self, request: &Request) -> Answer {
        if !request.reads() {
            let mut answer = self.plain(405);
            answer.headers.push(("Allow", "GET, HEAD".to_owned()));
            return answer;
        }
        let Some(path) = decode(&request.path) else { return self.missing(request) };
        match self.find(&path) {
            Found::File(file) => self.file(request, &path, &file, 200),
            Found::Folder => {
                let mut answer = self.plain(301);
                let location = format!("{}/{}", request.path, request.query);
                answer.headers.push(("Location", location));
                answer
            }
            Found::Nothing => self.missing(request),
        }
    }

    /// A short answer in plain text.
    pub fn plain(&self, status: u16) -> Answer {
        let mut headers = site_headers::security(Place::Ordinary, &self.code);
        headers.push(("Cache-Control", "no-cache".to_owned()));
        headers.push(("Content-Type", "text/plain; charset=utf-8".to_owned()));
        let body = format!("{status} {}\n", crate::http::reason(status)).into_bytes();
        Answer { status, headers, body }
    }

    fn missing(&self, request: &Request) -> Answer {
        let page = self.root.join("404.html");
        if page.is_file() { self.file(request, "/404.html", &page, 404) } else { self.plain(404) }
    }

    fn find(&self, path: &str) -> Found {
        let relative = path.trim_start_matches('/');
        let inside = |file: PathBuf| {
            let real = file.canonicalize().ok()?;
            (real.is_file() && real.starts_with(&self.root)).then_some(file)
        };
        let folder_page = self.root.join(relative).join("index.html");
        if path.ends_with('/') {
            return inside(folder_page).map_or(Found::Nothing, Found::File);
        }
        let exact = inside(self.root.join(relative));
        match exact.or_else(|| inside(self.root.join(format!("{relative}.html")))) {
            Some(file) => Found::File(file),
            None if inside(folder_page).is_some() => Found::Folder,
            None => Found::Nothing,
        }
    }

    fn file(&self, request: &Request, path: &str, file: &Path, status: u16) -> Answer {
        let (chosen, encoding, varies) = choose_encoding(request, file);
        let Ok(metadata) = chosen.metadata() else { return self.plain(404) };
        let tag = tag(&metadata, encoding);
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let mut headers = site_headers::security(Place::of(path), &self.code);
        headers.push(("Cache-Control", site_headers::caching(name).to_owned()));
        headers.push(("ETag", tag.clone()));
        if varies {
            headers.push(("Vary", "Accept-Encoding".to_owned()));
        }
        if status == 200 && request.already_has(&tag) {
            return Answer { status: 304, headers, body: Vec::new() };
        }
        headers.push(("Content-Type", content_type(name).to_owned()));
        if let Some(encoding) = encoding {
            headers.push(("Content-Encoding", encoding.to_owned()));
        }
        match std::fs::read(&chosen) {
            Ok(body) => Answer { status, headers, body },
            Err(_) => self.plain(404),
        }
    }
}

/// The file to send, its encoding, and whether another client would get another one.
fn choose_encoding(request: &Request, file: &Path) -> (PathBuf, Option<&'static str>, bool) {
    let changed = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    let beside = |ending: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        // A copy older than its original is of something else.
        Some(PathBuf::from(name)).filter(|path| path.is_file() && changed(path) >= changed(file))
    };
    let kept = [("br", beside(".br")), ("gzip", beside(".gz"))];
    let varies = kept.iter().any(|(_, path)| path.is_some());
    for (encoding, path) in kept {
        if let Some(path) = path.filter(|_| request.accepts(encoding)) {
            return (path, Some(encoding), varies);
        }
    }
    (file.to_owned(), None, varies)
}

fn tag(metadata: &Metadata, encoding: Option<&str>) -> String {
    let modified = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let nanoseconds = modified.map_or(0, |since| since.as_nanos());
    format!("\"{:x}-{nanoseconds:x}-{}\"", metadata.len(), encoding.unwrap_or("plain"))
}

/// Decodes a path; nothing when it could name anything outside the site or hidden within it.
fn decode(path: &str) -> Option<String> {
    let mut decoded = String::new();
    let segments: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    let last = segments.len() - 1;
    for (at, segment) in segments.into_iter().enumerate() {
        let segment = decode_segment(segment)?;
        let hidden = segment.starts_with('.') && segment != ".well-known";
        if hidden || segment.contains(['/', '\\']) || segment.contains(char::is_control) {
            return None;
        }
        if (segment.is_empty() && at != last) || (at == 0 && segment == "_headers") {
            return None;
        }
        decoded.push('/');
        decoded.push_str(&segment);
    }
    Some(decoded)
}

fn decode_segment(segment: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match &*extension.to_ascii_lowercase() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "atom" => "application/atom+xml",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
