//! What is noticed beside the verdict: a health answer from a cache, and what it gives away.

use serde::Serialize;

use super::exchange::{Exchange, Transport};
use super::leaks::{Kind, Leak};

/// Something noticed beside the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Its lasting id.
    pub id: &'static str,
    /// A quotation of what was seen; empty where something was missing.
    pub seen: String,
    /// What that means.
    pub says: &'static str,
}

/// Lists what is noticed beside the verdict.
pub(super) fn of(exchange: &Exchange, leaks: &[Leak]) -> Vec<Remark> {
    let mut remarks = caching(exchange);
    for leak in leaks {
        remarks.push(of_leak(leak));
    }
    remarks.extend(of_status(exchange));
    remarks
}

fn caching(exchange: &Exchange) -> Vec<Remark> {
    let Transport::Answered(_) = exchange.transport else { return Vec::new() };
    let headers = &exchange.headers;
    let mut remarks = Vec::new();
    let mut add = |id, seen: String, says| remarks.push(Remark { id, seen, says });
    let old = headers.first("age").filter(|age| age.trim().parse::<u64>().is_ok_and(|s| s > 0));
    let hit = ["x-cache", "cf-cache-status", "x-cache-status", "x-vercel-cache", "cdn-cache"]
        .into_iter()
        .find_map(|name| headers.first(name).filter(|value| is_hit(value)).map(|v| (name, v)));
    let cached = old.map(|age| ("age", age)).or(hit);
    if let Some((name, value)) = cached {
        add(
            "cached-answer",
            format!("{name}: {value}"),
            "This answer comes from a cache: it tells how the service was, not how it is.",
        );
    }
    match headers.combined("cache-control") {
        None => add(
            "cache-control-absent",
            String::new(),
            "Nothing forbids a cache to keep this answer; send Cache-Control: no-store.",
        ),
        Some(value) if may_be_kept(&value) => add(
            "cacheable",
            format!("cache-control: {value}"),
            "A cache may keep this answer and go on saying so while the service is down.",
        ),
        Some(_) => {}
    }
    remarks
}

fn is_hit(value: &str) -> bool {
    let word = value.split([' ', ',', ';']).next().unwrap_or("").trim();
    ["hit", "tcp_hit", "stale", "revalidated", "updating"]
        .iter()
        .any(|hit| word.eq_ignore_ascii_case(hit))
}

fn may_be_kept(cache_control: &str) -> bool {
    let value = cache_control.to_ascii_lowercase();
    let directives = || value.split(',').map(str::trim);
    let forbidden = directives().any(|d| d == "no-store" || d == "no-cache");
    let kept = directives().any(|directive| {
        let seconds =
            ["max-age=", "s-maxage="].iter().find_map(|name| directive.strip_prefix(name));
        seconds.is_some_and(|seconds| seconds.trim_matches('"').parse::<u64>().is_ok_and(|s| s > 0))
    });
    kept && !forbidden
}

fn of_leak(leak: &Leak) -> Remark {
    let (id, says) = match leak.kind {
        Kind::Host => ("leak-host", "An address inside your network is told to everyone."),
        Kind::Path => ("leak-path", "A path on the server is told to everyone."),
        Kind::Class => ("leak-class", "An exception or a class of the code is told to everyone."),
        Kind::Version => ("leak-version", "The version is told: it says which known holes to try."),
    };
    Remark { id, seen: leak.seen.clone(), says }
}

fn of_status(exchange: &Exchange) -> Option<Remark> {
    let status = exchange.status()?;
    let (id, says) = match status {
        300..=399 => (
            "redirecting",
            "Some load balancers count a redirect as healthy and some as failed; answer directly.",
        ),
        500 => (
            "status-500",
            "500 is also what a crash answers; 503 says that the service knows it is not ready.",
        ),
        _ => return None,
    };
    Some(Remark { id, seen: format!("HTTP {status}"), says })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &[(&str, &str)], want: &[&str]) {
        let exchange = Exchange {
            transport: Transport::Answered(200),
            headers: headers.iter().copied().collect(),
            ..Exchange::default()
        };
        let got: Vec<_> = of(&exchange, &[]).into_iter().map(|remark| remark.id).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn a_cached_answer_is_noticed() {
        check(&[("Cache-Control", "no-store")], &[]);
        check(&[("Age", "0"), ("cache-control", "max-age=0, must-revalidate")], &[]);
        check(
            &[("Age", "12"), ("cache-control", "public, max-age=60")],
            &["cached-answer", "cacheable"],
        );
        check(&[("CF-Cache-Status", "HIT")], &["cached-answer", "cache-control-absent"]);
        check(&[("X-Cache", "MISS from cloud"), ("cache-control", "no-cache, max-age=9")], &[]);
    }
}
