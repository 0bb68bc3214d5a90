//! How long health checks, pages and static files are kept.

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::cache_control::CacheControl;
use crate::audit::parse::{http_date, list};

use crate::audit::checks::storage::seen;
use crate::audit::checks::view::{self, Answer};

const STORING: Source = Source {
    name: "RFC 9111 section 4.2 (freshness)",
    url: "https://www.rfc-editor.org/rfc/rfc9111#section-4.2",
};

pub(in crate::audit::checks) static CHECKS: &[Check] = &[
    Check {
        id: "stale-health",
        title: "Health answers are never taken from a cache",
        why: "A kept answer says that all is well for as long as it is kept, while the service \
              behind it is down.",
        how: crate::audit::check::page_only(
            "no-store, no-cache or max-age=0 passes. A lifetime, an Age above zero, or a field of \
              a CDN that tells of a hit (X-Cache, CF-Cache-Status) fails. Nothing said warns, \
              because caches may then decide.",
        ),
        fix: "Send Cache-Control: no-store with every health answer.",
        severity: Severity::High,
        sources: &[
            Source {
                name: "Health Check Response Format for HTTP APIs section 2",
                url: "https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check#section-2",
            },
            STORING,
        ],
        items: &["health-endpoint-exists"],
        profiles: &[Profile::Health],
        remedy: Remedy::Set(&[("Cache-Control", "no-store")]),
        run: |subject| view::settle(health(subject)),
    },
    Check {
        id: "cache-page",
        title: "Pages are kept for minutes at most",
        why: "A page that browsers keep for hours goes on loading old scripts after a release, and \
              nobody can call it back.",
        how: crate::audit::check::page_only(
            "no-store, no-cache, or a lifetime of up to 180 seconds passes; an Expires that is \
              past or no date counts as zero. Up to an hour is noted, more warns. Nothing said \
              warns, because browsers then decide.",
        ),
        fix: "Send Cache-Control: no-cache with pages, and an ETag so that asking again is cheap.",
        severity: Severity::Low,
        sources: &[
            STORING,
            Source {
                name: "webhint, HTTP cache",
                url: "https://webhint.io/docs/user-guide/hints/hint-http-cache/",
            },
        ],
        items: &["response-caching"],
        profiles: &[Profile::Page],
        remedy: Remedy::Set(&[("Cache-Control", "no-cache")]),
        run: |subject| view::settle(page(subject)),
    },
    Check {
        id: "cache-static",
        title: "Files named by their content are kept for a year",
        why: "A file whose name changes with its content never has to be asked for twice. Every \
              shorter lifetime costs returning visitors a round trip.",
        how: crate::audit::check::page_only(
            "Judged where the file name carries a hash: a part of at least 8 letters and digits, \
              with both. A max-age of a year with immutable passes, without immutable it is \
              noted. Less, or nothing said, warns.",
        ),
        fix: "Send Cache-Control: public, max-age=31536000, immutable with hashed files.",
        severity: Severity::Low,
        sources: &[
            Source { name: "RFC 8246 (immutable)", url: "https://www.rfc-editor.org/rfc/rfc8246" },
            Source {
                name: "webhint, HTTP cache",
                url: "https://webhint.io/docs/user-guide/hints/hint-http-cache/",
            },
        ],
        items: &["asset-fingerprinting"],
        profiles: &[Profile::Static],
        remedy: Remedy::Set(&[("Cache-Control", "public, max-age=31536000, immutable")]),
        run: |subject| view::settle(asset(subject)),
    },
];

const YEAR: u64 = 31_536_000;

fn health(subject: &Subject<'_>) -> Answer {
    let headers = &subject.evidence.headers;
    if let Some(age) = headers.first("age").filter(|age| list::digits(age).unwrap_or(0) > 0) {
        let says = "You are reading a kept answer, made this many seconds ago.";
        return Ok(Verdict::fail(Severity::High, quote("Age", age), says));
    }
    let hit = ["X-Cache", "CF-Cache-Status", "X-Cache-Status", "X-Vercel-Cache"]
        .into_iter()
        .find_map(|name| {
            let value = headers.first(name)?;
            let word = value.split([' ', ',']).next().unwrap_or("");
            word.get(..3)
                .is_some_and(|start| start.eq_ignore_ascii_case("hit"))
                .then(|| quote(name, value))
        });
    if let Some(seen) = hit {
        return Ok(Verdict::fail(Severity::High, seen, "A cache answered, not the service."));
    }
    let cache = CacheControl::parse(view::sent(subject, "Cache-Control")?);
    let shared = cache.seconds("s-maxage").unwrap_or(0);
    let seen = seen(subject);
    Ok(match life(subject, &cache)? {
        Life::Unsaid if shared == 0 => {
            let says = "Nothing is said, so a cache may keep the answer and report old health.";
            Verdict::warn(Severity::High, seen, says)
        }
        Life::Never => Verdict::pass(seen, "No cache may answer in place of the service."),
        Life::Unsaid => kept(seen, shared),
        Life::Seconds(seconds) if seconds.max(shared) > 0 => kept(seen, seconds.max(shared)),
        Life::Seconds(_) => Verdict::pass(seen, "A cache has to ask before it answers."),
    })
}

