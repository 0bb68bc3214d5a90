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
    check(
        Format::Text,
        expect![[r#"
            https://a.example/?a="b" (page)
            C (80 of 100), 2 of 3 checks judged
            A summary.

            FAIL high  bad-thing
              X: a|b `c`�
              It is <bad>.
              Fix: Do @this.
              at https://a.example/x
              RFC 1 section 2: https://a.example/rfc

            Could not be seen (1): dark-thing

            Passed (1): good-thing

            The input
              line 3: This line is odd.
                odd
        "#]],
    );
}

#[test]
fn markdown_hides_nothing_that_failed() {
    check(
        Format::Markdown,
        expect![[r###"
            ## Preflight

            ### `https://a.example/?a="b"`

            **C (80 of 100), 2 of 3 checks judged** · as page · A summary.

            | | Severity | Check | Seen | What to do |
            |---|---|---|---|---|
            | ❌ | high | [`bad-thing`](https://a.example/rfc) | `` X: a\|b `c`� `` | Do @&#8203;this. |

            <details><summary>Could not be seen (1)</summary>

            - `dark-thing` Hidden.

            </details>

            <details><summary>Passed (1)</summary>

            - `good-thing` Fine.

            </details>

            <details><summary>The input (1)</summary>

            - Line 3: This line is odd. `odd`

            </details>
        "###]],
    );
}

#[test]
fn junit_is_escaped() {
    check(
        Format::Junit,
        expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="preflight" tests="3" failures="1" errors="0" time="0">
          <testsuite name="https://a.example/?a=&quot;b&quot;" tests="3" failures="1" errors="0" skipped="1" time="0">
            <testcase classname="page" name="good-thing" time="0"/>
            <testcase classname="page" name="bad-thing" time="0">
              <failure message="It is &lt;bad&gt;." type="high">fail high&#10;Seen: X: a|b `c`�&#10;It is &lt;bad&gt;.&#10;Fix: Do @this.&#10;At: https://a.example/x</failure>
            </testcase>
            <testcase classname="page" name="dark-thing" time="0">
              <skipped message="Hidden."/>
            </testcase>
          </testsuite>
        </testsuites>
    "#]],
    );
}

#[test]
fn sarif_has_rules_and_results() {
    let text = Format::Sarif.print(&sheets(), &[]);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &value["runs"][0];
    assert_eq!(value["version"], "2.1.0");
    let rule = &run["tool"]["driver"]["rules"][1];
    assert_eq!(rule["id"], "bad-thing");
    assert_eq!(rule["name"], "BadThing");
    assert_eq!(rule["helpUri"], "https://a.example/rfc");
    assert_eq!(rule["help"]["text"], "Do @this.");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 1);
    assert_eq!(results[0]["ruleIndex"], 1);
    assert_eq!(results[0]["level"], "error");
    let place = &results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(place, "https://a.example/?a=%22b%22");
}

#[test]
fn json_keeps_everything() {
    let text = Format::Json.print(&sheets(), &[]);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["reports"][0]["grade"], "C");
    assert_eq!(value["reports"][0]["outcomes"][1]["seen"], "X: a|b `c`\u{1}");
}
