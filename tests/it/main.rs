//! House rules, content and pages as tests: `cargo test` is the whole law.
#![expect(clippy::unwrap_used, reason = "a test that cannot read the tree has nothing to say")]

mod content;
mod pages;
mod tidy;

use std::fs;
use std::path::Path;

/// Every file below a folder whose name ends so, with its text, in order.
fn files(folder: &str, end: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    gather(Path::new(folder), end, &mut found);
    found.sort();
    found
}

fn gather(folder: &Path, end: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, end, found);
        } else if path.to_string_lossy().ends_with(end) {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
}
