//! Printed answers become evidence: redirects are followed, secrets replaced, bodies cut.

use crate::audit::address::{Address, Scheme};
use crate::audit::evidence::{Body, Door, Evidence, Hop, Visibility};
use crate::audit::headers::Headers;

use super::answer::{Answer, Found};
use super::{excerpt, secrets};

/// The exchanges, and how many secrets were replaced in them.
///
/// A given address is that of every exchange whose own is not printed, and of the first in any
/// case: it is what the reader asked for.
pub(super) fn exchanges(found: &mut Found, given: Option<&Address>) -> (Vec<Evidence>, usize) {
    let mut chains: Vec<Evidence> = Vec::new();
    let mut n_masked = 0;
    for mut answer in settled(std::mem::take(&mut found.answers)) {
        let printed =
            answer.asked.url.take().map(|url| counted(secrets::address(url), &mut n_masked));
        let is_first = chains.is_empty();
        let before = chains.last_mut().filter(|before| leads_to(before, printed.as_ref()));
        let url = match &before {
            Some(before) => printed.or_else(|| next_url(before)),
            None if is_first => given.cloned().or(printed),
            None => printed.or_else(|| given.cloned()),
        };
        let evidence = counted(evidence(answer, url, found), &mut n_masked);
        match before {
            Some(before) => follow(before, evidence),
            None => chains.push(evidence),
        }
    }
    for evidence in &mut chains {
        evidence.surroundings.http_chain = http_chain(evidence);
        if evidence.surroundings.http_chain.is_some() {
            evidence.surroundings.http_available = Some(true);
        }
    }
    (chains, n_masked)
}

/// The last answer becomes a hop of the one it led to.
pub(super) fn follow(before: &mut Evidence, mut next: Evidence) {
    let last =
        std::mem::replace(before, Evidence::of_headers(Door::Paste, None, 0, Headers::default()));
    next.hops = last.hops;
    next.hops.push(Hop {
        url: last.request.url,
        status: last.status.unwrap_or(0),
        headers: last.headers,
    });
    *before = next;
}

/// Where a redirect points to.
pub(super) fn next_url(evidence: &Evidence) -> Option<Address> {
    let location = evidence.headers.first("location")?;
    match &evidence.request.url {
        Some(url) => url.join(location),
        None => Address::parse(location).ok(),
    }
}

/// Whether an answer is a redirect that clients follow.
pub(super) fn is_redirect(evidence: &Evidence) -> bool {
    evidence.status.is_some_and(|status| [301, 302, 303, 307, 308].contains(&status))
        && evidence.headers.has("location")
}

/// The way from `http://` on, if it began there.
pub(super) fn http_chain(evidence: &Evidence) -> Option<Vec<(Address, u16)>> {
    let first = evidence.hops.first().map_or(&evidence.request.url, |hop| &hop.url);
    if first.as_ref()?.scheme() != Scheme::Http {
        return None;
    }
    let hops = evidence.hops.iter().map(|hop| Some((hop.url.clone()?, hop.status)));
    let last = Some(evidence.request.url.clone().zip(evidence.status)?);
    hops.chain([last]).collect()
}

fn leads_to(before: &Evidence, printed: Option<&Address>) -> bool {
    let next = next_url(before);
    is_redirect(before) && (printed.is_none() || next.is_none() || next.as_ref() == printed)
}

fn counted<T>((value, n): (T, usize), total: &mut usize) -> T {
    *total += n;
    value
}

/// Leaves out what comes before an answer: `100 Continue`, early hints, a proxy's consent.
fn settled(answers: Vec<Answer>) -> Vec<Answer> {
    let mut kept: Vec<Answer> = Vec::new();
    let mut waiting = None;
    let mut rest = answers.into_iter().peekable();
    while let Some(mut answer) = rest.next() {
        if let Some(asked) = waiting.take()
            && answer.asked.url.is_none()
        {
            answer.asked = asked;
        }
        let is_consent = answer.status == Some(200)
            && answer.headers.fields.is_empty()
            && answer.body.as_deref().is_none_or(|body| body.trim().is_empty());
        let is_early =
            answer.status.is_some_and(|status| (100..200).contains(&status) && status != 101);
        if (is_early || is_consent) && rest.peek().is_some() {
            waiting = Some(answer.asked);
        } else {
            kept.push(answer);
        }
    }
    kept
}

fn evidence(answer: Answer, url: Option<Address>, found: &mut Found) -> (Evidence, usize) {
    let body = excerpt::of_paste(&answer, found);
    let mut n_masked = 0;
    let headers = counted(secrets::headers(answer.headers), &mut n_masked);
    let mut evidence = Evidence::of_headers(Door::Paste, url, 0, headers);
    evidence.status = answer.status;
    if !answer.asked.method.is_empty() {
        evidence.request.method = answer.asked.method;
    }
    evidence.request.origin = answer.asked.headers.first("origin").map(str::to_owned);
    evidence.request.headers = counted(secrets::headers(answer.asked.headers), &mut n_masked);
    if answer.cut {
        let names = evidence.headers.fields.iter().map(|field| field.name.to_ascii_lowercase());
        evidence.visibility = Visibility::Only(names.collect());
        let says = "The console cut this answer: fields that are missing here count as unseen. \
                    Paste what `curl.exe -sSi` prints to have them judged.";
        found.problem(answer.line, "", says);
    }
    evidence.body = match body {
        Body::Read { text, whole } => {
            Body::Read { text: counted(secrets::body(&text), &mut n_masked), whole }
        }
        Body::Unseen => Body::Unseen,
    };
    evidence.surroundings.certificate_valid = answer.certificate_valid;
    (evidence, n_masked)
}
