//! Native entry: judges HTTP evidence from standard input; no network of its own.

use std::io;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use preflight::command::{self, Streams};

/// As much of standard input as is answered at once.
const INPUT_BYTES: usize = 1 << 20;

fn main() -> ExitCode {
    let args: Vec<_> =
        std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    let mut streams = Streams {
        input: &mut io::BufReader::with_capacity(INPUT_BYTES, io::stdin().lock()),
        output: &mut io::BufWriter::new(io::stdout().lock()),
        complaints: &mut io::stderr().lock(),
        now_ms: now_ms(),
    };
    ExitCode::from(command::run(&args, &mut streams))
}

#[expect(clippy::disallowed_methods, reason = "the clock panics on wasm only; this is native")]
fn now_ms() -> Option<i64> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok()
}
