//! Internals that a health answer tells to everyone.

use serde_json::Value;

use super::exchange::{Content, Exchange};

/// An internal detail and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leak {
    /// What kind of detail it is.
    pub kind: Kind,
    /// The member and its value, cut to a line.
    pub seen: String,
}

/// What kind of detail it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A host name with a port, or an IP address.
    Host,
    /// A path in the file system.
    Path,
    /// The name of a class or of an exception, or a stack trace.
    Class,
    /// The version of the software; worth knowing, no leak by itself.
    Version,
}

/// How deep a body is looked into.
const DEPTH_MAX: usize = 32;

/// The most leaks that are listed.
const LEAKS_MAX: usize = 12;

/// How much of a text is looked at.
const TEXT_BYTES_MAX: usize = 16 * 1024;

/// Lists the internals that a body tells; of HTML pages nothing is listed.
pub(super) fn of(exchange: &Exchange) -> Vec<Leak> {
    let mut leaks = Vec::new();
    match &exchange.content {
        Content::Unseen => {}
        Content::Json(value) => walk(&mut leaks, "", value, 0),
        Content::Text(text) => match serde_json::from_str::<Value>(text.trim()) {
            Ok(value) => walk(&mut leaks, "", &value, 0),
            Err(_) if text.trim_start().starts_with('<') => {}
            Err(_) => text.lines().for_each(|line| look(&mut leaks, "", line)),
        },
    }
    leaks
}

fn walk(leaks: &mut Vec<Leak>, key: &str, value: &Value, depth: usize) {
    if depth > DEPTH_MAX || leaks.len() >= LEAKS_MAX {
        return;
    }
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if find_host(name) {
                    push(leaks, Kind::Host, key, name);
                }
                if !is_link(name) {
                    walk(leaks, name, value, depth + 1);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(leaks, key, item, depth + 1)),
        Value::String(text) => look(leaks, key, text),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Members whose addresses are meant for readers (health+json).
fn is_link(key: &str) -> bool {
    matches!(key, "links" | "affectedEndpoints" | "about" | "documentation" | "docs")
}

fn look(leaks: &mut Vec<Leak>, key: &str, text: &str) {
    let text = text.get(..text.floor_char_boundary(TEXT_BYTES_MAX)).unwrap_or(text).trim();
    if text.is_empty() || leaks.len() >= LEAKS_MAX {
        return;
    }
    let lower = key.to_ascii_lowercase();
    if matches!(
        lower.as_str(),
        "exception" | "stack" | "stacktrace" | "stack_trace" | "trace" | "traceback"
    ) {
        push(leaks, Kind::Class, key, text);
    } else if lower == "version" || lower.ends_with("version") || lower == "commit" {
        push(leaks, Kind::Version, key, text);
    } else if matches!(lower.as_str(), "host" | "hostname" | "dsn" | "addressfield" | "jdbcurl")
        || find_host(text)
    {
        push(leaks, Kind::Host, key, text);
    } else if find_path(&lower, text) {
        push(leaks, Kind::Path, key, text);
    } else if find_class(text) {
        push(leaks, Kind::Class, key, text);
    }
}

fn push(leaks: &mut Vec<Leak>, kind: Kind, key: &str, text: &str) {
    let line = text.lines().next().unwrap_or("");
    let cut = line.get(..line.floor_char_boundary(80)).unwrap_or(line);
    let seen = if key.is_empty() { cut.to_owned() } else { format!("{key}: {cut}") };
    leaks.push(Leak { kind, seen });
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "\"'`()[]<>{},;=|".contains(c))
        .map(|token| token.trim_end_matches(['.', ':']))
        .filter(|token| !token.is_empty())
}

/// `db.internal:5432`, `10.0.0.5`, `postgres://db/x`.
fn find_host(text: &str) -> bool {
    tokens(text).any(|token| {
        let token = match token.split_once("://") {
            Some((scheme, rest)) => {
                if !scheme.starts_with("http") && !rest.is_empty() {
                    return true;
                }
                rest
            }
            None => token,
        };
        let token = token.split(['/', '@']).find(|part| part.contains(['.', ':'])).unwrap_or(token);
        is_private_address(token) || has_port(token) || is_internal_name(token)
    })
}

