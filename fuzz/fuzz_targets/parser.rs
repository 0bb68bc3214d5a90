//! One target for libFuzzer; its name picks what is run, from the list of tests/fuzz.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/fuzz/targets.rs"]
mod targets;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let named = |target: &&targets::Target| target.name.replace(' ', "-") == env!("CARGO_BIN_NAME");
    if let Some(target) = targets::TARGETS.iter().find(named) {
        (target.run)(&text);
    }
});
