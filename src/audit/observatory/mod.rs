//! What MDN's HTTP Observatory (algorithm 6) would say.
//!
//! The peer's verdicts are reproduced with their errors; [`explain`] says where they part from
//! the standards.

mod js;
mod place;
mod weburl;

mod fields;
mod input;
mod markup;

mod gather;
mod seen;

mod cookies;
mod cors;
mod csp;
mod framing;
mod hsts;
mod isolation;
mod jar;
mod redirection;
mod referrer;
mod sniffing;
mod sri;

pub mod grade;
pub mod table;

pub mod explain;

use serde_json::{Value, json};

pub use gather::Unfit;
pub use input::{Input, InputError, PEER_ORIGIN};
pub use table::ALGORITHM;

use seen::{Known, Seen};
use table::Row;

/// What the peer says of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The score, from 0 upward; 165 is the most that can be had.
    pub score: i32,
    /// The grade, `A+` to `F`.
    pub grade: &'static str,
    /// The twelve tests, in the peer's order.
    pub tests: Vec<Test>,
}

/// One test and its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// The name of the test.
    pub name: &'static str,
    /// The name of the result.
    pub result: &'static str,
    /// What it adds to the score.
    pub modifier: i32,
    /// Whether the peer files it as passed.
    pub pass: bool,
    /// What the result means, in one sentence.
    pub says: &'static str,
}

/// A test whose result hangs on something unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The name of the test.
    pub test: &'static str,
    /// What would have to be known.
    pub what: &'static str,
}

/// Why there is no score.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The peer scans only 2xx, 3xx, 401 and 403.
    #[error("Site did respond with an unexpected HTTP status code {0}.")]
    Status(u16),
    /// The peer's scan ends in an error over this script address.
    #[error("the peer fails on the script address {0:?}")]
    Crash(String),
    /// Some tests cannot be answered from what is known.
    #[error("needs {}", needs(.0))]
    Unknown(Vec<Need>),
}

/// The tests that can be answered, and between which scores the rest leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partial {
    /// Each test's name with its result, or with what would have to be known.
    pub tests: Vec<(&'static str, Result<Test, &'static str>)>,
    /// The score if everything unknown is at its worst.
    pub lowest: i32,
    /// The score if everything unknown is at its best.
    pub highest: i32,
}

/// Says what the peer would say.
///
/// # Errors
/// The peer refuses the status, fails on a script address, or something is unknown.
pub fn scan(input: &Input) -> Result<Scan, Refusal> {
    refuse_status(input)?;
    let seen = Seen::of(input);
    if let Some(src) = sri::crash(&seen) {
        return Err(Refusal::Crash(src.to_owned()));
    }
    let mut tests = Vec::with_capacity(RUNS.len());
    let mut unknown = Vec::new();
    for (test, run) in RUNS {
        match run(&seen) {
            Ok(row) => tests.push(Test::of(test, row)),
            Err(what) => unknown.push(Need { test, what }),
        }
    }
    if !unknown.is_empty() {
        return Err(Refusal::Unknown(unknown));
    }
    let score = grade::score(tests.iter().map(|test| test.modifier));
    Ok(Scan { score, grade: grade::grade(score), tests })
}

/// Says what the peer would say as far as it is known.
///
/// # Errors
/// The peer refuses the status.
pub fn partial(input: &Input) -> Result<Partial, Refusal> {
    refuse_status(input)?;
    let seen = Seen::of(input);
    let answer = |(name, run): (&'static str, Run)| (name, run(&seen).map(|r| Test::of(name, r)));
    let tests: Vec<_> = RUNS.into_iter().map(answer).collect();
    let bound = |pick: fn(&[Row]) -> i32| {
        grade::score(tests.iter().zip(table::TESTS).map(|((_, test), (_, rows))| match test {
            Ok(test) => test.modifier,
            Err(_) => pick(rows),
        }))
    };
    let lowest = bound(|rows| rows.iter().map(|row| row.modifier).min().unwrap_or(0));
    let highest = bound(|rows| rows.iter().map(|row| row.modifier).max().unwrap_or(0));
    Ok(Partial { tests, lowest, highest })
}

/// Runs one test alone, by its name; `None` where there is no such test.
///
/// Unlike a scan, a test does not ask for the status.
///
/// # Errors
/// Says what would have to be known.
pub fn test(input: &Input, name: &str) -> Option<Result<Test, &'static str>> {
    let (name, run) = RUNS.into_iter().find(|(known, _)| *known == name)?;
    Some(run(&Seen::of(input)).map(|row| Test::of(name, row)))
}

/// A scan or refusal in the JSON form that is compared and exported.
pub fn to_json(scan: &Result<Scan, Refusal>) -> Value {
    match scan {
        Ok(scan) => json!({
            "score": scan.score,
            "grade": scan.grade,
            "tests": scan.tests.iter().copied().map(Test::to_pair).collect::<serde_json::Map<_, _>>(),
        }),
        Err(refusal) => json!({ "error": refusal.to_string() }),
    }
}

impl Test {
    fn of(name: &'static str, row: Row) -> Self {
        let Row { slug, modifier, pass, says } = row;
        Self { name, result: slug, modifier, pass, says }
    }

    fn to_pair(self) -> (String, Value) {
        let body = json!({
            "result": self.result,
            "modifier": self.modifier,
            "pass": self.pass,
        });
        (self.name.to_owned(), body)
    }
}

type Run = fn(&Seen<'_>) -> Known<Row>;

const RUNS: [(&str, Run); 12] = [
    (csp::NAME, csp::run),
    (cookies::NAME, cookies::run),
    (isolation::COEP, isolation::embedder),
    (isolation::COOP, isolation::opener),
    (cors::NAME, cors::run),
    (redirection::NAME, redirection::run),
    (referrer::NAME, referrer::run),
    (hsts::NAME, hsts::run),
    (sri::NAME, sri::run),
    (sniffing::NAME, sniffing::run),
    (framing::NAME, framing::run),
    (isolation::CORP, isolation::resource),
];

fn refuse_status(input: &Input) -> Result<(), Refusal> {
    match input.status {
        200..=399 | 401 | 403 => Ok(()),
        status => Err(Refusal::Status(status)),
    }
}

fn needs(unknown: &[Need]) -> String {
    let mut whats: Vec<_> = unknown.iter().map(|need| need.what).collect();
    whats.sort_unstable();
    whats.dedup();
    whats.join("; ")
}

#[cfg(test)]
mod tests;
