//! The same CSP nonce in two answers: whoever reads one knows the other.

use std::collections::BTreeMap;

use super::{Across, add_place};
use crate::audit::check::Severity;
use crate::audit::evidence::Evidence;

/// Nonces that more than one answer was sent with; answers without a new head do not count.
pub(super) fn reused(exchanges: &[Evidence]) -> Vec<Across> {
    let mut seen: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for evidence in exchanges.iter().filter(|evidence| evidence.status != Some(304)) {
        let mut nonces: Vec<_> = ["content-security-policy", "content-security-policy-report-only"]
            .iter()
            .flat_map(|name| evidence.headers.all(name))
            .flat_map(nonces)
            .collect();
        nonces.sort_unstable();
        nonces.dedup();
        for nonce in nonces {
            let (n_seen, places) = seen.entry(nonce).or_default();
            *n_seen += 1;
            add_place(places, evidence);
        }
    }
    let reused = seen.into_iter().filter(|(_, (n_seen, _))| *n_seen > 1);
    let told = reused.map(|(nonce, (n_seen, places))| Across {
        id: "nonce-reuse",
        severity: Severity::High,
        title: "Every answer has a nonce of its own",
        seen: format!("'nonce-{nonce}' in {n_seen} answers"),
        says: "One that is sent twice can be read from one answer and used in the next, so the \
               policy stops no injected script.",
        fix: "Make a new random nonce for every answer, and keep pages with a nonce out of caches.",
        places,
    });
    told.collect()
}

fn nonces(policy: &str) -> impl Iterator<Item = &str> {
    let words = policy.split(|c: char| c.is_ascii_whitespace() || c == ';' || c == ',');
    words.filter_map(|word| {
        let inner = word.strip_prefix('\'')?.strip_suffix('\'')?;
        let (kind, nonce) = inner.split_once('-')?;
        (kind.eq_ignore_ascii_case("nonce") && !nonce.is_empty()).then_some(nonce)
    })
}
