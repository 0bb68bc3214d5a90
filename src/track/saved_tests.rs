//! Samples of every format ever kept, and the laws of reading and writing.

use super::*;
use crate::track::log::tests::any_log;
use proptest::prelude::*;

/// Records of format 1, one of each act; they must stay readable for ever.
const SAMPLES_V1: [&str; 4] = [
    r#"{"v":1,"stamp":"01932f0a1b4c-0000-k3j9x2ab","project":"default","act":{"type":"project-renamed","name":"Shop"}}"#,
    r#"{"v":1,"stamp":"01932f0a1b4c-0001-k3j9x2ab","project":"p-1","act":{"type":"project-created","name":"Blog"}}"#,
    r#"{"v":1,"stamp":"01932f0a1b4d-0000-k3j9x2ab","project":"p-1","act":{"type":"project-archived","archived":true}}"#,
    r#"{"v":1,"stamp":"01932f0a1b4e-0000-zz","project":"default","act":{"type":"item-state","item":"cors-allowlist","state":"not-applicable","rev":1}}"#,
];

#[test]
fn every_record_ever_kept_is_read_and_written_the_same() {
    for sample in SAMPLES_V1 {
        assert_eq!(encode(&decode(sample).unwrap()).unwrap(), sample);
    }
}

#[test]
fn a_file_of_format_1_is_read() {
    let text = format!(
        r#"{{"format":"preflight-log","version":1,"events":[{}],"unread":["x"]}}"#,
        SAMPLES_V1.join(",")
    );
    let kept = decode_file(&text).unwrap();
    assert_eq!((kept.log.len(), kept.unread.len()), (4, 1));
}

#[test]
fn a_newer_format_is_refused_not_guessed_at() {
    let newer = SAMPLES_V1[0].replace(r#""v":1"#, r#""v":2"#);
    assert_eq!(decode(&newer), Err(SavedError::Newer(2)));
    let file = r#"{"format":"preflight-log","version":7,"events":[]}"#;
    assert_eq!(decode_file(file), Err(SavedError::Newer(7)));
}

#[test]
fn what_cannot_be_read_is_kept_as_it_stood() {
    let act = SAMPLES_V1[0].replace("project-renamed", "project-launched");
    let texts = ["", "{", r#"{"v":1}"#, r#"{"v":0}"#, "[]", &act, SAMPLES_V1[0]];
    let kept = decode_all(texts);
    assert_eq!(kept.log.len(), 1);
    let unread: Vec<_> = kept.unread.iter().map(|unread| unread.text.as_str()).collect();
    assert_eq!(unread, texts[..6]);
    let again = decode_file(&encode_file(&kept).unwrap()).unwrap();
    assert_eq!(again, kept);
}

#[test]
fn a_file_of_something_else_says_so() {
    let error = decode_file(r#"{"format":"x","version":1,"events":[]}"#).unwrap_err();
    assert_eq!(error.to_string(), r#"unreadable: its format is "x", not "preflight-log""#);
    assert!(decode_file("<html>").is_err());
    assert!(decode_file(&"[".repeat(100_000)).is_err());
}

proptest! {
    #[test]
    fn a_file_gives_back_what_was_put_in(log in any_log()) {
        let kept = Kept { log, unread: Vec::new() };
        prop_assert_eq!(decode_file(&encode_file(&kept).unwrap()), Ok(kept));
    }

    #[test]
    fn any_text_is_answered(text in ".{0,80}") {
        prop_assert_eq!(decode_all([text.as_str()]).unread.len(), 1);
    }
}
