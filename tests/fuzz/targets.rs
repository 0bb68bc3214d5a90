//! What is run on each input.

use std::hint::black_box;

use preflight::audit::address::Address;
use preflight::audit::check::Profile;
use preflight::audit::cors::{console, line};
use preflight::audit::csp::{Policies, evaluator, lab, load, ours, target};
use preflight::audit::evidence::{Body, Door, Evidence};
use preflight::audit::fix::{Server, lines, plan::plan};
use preflight::audit::headers::Headers;
use preflight::audit::health::{Health, Sample};
use preflight::audit::observatory::{self, Input};
use preflight::audit::report::Report;
use preflight::audit::{group, html, ingest, mask, parse, profile, shared};
use preflight::track::saved;

/// A parser and the seeds that suit it.
pub struct Target {
    /// What it is called in a finding.
    pub name: &'static str,
    /// The folder below `fuzz/corpus`.
    pub corpus: &'static str,
    /// Runs it; what comes out does not matter.
    pub run: fn(&str),
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "ingest", corpus: "paste", run: read },
    Target { name: "ingest of HAR", corpus: "har", run: read },
    Target { name: "audit", corpus: "fields", run: audit },
    Target { name: "fix", corpus: "fields", run: fix },
    Target { name: "observatory", corpus: "fields", run: scan },
    Target { name: "policy", corpus: "policy", run: policy },
    Target { name: "evaluator", corpus: "policy", run: evaluate },
    Target { name: "values", corpus: "value", run: values },
    Target { name: "structured values", corpus: "value", run: structured },
    Target { name: "cookies", corpus: "cookie", run: cookies },
    Target { name: "health", corpus: "health", run: health },
    Target { name: "cors", corpus: "console", run: cors },
    Target { name: "address", corpus: "address", run: address },
    Target { name: "markup", corpus: "markup", run: markup },
    Target { name: "saved", corpus: "saved", run: kept },
];

fn read(text: &str) {
    let Ok(ingested) = ingest::read(text) else { return };
    black_box(ingested.exchanges.iter().map(profile::detect).count());
    let few = ingested.exchanges.get(..2).unwrap_or(&ingested.exchanges);
    black_box(group::judge(few, None));
}

/// Lines of header fields, as evidence.
fn evidence(text: &str) -> Evidence {
    let pairs = text.lines().filter_map(|line| line.split_once(':'));
    let headers: Headers = pairs.collect();
    let url = Address::parse("https://www.example.com/a").ok();
    Evidence::of_headers(Door::Paste, url, 200, headers)
}

fn audit(text: &str) {
    for profile in [Profile::Page, Profile::Health] {
        black_box(Report::of(&evidence(text), profile));
    }
}

fn fix(text: &str) {
    // A plan audits up to five times; the limit of time is that of one audit.
    let text = text.get(..text.len().min(12 * 1024)).unwrap_or("");
    let planned = plan(&evidence(text), Profile::Page);
    for server in Server::ALL {
        black_box(lines(server, &planned.changes));
    }
}

fn scan(text: &str) {
    if let Ok(mut input) = Input::of(&evidence(text)) {
        black_box(input.assume());
        black_box(observatory::to_json(&observatory::scan(&input)));
    }
    black_box(Input::parse(text).is_ok());
}

fn policy(text: &str) {
    let policies = Policies::of_value(text);
    black_box((lab::table(&policies), lab::changes(&policies)));
    let context = ours::Context::default();
    black_box(ours::findings(&policies, &context));
    let page = target::Target::parse("https://www.example.com/");
    let asked = target::Target::parse(text.lines().next().unwrap_or(""))
        .or_else(|| target::Target::parse("wss://b.example:8443/x?y"));
    if let (Some(page), Some(url)) = (page, asked) {
        let fetch = load::Fetch::of(preflight::audit::csp::effective::Kind::Script, url);
        black_box(load::objections(&policies, &page, &load::Asked::Url(fetch)));
    }
}

fn evaluate(text: &str) {
    black_box(evaluator::default_findings(text));
    black_box(evaluator::strict_findings(text));
    black_box(evaluator::reporting_findings(text));
}

