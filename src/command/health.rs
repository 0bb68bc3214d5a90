//! `preflight health`: what a health endpoint's answer says of a service.

use serde_json::Value;

use super::args::Options;
use super::audit::ingested;
use super::json_lines::{self, not_understood};
use super::sheet::{Row, Sheet};
use super::{CommandError, DONE, Streams};
use crate::audit::check::{Outcome, Severity};
use crate::audit::evidence::Evidence;
use crate::audit::health::{Condition, Health, Sample};

/// Runs the subcommand.
pub(super) fn run(options: &Options, streams: &mut Streams<'_>) -> Result<u8, CommandError> {
    if options.jsonl {
        json_lines::run(streams.input, streams.output, &answer)?;
        return Ok(DONE);
    }
    let ingested = ingested(options, streams)?;
    let sheets: Vec<_> = ingested.exchanges.iter().map(sheet).collect();
    streams.output.write_all(options.format.print(&sheets, &ingested.problems).as_bytes())?;
    Ok(DONE)
}

/// Answers one line of JSONL.
fn answer(line: &str) -> String {
    match Sample::parse(line) {
        Ok(sample) => sample.answer().to_string(),
        Err(error) => not_understood(line, &error.to_string()),
    }
}

fn sheet(evidence: &Evidence) -> Sheet {
    let health = Health::of(evidence);
    let url = evidence.request.url.as_ref();
    let mut rows = vec![Row {
        title: "The service is healthy".into(),
        says: health.why.clone(),
        fix: health.advice.join(" "),
        ..row("health", health.verdict, String::new())
    }];
    rows.extend(health.checks.iter().map(|check| Row {
        title: format!("{} is healthy", check.name),
        says: format!("{} is {}.", check.name, check.verdict.name()),
        ..row(&format!("dependency/{}", check.name), check.verdict, String::new())
    }));
    rows.extend(health.remarks.iter().map(|remark| Row {
        title: remark.id.to_owned(),
        says: remark.says.to_owned(),
        outcome: Outcome::Note,
        severity: Severity::Info,
        ..row(remark.id, Condition::Unknown, remark.seen.clone())
    }));
    let flags = serde_json::to_value(&health.flags).unwrap_or_default();
    let flags: Vec<_> = flags.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut summary = vec![format!("{}: {}", health.verdict.name(), health.why)];
    summary.extend((!flags.is_empty()).then(|| format!("Peculiar: {}.", flags.join(", "))));
    Sheet {
        subject: url.map_or_else(|| "standard input".to_owned(), ToString::to_string),
        profile: "health".into(),
        summary,
        rows,
        ..Sheet::default()
    }
}

fn row(check: &str, condition: Condition, seen: String) -> Row {
    let (outcome, severity) = match condition {
        Condition::Healthy => (Outcome::Pass, Severity::Info),
        Condition::Degraded => (Outcome::Warn, Severity::Medium),
        Condition::Unhealthy => (Outcome::Fail, Severity::High),
        Condition::Unknown => (Outcome::Unseen, Severity::Info),
    };
    Row { outcome, severity, seen, ..Row::named(check) }
}
