//! Does a value let something out that belongs inside?

use std::net::Ipv4Addr;

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::headers::Field;
use crate::audit::mask::{Kind, hint, mask};

use crate::audit::checks::view;

pub(in crate::audit::checks) static CHECKS: &[Check] = &[Check {
    id: "internal-details",
    title: "No value lets out private addresses, paths or keys",
    why: "Private addresses, file paths and stack traces draw the map of the inside. A token or an \
          access key in a field ends up in every log on the way.",
    how: crate::audit::check::page_only(
        "Every value but those of cookies is searched for a private IPv4 address (RFC 1918), a \
          host below .internal, .local, .lan or .corp, a file path of a server, a line of a \
          stack trace, a JSON Web Token and an AWS access key. Any of them fails. The address of \
          the target itself does not count, nor does a path in a field that holds addresses, nor \
          the key id in a signed link. In an error answer of an API the body is searched for \
          stack traces too.",
    ),
    fix: "Find the line that writes the value, and replace it by an id that only your logs explain.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "OWASP Error Handling Cheat Sheet",
            url: "https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html",
        },
        Source {
            name: "RFC 1918 section 3 (private addresses)",
            url: "https://www.rfc-editor.org/rfc/rfc1918#section-3",
        },
    ],
    items: &["no-internal-errors-exposed", "backend-not-public"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

/// Fields whose values are addresses, where `/home/…` is a page and no folder.
const ADDRESSED: [&str; 9] = [
    "location",
    "content-location",
    "link",
    "refresh",
    "x-nextjs-matched-path",
    "x-matched-path",
    "x-original-url",
    "x-rewrite-url",
    "reporting-endpoints",
];

const POLICIES: [&str; 3] =
    ["content-security-policy", "content-security-policy-report-only", "permissions-policy"];

const FOLDERS: [&str; 12] = [
    "/var/www/",
    "/var/lib/",
    "/var/log/",
    "/usr/local/",
    "/usr/share/",
    "/usr/lib/",
    "/home/",
    "/Users/",
    "/opt/",
    "/srv/",
    "/etc/",
    "/proc/self/",
];

fn run(subject: &Subject<'_>) -> Verdict {
    let fields = subject.evidence.headers.fields.iter();
    let own = subject.evidence.request.url.as_ref().map_or("", |url| url.host());
    let mut verdicts: Vec<_> = fields.filter_map(|field| judge(field, own)).collect();
    let failed = subject.evidence.status.is_some_and(|status| status >= 400);
    let body = subject.evidence.body_text().unwrap_or("");
    if failed && subject.profile == Profile::Api && has_stack_trace(body) {
        let says = "The body of this error answer holds a stack trace.";
        verdicts.push(Verdict::fail(Severity::Medium, "", says));
    }
    view::worst(verdicts).unwrap_or_else(|| {
        if view::sees_all(subject) {
            Verdict::pass("", "No value tells of the inside.")
        } else {
            view::unseen("Part of the fields")
        }
    })
}

fn judge(field: &Field, own: &str) -> Option<Verdict> {
    let value = field.value.as_str();
    let named = |name: &str| field.name.eq_ignore_ascii_case(name);
    if named("set-cookie") {
        return None;
    }
    // Policies are long lists of sources, and no program writes a trace into one.
    let policy = POLICIES.iter().any(|name| named(name));
    let host = private_host(value).filter(|host| !host.eq_ignore_ascii_case(own));
    let path = !policy && has_path(value) && !ADDRESSED.iter().any(|name| named(name));
    let (seen, what) = if has_token(value) {
        (quote(&field.name, &mask(value)), "a JSON Web Token".to_owned())
    } else if has_access_key(value) {
        (quote(&field.name, &mask(value)), "an AWS access key id".to_owned())
    } else if let Some(host) = host {
        (quote(&field.name, value), format!("the private address {host}"))
    } else if !policy && value.contains(' ') && has_stack_trace(value) {
        (quote(&field.name, value), "a line of a stack trace".to_owned())
    } else if path {
        (quote(&field.name, value), "the path of a file on the server".to_owned())
    } else {
        return None;
    };
    Some(Verdict::fail(Severity::Medium, seen, format!("The value holds {what}.")))
}

/// The first private IPv4 address or private host name in a text.
pub(in crate::audit::checks) fn private_host(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let word = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let mut done = 0;
    for (at, _) in text.match_indices('.') {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        // Only a dot between digits, or before one of the private endings, is worth a look.
        let digits = before.is_ascii_digit() && after.is_ascii_digit();
        if at < done || !(digits || b"iIlLcC".contains(&after)) {
            continue;
        }
        let (head, tail) = text.split_at(at);
        let start = head.rfind(|c| !word(c)).map_or(0, |at| at + next_len(head, at));
        let len = tail.find(|c| !word(c)).unwrap_or(tail.len());
        done = at + len;
        let part = text.get(start..done)?;
        let address = is_private_address(part) && !is_version(text.get(..start));
        if address || is_private_name(part) {
            return Some(part);
        }
    }
    None
}

fn next_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// Whether a number follows `product/`, which makes it a version rather than an address.
fn is_version(before: Option<&str>) -> bool {
    let product = before.and_then(|before| before.strip_suffix('/'));
    product.is_some_and(|product| product.ends_with(|c: char| c.is_ascii_alphanumeric()))
}

fn is_private_address(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_digit())
        && part.trim_end_matches('.').parse::<Ipv4Addr>().is_ok_and(|address| address.is_private())
}