fn kept(seen: String, seconds: u64) -> Verdict {
    let says = format!("A cache may report this health for {seconds} seconds.");
    Verdict::fail(Severity::High, seen, says)
}

fn page(subject: &Subject<'_>) -> Answer {
    let cache = CacheControl::parse(view::sent(subject, "Cache-Control")?);
    let seen = seen(subject);
    Ok(match life(subject, &cache)? {
        Life::Unsaid => Verdict::warn(
            Severity::Low,
            seen,
            "Nothing is said, so browsers decide how long to keep it.",
        ),
        Life::Never => Verdict::pass(seen, "Browsers ask before they show the page again."),
        Life::Seconds(seconds) if seconds <= 180 => {
            Verdict::pass(seen, format!("Browsers keep the page for {seconds} seconds."))
        }
        Life::Seconds(seconds) if seconds <= 3600 => {
            Verdict::note(seen, format!("A release shows up to {} minutes late.", seconds / 60))
        }
        Life::Seconds(seconds) => {
            let says = format!("Browsers show this page unasked for {} hours.", seconds / 3600);
            Verdict::warn(Severity::Low, seen, says)
        }
    })
}

fn asset(subject: &Subject<'_>) -> Answer {
    let Some(url) = &subject.evidence.request.url else {
        return Err(Verdict::unseen("The name of the file is not known."));
    };
    if !is_hashed(url.path()) {
        return Err(Verdict::not_applicable(
            "The name of the file carries no hash of its content.",
        ));
    }
    let cache = CacheControl::parse(view::sent(subject, "Cache-Control")?);
    let seen = seen(subject);
    Ok(match life(subject, &cache)? {
        Life::Seconds(seconds) if seconds >= YEAR && cache.has("immutable") => {
            Verdict::pass(seen, "Browsers never ask for this file again.")
        }
        Life::Seconds(seconds) if seconds >= YEAR => {
            Verdict::note(seen, "With immutable, browsers would not ask on a reload either.")
        }
        Life::Seconds(_) | Life::Never => Verdict::warn(
            Severity::Low,
            seen,
            "The name changes with the content; it could be kept for a year.",
        ),
        Life::Unsaid => Verdict::warn(
            Severity::Low,
            seen,
            "Nothing is said, so browsers ask again for a file that never changes.",
        ),
    })
}

/// How long a browser keeps an answer.
enum Life {
    /// It asks before every use, or keeps nothing.
    Never,
    /// So many seconds.
    Seconds(u64),
    /// Nothing is said.
    Unsaid,
}

fn life(subject: &Subject<'_>, cache: &CacheControl) -> Answer<Life> {
    if cache.has("no-store") || cache.has_whole("no-cache") {
        return Ok(Life::Never);
    }
    if let Some(seconds) = cache.seconds("max-age") {
        return Ok(Life::Seconds(seconds));
    }
    let values = view::sent(subject, "Expires")?;
    let Some(expires) = values.first() else {
        return Ok(Life::Unsaid);
    };
    // RFC 9111 section 5.3: what is no date lies in the past.
    let Some(end) = http_date::parse(expires) else { return Ok(Life::Seconds(0)) };
    match view::made_at(subject) {
        Some(made) => {
            Ok(Life::Seconds(u64::try_from(end.seconds.saturating_sub(made)).unwrap_or(0)))
        }
        None => Err(Verdict::unseen("Without a Date field nothing tells how far away Expires is.")),
    }
}

/// Whether a part of the file name, between dots, hyphens or underscores, looks like a hash.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or("");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.split(['.', '-', '_']).any(|part| {
        part.len() >= 8
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().any(|byte| byte.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests;
