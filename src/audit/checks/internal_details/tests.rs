//! What may not leave the inside, by example.

use super::*;
use crate::audit::checks::trial::trial;

#[track_caller]
fn check(line: &str, want: &str) {
    trial(Profile::Page, line).is(&CHECKS[0], want);
}

#[test]
fn private_addresses_fail() {
    check("X-Upstream: 10.1.2.3:8080", "fail medium");
    check("Location: http://192.168.0.4/login", "fail medium");
    check("Via: 1.1 ip-10-0-1-2.ec2.internal", "fail medium");
    check("X-Host: db.cluster.local.", "fail medium");
}

#[test]
fn what_only_looks_like_an_address_passes() {
    check("Server: Kestrel/10.0.0.1", "pass");
    check("X-Real: 8.8.8.8", "pass");
    check("X-Time: 10.1.2", "pass");
    check("X-Text: the.locals", "pass");
    trial(Profile::Page, "Location: http://10.0.0.9/a")
        .url("http://10.0.0.9/")
        .is(&CHECKS[0], "pass");
}

#[test]
fn paths_and_traces_fail() {
    check("X-Error: /var/www/app/index.php", "fail medium");
    check("X-Error: C:\\inetpub\\wwwroot", "fail medium");
    check("X-Error: at com.a.B.c(B.java:12)", "fail medium");
    check("X-Error: Error at f (/app/x.js:1:2)", "fail medium");
    check("Location: /home/ada/inbox", "pass");
    check("Content-Security-Policy: img-src https://a.example/home/x/", "pass");
    check("X-Page: /etc", "pass");
}

#[test]
fn keys_fail_and_are_not_quoted() {
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln";
    let verdict =
        trial(Profile::Api, &format!("X-Token: Bearer {token}")).is(&CHECKS[0], "fail medium");
    assert!(!verdict.seen.contains("eyJ"));
    check("X-Token: <masked:jwt:200>", "fail medium");
    check("X-Key: AKIAABCDEFGHIJKLMNOP", "fail medium");
    check("Location: https://s3.example/?X-Amz-Credential=AKIAABCDEFGHIJKLMNOP%2F1", "pass");
}

#[test]
fn an_error_body_is_searched_for_traces() {
    let body = "{\"error\": \"Traceback (most recent call last): ...\"}";
    trial(Profile::Api, "").status(500).body(body).is(&CHECKS[0], "fail medium");
    trial(Profile::Api, "").status(200).body(body).is(&CHECKS[0], "pass");
    trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
}
