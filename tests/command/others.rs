//! `preflight csp`, `health` and `cors`.

use serde_json::json;

use super::harness::{check, lines};

#[test]
fn a_policy_is_judged() {
    check(&["csp"], "script-src 'unsafe-inline' *", 0, "CSP Evaluator");
    check(&["csp"], "content-security-policy: script-src *\n", 0, "1 enforced");
    check(&["csp"], "HTTP/2 200\nserver: x\n", 0, "0 enforced");
    check(&["csp"], "", 2, "no policy");
    let answers = lines(&["csp", "--jsonl"], "{\"id\":1,\"csp\":\"script-src *\"}\n{\"id\":2}\n");
    let names: Vec<_> = answers[0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["id", "findings", "strict", "reporting", "ours"]);
    let finding: Vec<_> = answers[0]["findings"][0].as_object().unwrap().keys().collect();
    assert_eq!(finding, ["type", "severity", "directive", "value"]);
    let own: Vec<_> = answers[0]["ours"][0].as_object().unwrap().keys().collect();
    assert_eq!(own, ["check", "outcome", "severity", "directive", "value", "why"]);
    assert!(answers[1]["error"].is_string() && answers[1]["id"] == 2);
}

#[test]
fn a_health_answer_is_judged() {
    let answer = "HTTP/1.1 503 x\ncontent-type: application/json\n\n{\"status\":\"DOWN\"}";
    check(&["health", "--url", "https://a.example/healthz"], answer, 0, "unhealthy");
    check(&["health", "--format", "junit"], answer, 0, "<failure");
    let line = json!({
        "id": "a", "request": { "method": "GET", "path": "/readyz" },
        "response": { "status": 200, "headers": {}, "body": { "status": "ok" } },
    });
    let answers = lines(&["health", "--jsonl"], &format!("{line}\n[]\n"));
    assert_eq!(
        (&answers[0]["verdict"], &answers[0]["role"]),
        (&json!("healthy"), &json!("readiness"))
    );
    assert!(answers[1]["error"].is_string());
}

#[test]
fn cors_answers_are_judged_by_the_origin_they_were_asked_with() {
    let answers = "$ curl -i -H 'Origin: https://b.example' https://a.example/\nHTTP/2 200\n\
        access-control-allow-origin: https://b.example\naccess-control-allow-credentials: true\n\n\
        $ curl -i -H 'Origin: null' https://a.example/\nHTTP/2 200\n\
        access-control-allow-origin: null\naccess-control-allow-credentials: true\n\n";
    check(&["cors"], answers, 0, "reflect-any-credentials");
    check(&["cors", "--format", "json"], answers, 0, "\"critical\"");
    let input = "{\"id\":1,\"outcomes\":{\"co\":\"1\",\"ci\":\"0\",\"no\":\"1\",\"ni\":\"0\"}}\n{\"id\":2}\n";
    let answers = lines(&["cors", "--jsonl"], input);
    let names: Vec<_> = answers[0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["id", "verdict", "alternatives", "severity", "findings"]);
    assert!(answers[1]["error"].is_string());
}
