//! The words of `--help`.

use std::io::Write;

use super::{CommandError, DONE};

/// What `preflight --help` prints.
pub(super) const ALL: &str = "\
preflight: is it ready for production? Judges HTTP evidence; has no network of its own.

Usage:
  curl -sSiL URL | preflight audit [--url URL] [options]
  preflight audit --har FILE [options]
  preflight csp | health | cors [options]

Subcommands:
  audit    headers, cookies, TLS, caching and more of one or many answers
  csp      a Content-Security-Policy
  health   a health endpoint's answer
  cors     who may read an answer from another origin

Options:
  -h, --help       this text, or that of a subcommand
  -V, --version    the version

Exit codes: 0 done, 1 below --fail-under, 2 command line or input not understood.
";

const AUDIT: &str = "\
preflight audit: judges HTTP answers.

Usage:
  curl -sSiL URL | preflight audit [--url URL] [options]
  preflight audit --har FILE [options]
  preflight audit --jsonl < records.jsonl

Reads what curl -i, -I, -v, HTTPie, wget -S, PowerShell and browsers print, and HAR files.
Secrets are replaced as they are read and are never printed.

Options:
  --url URL           the address that was asked; standard input rarely tells it
  --har FILE          read a HAR file, in place of standard input
  --profile KIND      page, api, health or static; guessed when not given
  --fail-under GRADE  A+, A, B, C, D or F: exit with 1 when the worst grade is below it
  --format FORMAT     text (default), json, markdown, sarif or junit
  --jsonl             one JSON object a line in, one a line out, in the same order
  -h, --help          this text
";

const CSP: &str = "\
preflight csp: judges a Content-Security-Policy.

Usage:
  echo \"default-src 'self'\" | preflight csp [options]
  curl -sSI URL | preflight csp [options]
  preflight csp --jsonl < policies.jsonl

Options:
  --format FORMAT     text (default), json, markdown, sarif or junit
  --jsonl             {\"id\",\"csp\"} a line in, findings a line out
  -h, --help          this text
";

const HEALTH: &str = "\
preflight health: judges a health endpoint's answer.

Usage:
  curl -sSi URL | preflight health [--url URL] [options]
  preflight health --jsonl < answers.jsonl

Options:
  --url URL           the address that was asked; its path tells what the endpoint is for
  --format FORMAT     text (default), json, markdown, sarif or junit
  --jsonl             {\"id\",\"request\",\"response\"} a line in, a verdict a line out
  -h, --help          this text
";

const CORS: &str = "\
preflight cors: says who may read an answer from another origin.

Usage:
  (curl -sSi -H 'Origin: https://a.example' URL; curl -sSi -H 'Origin: null' URL) |
    preflight cors [--url URL] [options]
  preflight cors --jsonl < outcomes.jsonl

Options:
  --url URL           the address that was asked
  --format FORMAT     text (default), json, markdown, sarif or junit
  --jsonl             {\"id\",\"outcomes\"} a line in, a verdict a line out
  -h, --help          this text
";

/// The text of a subcommand.
pub(super) fn of(name: &str) -> &'static str {
    match name {
        "audit" => AUDIT,
        "csp" => CSP,
        "health" => HEALTH,
        "cors" => CORS,
        _ => ALL,
    }
}

/// Prints a text and is done.
pub(super) fn print(output: &mut dyn Write, text: &str) -> Result<u8, CommandError> {
    output.write_all(text.as_bytes())?;
    Ok(DONE)
}
