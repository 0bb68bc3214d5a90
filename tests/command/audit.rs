//! `preflight audit`.

use std::io::Read;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::harness::{check, lines, run, text};

const ANSWER: &str = "HTTP/2 200 \r\ncontent-type: text/html; charset=utf-8\r\n\
    set-cookie: sid=topsecretvalue; Path=/\r\n\r\n<!doctype html><p>hi";

const URL: [&str; 3] = ["audit", "--url", "https://a.example/"];

#[test]
fn an_answer_is_judged_for_people() {
    check(&URL, ANSWER, 0, "https://a.example/ (page)");
    let printed = text(&run(&URL, ANSWER).stdout);
    assert!(printed.contains("FAIL"), "{printed}");
    assert!(!printed.contains("topsecretvalue"), "{printed}");
}

#[test]
fn a_grade_below_the_wanted_one_fails_the_run() {
    check(&["audit", "--fail-under", "A"], ANSWER, 1, "below A");
    check(&["audit", "--fail-under=F"], ANSWER, 0, "");
}

#[test]
fn what_is_no_answer_is_refused_with_advice() {
    check(&["audit"], "", 2, "nothing here");
    check(&["audit"], "<html></html>", 2, "curl -sSiL");
    check(&["audit"], "{\"a\":1}", 2, "no HAR");
}

#[test]
fn json_sarif_and_junit_are_well_formed() {
    for format in ["json", "sarif"] {
        let printed = text(&run(&["audit", "--format", format], ANSWER).stdout);
        let value: Value = serde_json::from_str(&printed).unwrap();
        assert!(value["reports"].is_array() || value["runs"][0]["results"].is_array());
    }
    let sarif = text(&run(&["audit", "--format", "sarif"], ANSWER).stdout);
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        assert!(!rule["help"]["text"].as_str().unwrap().is_empty(), "{rule}");
    }
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[at]["id"], result["ruleId"]);
    }
    check(&["audit", "--format", "junit"], ANSWER, 0, "<testsuites name=\"preflight\"");
    check(&["audit", "--format", "markdown"], ANSWER, 0, "| ❌ |");
}

#[test]
fn a_har_is_judged_by_host_and_kind() {
    let entry = |path: &str, media: &str| {
        json!({
            "request": { "method": "GET", "url": format!("https://a.example{path}"), "headers": [] },
            "response": { "status": 200, "headers": [{ "name": "content-type", "value": media }] },
        })
    };
    let entries =
        [entry("/", "text/html"), entry("/b", "text/html"), entry("/c", "application/json")];
    let har = json!({ "log": { "entries": entries } }).to_string();
    let path = std::env::temp_dir().join(format!("preflight-{}.har", std::process::id()));
    std::fs::write(&path, har).unwrap();
    let path = path.to_str().unwrap();
    check(&["audit", "--har", path], "", 0, "https://a.example (api)");
    check(&["audit", "--har", path], "", 0, "2 of 2 responses");
    check(&["audit", "--har", path, "--profile", "static"], "", 0, "https://a.example (static)");
    std::fs::remove_file(path).unwrap();
}

#[test]
fn lines_are_answered_in_order_and_bad_ones_do_not_stop_the_run() {
    let good = json!({
        "id": "a", "url": "https://a.example/", "site": "a.example", "status": 200,
        "headers": [["content-type", "text/html"], ["set-cookie", "sid=topsecretvalue"]],
        "body_html": "", "http_available": false, "later": [1],
    });
    let api = json!({ "id": 7, "url": "https://a.example/", "headers": [], "profile": "api" });
    let input = format!("{good}\nno json\n{{\"id\":\"x\"}}\n\n{api}\n");
    let answers = lines(&["audit", "--jsonl"], &input);
    assert_eq!(answers.len(), 4);
    let names: Vec<_> = answers[0].as_object().unwrap().keys().map(String::as_str).collect();
    let want = ["id", "score", "grade", "profile", "coverage", "outcomes", "observatory"];
    assert_eq!(names, want);
    assert_eq!(answers[0]["id"], "a");
    assert!(answers[0]["observatory"]["score"].is_i64(), "{}", answers[0]["observatory"]);
    assert!(!answers[0].to_string().contains("topsecretvalue"));
    let outcome: Vec<_> = answers[0]["outcomes"][0].as_object().unwrap().keys().collect();
    assert_eq!(outcome, ["check", "outcome", "severity", "seen", "source"]);
    assert!(answers[1]["error"].is_string() && answers[1].get("id").is_none());
    assert_eq!(answers[2]["id"], "x");
    assert!(answers[2]["error"].is_string());
    assert_eq!((&answers[3]["id"], &answers[3]["profile"]), (&json!(7), &json!("api")));
    assert!(answers[3]["observatory"]["tests"]["cookies"].is_object(), "{}", answers[3]);
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let line = json!({ "id": 1, "url": "https://a.example/", "headers": [] });
    let input = std::env::temp_dir().join(format!("preflight-{}.jsonl", std::process::id()));
    std::fs::write(&input, format!("{line}\n").repeat(200)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_preflight"))
        .args(["audit", "--jsonl"])
        .stdin(std::fs::File::open(&input).unwrap())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut complaints = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    let code = child.wait().unwrap().code();
    std::fs::remove_file(input).unwrap();
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
}
