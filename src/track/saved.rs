//! The kept text of events: one JSON object each in the browser, one file for export.
//!
//! Format 1. A record is `{"v":1,"stamp":…,"project":…,"act":{"type":…}}`; a file is
//! `{"format":"preflight-log","version":1,"events":[record…],"unread":[text…]}`.
//! Nothing saved by any released version becomes unreadable; samples of each stand in the tests.
//! A record that cannot be read is never dropped: it is kept as text, shown and exported.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::event::Event;
use super::log::Log;

/// The version written.
pub const VERSION: u64 = 1;

/// The name of the file format.
pub const FORMAT: &str = "preflight-log";

/// Why a kept text could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SavedError {
    /// It is not what this program writes.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// A newer Preflight wrote it.
    #[error("written in format {0}, this program reads up to {VERSION}")]
    Newer(u64),
}

/// Everything that was kept: the log, and the texts that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What could be read.
    pub log: Log,
    /// What could not, as it stood.
    pub unread: Vec<Unread>,
}

/// A kept text that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The text as it stood.
    pub text: String,
    /// Why.
    pub error: SavedError,
}

#[derive(Serialize, Deserialize)]
struct Record {
    v: u64,
    #[serde(flatten)]
    event: Event,
}

/// Writes one event.
///
/// # Errors
/// When it cannot be put as JSON, which no event of ours causes.
pub fn encode(event: &Event) -> Result<String, SavedError> {
    let record = Record { v: VERSION, event: event.clone() };
    serde_json::to_string(&record).map_err(unreadable)
}

/// Reads one event.
///
/// # Errors
/// When it is of a newer version, or not an event.
pub fn decode(text: &str) -> Result<Event, SavedError> {
    if let Ok(record) = serde_json::from_str::<Record>(text)
        && record.v == VERSION
    {
        return Ok(record.event);
    }
    let value: Value = serde_json::from_str(text).map_err(unreadable)?;
    match value.get("v").and_then(Value::as_u64) {
        Some(version) if version > VERSION => Err(SavedError::Newer(version)),
        Some(_) => Err(serde_json::from_value::<Record>(value).map_or_else(unreadable, |_| {
            SavedError::Unreadable("its version is not known".into())
        })),
        None => Err(SavedError::Unreadable("it carries no version".into())),
    }
}

/// Reads many records; what cannot be read is kept beside the log.
pub fn decode_all<'a, I: IntoIterator<Item = &'a str>>(texts: I) -> Kept {
    let mut kept = Kept::default();
    for text in texts {
        match decode(text) {
            Ok(event) => {
                kept.log.add(event);
            }
            Err(error) => kept.unread.push(Unread { text: text.to_owned(), error }),
        }
    }
    kept
}

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u64,
    events: Vec<Value>,
    #[serde(default)]
    unread: Vec<String>,
}

/// Writes everything that was kept as one file.
///
/// # Errors
/// When an event cannot be put as JSON, which none of ours causes.
pub fn encode_file(kept: &Kept) -> Result<String, SavedError> {
    let record = |event: &Event| {
        serde_json::to_value(Record { v: VERSION, event: event.clone() }).map_err(unreadable)
    };
    let file = File {
        format: FORMAT.to_owned(),
        version: VERSION,
        events: kept.log.events().map(record).collect::<Result<_, _>>()?,
        unread: kept.unread.iter().map(|unread| unread.text.clone()).collect(),
    };
    serde_json::to_string_pretty(&file).map_err(unreadable)
}

/// Reads a file; records in it that cannot be read are kept beside the log.
///
/// # Errors
/// When it is of a newer version, or not such a file at all.
pub fn decode_file(text: &str) -> Result<Kept, SavedError> {
    let file: File = serde_json::from_str(text).map_err(unreadable)?;
    if file.format != FORMAT {
        let what = format!("its format is {:?}, not {FORMAT:?}", file.format);
        return Err(SavedError::Unreadable(what));
    }
    if file.version > VERSION {
        return Err(SavedError::Newer(file.version));
    }
    let texts: Vec<String> = file.events.iter().map(Value::to_string).chain(file.unread).collect();
    Ok(decode_all(texts.iter().map(String::as_str)))
}

fn unreadable(error: serde_json::Error) -> SavedError {
    SavedError::Unreadable(error.to_string())
}

#[cfg(test)]
#[path = "saved_tests.rs"]
mod tests;
