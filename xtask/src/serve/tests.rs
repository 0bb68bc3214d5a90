//! The server over real connections.

use super::{accept_all, listen};
use crate::site_files::Site;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

fn start(name: &str) -> SocketAddr {
    let dist = std::env::temp_dir().join(format!("xtask-serve-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&dist).unwrap();
    std::fs::write(dist.join("index.html"), "home").unwrap();
    let site = Arc::new(Site::open(&dist).unwrap());
    let listener = listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || accept_all(&listener, &site));
    address
}

/// Sends bytes, ends the sending, and reads all that comes back.
fn exchange(address: SocketAddr, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    // The server may already have closed on what it does not like.
    stream.write_all(sent).unwrap_or_default();
    stream.shutdown(std::net::Shutdown::Write).unwrap_or_default();
    let mut received = Vec::new();
    stream.read_to_end(&mut received).unwrap_or_default();
    String::from_utf8_lossy(&received).into_owned()
}

#[test]
fn one_connection_answers_many_requests() {
    let twice = "GET / HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    let answers = exchange(start("keep"), twice.as_bytes());
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
    assert_eq!(answers.matches("Content-Length: 4").count(), 2);
    assert_eq!(answers.matches("home").count(), 1);
}

#[test]
fn hostile_bytes_get_an_error_and_the_server_goes_on() {
    let address = start("hostile");
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(20_000));
    for (sent, want) in [
        (&b"\x00\x01\x02\r\n\r\n"[..], "HTTP/1.1 400"),
        (b"GET / HTTP/9\r\n\r\n", "HTTP/1.1 505"),
        (long.as_bytes(), "HTTP/1.1 431"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nsmuggled!", "HTTP/1.1 413"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", "HTTP/1.1 405"),
        (b"GET / HTT", ""),
    ] {
        let answer = exchange(address, sent);
        assert!(answer.starts_with(want), "{want}: {answer:?}");
    }
    assert!(exchange(address, b"GET / HTTP/1.0\r\n\r\n").ends_with("home"));
}

#[test]
fn a_taken_port_is_named_with_the_remedy() {
    let first = listen(0).unwrap();
    let port = first.local_addr().unwrap().port();
    let message = listen(port).unwrap_err();
    assert!(message.contains(&port.to_string()) && message.contains("--port"), "{message}");
}
