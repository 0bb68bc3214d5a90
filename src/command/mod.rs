//! The native command: evidence from standard input or a file, a report on standard output.
//!
//! It has no network of its own; what fetches is `curl`, a browser or a script.

mod args;
mod help;

mod sheet;

mod format;

mod json_lines;

mod audit;
mod cors;
mod csp;
mod health;

use std::io::{self, BufRead, Write};

use args::{Options, UsageError};
pub use format::Format;

/// Everything went well.
pub const DONE: u8 = 0;
/// The grade is below the one that was asked for.
pub const BELOW: u8 = 1;
/// The command line or the input was not understood.
pub const UNREADABLE: u8 = 2;

/// What the command is connected to.
pub struct Streams<'a> {
    /// Where evidence is read from.
    pub input: &'a mut dyn BufRead,
    /// Where the report goes.
    pub output: &'a mut dyn Write,
    /// Where complaints go.
    pub complaints: &'a mut dyn Write,
    /// The time, in milliseconds since 1970, for dates that pass.
    pub now_ms: Option<i64>,
}

/// Why a run ended without a report.
#[derive(Debug, thiserror::Error)]
enum CommandError {
    /// The command line was not understood.
    #[error("{0}")]
    Usage(#[from] UsageError),
    /// A file could not be read.
    #[error("cannot read {path}: {error}")]
    File {
        /// Its path.
        path: String,
        /// What the system said.
        error: io::Error,
    },
    /// The input is no evidence.
    #[error("{0}")]
    Input(String),
    /// Reading or writing failed.
    #[error("{0}")]
    Stream(#[from] io::Error),
}

/// Runs the command and gives its exit code; `args` come without the program's name.
///
/// A reader that goes away, as `head` does, is no error.
pub fn run(args: &[String], streams: &mut Streams<'_>) -> u8 {
    let error = match dispatch(args, streams).and_then(|code| {
        streams.output.flush()?;
        Ok(code)
    }) {
        Ok(code) => return code,
        Err(CommandError::Stream(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            return DONE;
        }
        Err(error) => error,
    };
    let hint = match &error {
        CommandError::Usage(_) => "\nRun `preflight --help` for the options.",
        CommandError::File { .. } | CommandError::Input(_) | CommandError::Stream(_) => "",
    };
    match writeln!(streams.complaints, "preflight: {error}{hint}") {
        // Where complaints cannot be written either, the exit code still tells.
        Ok(()) | Err(_) => UNREADABLE,
    }
}

fn dispatch(args: &[String], streams: &mut Streams<'_>) -> Result<u8, CommandError> {
    let (name, rest) = match args.split_first() {
        None => return help::print(streams.output, help::ALL),
        Some((name, rest)) => (name.as_str(), rest),
    };
    match name {
        "-h" | "--help" | "help" => {
            let text = rest.first().map_or(help::ALL, |name| help::of(name));
            return help::print(streams.output, text);
        }
        "-V" | "--version" => {
            let version = concat!("preflight ", env!("CARGO_PKG_VERSION"), "\n");
            return help::print(streams.output, version);
        }
        _ => {}
    }
    let run = match name {
        "audit" => audit::run,
        "csp" => csp::run,
        "health" => health::run,
        "cors" => cors::run,
        _ => return Err(UsageError::Subcommand(name.to_owned()).into()),
    };
    let options = Options::parse(name, rest)?;
    if options.help {
        return help::print(streams.output, help::of(name));
    }
    run(&options, streams)
}

/// All of standard input, or of a file.
fn read_all(path: Option<&str>, streams: &mut Streams<'_>) -> Result<String, CommandError> {
    let mut bytes = Vec::new();
    match path {
        Some(path) => {
            let at = |error| CommandError::File { path: path.to_owned(), error };
            bytes = std::fs::read(path).map_err(at)?;
        }
        None => {
            io::Read::read_to_end(streams.input, &mut bytes)?;
        }
    }
    Ok(crate::audit::ingest::decode(&bytes))
}
