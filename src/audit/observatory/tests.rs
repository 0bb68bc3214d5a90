//! Whole scans.

use super::*;
use proptest::prelude::*;

fn input(headers: &[(&str, &str)]) -> Input {
    let text = r#"{"url":"https://a.example.com/","http_available":false}"#;
    let mut input = Input::parse(text).unwrap();
    input.headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    input
}

#[track_caller]
fn check(headers: &[(&str, &str)], score: i32, grade: &str) {
    let scan = scan(&input(headers)).unwrap();
    assert_eq!((scan.score, scan.grade), (score, grade), "{:#?}", scan.tests);
}

#[test]
fn a_bare_answer_is_a_d() {
    // No http answer, so no redirect is missed: 100 - 25 - 20 - 5 - 20.
    check(&[("content-type", "text/html")], 30, "D");
}

#[test]
fn everything_at_its_best_is_155_without_preloading_and_scripts() {
    let headers = [
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("strict-transport-security", "max-age=63072000"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
        ("set-cookie", "__Host-a=1; Secure; Path=/; HttpOnly; SameSite=Lax"),
    ];
    check(&headers, 155, "A+");
}

#[test]
fn refusals_are_errors_in_json() {
    let mut input = input(&[]);
    input.status = 404;
    assert!(to_json(&scan(&input))["error"].is_string());
    input.status = 403;
    let json = to_json(&scan(&input));
    assert_eq!(json["grade"], "D");
    assert_eq!(json["tests"]["cookies"]["pass"], true);
    input.body_html = Some("<script src='https://a b/'></script>".into());
    assert!(matches!(scan(&input), Err(Refusal::Crash(_))));
}

#[test]
fn a_chain_that_is_not_known_gives_no_score() {
    let input = Input::parse(r#"{"site":"a.example.com"}"#).unwrap();
    let want = Need { test: "redirection", what: "whether the host answers over http" };
    assert_eq!(scan(&input), Err(Refusal::Unknown(vec![want])));
    assert!(test(&input, "cookies").is_some_and(|cookies| cookies.is_ok()));
    assert!(test(&input, "no-such-test").is_none());
}

proptest! {
    #[test]
    fn any_fields_give_a_score_within_bounds(
        pairs in proptest::collection::vec(("[a-zA-Z-]{1,8}|content-security-policy|set-cookie", ".{0,60}"), 0..6),
        body in ".{0,80}",
    ) {
        let mut input = input(&[]);
        input.headers = pairs;
        input.body_html = Some(body);
        if let Ok(scan) = scan(&input) {
            prop_assert!((0..=165).contains(&scan.score));
            prop_assert_eq!(scan.tests.len(), 12);
        }
    }
}
