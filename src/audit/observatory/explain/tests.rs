//! Each rule, by one answer that it applies to.

use super::*;
use crate::audit::observatory::scan;

fn whys(headers: &[(&str, &str)], body: &str) -> Vec<&'static str> {
    let text = r#"{"url":"https://www.example.com/","http_available":false}"#;
    let mut input = Input::parse(text).unwrap();
    input.headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    input.body_html = Some(body.to_owned());
    let found = differences(&input, &scan(&input));
    assert!(found.iter().all(|one| !one.peer.is_empty() && one.source.url.starts_with("https://")));
    let rules = [exchange::RULES, policy::RULES, transport::RULES, cookies::RULES, markup::RULES];
    let all = rules.into_iter().flatten();
    all.filter(|rule| found.iter().any(|one| one.why == rule.why)).map(|rule| rule.why).collect()
}

#[track_caller]
fn check(name: &str, value: &str, want: &str) {
    let got = whys(&[("content-type", "text/html"), (name, value)], "");
    assert!(got.iter().any(|why| why.contains(want)), "{name}: {value} gave {got:?}");
}

#[track_caller]
fn check_body(body: &str, want: &str) {
    let got = whys(&[("content-type", "text/html")], body);
    assert!(got.iter().any(|why| why.contains(want)), "{body} gave {got:?}");
}

#[test]
fn an_ordinary_answer_parts_nobody() {
    let headers = [
        ("content-type", "text/html"),
        ("content-security-policy", "default-src 'self'; frame-ancestors 'self'"),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("set-cookie", "theme=dark; Secure; SameSite=Lax"),
        ("x-content-type-options", "nosniff"),
    ];
    assert_eq!(whys(&headers, "<script src=/a.js></script>"), [""; 0]);
}

#[test]
fn policies() {
    let name = "content-security-policy";
    check(name, "frame-ancestors 'self', default-src *", "Several policies");
    check(name, "img-src a; img-src b", "stands twice");
    check(name, "default-src 'self',", "empty or very short");
    check(name, "default-src 'unsafe-inline' 'nonce-'", "only looks like");
    check(name, "default-src \"self\"", "without its single quotes");
    check(name, "script-src 'nonce-abcd' 'strict-dynamic'", "strict-dynamic");
    check(name, "default-src 'self'; report-uri http://a/", "reports go to");
    check(name, "default-src 'none'; script-src-elem 'unsafe-inline'", "script-src-elem");
    check(name, "frame-ancestors *", "lets in every host");
}

#[test]
fn transport() {
    let name = "strict-transport-security";
    check(name, "max-age=abc", "not a plain number");
    check(name, "max-age = 31536000", "blanks around");
    check(name, "max-age=1; max-age=2", "more than once");
    check(name, "max-age=0", "is 0");
    let twice = [(name, "max-age=31536000"), (name, "max-age=31536000")];
    assert!(whys(&twice, "").contains(&"The field was sent more than once."));
}

#[test]
fn cookies_of_all_kinds() {
    check("set-cookie", "__Host-a=1; Path=/", "breaks the rules");
    check("set-cookie", "connect.sid=1", "does not take for one");
    check("set-cookie", "accessToken=1", "does not take for one");
    check("set-cookie", "assessment_view=1", "longer word");
    check("set-cookie", "a=; Max-Age=0", "being deleted");
}

#[test]
fn frames_types_and_origins() {
    check("x-frame-options", "ALLOW-FROM https://a.example", "ALLOW-FROM");
    check("x-frame-options", "SAMEORIGIN, SAMEORIGIN", "more than once");
    check("x-content-type-options", "nosniff, nosniff", "first of several");
    check("access-control-allow-origin", "https://a, https://b", "Several origins");
    check("access-control-allow-credentials", "TRUE", "another case");
    let null =
        [("access-control-allow-origin", "null"), ("access-control-allow-credentials", "true")];
    assert!(whys(&null, "").contains(&"The origin null is let in with credentials."));
    assert_eq!(whys(&[("content-type", "application/health+json")], "").len(), 1);
}

#[test]
fn bodies() {
    let script = |attributes: &str| format!("<script {attributes}></script>");
    check_body(&script("src=https://a.test/x integrity=md5-x crossorigin"), "names no hash");
    check_body(&script("src=https://a.test/x integrity=sha384-x"), "no crossorigin");
    check_body(&script("src=//a.test/x"), "begins with //");
    check_body("{\"status\":\"ok\"}", "is not labelled");
    check_body("<base href=https://a.test/><script src=x></script>", "base tag");
    check_body(
        "<meta http-equiv=content-security-policy content=\"default-src 'self'; frame-ancestors a\">",
        "only in a meta tag",
    );
    let hidden = script("src=http://a.test/x integrity=sha384-x crossorigin");
    check_body(&(hidden + &script("src=https://a.test/y")), "graver fault");
}

#[test]
fn a_refused_status_is_explained() {
    let mut input = Input::parse(r#"{"site":"a.example","http_available":false}"#).unwrap();
    input.status = 503;
    let found = differences(&input, &scan(&input));
    assert_eq!(found[0].test, "scan");
    assert!(found[0].peer.contains("503"));
}
