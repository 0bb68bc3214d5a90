//! What tools and browsers print, and what comes of it.

use super::*;
use crate::audit::evidence::{Body, Hop, Visibility};
use proptest::prelude::*;

/// Kind, then one line an exchange: hops, method, address, status, names of fields, body.
#[track_caller]
fn check(text: &str, want: &[&str]) -> Ingested {
    let ingested = read(text).unwrap_or_else(|error| panic!("{error}"));
    let mut told = vec![format!("{:?}", ingested.kind)];
    told.extend(ingested.exchanges.iter().map(tell));
    assert_eq!(told, want, "{:?}", ingested.problems);
    ingested
}

fn tell(evidence: &Evidence) -> String {
    let url = |url: &Option<Address>| url.as_ref().map_or("?".to_owned(), ToString::to_string);
    let hop = |hop: &Hop| format!("{} {} > ", url(&hop.url), hop.status);
    let hops = evidence.hops.iter().map(hop).collect::<Vec<_>>().concat();
    let names: Vec<_> = evidence.headers.fields.iter().map(|field| field.name.as_str()).collect();
    let body = evidence.body_text().map_or(String::new(), |body| format!(" {body:?}"));
    let status = evidence.status.map_or("-".to_owned(), |status| status.to_string());
    let url = url(&evidence.request.url);
    format!("{hops}{} {url} {status} {}{body}", evidence.request.method, names.join(","))
}

#[track_caller]
fn refuses(text: &str, line: usize, part: &str) {
    let error = read(text).unwrap_err();
    let told = format!("{} {}", error.says(), error.instead());
    assert_eq!(error.line(), line, "{told}");
    assert!(told.contains(part), "{told}");
}

#[test]
fn curl_i_is_read_with_its_body() {
    check(
        "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 5\r\n\r\nhello",
        &["Answer", "GET ? 200 Server,Content-Length \"hello\""],
    );
    check(
        "$ curl -sSI https://a.example/b\nHTTP/2 204 \nserver: x\n\n",
        &["Answer", "HEAD https://a.example/b 204 server \"\""],
    );
    check(
        "[ann@host ~]$ curl -I a.example\nHTTP/1.1 200 OK\nA: b\n",
        &["Answer", "HEAD http://a.example/ 200 A"],
    );
}

#[test]
fn a_followed_redirect_is_one_exchange() {
    let text = "HTTP/1.1 301 Moved\nLocation: https://a.example/\n\n<html>moved</html>HTTP/2 302\nlocation: /in\n\nHTTP/2 200 \nserver: x\n\n<p>hi\n";
    let want = "http://a.example/ 301 > https://a.example/ 302 > GET https://a.example/in 200 server \"<p>hi\\n\"";
    check(&format!("curl -sSiL a.example\n{text}"), &["Answer", want]);
    let ingested = read_of(text, Address::parse("http://a.example/").ok().as_ref()).unwrap();
    assert_eq!(tell(&ingested.exchanges[0]), want);
    assert_eq!(ingested.exchanges[0].surroundings.http_chain.as_ref().unwrap().len(), 3);
}

#[test]
fn several_answers_stay_several() {
    check("HTTP/2 200\na: b\n\nHTTP/2 404\nc: d\n\n", &["Answer", "GET ? 200 a", "GET ? 404 c"]);
    let two = "$ curl -I https://a.example\nHTTP/2 200\na: b\n\n$ curl -I https://b.example\nHTTP/2 200\nc: d\n";
    check(two, &["Answer", "HEAD https://a.example/ 200 a", "HEAD https://b.example/ 200 c"]);
}

#[test]
fn what_comes_before_an_answer_is_left_out() {
    let text = "HTTP/1.1 200 Connection established\n\nHTTP/1.1 100 Continue\n\nHTTP/2 103\nlink: </a>\n\nHTTP/2 200\nserver: x\n";
    check(text, &["Answer", "GET ? 200 server"]);
}

#[test]
fn a_page_about_http_is_one_body() {
    let text = "HTTP/2 200\na: b\n\n<pre>\nHTTP/1.1 404 Not Found\nServer: y\n</pre>\n";
    check(
        text,
        &["Answer", "GET ? 200 a \"<pre>\\nHTTP/1.1 404 Not Found\\nServer: y\\n</pre>\\n\""],
    );
}

#[test]
fn curl_v_tells_the_request() {
    let text = "* Connected to a.example (1.2.3.4) port 443\n* SSL connection using TLSv1.3\n*  SSL certificate verify ok.\n> GET /x HTTP/2\n> Host: a.example\n> Origin: https://b.example\n> Authorization: Bearer abcdefgh\n> \n{ [5 bytes data]\n< HTTP/2 200 \n< server: y\n< \n<p>hi</p>\n* Connection #0 to host a.example left intact\n";
    let ingested = check(text, &["Verbose", "GET https://a.example/x 200 server \"<p>hi</p>\\n\""]);
    let evidence = &ingested.exchanges[0];
    assert_eq!(evidence.request.origin.as_deref(), Some("https://b.example"));
    assert_eq!(evidence.request.headers.first("authorization"), Some("Bearer <masked:8>"));
    assert_eq!(evidence.surroundings.certificate_valid, Some(true));
    assert_eq!(ingested.masked, 1);
    let echoed = "< HTTP/1.1 200 OK\nHTTP/1.1 200 OK\n< A: b\nA: b\n< \n\nbody\n";
    check(echoed, &["Verbose", "GET ? 200 A \"body\\n\""]);
}

