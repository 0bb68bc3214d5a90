//! One round of asking a target: what is sent, in order, and what came of it.

use leptos::prelude::*;

use crate::audit::address::Address;
use crate::audit::evidence::{Body, Door, Evidence, Surroundings, Timings};
use crate::audit::reach::{Came, Reach, visibility};
use crate::browser::fetch::{self, Answer, Readable, Stop, Way};
use crate::browser::{clock, page};

/// A request that was sent, for the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// How it was asked.
    pub what: &'static str,
    /// What came back, in words; empty while it is under way.
    pub came: String,
}

/// What a round found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The address that was asked.
    pub url: Address,
    /// What was proven.
    pub reach: Reach,
    /// What could be read.
    pub evidence: Option<Evidence>,
    /// Whether redirects were followed on the way.
    pub redirected: bool,
    /// Whether the whole body was read.
    pub whole: bool,
}

/// Asks the target; the ledger grows while it runs.
pub async fn run(url: Address, stop: Stop, ledger: RwSignal<Vec<Sent>>) -> Found {
    let shared = ask(&url, Way::Shared, &stop, ledger).await;
    if let Answer::Readable(readable) = shared {
        return readable_found(url, *readable);
    }
    let second = if came(&shared) == Came::Failed {
        Some(ask(&url, Way::Opaque, &stop, ledger).await)
    } else {
        None
    };
    let reach = Reach::of(came(&shared), second.as_ref().map(came));
    Found { url, reach, evidence: None, redirected: false, whole: true }
}

async fn ask(url: &Address, way: Way, stop: &Stop, ledger: RwSignal<Vec<Sent>>) -> Answer {
    let what = match way {
        Way::Shared => "GET, as a page of this site, without cookies",
        Way::Opaque => "HEAD, in the mode that needs no permission, without cookies",
    };
    ledger.update(|sent| sent.push(Sent { what, came: String::new() }));
    let answer = fetch::ask(&url.to_string(), way, stop).await;
    ledger.update(|sent| {
        if let Some(last) = sent.last_mut() {
            last.came = words(&answer);
        }
    });
    answer
}

fn came(answer: &Answer) -> Came {
    match answer {
        Answer::Readable(_) => Came::Readable,
        Answer::Opaque { .. } => Came::Opaque,
        Answer::Failed { .. } => Came::Failed,
        Answer::TimedOut => Came::TimedOut,
        Answer::Stopped => Came::Stopped,
    }
}

fn words(answer: &Answer) -> String {
    match answer {
        Answer::Readable(readable) => {
            format!("status {} after {:.0} ms, readable", readable.status, readable.first_byte_ms)
        }
        Answer::Opaque { total_ms } => format!("an answer after {total_ms:.0} ms, not readable"),
        Answer::Failed { total_ms, text } => format!("no answer after {total_ms:.0} ms ({text})"),
        Answer::TimedOut => format!("nothing within {} seconds", fetch::TIMEOUT_MS / 1000),
        Answer::Stopped => "stopped".to_owned(),
    }
}

fn readable_found(url: Address, readable: Readable) -> Found {
    let last = Address::parse(&readable.url).unwrap_or_else(|_unusual| url.clone());
    let same_origin = last.origin() == page::origin() && !readable.redirected;
    let visibility = visibility(same_origin, &readable.headers);
    let mut evidence =
        Evidence::of_headers(Door::Probe, Some(last), readable.status, readable.headers);
    evidence.visibility = visibility;
    evidence.request.origin = (!same_origin).then(page::origin);
    evidence.body = Body::Read { text: readable.body, whole: readable.whole };
    evidence.timings =
        Timings { first_byte_ms: Some(readable.first_byte_ms), total_ms: Some(readable.total_ms) };
    evidence.surroundings =
        Surroundings { now_ms: i64::try_from(clock::now_ms()).ok(), ..Surroundings::default() };
    Found {
        url,
        reach: Reach::Readable,
        evidence: Some(evidence),
        redirected: readable.redirected,
        whole: readable.whole,
    }
}
