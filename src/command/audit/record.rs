//! One line of `preflight audit --jsonl`: a record of an exchange in, its outcomes out.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::json_lines::not_understood;
use super::sheets;
use crate::audit::address::Address;
use crate::audit::check::Profile;
use crate::audit::evidence::{Body, Door, Evidence, Surroundings};
use crate::audit::headers::Headers;
use crate::audit::ingest::secrets;
use crate::audit::observatory::table::TESTS;
use crate::audit::observatory::{self, Input, PEER_ORIGIN};
use crate::audit::profile;
use crate::audit::report::{Finding, Report};
use crate::audit::score::Coverage;

/// A line that came in; what is missing is unknown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Record {
    id: Value,
    url: Option<String>,
    site: Option<String>,
    status: Option<u16>,
    headers: Option<Vec<(String, String)>>,
    body_html: Option<String>,
    https_available: Option<bool>,
    https_cert_valid: Option<bool>,
    http_available: Option<bool>,
    http_redirects: Option<Vec<(String, u16)>>,
    request_origin: Option<String>,
    cors_headers: Option<Vec<(String, String)>>,
    hsts_preloaded: Option<bool>,
    profile: Option<Profile>,
}

/// A line that goes out.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    score: Option<u32>,
    grade: Option<&'static str>,
    profile: &'static str,
    coverage: Coverage,
    outcomes: Vec<Told<'a>>,
    observatory: Value,
}

/// One outcome of it.
#[derive(Serialize)]
struct Told<'a> {
    check: &'static str,
    outcome: &'static str,
    severity: &'static str,
    seen: &'a str,
    source: Option<&'static str>,
}

/// Answers a line.
pub(super) fn answer(line: &str, profile: Option<Profile>) -> String {
    let mut record: Record = match serde_json::from_str(line) {
        Ok(record) => record,
        Err(error) => return not_understood(line, &error.to_string()),
    };
    if record.headers.is_none() && record.status.is_none() {
        return not_understood(line, "the record has neither headers nor a status");
    }
    let observatory = forecast(line, &record);
    let id = std::mem::take(&mut record.id);
    let wanted = profile.or(record.profile);
    let evidence = record.evidence();
    let profile = wanted.unwrap_or_else(|| profile::detect(&evidence).profile);
    let report = Report::of(&evidence, profile);
    let answer = Answer {
        id: &id,
        score: report.score.as_ref().map(|score| score.points),
        grade: report.score.as_ref().map(|score| score.grade.name()),
        profile: profile.name(),
        coverage: sheets::coverage(&report),
        outcomes: report.findings.iter().map(told).collect(),
        observatory,
    };
    serde_json::to_string(&answer).unwrap_or_else(|error| not_understood(line, &error.to_string()))
}

fn told(finding: &Finding) -> Told<'_> {
    Told {
        check: finding.check.id,
        outcome: finding.verdict.outcome.name(),
        severity: finding.verdict.severity.name(),
        seen: &finding.verdict.seen,
        source: finding.check.sources.first().map(|source| source.name),
    }
}

/// What MDN's tool would say; without a score where it refuses or something is unknown.
fn forecast(line: &str, record: &Record) -> Value {
    // That reader takes texts for ids only.
    let parsed = match &record.id {
        Value::String(_) | Value::Null => Input::parse(line),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            let mut value: Value = serde_json::from_str(line).unwrap_or_default();
            if let Some(members) = value.as_object_mut() {
                members.remove("id");
            }
            Input::parse(&value.to_string())
        }
    };
    let input = match parsed {
        Ok(input) => input,
        Err(error) => return without_score(&error.to_string(), json!({})),
    };
    match observatory::scan(&input) {
        Ok(scan) => observatory::to_json(&Ok(scan)),
        Err(refusal) => without_score(&refusal.to_string(), known(&input)),
    }
}

fn without_score(error: &str, tests: Value) -> Value {
    json!({ "score": null, "grade": null, "tests": tests, "error": error })
}

/// The tests that can be answered all the same.
fn known(input: &Input) -> Value {
    let known = TESTS.iter().filter_map(|(name, _)| {
        let test = observatory::test(input, name)?.ok()?;
        let body = json!({ "result": test.result, "modifier": test.modifier, "pass": test.pass });
        Some(((*name).to_owned(), body))
    });
    Value::Object(known.collect())
}

impl Record {
    fn evidence(self) -> Evidence {
        let url = self.url.or_else(|| self.site.map(|site| format!("https://{site}/")));
        let url = url.and_then(|url| Address::parse(&url).ok()).map(|url| secrets::address(url).0);
        let headers = fields(self.headers.unwrap_or_default());
        let foreign_headers = self.cors_headers.map(fields);
        let foreign_origin = match (self.request_origin, foreign_headers) {
            (None, None) => None,
            (origin, fields) => Some((
                origin.unwrap_or_else(|| PEER_ORIGIN.to_owned()),
                fields.unwrap_or_else(|| headers.clone()),
            )),
        };
        let http_chain = self.http_redirects.and_then(|hops| {
            let hops =
                hops.into_iter().map(|(url, status)| Some((Address::parse(&url).ok()?, status)));
            hops.collect::<Option<Vec<_>>>().filter(|hops| !hops.is_empty())
        });
        let mut evidence = Evidence::of_headers(Door::Command, url, 0, headers);
        evidence.status = self.status;
        evidence.body =
            self.body_html.map_or(Body::Unseen, |text| Body::Read { text, whole: true });
        evidence.surroundings = Surroundings {
            certificate_valid: self
                .https_cert_valid
                .filter(|_| self.https_available != Some(false)),
            http_available: self.http_available,
            http_chain,
            hsts_preloaded: self.hsts_preloaded,
            foreign_origin,
            now_ms: None,
        };
        evidence
    }
}

fn fields(pairs: Vec<(String, String)>) -> Headers {
    secrets::headers(pairs.into_iter().collect()).0
}
