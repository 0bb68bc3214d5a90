//! Answers from a small site in a scratch folder.

use super::{Answer, Site, decode};
use crate::http::Request;
use std::fs;
use std::path::PathBuf;

/// A site of a few files, taken away when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let site = folder.join("dist");
        fs::create_dir_all(site.join("security")).unwrap();
        fs::write(folder.join("secret"), "secret").unwrap();
        for (file, text) in [
            ("index.html", "home"),
            ("404.html", "lost"),
            ("about.html", "about"),
            ("security/index.html", "security"),
            ("_headers", "/*"),
            ("a b.txt", "spaced"),
            ("site-0123456789abcdef.js", "plain"),
            ("site-0123456789abcdef.js.br", "br"),
            ("site-0123456789abcdef.js.gz", "gz"),
        ] {
            fs::write(site.join(file), text).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.join("secret"), site.join("link")).unwrap();
        Scratch(folder)
    }

    fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        let head = format!("{method} {target} HTTP/1.1\r\nHost: a\r\n{headers}\r\n");
        let request = Request::read(head.as_bytes()).unwrap();
        Site::open(&self.0.join("dist")).unwrap().answer(&request)
    }

    #[track_caller]
    fn check(&self, target: &str, status: u16, body: &str) {
        let answer = self.ask("GET", target, "");
        assert_eq!((answer.status, &*String::from_utf8_lossy(&answer.body)), (status, body));
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

fn header<'answer>(answer: &'answer Answer, name: &str) -> Option<&'answer str> {
    answer.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
}

#[test]
fn addresses_find_their_files() {
    let site = Scratch::new("addresses");
    site.check("/", 200, "home");
    site.check("/?q=1", 200, "home");
    site.check("/security/", 200, "security");
    site.check("/about", 200, "about");
    site.check("/a%20b.txt", 200, "spaced");
    site.check("/nothing/", 404, "lost");
    site.check("/about/", 404, "lost");
}

#[test]
fn a_folder_without_its_slash_is_redirected_with_its_query() {
    let answer = Scratch::new("redirect").ask("GET", "/security?a=b", "");
    assert_eq!((answer.status, header(&answer, "Location")), (301, Some("/security/?a=b")));
}

#[test]
fn nothing_outside_the_site_is_reached() {
    let site = Scratch::new("outside");
    for target in [
        "/../secret",
        "/%2e%2e/secret",
        "/security/..%2f..%2fsecret",
        "/security/%2e%2e/%2e%2e/secret",
        "/..%5csecret",
        "/link",
        "/%00",
        "/%ff",
        "/%",
        "/%4",
        "//security",
        "//evil.example",
        "/./index.html",
        "/.git/config",
        "/_headers",
        "/index.html/",
    ] {
        site.check(target, 404, "lost");
    }
}

#[test]
fn the_best_kept_encoding_is_sent() {
    let site = Scratch::new("encoding");
    let target = "/site-0123456789abcdef.js";
    for (accepted, body, encoding) in [
        ("br, gzip", "br", Some("br")),
        ("gzip", "gz", Some("gzip")),
        ("br;q=0", "plain", None),
        ("identity", "plain", None),
    ] {
        let answer = site.ask("GET", target, &format!("Accept-Encoding: {accepted}\r\n"));
        assert_eq!(answer.body, body.as_bytes());
        assert_eq!(header(&answer, "Content-Encoding"), encoding);
        assert_eq!(header(&answer, "Vary"), Some("Accept-Encoding"));
        assert_eq!(header(&answer, "Content-Type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(header(&answer, "Cache-Control"), Some("public, max-age=31536000, immutable"));
    }
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let site = Scratch::new("tag");
    let first = site.ask("GET", "/", "");
    let tag = header(&first, "ETag").unwrap();
    let second = site.ask("GET", "/", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((second.status, second.body.len()), (304, 0));
    assert_eq!(header(&second, "Cache-Control"), Some("no-cache"));
    assert!(header(&second, "Content-Security-Policy").is_some());
}

#[test]
fn only_reading_is_allowed() {
    let answer = Scratch::new("method").ask("POST", "/", "");
    assert_eq!((answer.status, header(&answer, "Allow")), (405, Some("GET, HEAD")));
}

#[test]
fn no_path_can_break_the_decoder() {
    for text in ["", "/", "a", "/%", "/%zz", "/%C3%A4", "/a//b", "/a/", "/~", "/+"] {
        decode(text);
    }
    assert_eq!(decode("/%C3%A4/+").as_deref(), Some("/ä/+"));
}