fn is_private_address(token: &str) -> bool {
    let host = token.split(':').next().unwrap_or(token);
    host.parse::<std::net::Ipv4Addr>()
        .is_ok_and(|address| !address.is_loopback() && !address.is_unspecified())
}

fn has_port(token: &str) -> bool {
    let Some((host, port)) = token.rsplit_once(':') else { return false };
    let Ok(port) = port.parse::<u16>() else { return false };
    let begins = host.starts_with(|c: char| c.is_ascii_alphabetic());
    let name = host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    // An undotted word before a small number is a label and its value: "code:404".
    begins && name && (host.contains('.') || port >= 1024)
}

fn is_internal_name(token: &str) -> bool {
    let ends = [".internal", ".local", ".svc", ".cluster.local", ".lan", ".intra", ".corp"];
    ends.iter().any(|end| token.len() > end.len() && token.ends_with(end))
}

/// `/var/lib/app`, `C:\\app`, or anything absolute under a member called path.
fn find_path(key: &str, text: &str) -> bool {
    let roots = [
        "/app/",
        "/var/",
        "/home/",
        "/usr/",
        "/etc/",
        "/opt/",
        "/srv/",
        "/tmp/",
        "/mnt/",
        "/root/",
        "/data/",
        "/proc/",
        "/run/",
        "/Users/",
        "/workspace/",
        "/code/",
        "/nix/",
    ];
    (matches!(key, "path" | "directory" | "dir" | "file" | "filename" | "mount")
        && text.starts_with('/'))
        || tokens(text).any(|token| {
            let drive = token.get(1..3).is_some_and(|part| part == ":\\");
            drive || roots.iter().any(|root| token.starts_with(root))
        })
}

/// `java.net.ConnectException`, `PG::ConnectionBad`, `SQLSTATE`, a Python traceback.
fn find_class(text: &str) -> bool {
    tokens(text).any(|token| {
        let parts: Vec<&str> = token.split('.').collect();
        let last = parts.last().copied().unwrap_or("");
        let words = parts.iter().all(|part| {
            part.starts_with(|c: char| c.is_ascii_alphabetic())
                && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$')
        });
        let named = last.starts_with(|c: char| c.is_ascii_uppercase());
        let raised = (last.ends_with("Exception") || last.ends_with("Error")) && last.len() > 9;
        words && named && (parts.len() >= 3 || raised)
            || token.split("::").filter(|part| !part.is_empty()).count() > 1
            || token.starts_with("SQLSTATE")
    }) || text.starts_with("Traceback (most recent")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(body: &str, want: &[Kind]) {
        let exchange = Exchange { content: Content::Text(body.into()), ..Exchange::default() };
        let got: Vec<_> = of(&exchange).into_iter().map(|leak| leak.kind).collect();
        assert_eq!(got, want, "{body}");
    }

    #[test]
    fn internals_are_found() {
        check(r#"{"db":{"error":"dial tcp 10.1.2.3:5432: refused"}}"#, &[Kind::Host]);
        check(r#"{"dsn":"x"}"#, &[Kind::Host]);
        check(r#"{"x":"mail.corp.example:25 refused"}"#, &[Kind::Host]);
        check(r#"{"disk":{"path":"/srv"}}"#, &[Kind::Path]);
        check(r#"{"e":"java.net.ConnectException: refused"}"#, &[Kind::Class]);
        check(r#"{"e":"PG::ConnectionBad"}"#, &[Kind::Class]);
        check(r#"{"version":"1.2.3.4"}"#, &[Kind::Version]);
    }

    #[test]
    fn plain_talk_is_no_leak() {
        for body in [
            r#"{"time":"2026-01-02T03:04:05Z","took":"00:00:01.20"}"#,
            r#"{"message":"connection refused","code":"status:404"}"#,
            r#"{"links":{"self":"http://10.0.0.1:8080/"},"affectedEndpoints":["/a"]}"#,
            r#"{"Disk(path='x')":"OK","postgres:connections":[]}"#,
        ] {
            check(body, &[]);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at(text in "\\PC{0,60}") {
            let exchange = Exchange { content: Content::Text(text), ..Exchange::default() };
            prop_assert!(of(&exchange).len() <= LEAKS_MAX);
        }
    }
}
