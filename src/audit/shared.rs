//! Evidence as a text to pass on: what a shared report is judged from.
//!
//! The body stays behind: it may hold what its reader must not pass on, and it would not fit into
//! an address. Secrets were masked when the evidence was read, so none can travel.

use serde::{Deserialize, Serialize};

use super::address::Address;
use super::evidence::{Door, Evidence, Hop, Visibility};
use super::headers::Headers;

/// The version written.
const VERSION: u32 = 1;

/// The most header fields of one answer that are read back.
const FIELDS_MAX: usize = 500;

/// The most answers before the last one that are read back.
const HOPS_MAX: usize = 25;

/// Why a text is no shared evidence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SharedError {
    /// It is not what this program writes.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// A newer Preflight wrote it.
    #[error("written in format {0}, this program reads {VERSION}")]
    Newer(u32),
    /// It holds more than any answer does.
    #[error("it holds {0}, more than is read")]
    Large(String),
}

#[derive(Serialize, Deserialize)]
struct Shared {
    v: u32,
    door: Door,
    method: String,
    url: Option<String>,
    status: Option<u16>,
    headers: Headers,
    /// Absent: all; otherwise the names that could, or could not, be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    only: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    all_but: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hops: Vec<SharedHop>,
}

#[derive(Serialize, Deserialize)]
struct SharedHop {
    url: Option<String>,
    status: u16,
    headers: Headers,
}

/// Writes evidence, without its body.
///
/// # Errors
/// When it cannot be put as JSON, which no evidence of ours causes.
pub fn encode(evidence: &Evidence) -> Result<String, SharedError> {
    let (only, all_but) = match &evidence.visibility {
        Visibility::All => (None, None),
        Visibility::AllBut(names) => (None, Some(names.clone())),
        Visibility::Only(names) => (Some(names.clone()), None),
        Visibility::Nothing => (Some(Vec::new()), None),
    };
    let hop = |hop: &Hop| SharedHop {
        url: hop.url.as_ref().map(Address::to_string),
        status: hop.status,
        headers: hop.headers.clone(),
    };
    let shared = Shared {
        v: VERSION,
        door: evidence.door,
        method: evidence.request.method.clone(),
        url: evidence.request.url.as_ref().map(Address::to_string),
        status: evidence.status,
        headers: evidence.headers.clone(),
        only,
        all_but,
        hops: evidence.hops.iter().map(hop).collect(),
    };
    serde_json::to_string(&shared).map_err(|error| SharedError::Unreadable(error.to_string()))
}

/// Reads evidence back. The text is hostile: it came in an address.
///
/// # Errors
/// Says what is wrong with it.
pub fn decode(text: &str) -> Result<Evidence, SharedError> {
    let shared: Shared =
        serde_json::from_str(text).map_err(|error| SharedError::Unreadable(error.to_string()))?;
    if shared.v != VERSION {
        return Err(SharedError::Newer(shared.v));
    }
    let n_fields = shared.headers.fields.len();
    let most = shared.hops.iter().map(|hop| hop.headers.fields.len()).fold(n_fields, usize::max);
    if most > FIELDS_MAX || shared.hops.len() > HOPS_MAX {
        return Err(SharedError::Large(format!("{most} fields and {} hops", shared.hops.len())));
    }
    let url = shared.url.as_deref().and_then(|url| Address::parse(url).ok());
    let mut evidence = Evidence::of_headers(shared.door, url, 0, shared.headers);
    evidence.status = shared.status;
    evidence.request.method = shared.method;
    evidence.visibility = match (shared.only, shared.all_but) {
        (Some(names), _) if names.is_empty() => Visibility::Nothing,
        (Some(names), _) => Visibility::Only(names),
        (None, Some(names)) => Visibility::AllBut(names),
        (None, None) => Visibility::All,
    };
    let hop = |hop: SharedHop| Hop {
        url: hop.url.as_deref().and_then(|url| Address::parse(url).ok()),
        status: hop.status,
        headers: hop.headers,
    };
    evidence.hops = shared.hops.into_iter().map(hop).collect();
    Ok(evidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample(visibility: Visibility) -> Evidence {
        let headers = [("Server", "x"), ("Vary", "a")].into_iter().collect();
        let url = Address::parse("https://a.example/b").ok();
        let mut evidence = Evidence::of_headers(Door::Paste, url, 200, headers);
        evidence.visibility = visibility;
        let headers = [("Location", "/b")].into_iter().collect();
        evidence.hops = vec![Hop { url: None, status: 301, headers }];
        evidence
    }

    #[test]
    fn what_is_passed_on_arrives() {
        for visibility in [
            Visibility::All,
            Visibility::Nothing,
            Visibility::Only(vec!["server".into()]),
            Visibility::AllBut(vec!["set-cookie".into()]),
        ] {
            let evidence = sample(visibility);
            assert_eq!(decode(&encode(&evidence).unwrap()), Ok(evidence));
        }
    }

    #[test]
    fn what_is_too_much_or_too_new_is_refused() {
        let newer = encode(&sample(Visibility::All)).unwrap().replace("\"v\":1", "\"v\":2");
        assert_eq!(decode(&newer), Err(SharedError::Newer(2)));
        let mut large = sample(Visibility::All);
        for _ in 0..501 {
            large.headers.push("a", "b");
        }
        assert!(matches!(decode(&encode(&large).unwrap()), Err(SharedError::Large(_))));
        assert!(matches!(decode("{}"), Err(SharedError::Unreadable(_))));
        assert!(decode(&"[".repeat(90_000)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,200}") {
            prop_assert!(decode(&text).is_err());
        }
    }
}