#[test]
fn curl_v_follows_redirects() {
    let text = "* Connected to a.example (1.2.3.4) port 80\n> GET / HTTP/1.1\n> Host: a.example\n>\n< HTTP/1.1 301 Moved\n< Location: https://a.example/\n<\n* Issue another request to this URL: 'https://a.example/'\n> GET / HTTP/2\n> Host: a.example\n>\n< HTTP/2 200\n< server: y\n<\n";
    check(text, &["Verbose", "http://a.example/ 301 > GET https://a.example/ 200 server"]);
}

#[test]
fn httpie_prints_the_request_first() {
    let text =
        "GET /a HTTP/1.1\nAccept: */*\nHost: a.example\n\n\n\nHTTP/1.1 200 OK\nServer: x\n\n{\n}\n";
    check(text, &["Exchange", "GET ? 200 Server \"{\\n}\\n\""]);
    check(
        &format!("$ https -v a.example/a\n{text}"),
        &["Exchange", "GET https://a.example/a 200 Server \"{\\n}\\n\""],
    );
}

#[test]
fn browsers_copy_lists_and_panels() {
    check("server: x\ncontent-type: text/html\n", &["Fields", "GET ? - server,content-type"]);
    check(":status: 200\nserver: x\n", &["Answer", "GET ? 200 server"]);
    let chrome = "Request URL:\nhttps://a.example/\nRequest Method:\nGET\nStatus Code:\n200 OK\nRemote Address:\n1.2.3.4:443\nReferrer Policy:\nstrict-origin\nserver:\nx\n";
    let with_heading = chrome.replace("server:\n", "Response Headers\nserver:\n");
    check(&with_heading, &["Panel", "GET https://a.example/ 200 server"]);
    let safari = "Summary\nURL: https://a.example/\nStatus: 200\nSource: Network\n\nRequest\n:method: GET\n:authority: a.example\nAccept: */*\n\nResponse\n:status: 200\nServer: x\n";
    check(safari, &["Panel", "GET https://a.example/ 200 Server"]);
    check(
        "cache-control:\nno-store\nserver:\nx\nvary:\norigin\n",
        &["Panel", "GET ? - cache-control,server,vary"],
    );
}

#[test]
fn wget_and_powershell_are_read() {
    let wget = "--2026-01-31 12:00:00--  http://a.example/\nResolving a.example... 1.2.3.4\nHTTP request sent, awaiting response... \n  HTTP/1.1 301 Moved\n  Location: https://a.example/\nLocation: https://a.example/ [following]\n--2026-01-31 12:00:00--  https://a.example/\nHTTP request sent, awaiting response... \n  HTTP/1.1 200 OK\n  Server: x\nLength: 5 [text/html]\n";
    check(wget, &["Wget", "http://a.example/ 301 > GET https://a.example/ 200 Server"]);
    let table = "Key                 Value\n---                 -----\nServer              {x}\nCache-Control       {no-store}\n";
    check(table, &["PowerShell", "GET ? - Server,Cache-Control"]);
    let raw = "StatusCode        : 200\nStatusDescription : OK\nRawContent        : HTTP/1.1 200 OK\n                    Server: x\n                    \n                    <p>\nForms             : {}\n";
    let ingested = check(raw, &["PowerShell", "GET ? 200 Server \"<p>\""]);
    assert_eq!(ingested.exchanges[0].visibility, Visibility::Only(vec!["server".into()]));
}

#[test]
fn colours_folds_and_broken_lines_are_told() {
    check(
        "\u{feff}\u{1b}[1mHTTP/2 200\u{1b}[0m\r\n\u{1b}[1mserver\u{1b}[0m: x\r\n",
        &["Answer", "GET ? 200 server"],
    );
    let folded = check("HTTP/1.1 200 OK\nA: b\n  c\n", &["Answer", "GET ? 200 A"]);
    assert_eq!(folded.exchanges[0].headers.first("a"), Some("b c"));
    let broken = check("HTTP/1.1 200 OK\nA: b\nno field at all\n", &["Answer", "GET ? 200 A"]);
    assert_eq!((broken.problems[0].line, broken.problems[0].text.as_str()), (3, "no field at all"));
}

#[test]
fn header_fields_in_json_are_read() {
    check(
        r#"{"server":["x"],"set-cookie":["a=1","b=2"]}"#,
        &["FieldsJson", "GET ? - server,set-cookie,set-cookie"],
    );
}

