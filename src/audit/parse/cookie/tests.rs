//! How lines are read, by example and by law.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(line: &str, want: &str) {
    let cookie = Cookie::parse(line);
    let flags = [cookie.secure(), cookie.http_only(), cookie.partitioned()].map(u8::from);
    let got = format!(
        "{:?} {flags:?} {:?} {:?} {:?} {:?}",
        cookie.name,
        cookie.same_site(),
        cookie.domain(),
        cookie.path(),
        cookie.end()
    );
    assert_eq!(got, want, "{line}");
}

#[test]
fn attributes_are_read_in_any_case_and_the_last_one_counts() {
    check(
        "sid=1; SECURE; httponly; path=/a; Path=/; samesite=NONE; SameSite=Lax",
        r#""sid" [1, 1, 0] Lax None Some("/") Session"#,
    );
    check("a=1; Domain=.Example.COM", r#""a" [0, 0, 0] Absent Some("example.com") None Session"#);
    check("a=1; Domain=; Path=x", r#""a" [0, 0, 0] Absent None None Session"#);
    check(
        "a=1; Secure=false; SameSite=; Partitioned",
        r#""a" [1, 0, 1] Unknown None None Session"#,
    );
}

#[test]
fn max_age_comes_before_expires_and_nonsense_is_ignored() {
    let expires = "Expires=Sun, 06 Nov 1994 08:49:37 GMT";
    let end = |line: &str| Cookie::parse(line).end();
    assert_eq!(end(&format!("a=1; {expires}")), End::At(784_111_777));
    assert_eq!(end(&format!("a=1; Max-Age=60; {expires}")), End::After(60));
    assert_eq!(end(&format!("a=1; Max-Age=x; {expires}")), End::At(784_111_777));
    assert_eq!(end("a=1; Max-Age=60; Max-Age="), End::After(60));
    assert_eq!(end("a=1; Max-Age=-5"), End::After(0));
    assert_eq!(end("a=1; Max-Age=60; Max-Age=0"), End::After(0));
    assert_eq!(end("a=1; Expires=tomorrow"), End::Session);
    assert_eq!(end("a=1; Max-Age=1.5"), End::Session);
}

#[test]
fn a_line_without_an_equals_sign_is_a_nameless_cookie() {
    let cookie = Cookie::parse("__Host-token; Secure");
    assert_eq!((cookie.name, cookie.value.len), ("", 12));
    assert_eq!(cookie.value_prefix, Some(Prefix::Host));
    assert_eq!(Cookie::parse("=__secure-x").value_prefix, Some(Prefix::Secure));
    assert_eq!(Cookie::parse("a=__Host-x").value_prefix, None);
}

#[test]
fn prefixes_are_known_in_any_case() {
    let of = |name: &str| Cookie::parse(&format!("{name}=1")).prefix();
    assert_eq!(of("__host-a"), Some(Prefix::Host));
    assert_eq!(of("__HOST-HTTP-a"), Some(Prefix::HostHttp));
    assert_eq!(of("__Http-a"), Some(Prefix::Http));
    assert_eq!(of("_Host-a"), None);
}

#[test]
fn an_attribute_that_is_too_long_does_not_count() {
    let long = "x".repeat(1020);
    assert_eq!(Cookie::parse(&format!("a=1; Path=/{long}/////")).path(), None);
}

#[test]
fn joined_lines_and_control_characters_are_noticed() {
    let joined = |line: &str| Cookie::parse(line).joined.join(" ");
    assert_eq!(joined("a=1; Path=/, b=2; Secure"), "b");
    assert_eq!(joined("a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT"), "");
    assert_eq!(joined("a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT, b=2"), "b");
    assert!(Cookie::parse("a=1\u{7}").has_control);
    assert!(Cookie::parse("a=<masked:control:4>").has_control);
    assert!(!Cookie::parse("a=1\t; Secure").has_control);
}

#[test]
fn no_value_is_shown() {
    let shown = |line: &str| Cookie::parse(line).shown();
    assert_eq!(shown("a=S3cret; Path=/; Secure"), "Set-Cookie: a; Path=/; Secure");
    assert_eq!(shown("S3cret; Path=/"), "Set-Cookie: (no name); Path=/");
    assert_eq!(shown("a=1; Path=/, b=S3cret"), "Set-Cookie: a; Path=/…");
    assert_eq!(shown("a=1; Secure=S3cret; x=S3cret"), "Set-Cookie: a; Secure=S3cre…; x=…");
}

proptest! {
    #[test]
    fn any_line_is_read(line in ".{0,60}") {
        let cookie = Cookie::parse(&line);
        prop_assert!(cookie.shown().starts_with("Set-Cookie: "));
        prop_assert!(cookie.end() != End::After(-1));
    }

    #[test]
    fn a_value_is_never_shown(value in "[b-z0-9]{8,20}", rest in "[a;=, /]{0,12}") {
        let line = format!("a={value};{rest}");
        prop_assert!(!Cookie::parse(&line).shown().contains(&value));
    }

    #[test]
    fn masking_changes_nothing_that_is_known(value in "[ -+/-:<-~]{0,40}") {
        let line = format!("a={value}; Path=/; HttpOnly");
        let masked = crate::audit::mask::set_cookie(&line);
        prop_assert_eq!(Cookie::parse(&masked), Cookie::parse(&line));
    }
}
