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
    check(&[("content-type", "text/html")], 30, "D");
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
