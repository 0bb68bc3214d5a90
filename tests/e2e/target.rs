//! A server that misbehaves on demand, and remembers who asked what.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// One request that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its method.
    pub method: String,
    /// Its path.
    pub path: String,
    /// Its Origin field; empty where it had none.
    pub origin: String,
    /// Its Cookie field; empty where it had none.
    pub cookie: String,
}

/// The server; its threads end with the process.
#[derive(Clone, Debug)]
pub struct Target {
    address: SocketAddr,
    log: Arc<Mutex<Vec<Asked>>>,
}

impl Target {
    /// Starts it on a free port.
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let target = Self { address: listener.local_addr().unwrap(), log: Arc::default() };
        let log = Arc::clone(&target.log);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                // A client that goes away is no news.
                std::thread::spawn(move || answer(stream, &log).unwrap_or_default());
            }
        });
        target
    }

    /// The address of a path on it.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }
}

/// How long a silent answer keeps the line open.
const SILENCE: Duration = Duration::from_mins(1);

const STAR: &str = "Access-Control-Allow-Origin: *\r\n";

fn answer(stream: TcpStream, log: &Mutex<Vec<Asked>>) -> std::io::Result<()> {
    let Some(asked) = read(&stream)? else { return Ok(()) };
    let (path, with_body) = (asked.path.clone(), asked.method != "HEAD");
    log.lock().unwrap().push(asked);
    let mut out = stream;
    let page = "<!doctype html><title>A target</title><p>Hello.";
    match path.as_str() {
        "/star" => {
            let head = format!(
                "{STAR}Content-Type: text/html; charset=utf-8\r\nCache-Control: no-cache\r\n"
            );
            send(&mut out, "200 OK", &head, if with_body { page } else { "" })
        }
        "/refuse" => send(&mut out, "200 OK", "Content-Type: text/html\r\n", page),
        "/redirect" => send(&mut out, "302 Found", &format!("{STAR}Location: /star\r\n"), ""),
        "/hang" => {
            std::thread::sleep(SILENCE);
            Ok(())
        }
        "/drip" => {
            write!(out, "HTTP/1.1 200 OK\r\n{STAR}Content-Type: text/plain\r\n\r\n")?;
            loop {
                out.write_all(b".")?;
                std::thread::sleep(Duration::from_millis(100));
            }
        }
        "/big" => big(&mut out),
        "/binary" => {
            let body: Vec<u8> = (0..=255).cycle().take(5000).collect();
            let head = format!("{STAR}Content-Type: application/octet-stream\r\n");
            write!(out, "HTTP/1.1 200 OK\r\n{head}Content-Length: {}\r\n\r\n", body.len())?;
            out.write_all(&body)
        }
        // Closed without a word.
        "/reset" => Ok(()),
        _ => send(&mut out, "404 Not Found", STAR, "no such path"),
    }
}

fn big(out: &mut TcpStream) -> std::io::Result<()> {
    let n_bytes = 50_000_000;
    let head = format!("{STAR}Content-Type: text/html\r\nContent-Length: {n_bytes}\r\n");
    write!(out, "HTTP/1.1 200 OK\r\n{head}\r\n")?;
    for _ in 0..n_bytes / 10_000 {
        out.write_all(&[b'x'; 10_000])?;
    }
    Ok(())
}

fn send(out: &mut TcpStream, status: &str, head: &str, body: &str) -> std::io::Result<()> {
    let n_bytes = body.len();
    write!(
        out,
        "HTTP/1.1 {status}\r\n{head}Content-Length: {n_bytes}\r\nConnection: close\r\n\r\n{body}"
    )?;
    out.flush()
}

/// Reads one request; nothing where the client only opened a line.
fn read(stream: &TcpStream) -> std::io::Result<Option<Asked>> {
    let mut lines = BufReader::new(stream).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    let mut words = first.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut asked = Asked { method, path, origin: String::new(), cookie: String::new() };
    for line in lines {
        let line = line?;
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("origin") => {
                value.trim().clone_into(&mut asked.origin);
            }
            Some((name, value)) if name.eq_ignore_ascii_case("cookie") => {
                value.trim().clone_into(&mut asked.cookie);
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok(Some(asked))
}
