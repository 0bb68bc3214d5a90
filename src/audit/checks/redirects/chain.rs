//! The answers between the first address and the last, from whatever was seen of them.

use crate::audit::address::Address;
use crate::audit::evidence::Evidence;

/// One stop of a chain; a stop that was named but not asked has no status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    pub(super) url: Address,
    pub(super) status: Option<u16>,
}

/// The chain that begins at an http address, where one is known.
pub(super) fn from_http(evidence: &Evidence) -> Option<Vec<Stop>> {
    let probed = evidence.surroundings.http_chain.as_ref().filter(|chain| !chain.is_empty());
    let chain = match probed {
        Some(stops) => stops.iter().map(|(url, status)| stop(url, Some(*status))).collect(),
        None => asked(evidence)?,
    };
    chain.first().is_some_and(|first: &Stop| !first.url.is_https()).then_some(chain)
}

/// The chain from the address that was asked to the one that answered last.
///
/// A redirect at its end that was not followed adds the address it names.
pub(super) fn asked(evidence: &Evidence) -> Option<Vec<Stop>> {
    let hops = evidence.hops.iter().map(|hop| Some(stop(hop.url.as_ref()?, Some(hop.status))));
    let mut chain: Vec<Stop> = hops.collect::<Option<_>>()?;
    let last = evidence.request.url.as_ref()?;
    chain.push(stop(last, evidence.status));
    let location =
        evidence.headers.first("location").filter(|_| evidence.status.is_some_and(is_redirect));
    if let Some(next) = location.and_then(|location| last.join(location)) {
        chain.push(stop(&next, None));
    }
    Some(chain)
}

fn stop(url: &Address, status: Option<u16>) -> Stop {
    Stop { url: url.clone(), status }
}

/// Whether browsers follow `Location` on this status.
pub(super) fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// The chain in one line.
pub(super) fn quote(chain: &[Stop]) -> String {
    let told = chain.iter().map(|stop| match stop.status {
        Some(status) => format!("{} ({status})", stop.url),
        None => stop.url.to_string(),
    });
    told.collect::<Vec<_>>().join(" → ")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::audit::checks::testing::at;
    use crate::audit::evidence::Request;

    /// Evidence with a chain from `http://`.
    pub(in super::super) fn with_chain(stops: &[(&str, u16)]) -> Evidence {
        let mut evidence = at("https://example.com/", &[]);
        let stops = stops.iter().map(|(url, status)| (Address::parse(url).unwrap(), *status));
        evidence.surroundings.http_chain = Some(stops.collect());
        evidence
    }

    #[test]
    fn a_lone_redirect_names_its_next_stop() {
        let mut evidence = at("http://example.com/a", &[("Location", "https://example.com/a")]);
        evidence.status = Some(301);
        let chain = from_http(&evidence).unwrap();
        assert_eq!(quote(&chain), "http://example.com/a (301) → https://example.com/a");
        assert_eq!(from_http(&at("https://example.com/", &[])), None);
        assert_eq!(asked(&Evidence { request: Request::default(), ..evidence }), None);
    }
}
