//! Runs the built command and looks at what came of it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs the command over an input.
pub fn run(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_preflight"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // Written apart, so that a full pipe on one side does not stop the other.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).is_ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Exit code and a part of what was printed, on either stream.
#[track_caller]
pub fn check(args: &[&str], input: &str, code: i32, part: &str) {
    let output = run(args, input);
    let printed = format!("{}{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{printed}");
    assert!(printed.contains(part), "{printed}");
}

/// Every line of the answer, parsed.
#[track_caller]
pub fn lines(args: &[&str], input: &str) -> Vec<Value> {
    let output = run(args, input);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn help_and_version_are_told() {
    check(&[], "", 0, "Usage:");
    check(&["--help"], "", 0, "Subcommands:");
    check(&["audit", "--help"], "", 0, "--fail-under GRADE");
    check(&["help", "cors"], "", 0, "preflight cors");
    check(&["--version"], "", 0, env!("CARGO_PKG_VERSION"));
}

#[test]
fn a_wrong_command_line_is_named() {
    check(&["judge"], "", 2, "no subcommand \"judge\"");
    check(&["audit", "--colour"], "", 2, "no option \"--colour\"");
    check(&["audit", "--har", "/nowhere/x.har"], "", 2, "cannot read /nowhere/x.har");
}
