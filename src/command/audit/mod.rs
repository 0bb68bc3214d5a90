//! `preflight audit`: header fields, cookies, TLS, caching and more of one or many answers.

mod forecast;
mod record;
mod sheets;

use super::args::Options;
use super::sheet::Sheet;
use super::{BELOW, CommandError, DONE, Streams, json_lines, read_all};
use crate::audit::evidence::Door;
use crate::audit::ingest::{self, IngestError, Ingested};

/// Runs the subcommand.
pub(super) fn run(options: &Options, streams: &mut Streams<'_>) -> Result<u8, CommandError> {
    if options.jsonl {
        let answer = |line: &str| record::answer(line, options.profile);
        json_lines::run(streams.input, streams.output, &answer)?;
        return Ok(DONE);
    }
    let ingested = ingested(options, streams)?;
    let sheets = match ingested.exchanges.as_slice() {
        [evidence] => vec![sheets::one(evidence, options.profile)],
        exchanges => sheets::many(exchanges, options.profile),
    };
    streams.output.write_all(options.format.print(&sheets, &ingested.problems).as_bytes())?;
    standing(options, &sheets, streams)
}

/// Reads evidence from a file or standard input, and says so where there is none.
pub(super) fn ingested(
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<Ingested, CommandError> {
    let text = read_all(options.har.as_deref(), streams)?;
    let mut ingested = ingest::read_of(&text, options.url.as_ref())
        .map_err(|error| CommandError::Input(refusal(&error)))?;
    if ingested.exchanges.is_empty() {
        let says = ingested.problems.first().map(|problem| problem.says.clone());
        return Err(CommandError::Input(
            says.unwrap_or_else(|| "the input holds no answer".into()),
        ));
    }
    for evidence in &mut ingested.exchanges {
        if evidence.door == Door::Paste {
            evidence.door = Door::Command;
        }
        evidence.surroundings.now_ms = streams.now_ms;
    }
    Ok(ingested)
}

fn refusal(error: &IngestError) -> String {
    format!("{}\n{}", error.says(), error.instead())
}

/// The exit code: whether the worst grade is what was asked for.
fn standing(
    options: &Options,
    sheets: &[Sheet],
    streams: &mut Streams<'_>,
) -> Result<u8, CommandError> {
    let Some(wanted) = options.fail_under else { return Ok(DONE) };
    let worst = sheets.iter().filter_map(|sheet| sheet.score.map(|(_, grade)| grade)).min();
    let complaint = match worst {
        Some(grade) if grade >= wanted => return Ok(DONE),
        Some(grade) => format!("the grade is {}, below {}", grade.name(), wanted.name()),
        None => "nothing could be judged, so there is no grade".into(),
    };
    streams.output.flush()?;
    writeln!(streams.complaints, "preflight: {complaint}")?;
    Ok(BELOW)
}
