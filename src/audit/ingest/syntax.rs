//! The few shapes of line that HTTP tools print.

use crate::audit::parse::list::is_token;

/// The status code of a status line, such as `HTTP/2 200`.
pub(super) fn status_line(line: &str) -> Option<(u16, &str)> {
    let rest = line.strip_prefix("HTTP/")?;
    let (version, rest) = rest.split_once([' ', '\t'])?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
    if !digits(major) || !digits(minor) {
        return None;
    }
    let rest = rest.trim();
    let (code, reason) = rest.split_once(' ').unwrap_or((rest, ""));
    status_code(code).map(|code| (code, reason))
}

/// Three digits.
pub(super) fn status_code(text: &str) -> Option<u16> {
    let three = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    three.then(|| text.parse().ok()).flatten()
}

/// Method and target of a request line, such as `GET / HTTP/1.1`.
pub(super) fn request_line(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let fits = is_method(method) && version.starts_with("HTTP/") && words.next().is_none();
    fits.then_some((method, target))
}

/// A request method, in the upper case that all of them are written in.
pub(super) fn is_method(text: &str) -> bool {
    (3..=16).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b == b'-')
}

/// Name and value of a header line; a name is a token (RFC 9110 section 5.6.2).
///
/// `https://...` is the rest of a broken line, not a field named `https`.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let scheme = value.starts_with("//") && ["http", "https", "ws", "wss"].contains(&name);
    (is_token(name) && !scheme).then_some((name, value.trim_matches([' ', '\t'])))
}

/// Name (without its colon) and value of an HTTP/2 pseudo header, such as `:status: 200`.
pub(super) fn pseudo(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let known = ["status", "method", "authority", "scheme", "path", "protocol"].contains(&name);
    known.then_some((name, value.trim()))
}

/// Whether a line continues the field above it, as HTTP/1 once allowed.
pub(super) fn is_fold(line: &str) -> bool {
    line.starts_with([' ', '\t']) && !line.trim().is_empty()
}

/// What tools say about their work: progress meters, notes on connections.
pub(super) fn is_chatter(line: &str) -> bool {
    let text = line.trim_start();
    let meter = text.starts_with("% Total")
        || text.starts_with("Dload")
        || (text.starts_with(|c: char| c.is_ascii_digit()) && text.contains("--:--:--"))
        || (text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with("% done"));
    let failure = ["curl: (", "http: error", "wget: "].iter().any(|tool| text.starts_with(tool));
    let traffic = (text.starts_with("{ [") || text.starts_with("} [")) && text.ends_with("data]");
    meter
        || failure
        || traffic
        || line == "*"
        || line.starts_with("* ")
        || text.starts_with("Warning: ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_lines_of_every_version_are_known() {
        assert_eq!(status_line("HTTP/1.1 200 OK"), Some((200, "OK")));
        assert_eq!(status_line("HTTP/2 301 "), Some((301, "")));
        assert_eq!(status_line("HTTP/3 404"), Some((404, "")));
        for no in
            ["HTTP/x 200", "HTTP/1.1 20", "HTTP/1.1 abc", "http/1.1 200", "HTTP/2", "HTTP/+1 200"]
        {
            assert_eq!(status_line(no), None, "{no}");
        }
    }

    #[test]
    fn an_address_is_no_field() {
        assert_eq!(field("Server: nginx "), Some(("Server", "nginx")));
        assert_eq!(field("x:"), Some(("x", "")));
        assert_eq!(field("https://a.example b"), None);
        assert_eq!(field("two words: x"), None);
        assert_eq!(pseudo(":status: 204"), Some(("status", "204")));
    }

    #[test]
    fn request_lines_are_told_from_prose() {
        assert_eq!(request_line("GET /a HTTP/1.1"), Some(("GET", "/a")));
        assert_eq!(request_line("Get it while it lasts"), None);
        assert_eq!(request_line("GET /a"), None);
    }
}
