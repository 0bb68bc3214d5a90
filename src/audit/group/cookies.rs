//! The same cookie with different attributes: whichever is set last wins.

use std::collections::{BTreeMap, BTreeSet};

use super::{Across, add_place};
use crate::audit::check::Severity;
use crate::audit::evidence::Evidence;
use crate::audit::mask;

/// Cookies that one host sets in more than one way.
pub(super) fn drifting(exchanges: &[Evidence]) -> Vec<Across> {
    let mut seen: BTreeMap<(String, String), (BTreeSet<String>, Vec<String>)> = BTreeMap::new();
    for evidence in exchanges {
        let host =
            evidence.request.url.as_ref().map(|url| url.host().to_owned()).unwrap_or_default();
        let lines = evidence.headers.all("set-cookie");
        for cookie in lines.into_iter().flat_map(mask::joined) {
            let Some((name, attributes)) = form(cookie) else { continue };
            let (forms, places) = seen.entry((host.clone(), name)).or_default();
            if forms.insert(attributes) {
                add_place(places, evidence);
            }
        }
    }
    let drifting = seen.into_iter().filter(|(_, (forms, _))| forms.len() > 1);
    let told = drifting.map(|((_, name), (forms, places))| {
        let forms: Vec<_> = forms.into_iter().map(|form| format!("({form})")).collect();
        Across {
            id: "cookie-drift",
            severity: Severity::Medium,
            title: "A cookie has the same attributes wherever it is set",
            seen: format!("{name}: {}", forms.join(" and ")),
            says: "The same cookie is set with different attributes. The last one wins, so the \
                   weaker set of attributes is in force at times.",
            fix: "Set the cookie in one place, with one set of attributes.",
            places,
        }
    });
    told.collect()
}

/// A cookie's name and its protecting attributes; `None` for one that deletes.
fn form(cookie: &str) -> Option<(String, String)> {
    let mut parts = cookie.split(';').map(str::trim);
    let (name, value) = parts.next()?.split_once('=')?;
    let mut kept = BTreeSet::new();
    let mut is_deletion = value.trim().is_empty();
    for part in parts {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        match key.trim().to_ascii_lowercase().as_str() {
            "secure" => kept.insert("Secure".to_owned()),
            "httponly" => kept.insert("HttpOnly".to_owned()),
            "partitioned" => kept.insert("Partitioned".to_owned()),
            "samesite" => kept.insert(format!("SameSite={}", value.trim())),
            "domain" => kept.insert(format!("Domain={}", value.trim())),
            "path" => kept.insert(format!("Path={}", value.trim())),
            "max-age" => {
                is_deletion |= value.trim().starts_with(['0', '-']);
                false
            }
            _ => false,
        };
    }
    let attributes: Vec<_> = kept.into_iter().collect();
    let attributes = if attributes.is_empty() { "none".into() } else { attributes.join("; ") };
    (!is_deletion).then(|| (name.trim().to_owned(), attributes))
}
