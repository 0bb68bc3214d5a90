//! The house's own rules: layers, file sizes, first lines, versions that must agree.

use std::fs;

/// The most lines of one file.
const LINES_MAX: usize = 300;

/// Words that a layer must not say: who may know whom.
const LAYERS: [(&str, &[&str]); 7] = [
    (
        "src/read",
        &[
            "leptos",
            "web_sys",
            "crate::track",
            "crate::audit",
            "crate::browser",
            "crate::islands",
            "crate::pages",
        ],
    ),
    (
        "src/track",
        &["leptos", "web_sys", "crate::audit", "crate::browser", "crate::islands", "crate::pages"],
    ),
    (
        "src/audit",
        &[
            "leptos",
            "web_sys",
            "crate::read",
            "crate::track",
            "crate::browser",
            "crate::islands",
            "crate::pages",
        ],
    ),
    ("src/launch", &["leptos", "web_sys", "crate::browser", "crate::islands", "crate::pages"]),
    ("src/browser", &["leptos", "crate::islands", "crate::pages"]),
    ("src/islands", &["web_sys::", "crate::pages"]),
    ("src/pages", &["web_sys", "crate::browser"]),
];

#[track_caller]
fn check(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn no_layer_knows_the_ones_above_it() {
    let mut problems = Vec::new();
    for (folder, words) in LAYERS {
        for (file, text) in super::files(folder, ".rs") {
            for (number, line) in text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or("");
                for word in words.iter().filter(|word| code.contains(**word)) {
                    problems.push(format!("{file}:{}: {folder} must not say {word}", number + 1));
                }
            }
        }
    }
    check(&problems);
}

#[test]
fn the_pure_jobs_never_ask_the_time_or_the_disk() {
    let mut problems = Vec::new();
    for folder in ["src/read", "src/track", "src/audit", "src/launch"] {
        for (file, text) in super::files(folder, ".rs") {
            for word in
                ["SystemTime", "Instant", "std::fs", "std::net::Tcp", "std::env", "thread_local"]
            {
                if text.contains(word) {
                    problems.push(format!("{file}: a pure job must not say {word}"));
                }
            }
        }
    }
    check(&problems);
}

#[test]
fn every_file_begins_with_what_it_is_and_is_small() {
    let mut problems = Vec::new();
    for folder in ["src", "tests", "xtask/src"] {
        for (file, text) in super::files(folder, ".rs") {
            if !text.starts_with("//! ") {
                problems.push(format!("{file}:1: begin with one `//!` sentence"));
            }
            let n_lines = text.lines().count();
            if n_lines > LINES_MAX {
                problems
                    .push(format!("{file}: {n_lines} lines; split it, {LINES_MAX} are the most"));
            }
            if text.contains("TODO") && file != "tests/it/tidy.rs" {
                problems.push(format!("{file}: a TODO; do it, or file an issue"));
            }
        }
    }
    check(&problems);
}

#[test]
fn every_file_of_checks_is_registered() {
    let list = fs::read_to_string("src/audit/checks/mod.rs").unwrap();
    let mut problems = Vec::new();
    for entry in fs::read_dir("src/audit/checks").unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().replace(".rs", "");
        if name != "mod" && !list.contains(&format!("mod {name};")) {
            problems.push(format!("src/audit/checks/{name}: add `mod {name};` to checks/mod.rs"));
        }
    }
    check(&problems);
}

#[test]
fn the_tools_are_the_versions_of_the_lock_file() {
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    let trunk = fs::read_to_string("Trunk.toml").unwrap();
    let (_, after) = lock.split_once("name = \"wasm-bindgen\"\nversion = \"").unwrap();
    let (version, _) = after.split_once('"').unwrap();
    let pinned = format!("wasm_bindgen = \"{version}\"");
    assert!(trunk.contains(&pinned), "Trunk.toml: write {pinned}");
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let mut problems = Vec::new();
    let mut in_dependencies = false;
    let mut reason = false;
    for (number, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies");
        }
        let names = !line.starts_with('[')
            && line.split_once(" = ").is_some_and(|(name, _)| !name.contains([' ', '"']));
        if in_dependencies && names && !reason {
            problems.push(format!("Cargo.toml:{}: say above it what {line:?} is for", number + 1));
        }
        // A reason covers the lines right below it.
        reason = line.starts_with("# ") || (reason && !line.trim().is_empty());
    }
    check(&problems);
}