fn is_private_name(part: &str) -> bool {
    let Some((label, end)) = part.trim_end_matches('.').rsplit_once('.') else { return false };
    label.ends_with(|c: char| c.is_ascii_alphanumeric())
        && ["internal", "local", "lan", "corp"].iter().any(|known| end.eq_ignore_ascii_case(known))
}

fn has_path(value: &str) -> bool {
    let windows = value.match_indices(":\\").any(|(at, _)| {
        value.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphabetic()))
    });
    let folder = |(at, _): (usize, &str)| {
        let (before, from) = value.split_at(at);
        // Inside a URL the same letters follow a host name.
        !before.ends_with(|c: char| c.is_ascii_alphanumeric())
            && FOLDERS.iter().filter_map(|start| from.strip_prefix(start)).any(|after| {
                after.starts_with(|c: char| c.is_ascii_alphanumeric()) && after.contains(['/', '.'])
            })
    };
    windows || value.contains("file:///") || value.match_indices('/').any(folder)
}

fn has_token(value: &str) -> bool {
    let word = |c: char| !(c.is_ascii_alphanumeric() || ".-_".contains(c));
    value.contains("<masked:jwt:")
        || (value.contains("ey")
            && value.split(word).any(|part| part.len() > 20 && hint(part).kind == Kind::Jwt))
}

fn has_access_key(value: &str) -> bool {
    // Key ids begin with AKIA or ASIA, so that one search finds both.
    value.match_indices("IA").any(|(at, _)| {
        let (head, after) = value.split_at(at + 2);
        let before = head.strip_suffix("AKIA").or_else(|| head.strip_suffix("ASIA"));
        let len =
            after.bytes().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
        // A signed link names its key id by design.
        let signed = |before: &str| before.to_ascii_lowercase().ends_with("credential=");
        len == 16
            && before.is_some_and(|before| {
                !before.ends_with(|c: char| c.is_ascii_alphanumeric()) && !signed(before)
            })
    })
}

/// Whether a text holds a line as stack traces of common languages print them.
pub(in crate::audit::checks) fn has_stack_trace(text: &str) -> bool {
    text.contains("Traceback (most recent call last)")
        || text.contains("goroutine 1 [")
        || text.contains("panicked at ")
        || (text.contains("  File \"") && text.contains("\", line "))
        || text.contains(" at System.") && text.contains(":line ")
        || frames(text)
}

/// `at name(File.java:12)` or `at name (/path/file.js:1:2)`.
fn frames(text: &str) -> bool {
    text.match_indices("at ").any(|(at, _)| {
        let rest = text.get(at + 3..).unwrap_or("");
        let line = rest.split(['\n', '\\']).next().unwrap_or("");
        line.split_once('(').and_then(|(_, rest)| rest.split_once(')')).is_some_and(|(place, _)| {
            let source = [".java:", ".kt:", ".js:", ".ts:", ".mjs:", ".cs:", ".scala:"];
            source.iter().any(|end| place.contains(end))
                && place.ends_with(|c: char| c.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests;
