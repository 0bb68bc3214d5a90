//! Requests as they come, sound and hostile.

use super::{Request, date, head};
use std::time::{Duration, UNIX_EPOCH};

#[track_caller]
fn check(head: &str, want: Result<(&str, &str), u16>) {
    let read = Request::read(head.as_bytes());
    let seen = read.as_ref().map(|request| (&*request.path, &*request.query)).map_err(|it| *it);
    assert_eq!(seen, want, "{head:?}");
}

fn asking(header: &str) -> Request {
    Request::read(format!("GET / HTTP/1.1\r\nHost: a\r\n{header}\r\n\r\n").as_bytes()).unwrap()
}

#[test]
fn a_sound_head_is_read() {
    check("GET /a%20b?c=d HTTP/1.1\r\nHost: a\r\n\r\n", Ok(("/a%20b", "?c=d")));
    check("GET http://a:1/x HTTP/1.1\r\nhost:a\r\n\r\n", Ok(("/x", "")));
    check("GET http://a HTTP/1.1\r\nhost:a\r\n\r\n", Ok(("/", "")));
    check("GET / HTTP/1.0\r\n\r\n", Ok(("/", "")));
}

#[test]
fn anything_else_is_refused() {
    for head in [
        "",
        "\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET a HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u{e4} HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a\nb HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2} TLS hello",
    ] {
        check(head, Err(400));
    }
    check("GET / HTTP/2.0\r\nHost: a\r\n\r\n", Err(505));
    assert_eq!(Request::read(&[0xff, 0xfe, b' ']), Err(400));
}

#[test]
fn an_encoding_of_weight_nought_is_declined() {
    assert!(asking("Accept-Encoding: gzip, br").accepts("br"));
    assert!(asking("Accept-Encoding: GZIP;q=0.5").accepts("gzip"));
    assert!(!asking("Accept-Encoding: br;q=0, gzip").accepts("br"));
    assert!(!asking("Accept-Encoding: brx").accepts("br"));
    assert!(!asking("X: y").accepts("br"));
}

#[test]
fn tags_are_compared_weakly() {
    assert!(asking("If-None-Match: \"a\", W/\"b\"").already_has("\"b\""));
    assert!(asking("If-None-Match: *").already_has("\"b\""));
    assert!(!asking("If-None-Match: \"a\"").already_has("\"b\""));
}

#[test]
fn bodies_and_closing_are_noticed() {
    assert!(asking("Content-Length: 5").has_body());
    assert!(asking("Transfer-Encoding: chunked").has_body());
    assert!(!asking("Content-Length: 0").has_body());
    assert!(!asking("Connection: close").keeps_alive());
    assert!(!Request::read(b"GET / HTTP/1.0\r\n\r\n").unwrap().keeps_alive());
}

#[test]
fn a_head_is_written_as_the_standard_has_it() {
    let text = head(404, &[("Content-Length", "0".to_owned())]);
    assert_eq!(text, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

#[test]
fn dates_are_right_around_leap_days() {
    for (seconds, want) in [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
        (1_735_689_600, "Wed, 01 Jan 2025 00:00:00 GMT"),
    ] {
        assert_eq!(date(UNIX_EPOCH + Duration::from_secs(seconds)), want);
    }
}
