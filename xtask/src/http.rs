//! Reads the head of a request and writes the head of a response, as HTTP/1.1 has them.

use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// The longest head that is read; a browser sends about one kilobyte.
pub const HEAD_BYTES_MAX: usize = 16 * 1024;

/// What a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// The path as it was sent, still encoded, beginning with a slash.
    pub path: String,
    /// The query with its question mark, or nothing.
    pub query: String,
    headers: Vec<(String, String)>,
    old_version: bool,
}

impl Request {
    /// Reads a head, from its first line to the empty line.
    ///
    /// # Errors
    /// The status to answer with when it is not one.
    pub fn read(head: &[u8]) -> Result<Request, u16> {
        let text = std::str::from_utf8(head).map_err(|_| 400_u16)?;
        let mut lines = text.split("\r\n");
        let first: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
        let [method, target, version] = first[..] else { return Err(400) };
        let old_version = match version {
            "HTTP/1.1" => false,
            "HTTP/1.0" => true,
            _ if version.starts_with("HTTP/") => return Err(505),
            _ => return Err(400),
        };
        if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(400);
        }
        let headers = lines.take_while(|line| !line.is_empty()).map(read_header);
        let headers = headers.collect::<Option<Vec<_>>>().ok_or(400_u16)?;
        let (path, query) = read_target(target).ok_or(400_u16)?;
        let request = Request { method: method.to_owned(), path, query, headers, old_version };
        if !old_version && request.header("host").is_none() {
            return Err(400);
        }
        Ok(request)
    }

    /// The value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether it only reads, which is all that is allowed here.
    pub fn reads(&self) -> bool {
        matches!(&*self.method, "GET" | "HEAD")
    }

    /// Whether a body follows; nothing here takes one.
    pub fn has_body(&self) -> bool {
        self.header("transfer-encoding").is_some()
            || self.header("content-length").is_some_and(|length| length != "0")
    }

    /// Whether the client wants to ask again on this connection.
    pub fn keeps_alive(&self) -> bool {
        let connection = self.header("connection").unwrap_or_default().to_ascii_lowercase();
        if self.old_version { connection == "keep-alive" } else { connection != "close" }
    }

    /// Whether the client takes an encoding such as `br`.
    pub fn accepts(&self, encoding: &str) -> bool {
        self.header("accept-encoding").unwrap_or_default().split(',').any(|offer| {
            let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
            let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
            name.trim().eq_ignore_ascii_case(encoding)
                && weight.parse::<f32>().is_ok_and(|weight| weight > 0.0)
        })
    }

    /// Whether the client already has what this tag names (RFC 9110, 13.1.2).
    pub fn already_has(&self, tag: &str) -> bool {
        self.header("if-none-match").unwrap_or_default().split(',').any(|held| {
            let held = held.trim();
            held == "*" || held.strip_prefix("W/").unwrap_or(held) == tag
        })
    }
}

fn read_header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"-_!#$%&'*+.^`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(sound) || value.contains(['\r', '\n', '\0']) {
        return None;
    }
    Some((name.to_ascii_lowercase(), value.trim().to_owned()))
}

fn read_target(target: &str) -> Option<(String, String)> {
    // A target is visible ASCII; anything else could forge a header in a redirect.
    if !target.bytes().all(|byte| byte.is_ascii_graphic()) || target.contains('#') {
        return None;
    }
    let target = match target.strip_prefix("http://") {
        Some(absolute) => absolute.find('/').map_or("/", |at| &absolute[at..]),
        None => target,
    };
    let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
    path.starts_with('/').then(|| (path.to_owned(), query.to_owned()))
}

/// Writes a status line and headers, up to the empty line.
pub fn head(status: u16, headers: &[(&str, String)]) -> String {
    let mut text = format!("HTTP/1.1 {status} {}\r\n", reason(status));
    for (name, value) in headers {
        // Writing to a string cannot fail.
        write!(text, "{name}: {value}\r\n").unwrap_or_default();
    }
    text + "\r\n"
}

/// The name of a status.
pub fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        304 => "Not Modified",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Other",
    }
}

/// A moment as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
pub fn date(moment: SystemTime) -> String {
    let seconds = moment.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (days, clock) = (seconds / 86_400, seconds % 86_400);
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][(days % 7) as usize];
    // Days are counted from 1 March of year 0, so that leap days fall at the end of a year.
    let since = days + 719_468;
    let (era, day_of_era) = (since / 146_097, since % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year_of_era + u64::from(month >= 10);
    let months =
        ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb"];
    let name = months[(month % 12) as usize];
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    format!("{weekday}, {day:02} {name} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

#[cfg(test)]
mod tests;
