//! Serves the built site on this machine, with the headers it has in production.

use crate::http::{self, HEAD_BYTES_MAX, Request};
use crate::site_files::{Answer, Site};
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// How many clients are answered at once; a browser opens six connections.
const CONNECTIONS_MAX: usize = 128;
/// How long a connection may stand idle, or take to send one head.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long the server goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Until it is interrupted.
    Interrupted,
    /// Until whoever started it closes its standard input, or goes away.
    InputCloses,
    /// For so long.
    Elapsed(Duration),
}

/// Takes a port, or any free one when it is nought.
///
/// # Errors
/// What to tell the developer when the port cannot be had.
pub fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        if error.kind() == ErrorKind::AddrInUse {
            let other = port.checked_add(1).unwrap_or(8080);
            format!(
                "port {port} is taken by another program; choose another with --port, \
                 for example: cargo xtask serve --port {other}"
            )
        } else {
            format!("port {port} cannot be opened: {error}; choose another with --port")
        }
    })
}

/// Answers on a port until told to stop.
///
/// # Errors
/// When the site cannot be read.
pub fn serve(listener: TcpListener, dist: &Path, until: Until) -> Result<(), String> {
    let site = Site::open(dist)
        .map_err(|error| format!("{} cannot be served: {error}", dist.display()))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("listening on http://{address}");
    let accepting = move || accept_all(&listener, &Arc::new(site));
    match until {
        Until::Interrupted => accepting(),
        Until::InputCloses => {
            std::thread::spawn(accepting);
            std::io::copy(&mut std::io::stdin(), &mut std::io::sink())
                .map_err(|error| error.to_string())?;
        }
        Until::Elapsed(time) => {
            std::thread::spawn(accepting);
            std::thread::sleep(time);
        }
    }
    Ok(())
}

fn accept_all(listener: &TcpListener, site: &Arc<Site>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Out of file descriptors, most likely: wait for connections to end.
            std::thread::sleep(Duration::from_millis(50));
            continue;
        };
        let Some(place) = Place::take(&open) else {
            turn_away(stream, site).unwrap_or_default();
            continue;
        };
        let site = Arc::clone(site);
        let started = std::thread::Builder::new().stack_size(256 * 1024).spawn(move || {
            // A client that goes away is no news.
            converse(stream, &site).unwrap_or_default();
            drop(place);
        });
        if started.is_err() {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// One of the connections that may be open; given back when dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Option<Place> {
        let place = Place(Arc::clone(open));
        (open.fetch_add(1, Ordering::SeqCst) < CONNECTIONS_MAX).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Answers without a thread of its own; the answer fits the socket's buffer, so this never waits.
fn turn_away(mut stream: TcpStream, site: &Site) -> std::io::Result<()> {
    stream.set_nonblocking(true)?;
    send(&mut stream, site.plain(503), true, false)
}

fn converse(mut stream: TcpStream, site: &Site) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut received = Vec::new();
    loop {
        let refused = match read_request(&mut stream, &mut received) {
            Ok(None) => return Ok(()),
            Ok(Some(request)) if request.has_body() && request.reads() => 413,
            Ok(Some(request)) => {
                // What follows a refused method may be its body, not another request.
                let keep = request.keeps_alive() && !request.has_body();
                let with_body = request.method != "HEAD";
                send(&mut stream, site.answer(&request), with_body, keep)?;
                if keep {
                    continue;
                }
                return part(&mut stream);
            }
            Err(status) => status,
        };
        send(&mut stream, site.plain(refused), true, false)?;
        return part(&mut stream);
    }
}

/// Closes so that the last answer arrives: closing on unread bytes would reset the connection.
fn part(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(500)))?;
    let mut unread = [0; 4096];
    for _ in 0..16 {
        if stream.read(&mut unread)? == 0 {
            break;
        }
    }
    Ok(())
}

fn read_request(stream: &mut TcpStream, received: &mut Vec<u8>) -> Result<Option<Request>, u16> {
    let head = read_head(stream, received)?;
    head.map(|head| Request::read(&head)).transpose()
}

/// Reads up to the empty line; nothing when the client is done, a status when it misbehaves.
fn read_head(stream: &mut TcpStream, received: &mut Vec<u8>) -> Result<Option<Vec<u8>>, u16> {
    let began = Instant::now();
    let mut chunk = [0; 4096];
    loop {
        let end = received.windows(4).position(|four| four == b"\r\n\r\n");
        if end.unwrap_or(received.len()) > HEAD_BYTES_MAX {
            return Err(431);
        }
        if let Some(end) = end {
            let rest = received.split_off(end + 4);
            return Ok(Some(std::mem::replace(received, rest)));
        }
        if began.elapsed() > PATIENCE {
            return Err(408);
        }
        match stream.read(&mut chunk) {
            Ok(0) => return Ok(None),
            Ok(n_read) => received.extend_from_slice(&chunk[..n_read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) if received.is_empty() => return Ok(None),
            Err(_) => return Err(408),
        }
    }
}

fn send(
    stream: &mut TcpStream,
    answer: Answer,
    with_body: bool,
    keep: bool,
) -> std::io::Result<()> {
    let mut headers = answer.headers;
    headers.push(("Date", http::date(SystemTime::now())));
    if answer.status != 304 {
        headers.push(("Content-Length", answer.body.len().to_string()));
    }
    headers.push(("Connection", if keep { "keep-alive" } else { "close" }.to_owned()));
    let mut bytes = http::head(answer.status, &headers).into_bytes();
    if with_body {
        bytes.extend_from_slice(&answer.body);
    }
    stream.write_all(&bytes)?;
    stream.flush()
}

#[cfg(test)]
mod tests;
