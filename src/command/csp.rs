//! `preflight csp`: a Content-Security-Policy, judged twice: by us and as CSP Evaluator would.

use serde::Deserialize;
use serde_json::{Value, json};

use super::args::Options;
use super::json_lines::{self, not_understood};
use super::sheet::{Row, Sheet};
use super::{CommandError, DONE, Streams, read_all};
use crate::audit::checks;
use crate::audit::csp::ours::{self, Context, OwnFinding};
use crate::audit::csp::parse::{ENFORCE, REPORT_ONLY};
use crate::audit::csp::{Policies, evaluator};
use crate::audit::evidence::Evidence;
use crate::audit::ingest;

/// Runs the subcommand.
pub(super) fn run(options: &Options, streams: &mut Streams<'_>) -> Result<u8, CommandError> {
    if options.jsonl {
        json_lines::run(streams.input, streams.output, &answer)?;
        return Ok(DONE);
    }
    let text = read_all(None, streams)?;
    let sheets = sheets(&text)?;
    streams.output.write_all(options.format.print(&sheets, &[]).as_bytes())?;
    Ok(DONE)
}

#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    csp: String,
}

/// Answers one line of JSONL.
fn answer(line: &str) -> String {
    let Line { id, csp } = match serde_json::from_str(line) {
        Ok(line) => line,
        Err(error) => return not_understood(line, &error.to_string()),
    };
    let own = ours::findings(&Policies::of_value(&csp), &Context::default());
    json!({
        "id": id,
        "findings": evaluator::default_findings(&csp),
        "strict": evaluator::strict_findings(&csp),
        "reporting": evaluator::reporting_findings(&csp),
        "ours": own,
    })
    .to_string()
}

/// One sheet a response; a text without header fields is the policy itself.
fn sheets(text: &str) -> Result<Vec<Sheet>, CommandError> {
    let is_answer = |exchange: &&Evidence| {
        exchange.status.is_some()
            || exchange.headers.has(ENFORCE)
            || exchange.headers.has(REPORT_ONLY)
    };
    let ingested = ingest::read(text).ok();
    let exchanges = ingested.as_ref().map(|ingested| &ingested.exchanges);
    let answers: Vec<_> = exchanges.into_iter().flatten().filter(is_answer).collect();
    if !answers.is_empty() {
        let sheet = |evidence: &&Evidence| {
            let policies = Policies::of(evidence);
            let context = Context::of(evidence);
            let url = evidence.request.url.as_ref();
            let subject = url.map_or_else(|| "standard input".to_owned(), ToString::to_string);
            sheet(subject, &policies, &context)
        };
        return Ok(answers.iter().map(sheet).collect());
    }
    let policy = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if policy.is_empty() {
        return Err(CommandError::Input("standard input holds no policy".into()));
    }
    let policies = Policies::of_value(&policy);
    Ok(vec![sheet("standard input".into(), &policies, &Context::default())])
}

fn sheet(subject: String, policies: &Policies, context: &Context) -> Sheet {
    let mut rows: Vec<_> = ours::findings(policies, context).into_iter().map(of_own).collect();
    let enforced: Vec<_> = policies.enforced().map(|policy| policy.text.as_str()).collect();
    // That tool reads several policies as one.
    let joined = enforced.join(", ");
    if !enforced.is_empty() {
        rows.extend(evaluator::default_findings(&joined).into_iter().map(of_peer));
    }
    let summary = format!(
        "{} enforced, {} report-only. Google's CSP Evaluator would say at worst: {}.",
        enforced.len(),
        policies.report_only().count(),
        evaluator::highest_severity(&evaluator::default_findings(&joined))
    );
    Sheet { subject, summary: vec![summary], rows, ..Sheet::default() }
}

fn of_own(finding: OwnFinding) -> Row {
    let check = checks::find(finding.check);
    let source = check.and_then(|check| check.sources.first());
    let text = |text: Option<&'static str>| text.unwrap_or("").to_owned();
    Row {
        check: finding.check.to_owned(),
        title: text(check.map(|check| check.title)),
        outcome: finding.outcome,
        severity: finding.severity,
        seen: seen(&finding.directive, finding.value.as_deref()),
        says: finding.why,
        fix: text(check.map(|check| check.fix)),
        weight: check.map_or(finding.severity, |check| check.severity),
        why: text(check.map(|check| check.why)),
        source: text(source.map(|source| source.name)),
        source_url: text(source.map(|source| source.url)),
        places: Vec::new(),
    }
}

/// Told as a note: our own findings weigh the same things.
fn of_peer(finding: evaluator::Finding) -> Row {
    Row {
        title: finding.kind.to_owned(),
        seen: seen(&finding.directive, finding.value.as_deref()),
        says: format!("CSP Evaluator rates this {}.", finding.severity),
        source: "CSP Evaluator".into(),
        source_url: "https://csp-evaluator.withgoogle.com/".into(),
        ..Row::named(&format!("csp-evaluator/{}", finding.kind))
    }
}

fn seen(directive: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => format!("{directive} {value}"),
        None => directive.to_owned(),
    }
}