#[test]
fn a_bodiless_dump_says_so() {
    let ingested =
        check("HTTP/2 200\ncontent-length: 9\n", &["Answer", "GET ? 200 content-length"]);
    assert_eq!(ingested.exchanges[0].body, Body::Unseen);
}

#[test]
fn what_is_no_answer_is_told_apart() {
    refuses("", 0, "nothing here");
    refuses(" \n", 0, "nothing here");
    refuses("\u{1}\u{2}\u{0}\u{fffd}PNG", 1, "binary");
    refuses("\n<!DOCTYPE html>\n<p>", 2, "without the header fields");
    refuses(r#"{"status":"ok","checks":{}}"#, 1, r#""status", "checks""#);
    refuses("[1,2]", 1, "no HAR");
    refuses("{\"log\":{\"entries\":[", 1, "ends too early");
    refuses("{\n\"a\":x}", 2, "column 5");
    refuses(
        "curl 'https://a.example/x?token=abcdef' \\\n  -H 'accept: */*' \\\n  --compressed",
        1,
        "curl -sSiL 'https://a.example/x?token=",
    );
    refuses(
        "fetch(\"https://a.example/x\", {\n  \"method\": \"GET\"\n});",
        1,
        "https://a.example/x",
    );
    refuses(
        "$session = New-Object Microsoft.PowerShell\nInvoke-WebRequest -UseBasicParsing -Uri \"https://a.example/\" `",
        1,
        "PowerShell",
    );
    refuses("GET /x HTTP/1.1\nHost: a.example\nUser-Agent: x\n", 1, "request headers");
    refuses(
        ":authority: a.example\n:method: GET\n:path: /x\n:scheme: https\naccept: */*\n",
        1,
        "curl -sSiL 'https://a.example/x'",
    );
    refuses("accept: */*\nuser-agent: x\nhost: a.example\n", 1, "response headers");
    refuses(
        "$ curl -I https://nope.example\ncurl: (6) Could not resolve host: nope.example\n",
        2,
        "Could not resolve",
    );
    refuses("hello there\n", 1, "\"hello there\"");
}

#[test]
fn windows_files_are_decoded() {
    let bytes: Vec<u8> = "\u{feff}HTTP/2 200\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(&bytes), "HTTP/2 200\n");
    assert_eq!(decode(b"a\xff"), "a\u{fffd}");
}

/// Pieces that such inputs are made of.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "HTTP/1.1 200 OK",
        "HTTP/2 301",
        "< HTTP/2 200",
        "> GET / HTTP/2",
        "> Host: a",
        "* note",
        "",
        "Location: /a",
        "Set-Cookie: sid=SECRETSECRET; Path=/",
        "Authorization: Bearer SECRETSECRET",
        "Response Headers",
        "Request URL:",
        "StatusCode : 200",
        "RawContent : HTTP/1.1 200 OK",
        "---  ---",
        "awaiting response...",
        "--x--  http://a/?token=SECRETSECRET",
        ":status: 200",
        ":path: /?key=SECRETSECRET",
        "$ curl http://a",
        "GET /?token=SECRETSECRET HTTP/1.1",
        "  folded",
        "{",
        "]",
        "<html>",
        "server:",
        "x",
        "Cookie: a=SECRETSECRET",
        "Key : Set-Cookie",
        "Value : {a}",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => ".{0,20}"]
}

proptest! {
    #[test]
    fn any_text_is_answered_and_no_secret_gets_through(pieces in prop::collection::vec(piece(), 0..14)) {
        let told = format!("{:?}", read(&pieces.join("\n")));
        prop_assert!(!told.contains("SECRETSECRET"), "{}", told);
    }

    #[test]
    fn fields_are_kept_in_order(pairs in prop::collection::vec(("x-[a-z]{1,8}", "[!-~]([ -~]{0,10}[!-~])?"), 1..8)) {
        let line = |(name, value): &(String, String)| format!("{name}: {value}\r\n");
        let text = pairs.iter().map(line).collect::<Vec<_>>().concat();
        let ingested = read(&format!("HTTP/1.1 200 OK\r\n{text}\r\n")).unwrap();
        let got: Vec<_> = ingested.exchanges[0].headers.fields.iter().map(|f| f.name.clone()).collect();
        let want: Vec<_> = pairs.into_iter().map(|(name, _)| name).collect();
        prop_assert_eq!(got, want);
    }
}

#[test]
fn a_body_of_very_many_lines_is_read_in_one_go() {
    // Looking back over the body at each of its lines took minutes here.
    for line in ["\n", "word\n", "HTTP/1.1 is a protocol\n"] {
        let text = format!("HTTP/1.1 200 OK\nServer: x\n\n{}", line.repeat(60_000));
        assert_eq!(read(&text).unwrap().exchanges.len(), 1);
    }
}
