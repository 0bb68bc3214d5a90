//! `preflight cors`: who may read an answer from another origin.

mod answers;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::args::Options;
use super::audit::ingested;
use super::json_lines::{self, not_understood};
use super::sheet::{Row, Sheet};
use super::{CommandError, DONE, Streams};
use crate::audit::check::{Outcome, Severity};
use crate::audit::cors::{Concern, Inference, Outcomes, infer};

/// Runs the subcommand.
pub(super) fn run(options: &Options, streams: &mut Streams<'_>) -> Result<u8, CommandError> {
    if options.jsonl {
        json_lines::run(streams.input, streams.output, &answer)?;
        return Ok(DONE);
    }
    let ingested = ingested(options, streams)?;
    let (outcomes, notes) = answers::outcomes(&ingested.exchanges);
    let subject = ingested.exchanges.iter().find_map(|exchange| exchange.request.url.as_ref());
    let subject = subject.map_or_else(|| "standard input".to_owned(), ToString::to_string);
    let sheets = [sheet(subject, &infer(&outcomes), notes)];
    streams.output.write_all(options.format.print(&sheets, &ingested.problems).as_bytes())?;
    Ok(DONE)
}

#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    outcomes: Map<String, Value>,
}

/// Answers one line of JSONL.
fn answer(line: &str) -> String {
    let Line { id, outcomes } = match serde_json::from_str(line) {
        Ok(line) => line,
        Err(error) => return not_understood(line, &error.to_string()),
    };
    let mut answer = Map::new();
    answer.insert("id".into(), id);
    if let Value::Object(members) = infer(&Outcomes::of_json(&outcomes)).json() {
        answer.extend(members);
    }
    Value::Object(answer).to_string()
}

fn sheet(subject: String, inference: &Inference, notes: Vec<Row>) -> Sheet {
    let (outcome, severity) = weight(inference.severity);
    let name = inference.verdict.name();
    let mut rows = vec![Row {
        title: "Who may read the answer is as narrow as it can be".into(),
        outcome,
        severity,
        seen: name.to_owned(),
        says: inference.why.clone(),
        ..Row::named("cors")
    }];
    let told = inference.findings.iter().map(|finding| {
        let name = serde_json::to_value(finding).unwrap_or_default();
        let name = name.as_str().unwrap_or("finding").to_owned();
        let says = finding.says().to_owned();
        let title = says.clone();
        Row { title, says, outcome: Outcome::Note, ..Row::named(&format!("cors/{name}")) }
    });
    rows.extend(told);
    rows.extend(notes);
    let mut summary = vec![format!("{name}: {}", inference.why)];
    if !inference.alternatives.is_empty() {
        let others: Vec<_> = inference.alternatives.iter().map(|other| other.name()).collect();
        summary.push(format!("What was not asked leaves open: {}.", others.join(", ")));
    }
    Sheet { subject, summary, rows, ..Sheet::default() }
}

fn weight(concern: Concern) -> (Outcome, Severity) {
    match concern {
        Concern::Good | Concern::Ok => (Outcome::Pass, Severity::Info),
        Concern::Info => (Outcome::Note, Severity::Info),
        Concern::Review => (Outcome::Warn, Severity::Low),
        Concern::Warn => (Outcome::Warn, Severity::Medium),
        Concern::Fail => (Outcome::Fail, Severity::Medium),
        Concern::High => (Outcome::Fail, Severity::High),
        Concern::Critical => (Outcome::Fail, Severity::Critical),
    }
}
