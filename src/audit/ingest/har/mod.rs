//! HAR 1.2: many exchanges as a browser recorded them.

mod base64;
mod entry;
mod lenient;

use std::collections::BTreeMap;

use crate::audit::evidence::Evidence;

use super::answer::Found;
use super::chain;

/// Reads a HAR; `None` where the JSON is none.
///
/// # Errors
/// Says where the JSON breaks.
pub(super) fn read(
    text: &str,
    found: &mut Found,
) -> Result<Option<(Vec<Evidence>, usize)>, serde_json::Error> {
    let Some(entries) = lenient::entries(text, found)? else { return Ok(None) };
    let n_entries = entries.len();
    let mut exchanges: Vec<Option<Evidence>> = Vec::new();
    // Where an address is awaited: the exchange that was sent on to it.
    let mut awaited: BTreeMap<String, usize> = BTreeMap::new();
    let (mut n_masked, mut n_failed, mut n_other) = (0, 0, 0);
    let mut saw_secret = false;
    for entry in entries {
        if entry.is_other_scheme() {
            n_other += 1;
            continue;
        }
        if !entry.is_answered() {
            n_failed += 1;
            continue;
        }
        saw_secret |= entry.holds_cookies();
        let (evidence, n) = entry.evidence();
        n_masked += n;
        let url = evidence.request.url.as_ref().map(ToString::to_string);
        let before = url.and_then(|url| awaited.remove(&url));
        let at = exchanges.len();
        if let Some(next) = chain::next_url(&evidence).filter(|_| chain::is_redirect(&evidence)) {
            awaited.insert(next.to_string(), at);
        }
        let before = before.and_then(|at| exchanges.get_mut(at)).and_then(Option::take);
        exchanges.push(Some(match before {
            Some(mut before) => {
                chain::follow(&mut before, evidence);
                before
            }
            None => evidence,
        }));
    }
    let mut exchanges: Vec<_> = exchanges.into_iter().flatten().collect();
    for evidence in &mut exchanges {
        evidence.surroundings.http_chain = chain::http_chain(evidence);
    }
    tell(found, n_entries, n_failed, n_other);
    if !saw_secret && !exchanges.is_empty() {
        let says = "No cookie is in this HAR. Browsers leave cookies out unless the export says \
                    \"with sensitive data\", so cookies cannot be judged from it.";
        found.problem(0, "", says);
    }
    Ok(Some((exchanges, n_masked)))
}

fn tell(found: &mut Found, n_entries: usize, n_failed: usize, n_other: usize) {
    if n_entries == 0 {
        found.problem(0, "", "The HAR holds no exchange: record again with the panel open.");
    }
    if n_failed > 0 {
        let says = format!(
            "{n_failed} of {n_entries} entries hold no answer (blocked, cancelled or failed) and \
             were left out."
        );
        found.problem(0, "", says);
    }
    if n_other > 0 {
        let says = format!(
            "{n_other} of {n_entries} entries are no http or https address (data:, blob:, \
             extensions) and were left out."
        );
        found.problem(0, "", says);
    }
}

#[cfg(test)]
mod tests;
