//! What masking keeps and what it takes.

use super::*;
use crate::audit::headers::Headers;
use proptest::prelude::*;

#[track_caller]
fn check(name: &str, value: &str, want: &str) {
    let (masked, _) = headers([(name, value)].into_iter().collect::<Headers>());
    assert_eq!(masked.fields[0].value, want);
}

#[test]
fn a_cookie_keeps_name_length_and_attributes() {
    check("Set-Cookie", "sid=0123456789; Path=/; Secure", "sid=<masked:10>; Path=/; Secure");
    check("set-cookie", "a=\"secret!!\"; HttpOnly", "a=<masked:10>; HttpOnly");
    check("Set-Cookie", "gone=; Max-Age=0", "gone=; Max-Age=0");
    check("Set-Cookie", "bare", "<masked:4>");
    check("Cookie", "a=1; b=22", "a=<masked:1>; b=<masked:2>");
}

#[test]
fn two_cookies_joined_by_a_comma_stay_two() {
    check("Set-Cookie", "a=11; Path=/, b=22; Secure", "a=<masked:2>; Path=/, b=<masked:2>; Secure");
    let expires = "a=11; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Secure";
    check("Set-Cookie", expires, &expires.replace("11", "<masked:2>"));
}

#[test]
fn other_secrets_go_too() {
    check("Authorization", "Bearer abcdefghij", "Bearer <masked:10>");
    check("Proxy-Authorization", "Basic YWJj", "Basic <masked:4>");
    check("X-Api-Key", "1234567890", "<masked:10>");
    check("X-CSRF-Token", "abcdefg", "<masked:7>");
    check(
        "Location",
        "/in?next=/a&access_token=abcdefg#x",
        "/in?next=/a&access_token=<masked:7>#x",
    );
    check("Location", "https://u:p@a.example/", "https://a.example/");
    check("Access-Control-Allow-Headers", "authorization", "authorization");
    check("ETag", "\"abc\"", "\"abc\"");
}

#[test]
fn bodies_lose_tokens_and_named_members() {
    let text = r#"{"user":"ann","access_token" : "abcdefgh","n":1,"t":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig"}"#;
    let (masked, n) = body(text);
    assert_eq!(n, 2);
    assert!(masked.contains(r#""user":"ann","access_token" : "<masked:8>","n":1"#), "{masked}");
    assert!(!masked.contains("sig"), "{masked}");
    let html = r#"<script nonce="r4nd">let a = "b";</script>"#;
    assert_eq!(body(html), (html.to_owned(), 0));
}

#[test]
fn a_quoted_line_is_masked_and_cut() {
    assert_eq!(line("< Set-Cookie: a=secret"), "Set-Cookie: a=<masked:6>");
    assert_eq!(
        line("GET https://a.example/?token=abcdefg").as_str(),
        "GET https://a.example/?token=<masked:7>"
    );
    assert_eq!(line(&"word ".repeat(40)).chars().count(), 83);
}

proptest! {
    #[test]
    fn no_letter_of_a_cookie_is_left(value in "[A-Z]{7,40}") {
        let line = format!("a={value}; Path=/");
        let (masked, n) = headers([("Set-Cookie", &line)].into_iter().collect());
        prop_assert_eq!(n, 1);
        prop_assert!(!masked.fields[0].value.contains(&value));
    }

    #[test]
    fn masking_twice_changes_nothing(text in "[ab=?&;:/@\"{}<>. ]{0,40}|.{0,40}") {
        for name in ["Set-Cookie", "Cookie", "Authorization", "Location", "X-Token"] {
            let (once, _) = headers([(name, &text)].into_iter().collect());
            let (twice, _) = headers(once.clone());
            prop_assert_eq!(&twice, &once, "{}", name);
        }
        let (once, _) = body(&text);
        prop_assert_eq!(body(&once).0, once);
    }

    #[test]
    fn any_text_is_masked(text in ".{0,80}") {
        let (_, _) = body(&text);
        let (_, _) = queries(&text);
        prop_assert!(line(&text).chars().count() <= QUOTE_CHARS_MAX + 3);
    }
}
