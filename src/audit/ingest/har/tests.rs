//! HAR files, good and bent.

use super::super::{Kind, read};
use crate::audit::evidence::Body;

#[track_caller]
fn check(text: &str) -> super::super::Ingested {
    let ingested = read(text).unwrap();
    assert_eq!(ingested.kind, Kind::Har);
    ingested
}

const REDIRECTED: &str = r#"{"log":{"version":"1.2","creator":{"name":"x"},"entries":[
 {"request":{"method":"GET","url":"http://a.example/?token=abcdef","headers":[{"name":"Cookie","value":"sid=verysecret"}]},
  "response":{"status":301,"headers":[{"name":"Location","value":"https://a.example/"}],"content":{"size":0}}},
 {"request":{"method":"GET","url":"data:text/css,x","headers":[]},"response":{"status":200,"headers":[],"content":{}}},
 {"request":{"method":"get","url":"https://a.example/","headers":[]},"time":12.5,
  "response":{"status":200,"headers":[{"name":"set-cookie","value":"a=1111; Secure\nb=2222"},{"name":":status","value":"200"}],
   "content":{"mimeType":"text/html","encoding":"base64","text":"PGgxPmhpPC9oMT4="}},"serverIPAddress":"1.2.3.4","_securityState":"secure",
   "timings":{"blocked":-1,"wait":3,"receive":1}},
 {"request":{"method":"GET","url":"https://a.example/x","headers":[]},"response":{"status":0,"headers":[],"content":{}}}
]}}"#;

#[test]
fn a_redirect_is_followed_and_secrets_are_gone() {
    let ingested = check(REDIRECTED);
    assert_eq!(ingested.exchanges.len(), 1);
    let evidence = &ingested.exchanges[0];
    assert_eq!(evidence.hops.len(), 1);
    assert_eq!(evidence.headers.all("set-cookie"), ["a=<masked:4>; Secure", "b=<masked:4>"]);
    assert_eq!(evidence.body, Body::Read { text: "<h1>hi</h1>".into(), whole: true });
    assert_eq!(evidence.timings.first_byte_ms, Some(3.0));
    assert_eq!(evidence.surroundings.http_chain.as_ref().map(Vec::len), Some(2));
    assert_eq!(evidence.request.method, "GET");
    assert_eq!(ingested.masked, 4);
    let told = format!("{ingested:?}");
    for secret in ["abcdef", "verysecret", "1111", "2222"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
    assert_eq!(ingested.problems.len(), 2, "{:?}", ingested.problems);
}

#[test]
fn one_bent_entry_does_not_spoil_the_file() {
    let text = r#"{"log":{"entries":[
      {"request":{"url":"https://a.example/"},"response":{"status":"200","headers":[{"name":"x","value":3}],"content":null}},
      {"request":7,"response":{}}]}}"#;
    let ingested = check(text);
    assert_eq!(ingested.exchanges.len(), 1);
    assert_eq!(ingested.exchanges[0].headers.first("x"), Some("3"));
    assert!(ingested.problems.iter().any(|problem| problem.says.contains("Entry 2")));
}

#[test]
fn one_copied_entry_is_enough() {
    let entry =
        r#"{"request":{"url":"https://a.example/"},"response":{"status":204,"headers":[]}}"#;
    assert_eq!(check(entry).exchanges.len(), 1);
    assert_eq!(check(&format!("[{entry},{entry}]")).exchanges.len(), 2);
}

#[test]
fn a_large_body_is_cut_while_it_is_read() {
    let body = "a".repeat(300_000);
    let text = format!(
        r#"{{"log":{{"entries":[{{"request":{{"url":"https://a.example/"}},
        "response":{{"status":200,"headers":[],"content":{{"text":"{body}"}}}}}}]}}}}"#
    );
    match &check(&text).exchanges[0].body {
        Body::Read { text, whole } => assert!(!whole && text.len() == 65_536),
        Body::Unseen => panic!("the body was read"),
    }
}
