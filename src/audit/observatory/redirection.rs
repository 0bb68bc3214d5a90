//! What the peer says of the way from `http:` to `https:`.

use super::place::Place;
use super::seen::{Known, Seen};
use super::table::{Row, failed, passed};

/// The name of the test.
pub const NAME: &str = "redirection";

const PRELOADED: Row = passed(
    "redirection-all-redirects-preloaded",
    0,
    "Every host on the way is on the browsers' HSTS preload list.",
);
const TO_HTTPS: Row =
    passed("redirection-to-https", 0, "The first redirect leads to https on the same host.");
const NO_HTTP: Row = passed("redirection-not-needed-no-http", 0, "Nothing answers over http.");
const OFF_HOST: Row = failed(
    "redirection-off-host-from-http",
    -5,
    "The first redirect leads to https on another host, so this one never gets to set HSTS.",
);
const LATE: Row = failed(
    "redirection-not-to-https-on-initial-redirection",
    -10,
    "The first redirect stays on http, and only a later one leads to https.",
);
const NEVER: Row = failed("redirection-not-to-https", -20, "The redirects end on http.");
const MISSING: Row = failed("redirection-missing", -20, "The http address answers by itself.");
const BAD_CERTIFICATE: Row =
    failed("redirection-invalid-cert", -20, "A certificate on the way is not trusted.");

/// Every result of the test.
pub const ROWS: &[Row] =
    &[PRELOADED, TO_HTTPS, NO_HTTP, OFF_HOST, LATE, NEVER, MISSING, BAD_CERTIFICATE];

const NEEDS_CHAIN: &str = "the redirects that begin at http://";

/// Judges the chain that begins at `http://`.
pub fn run(seen: &Seen<'_>) -> Known<Row> {
    let input = seen.input;
    if !input.http_available.ok_or("whether the host answers over http")? {
        return Ok(NO_HTTP);
    }
    let chain = input.http_redirects.as_deref();
    // A chain that never leaves http meets no certificate.
    if !input.http_cert_valid.ok_or("whether the certificates on the way are valid")? {
        return Ok(BAD_CERTIFICATE);
    }
    let chain = chain.ok_or(NEEDS_CHAIN)?;
    if all_preloaded(chain.len(), &input.redirect_hosts_preloaded)? {
        return Ok(PRELOADED);
    }
    let places: Vec<_> = chain.iter().map(|(url, _)| Place::of(url)).collect();
    Ok(of_places(&places))
}

/// Whether every host is preloaded; an empty chain has none that is not.
fn all_preloaded(n_hosts: usize, preloaded: &[Option<bool>]) -> Known<bool> {
    let all = || (0..n_hosts).map(|at| preloaded.get(at).copied().unwrap_or(Some(false)));
    if all().any(|host| host == Some(false)) {
        return Ok(false);
    }
    if all().any(|host| host.is_none()) {
        return Err("which hosts on the way are on the HSTS preload list");
    }
    Ok(true)
}

fn of_places(places: &[Place]) -> Row {
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return PRELOADED };
    let Some(second) = places.get(1) else { return MISSING };
    if !last.is_https() {
        NEVER
    } else if second.scheme == "http" {
        LATE
    } else if first.scheme == "http" && second.is_https() && first.host != second.host {
        OFF_HOST
    } else {
        TO_HTTPS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(urls: &[&str], want: Row) {
        let places: Vec<_> = urls.iter().map(|url| Place::of(url)).collect();
        assert_eq!(of_places(&places), want);
    }

    #[test]
    fn the_first_and_the_last_step_decide() {
        check(&["http://a.example/"], MISSING);
        check(&["http://a.example/", "https://a.example/"], TO_HTTPS);
        check(&["http://a.example/", "https://A.example:8443/", "https://b.example/"], TO_HTTPS);
        check(&["http://a.example/", "https://www.a.example/"], OFF_HOST);
        check(&["http://a.example/", "http://b.example/", "https://b.example/"], LATE);
        check(&["http://a.example/", "https://a.example/", "http://a.example/x"], NEVER);
    }

    #[test]
    fn one_host_that_is_not_preloaded_is_enough() {
        assert_eq!(all_preloaded(2, &[None, Some(false)]), Ok(false));
        assert_eq!(all_preloaded(2, &[Some(true), Some(true)]), Ok(true));
        assert_eq!(all_preloaded(0, &[]), Ok(true));
        assert!(all_preloaded(2, &[Some(true), None]).is_err());
    }
}