fn values(text: &str) {
    black_box(parse::allow_origin::AllowOrigin::parse(text));
    black_box(parse::cache_control::CacheControl::parse([text]));
    black_box(parse::clear_site_data::parse(text));
    black_box(parse::content_type::MimeType::parse(text));
    black_box(parse::content_type_options::is_nosniff(text));
    black_box(parse::frame_options::FrameOptions::parse(text));
    black_box(parse::http_date::parse(text));
    black_box(parse::cookie::date::parse(text));
    black_box(parse::referrer_policy::ReferrerPolicy::parse(text));
    black_box(parse::referrer_policy::ReferrerPolicy::parse_meta(text));
    black_box(parse::resource_policy::ResourcePolicy::parse(text));
    black_box(parse::retry_after::RetryAfter::parse(text));
    black_box(parse::strict_transport_security::StrictTransportSecurity::parse(text).is_ok());
    black_box(parse::subresource_integrity::Integrity::parse(text));
    black_box(parse::sunset::links(text, "sunset"));
    black_box(parse::vary::Vary::parse([text]));
    black_box((parse::list::elements(text), parse::list::unquote(text)));
    black_box(parse::list::split_unquoted(text, ','));
    black_box(parse::policy_directive::in_each_policy(text, "sandbox"));
}

fn structured(text: &str) {
    black_box(parse::alt_svc::AltSvc::parse(text));
    black_box(parse::authenticate::parse(text));
    black_box(parse::deprecation::Deprecation::parse(text));
    black_box(parse::embedder_policy::EmbedderPolicy::parse(text).is_ok());
    black_box(parse::integrity_policy::IntegrityPolicy::parse(text));
    black_box(parse::opener_policy::OpenerPolicy::parse(text).is_ok());
    black_box(parse::origin_agent_cluster::parse(text));
    black_box(parse::permissions_policy::parse(text).is_ok());
    black_box((parse::rate_limit::policies(text), parse::rate_limit::limits(text)));
    black_box(parse::reporting_endpoints::parse(text, None));
    black_box(parse::server_timing::parse(text));
    black_box(parse::structured_token::StructuredToken::parse(text).is_ok());
}

fn cookies(text: &str) {
    let url = Address::parse("https://www.example.com/a").ok();
    for line in text.lines() {
        let cookie = parse::cookie::Cookie::parse(line);
        black_box((cookie.shown(), cookie.end(), cookie.refusal(url.as_ref())));
        black_box((mask::set_cookie(line), mask::hint(line)));
    }
}

fn health(text: &str) {
    let mut evidence = evidence("Content-Type: application/json");
    evidence.body = Body::Read { text: text.to_owned(), whole: true };
    black_box(Health::of(&evidence).json());
    evidence.headers.set("Content-Type", "text/html");
    black_box(Health::of(&evidence).json());
    text.lines().for_each(|line| {
        black_box(Sample::parse(line).map(|sample| sample.answer()).is_ok());
    });
}

fn cors(text: &str) {
    for one in text.lines() {
        black_box(console::decode(one));
        black_box(line::answer(one).is_ok());
    }
}

fn address(text: &str) {
    let base = Address::parse("https://a.example/x/y?z").ok();
    for line in text.lines() {
        let parsed = Address::parse(line).ok();
        let told = parsed.as_ref().map(ToString::to_string);
        assert_eq!(told.map(|text| Address::parse(&text).ok()), parsed.map(Some));
        black_box(base.as_ref().and_then(|base| base.join(line)));
        black_box(target::Target::parse(line));
    }
}

fn markup(text: &str) {
    black_box(html::tags(text));
    let mut evidence = evidence("Content-Type: text/html");
    evidence.body = Body::Read { text: text.to_owned(), whole: true };
    black_box(Report::of(&evidence, Profile::Page));
}

fn kept(text: &str) {
    if let Ok(evidence) = shared::decode(text) {
        assert!(shared::encode(&evidence).is_ok(), "what is written cannot be read");
    }
    black_box(saved::decode_all(text.lines()));
    if let Ok(kept) = saved::decode_file(text) {
        let again = saved::encode_file(&kept).map(|text| saved::decode_file(&text).is_ok());
        assert!(again.is_ok_and(|is_read| is_read), "what is written cannot be read");
    }
}
