//! How long the engine takes, natively.
//!
//! `cargo bench --no-default-features`; figures and what they were measured on are in README.md.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};

use preflight::audit::address::Address;
use preflight::audit::check::Profile;
use preflight::audit::csp::Policies;
use preflight::audit::csp::evaluator;
use preflight::audit::evidence::{Body, Door, Evidence};
use preflight::audit::fix::{Server, lines, plan::plan};
use preflight::audit::headers::Headers;
use preflight::audit::health::Health;
use preflight::audit::observatory::{self, Input};
use preflight::audit::report::Report;
use preflight::audit::{html, ingest};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    audit(&mut criterion);
    policy(&mut criterion);
    doors(&mut criterion);
    scaling(&mut criterion);
    criterion.final_summary();
}

const POLICY: &str = "default-src 'self'; script-src 'self' 'nonce-q83vEjRWeJCrze8SNFZ4kA==' \
    'strict-dynamic' https://cdn.example.com; style-src 'self' 'unsafe-inline'; img-src 'self' \
    data: https://images.example.com; connect-src 'self' https://api.example.com \
    wss://live.example.com; font-src 'self'; object-src 'none'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'; upgrade-insecure-requests; report-to main";

const FIELDS: [(&str, &str); 19] = [
    ("Date", "Sat, 21 Nov 2026 00:00:00 GMT"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", "5120"),
    ("Server", "nginx/1.25.3"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "private, no-cache"),
    ("Vary", "Accept-Encoding, Cookie"),
    ("ETag", "W/\"5e15153d-120f\""),
    ("Set-Cookie", "__Host-session=c2VjcmV0; Path=/; Secure; HttpOnly; SameSite=Lax"),
    ("Set-Cookie", "theme=dark; Path=/; Max-Age=31536000; Secure; SameSite=Lax"),
    ("Reporting-Endpoints", "main=\"https://reports.example.com/main\""),
    ("Content-Encoding", "br"),
    ("Alt-Svc", "h3=\":443\"; ma=86400"),
];

/// A page of twenty fields, policy included.
fn page() -> Evidence {
    let mut headers: Headers = FIELDS.into_iter().collect();
    headers.push("Content-Security-Policy", POLICY);
    let url = Address::parse("https://www.example.com/account?tab=orders").ok();
    Evidence::of_headers(Door::Command, url, 200, headers)
}

/// A body of so many rows of markup.
fn markup(rows: usize) -> String {
    let row = "<div class=row><a href=/item>Item</a><img src=/a.png alt=x>\
        <script src=https://cdn.example.com/a.js integrity=sha384-x crossorigin></script></div>\n";
    format!("<!doctype html><title>Page</title>{}", row.repeat(rows))
}

fn paste(evidence: &Evidence) -> String {
    let fields = evidence.headers.fields.iter();
    let lines: Vec<_> = fields.map(|one| format!("{}: {}\r\n", one.name, one.value)).collect();
    let lines = lines.concat();
    format!("$ curl -i https://www.example.com/\r\nHTTP/1.1 200 OK\r\n{lines}\r\n{}", markup(5))
}

fn har(entries: usize) -> String {
    let fields = FIELDS.map(|(name, value)| serde_json::json!({"name": name, "value": value}));
    let entry = |index: usize| {
        serde_json::json!({
            "request": {"method": "GET", "url": format!("https://www.example.com/{index}"), "headers": []},
            "response": {"status": 200, "headers": fields, "content": {"mimeType": "text/html"}},
        })
    };
    let entries: Vec<_> = (0..entries).map(entry).collect();
    serde_json::json!({"log": {"version": "1.2", "entries": entries}}).to_string()
}

fn audit(criterion: &mut Criterion) {
    let evidence = page();
    let mut with_body = page();
    with_body.body = Body::Read { text: markup(20), whole: true };
    criterion.bench_function("audit of a page, 20 fields", |bencher| {
        bencher.iter(|| Report::of(black_box(&evidence), Profile::Page));
    });
    criterion.bench_function("audit of a page, 20 fields and 4 kB of markup", |bencher| {
        bencher.iter(|| Report::of(black_box(&with_body), Profile::Page));
    });
    criterion.bench_function("plan of fixes and lines for nginx", |bencher| {
        bencher.iter(|| lines(Server::Nginx, &plan(black_box(&evidence), Profile::Page).changes));
    });
}

fn policy(criterion: &mut Criterion) {
    criterion.bench_function("policy read", |bencher| {
        bencher.iter(|| Policies::of_value(black_box(POLICY)));
    });
    criterion.bench_function("policy evaluated as csp-evaluator does", |bencher| {
        bencher.iter(|| evaluator::default_findings(black_box(POLICY)));
    });
    let evidence = page();
    criterion.bench_function("observatory scan", |bencher| {
        bencher.iter(|| {
            let mut input = Input::of(black_box(&evidence)).ok()?;
            let _taken = input.assume();
            observatory::scan(&input).ok()
        });
    });
}

fn doors(criterion: &mut Criterion) {
    let text = paste(&page());
    criterion.bench_function("curl paste read", |bencher| {
        bencher.iter(|| ingest::read(black_box(&text)));
    });
    let file = har(200);
    criterion.bench_function("HAR file of 200 entries read", |bencher| {
        bencher.iter(|| ingest::read(black_box(&file)));
    });
    let mut answer = page();
    let text = r#"{"status":"UP","components":{"db":{"status":"UP"},"redis":{"status":"DOWN"}}}"#;
    answer.body = Body::Read { text: text.into(), whole: true };
    answer.headers.set("Content-Type", "application/json");
    criterion.bench_function("health answer judged", |bencher| {
        bencher.iter(|| Health::of(black_box(&answer)));
    });
}

/// The same at one, ten and a hundred times the size: twice the input is twice the time.
fn scaling(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("scaling");
    for times in [1_usize, 10, 100] {
        group.throughput(Throughput::Elements(u64::try_from(times).unwrap_or(1)));
        let mut evidence = page();
        let more = (1..times).flat_map(|_| FIELDS);
        more.for_each(|(name, value)| evidence.headers.push(name, value));
        group.bench_with_input(BenchmarkId::new("audit", times), &evidence, |bencher, one| {
            bencher.iter(|| Report::of(black_box(one), Profile::Page));
        });
        let body = markup(20 * times);
        group.bench_with_input(BenchmarkId::new("tags", times), &body, |bencher, body| {
            bencher.iter(|| html::tags(black_box(body)));
        });
        let list = vec![POLICY; times].join(", ");
        group.bench_with_input(BenchmarkId::new("policy", times), &list, |bencher, list| {
            bencher.iter(|| Policies::of_value(black_box(list)));
        });
        let file = har(2 * times);
        group.bench_with_input(BenchmarkId::new("HAR", times), &file, |bencher, file| {
            bencher.iter(|| ingest::read(black_box(file)));
        });
    }
    group.finish();
}
