//! Health answers judged as a whole.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::audit::evidence::{Body, Door};
use crate::audit::headers::Headers;

fn judge(path: &str, status: u16, body: &str) -> Health {
    Health::of_exchange(&Exchange {
        path: path.into(),
        transport: Transport::Answered(status),
        content: Content::Text(body.into()),
        ..Exchange::default()
    })
}

fn line(health: &Health) -> String {
    let names = |name: &str| {
        let value = health.json();
        let list = value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |value: &Value| {
            let member = |name: &str| value[name].as_str().unwrap_or("").to_owned();
            let pair = || format!("{}={}", member("name"), member("verdict"));
            value.as_str().map_or_else(pair, str::to_owned)
        };
        list.iter().map(text).collect::<Vec<_>>().join(" ")
    };
    format!("{} [{}] {{{}}}", health.verdict.name(), names("checks"), names("flags"))
}

#[track_caller]
fn check(path: &str, status: u16, body: &str, want: &str) {
    assert_eq!(line(&judge(path, status, body)), want, "{body}");
}

#[test]
fn the_status_outweighs_a_good_body() {
    check("/health", 503, r#"{"status":"ok"}"#, "unhealthy [] {status-body-contradiction shallow}");
}

#[test]
fn an_explicit_bad_word_outweighs_200() {
    check(
        "/health",
        200,
        r#"{"status":"DOWN","components":{"queue":{"status":"DOWN"}}}"#,
        "unhealthy [queue=unhealthy] {status-body-contradiction}",
    );
}

#[test]
fn a_fixed_ok_beside_a_failing_part_is_named() {
    check(
        "/health",
        200,
        r#"{"status":"up","services":{"mail":"down","search":"up"}}"#,
        "degraded [mail=unhealthy search=healthy] {checks-contradict-overall}",
    );
}

#[test]
fn lists_without_a_word_for_the_whole_are_rolled_up() {
    check(
        "/health",
        200,
        r#"{"mail":{"healthy":true},"search":{"healthy":false}}"#,
        "degraded [mail=healthy search=unhealthy] {}",
    );
    check(
        "/health",
        503,
        r#"{"mail":"OK","search":"lookup of the name failed"}"#,
        "unhealthy [mail=healthy search=unhealthy] {}",
    );
}

#[test]
fn standby_codes_are_answers() {
    let body = r#"{"initialized":true,"sealed":false,"standby":true}"#;
    check(
        "/v1/sys/health",
        429,
        body,
        "degraded [initialized=healthy sealed=healthy standby=degraded] {nonstandard-status-code}",
    );
    check("/health", 429, "Too many requests", "unknown [] {rate-limited}");
}

#[test]
fn pages_prove_nothing() {
    check("/health", 200, "<!doctype html><div id=app></div>", "unknown [] {html-body}");
    check("/health", 404, "<html>Not found</html>", "unknown [] {html-body not-found}");
}

#[test]
fn failures_alone_may_be_listed() {
    check(
        "/status",
        503,
        r#"{"status":"Unavailable","failures":{"mail":"took too long"}}"#,
        "unhealthy [mail=unhealthy] {}",
    );
}

#[test]
fn a_pasted_body_alone_is_judged() {
    let mut evidence = Evidence::of_headers(Door::Paste, None, 200, Headers::default());
    evidence.status = None;
    evidence.body = Body::Read { text: r#"{"status":"pass"}"#.into(), whole: true };
    assert_eq!(Health::of(&evidence).verdict, Condition::Healthy);
}

#[test]
fn the_reason_quotes_what_decided() {
    let health = judge("/health", 200, r#"{"status":"warn"}"#);
    assert_eq!(health.why, "HTTP 200. The body says \"status\": \"warn\".");
    assert!(health.advice.iter().any(|advice| advice.starts_with("Stop a dependency")));
}

#[test]
fn deep_and_large_bodies_are_survived() {
    let deep = "{\"checks\":".repeat(100) + "1" + &"}".repeat(100);
    assert_eq!(judge("/health", 200, &deep).verdict, Condition::Unknown);
    let deeper = "[".repeat(50_000);
    check("/health", 200, &deeper, "unknown [] {truncated-json}");
    let noise = "\u{0}{x:".repeat(16 * 1024);
    assert_eq!(judge("/health", 200, &noise).verdict, Condition::Unknown);
}

proptest! {
    #[test]
    fn any_exchange_is_judged(status in 0_u16..700, body in "[ -~\\n]{0,60}", path in "[/a-z?=]{0,12}") {
        let health = judge(&path, status, &body);
        prop_assert_eq!(health.shallow, health.checks.is_empty());
        prop_assert!(!health.why.is_empty());
    }

    #[test]
    fn a_server_error_is_never_healthy(status in 500_u16..600, word in "ok|up|down|[a-z]{3}") {
        let health = judge("/health", status, &format!("{{\"status\":\"{word}\"}}"));
        prop_assert!(matches!(health.verdict, Condition::Unhealthy | Condition::Unknown));
    }
}
