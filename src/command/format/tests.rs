//! Every form of one small report.

use expect_test::{Expect, expect};

use super::super::sheet::Row;
use super::*;
use crate::audit::check::{Outcome, Severity};
use crate::audit::score::{Coverage, Grade};

fn sheets() -> [Sheet; 1] {
    let bad = Row {
        title: "It is \"good\" & <safe>".into(),
        outcome: Outcome::Fail,
        severity: Severity::High,
        seen: "X: a|b `c`\u{1}".into(),
        says: "It is <bad>.".into(),
        fix: "Do @this.".into(),
        why: "It matters.".into(),
        source: "RFC 1 section 2".into(),
        source_url: "https://a.example/rfc".into(),
        places: vec!["https://a.example/x".into()],
        ..Row::named("bad-thing")
    };
    let good = Row { outcome: Outcome::Pass, says: "Fine.".into(), ..Row::named("good-thing") };
    let unseen =
        Row { outcome: Outcome::Unseen, says: "Hidden.".into(), ..Row::named("dark-thing") };
    [Sheet {
        subject: "https://a.example/?a=\"b\"".into(),
        profile: "page".into(),
        summary: vec!["A summary.".into()],
        score: Some((80, Grade::C)),
        coverage: Some(Coverage { judged: 2, total: 3 }),
        rows: vec![good, bad, unseen],
    }]
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "a snapshot is written where it is checked")]
fn check(format: Format, want: Expect) {
    let problem = Problem { line: 3, text: "odd".into(), says: "This line is odd.".into() };
    want.assert_eq(&format.print(&sheets(), &[problem]));
}

#[test]
fn text_is_for_people() {
    check(Format::Text, expect![[r#""#]]);
}

#[test]
fn markdown_hides_nothing_that_failed() {
    check(Format::Markdown, expect![[r#""#]]);
}

#[test]
fn junit_is_escaped() {
    check(Format::Junit, expect![[r#""#]]);
}

#[test]
fn sarif_has_rules_and_results() {
    check(Format::Sarif, expect![[r#""#]]);
}

#[test]
fn json_keeps_everything() {
    let text = Format::Json.print(&sheets(), &[]);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["reports"][0]["grade"], "C");
    assert_eq!(value["reports"][0]["outcomes"][1]["seen"], "X: a|b `c`\u{1}");
}
