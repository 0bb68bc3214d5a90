//! Every parser under mutated input: no panic, and never long. Deterministic; see docs/FUZZING.md.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its corpus has to stop")]
#![expect(clippy::disallowed_methods, reason = "the time that an input takes is what is tested")]

mod mutate;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use mutate::Mutator;
use targets::{TARGETS, Target};

/// Inputs for each target in a run without a budget of time.
const INPUTS: usize = 150;
/// The longest input.
const BYTES_MAX: usize = 64 * 1024;
/// The longest that an input of that size may take, without optimisation.
const TIME_MAX: Duration = Duration::from_millis(500);
/// How often an input is tried again before it counts as slow: other work disturbs the clock.
const TRIES: usize = 4;

#[test]
fn no_input_makes_a_parser_panic_or_dawdle() {
    let whole = number("PREFLIGHT_FUZZ_SECONDS").map(Duration::from_secs);
    let seed = number("PREFLIGHT_FUZZ_SEED").unwrap_or(0x5eed);
    let only = std::env::var("PREFLIGHT_FUZZ_TARGET").ok();
    let is_asked = |target: &&Target| only.as_ref().is_none_or(|name| name == target.name);
    let asked: Vec<_> = TARGETS.iter().filter(is_asked).collect();
    let share = whole.map(|whole| whole / u32::try_from(asked.len().max(1)).unwrap());
    // One finding a target, so that a long run tells of all of them.
    let findings: Vec<_> = asked.iter().filter_map(|one| run(one, seed, share).err()).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

fn run(target: &Target, seed: u64, share: Option<Duration>) -> Result<(), String> {
    let corpus = corpus(target.corpus);
    let mut mutator = Mutator::new(seed, &corpus, BYTES_MAX);
    corpus.iter().try_for_each(|bytes| try_one(target, bytes))?;
    let begun = Instant::now();
    let mut n_inputs = 0;
    while share.map_or(n_inputs < INPUTS, |share| begun.elapsed() < share) {
        try_one(target, &mutator.next_input())?;
        n_inputs += 1;
    }
    eprintln_count(target, n_inputs, begun.elapsed());
    Ok(())
}

#[expect(clippy::print_stderr, reason = "shown with --nocapture, to judge a long run by")]
fn eprintln_count(target: &Target, n_inputs: usize, took: Duration) {
    eprintln!("{}: {n_inputs} inputs in {} ms", target.name, took.as_millis());
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no seeds for {name}");
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn try_one(target: &Target, bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let mut fastest = Duration::MAX;
    for _ in 0..TRIES {
        let begun = spent();
        let ended = catch_unwind(AssertUnwindSafe(|| (target.run)(&text)));
        fastest = fastest.min(spent().saturating_sub(begun));
        if ended.is_err() {
            return Err(format!("{} panics on {}", target.name, told(target, bytes)));
        }
        if fastest <= TIME_MAX {
            return Ok(());
        }
    }
    let millis = fastest.as_millis();
    Err(format!("{} takes {millis} ms on {}", target.name, told(target, bytes)))
}

/// The time that this thread has worked, where the system tells; else the time that has passed.
fn spent() -> Duration {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = told.as_deref().and_then(|text| text.split(' ').next()?.parse().ok());
    worked.map_or_else(|| BEGUN.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

/// The input in hex; a long one is written to a file.
fn told(target: &Target, bytes: &[u8]) -> String {
    let pairs: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let hex = pairs.concat();
    if bytes.len() <= 2048 {
        return hex;
    }
    let path =
        std::env::temp_dir().join(format!("preflight-fuzz-{}", target.name.replace(' ', "-")));
    std::fs::write(&path, bytes).unwrap();
    let begin: String = hex.chars().take(400).collect();
    format!("{} bytes, in {}, beginning {begin}", bytes.len(), path.display())
}
