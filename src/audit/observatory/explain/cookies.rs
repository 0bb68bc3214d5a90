//! Differences over cookies.

use super::{Facts, Rule, source};
use crate::audit::check::Source;
use crate::audit::observatory::cookies::{NAME, is_session};

const BIS: &str = "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis";
const STORAGE: Source = source("RFC 6265bis section 5.7, storage model", BIS);
const SESSIONS: Source = source(
    "OWASP Session Management Cheat Sheet, cookies",
    "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#cookies",
);
/// Names of sessions and tokens that hold neither `sess` nor `login`.
const SECRET_WORDS: [&str; 8] = ["sid", "jwt", "auth", "token", "sso", "id", "remember", "access"];

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[
    Rule {
        test: NAME,
        why: "A cookie whose name begins with __Host- or __Secure- breaks the rules of its prefix.",
        ours: "Browsers reject the cookie: a fault to be told, not a cookie that is not there.",
        source: source("RFC 6265bis section 4.1.3, cookie name prefixes", BIS),
        applies: |facts| set(facts).any(|cookie| cookie.breaks_prefix()),
    },
    Rule {
        test: NAME,
        why: "A session or token cookie has a name that the peer does not take for one.",
        ours: "It is judged as a session: it needs Secure, HttpOnly and SameSite.",
        source: SESSIONS,
        applies: |facts| set(facts).any(|cookie| cookie.is_unseen_secret()),
    },
    Rule {
        test: NAME,
        why: "The letters sess or login stand inside a longer word of a cookie's name.",
        ours: "Names are read word by word, so this is no session cookie.",
        source: SESSIONS,
        applies: |facts| set(facts).any(|cookie| cookie.is_no_session()),
    },
    Rule {
        test: NAME,
        why: "A cookie is being deleted, and the peer's jar keeps it.",
        ours: "A cookie whose life is over needs no flags.",
        source: STORAGE,
        applies: |facts| {
            !facts.is("cookies-not-found") && set(facts).any(|cookie| cookie.is_over())
        },
    },
];

struct Cookie {
    name: String,
    attributes: Vec<(String, String)>,
}

fn set(facts: &Facts<'_>) -> impl Iterator<Item = Cookie> {
    facts.seen.fields.cookies().iter().filter_map(|text| Cookie::of(text))
}

impl Cookie {
    fn of(text: &str) -> Option<Self> {
        let mut parts = text.split(';');
        let (name, _) = parts.next()?.split_once('=')?;
        let attribute = |part: &str| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            (key.trim().to_ascii_lowercase(), value.trim().to_owned())
        };
        let name = name.trim().to_owned();
        Some(Self { name, attributes: parts.map(attribute).collect() })
    }

    fn get(&self, key: &str) -> Option<&str> {
        let same = |(known, _): &&(String, String)| known == key;
        self.attributes.iter().rfind(same).map(|(_, value)| value.as_str())
    }

    fn breaks_prefix(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        let insecure = self.get("secure").is_none();
        let wide =
            self.get("domain").is_some_and(|d| !d.is_empty()) || self.get("path") != Some("/");
        (name.starts_with("__secure-") && insecure)
            || (name.starts_with("__host-") && (insecure || wide))
    }

    /// The words of the name, split at signs and at changes of case.
    fn words(&self) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut was_lower = false;
        for c in self.name.chars() {
            if !c.is_alphanumeric() || (was_lower && c.is_uppercase()) {
                words.push(String::new());
            }
            was_lower = c.is_lowercase();
            if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
                word.extend(c.to_lowercase());
            }
        }
        words
    }

    fn is_unseen_secret(&self) -> bool {
        let words = self.words();
        let secret = |word: &String| {
            SECRET_WORDS.contains(&word.as_str()) && (word != "id" || words.len() == 2)
        };
        !is_session(&self.name.to_lowercase())
            && !self.name.to_lowercase().contains("csrf")
            && words.iter().filter(|word| *word != "id").any(secret)
    }

    fn is_no_session(&self) -> bool {
        let inside = |word: &String| {
            ["assess", "possess", "obsess"].iter().any(|longer| word.contains(longer))
        };
        is_session(&self.name.to_lowercase()) && self.words().iter().any(inside)
    }

    fn is_over(&self) -> bool {
        let age =
            self.get("max-age").map(|age| age.starts_with('-') || age.trim_matches('0').is_empty());
        let expires = self.get("expires").is_some_and(|date| date.contains("1970"));
        age.unwrap_or(expires)
    }
}
