//! May a cache keep an answer, and may it hand it to someone else?

use crate::audit::check::Subject;
use crate::audit::parse::cache_control::CacheControl;

use super::view::{self, Answer};

/// What a shared cache may do with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharing {
    /// Not keep it.
    Never,
    /// Keep it, and ask again before every use.
    Revalidated,
    /// Keep it and use it for others by its own judgement, since nothing is said.
    Unsaid,
    /// Keep it and use it for others.
    Allowed,
}

/// What makes an answer one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Personal {
    /// It sets a cookie, or was asked for with one.
    Cookie,
    /// It was asked for with `Authorization`, which shared caches respect by themselves.
    Authorization,
}

/// The statuses that a cache may keep without being told to (RFC 9110 section 15.1).
const HEURISTIC: [u16; 12] = [200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501];

/// What a shared cache may do with this answer.
///
/// Source: RFC 9111 sections 3, 3.5 and 4.2.
///
/// # Errors
/// An unseen verdict when `Cache-Control` is out of sight.
pub(super) fn sharing(subject: &Subject<'_>, personal: Personal) -> Answer<Sharing> {
    let values = view::sent(subject, "Cache-Control")?;
    let cache = CacheControl::parse(values);
    if cache.is_private() {
        return Ok(Sharing::Never);
    }
    let opened = ["public", "s-maxage", "must-revalidate"].iter().any(|name| cache.has(name));
    if personal == Personal::Authorization && !opened {
        return Ok(Sharing::Never);
    }
    if cache.has_whole("no-cache") {
        return Ok(Sharing::Revalidated);
    }
    let life = cache.seconds("s-maxage").or_else(|| cache.seconds("max-age"));
    if cache.has("public") {
        let stale = life == Some(0);
        return Ok(if stale { Sharing::Revalidated } else { Sharing::Allowed });
    }
    Ok(match life {
        Some(0) => Sharing::Revalidated,
        Some(_) => Sharing::Allowed,
        None => unsaid(subject)?,
    })
}

/// Without `Cache-Control`: `Expires` first, then the cache's own judgement.
fn unsaid(subject: &Subject<'_>) -> Answer<Sharing> {
    let evidence = subject.evidence;
    if let Some(expires) = view::sent(subject, "Expires")?.first() {
        let ahead = crate::audit::parse::http_date::parse(expires)
            .is_some_and(|end| view::made_at(subject).is_none_or(|made| end.seconds > made));
        return Ok(if ahead { Sharing::Allowed } else { Sharing::Revalidated });
    }
    let readable = matches!(evidence.request.method.as_str(), "" | "GET" | "HEAD");
    let kept = evidence.status.is_none_or(|status| HEURISTIC.contains(&status));
    let modified = !view::sent(subject, "Last-Modified")?.is_empty();
    Ok(match (readable && kept, modified) {
        (false, _) => Sharing::Never,
        (true, true) => Sharing::Allowed,
        (true, false) => Sharing::Unsaid,
    })
}

/// Whether `Cache-Control` keeps the answer from every shared cache, as far as it is seen.
pub(super) fn is_private(subject: &Subject<'_>) -> bool {
    CacheControl::parse(subject.evidence.headers.all("cache-control")).is_private()
}

/// Quotes the caching fields that were sent.
pub(super) fn seen(subject: &Subject<'_>) -> String {
    let headers = &subject.evidence.headers;
    let quoted = |name: &str| headers.combined(name).map(|value| format!("{name}: {value}"));
    let fields = ["Cache-Control", "Expires", "Last-Modified"].into_iter().filter_map(quoted);
    fields.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;
    use crate::audit::check::Profile;

    #[track_caller]
    fn check(lines: &str, cookie: Sharing, authorization: Sharing) {
        let trial = trial(Profile::Api, lines);
        let subject = Subject::of(&trial.evidence, Profile::Api);
        assert_eq!(sharing(&subject, Personal::Cookie), Ok(cookie), "{lines}");
        assert_eq!(sharing(&subject, Personal::Authorization), Ok(authorization), "{lines}");
    }

    #[test]
    fn the_rules_of_shared_caches() {
        use Sharing::{Allowed, Never, Revalidated, Unsaid};
        check("Cache-Control: no-store", Never, Never);
        check("Cache-Control: private, max-age=60", Never, Never);
        check("Cache-Control: private=\"x\", max-age=60", Allowed, Never);
        check("Cache-Control: max-age=60, must-revalidate", Allowed, Allowed);
        check("Cache-Control: public", Allowed, Allowed);
        check("Cache-Control: public, max-age=0", Revalidated, Revalidated);
        check("Cache-Control: no-cache", Revalidated, Never);
        check("Cache-Control: max-age=0", Revalidated, Never);
        check("Cache-Control: s-maxage=60, max-age=0", Allowed, Allowed);
        check("Cache-Control: max-age=abc", Revalidated, Never);
        check("", Unsaid, Never);
        check("Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT", Allowed, Never);
        check("Expires: 0", Revalidated, Never);
        check("Expires: Thu, 01 Jan 2099 00:00:00 GMT", Allowed, Never);
    }
}
