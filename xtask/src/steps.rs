//! The whole test: steps by name, run in turn, summed up at the end.

use crate::project::Project;
use crate::{browsers, site_build, sizes, tools};
use std::time::{Duration, Instant};

/// One part of the test.
pub struct Step {
    /// What `--only` calls it.
    pub name: &'static str,
    /// What it does.
    pub what: &'static str,
    /// Steps without which it cannot be run.
    needs: &'static [&'static str],
    run: fn(&Project) -> Result<Done, String>,
}

/// How a step ended that did not fail.
enum Done {
    Passed,
    Skipped(&'static str),
}

/// All steps, in the order they are run: the quick ones before the heavy ones.
pub const STEPS: [Step; 10] = [
    Step {
        name: "setup",
        what: "install the build tools that are missing",
        needs: &[],
        run: |project| tools::set_up(project).map(passed),
    },
    Step {
        name: "browsers",
        what: "install the browsers that are missing",
        needs: &[],
        run: |project| browsers::set_up(project).map(|_| Done::Passed),
    },
    Step {
        name: "format",
        what: "the formatting of the sources",
        needs: &[],
        run: |project| project.run("cargo fmt --all --check").map(passed),
    },
    Step {
        name: "lint-xtask",
        what: "clippy on this program",
        needs: &[],
        run: |project| {
            project.run("cargo clippy -p xtask --all-targets -- -D warnings").map(passed)
        },
    },
    Step {
        name: "lint",
        what: "clippy, natively",
        needs: &[],
        run: |project| project.run("cargo lint").map(passed),
    },
    Step {
        name: "lint-wasm",
        what: "clippy, as the browser gets it",
        needs: &["setup"],
        run: |project| {
            project.run("cargo lint-site")?;
            project.run("cargo lint-wasm").map(passed)
        },
    },
    Step {
        name: "test",
        what: "unit, integration, command and documentation tests",
        needs: &[],
        run: |project| project.run("cargo test --workspace").map(passed),
    },
    Step {
        name: "build",
        what: "the site for release",
        needs: &["setup"],
        run: |project| site_build::build(project).map(passed),
    },
    Step {
        name: "size",
        what: "what a reader downloads, against budget.txt",
        needs: &["build"],
        run: |project| sizes::weigh(project).map(passed),
    },
    Step {
        name: "e2e",
        what: "the built site in real browsers",
        needs: &["browsers", "build"],
        run: end_to_end,
    },
];

fn passed((): ()) -> Done {
    Done::Passed
}

fn end_to_end(project: &Project) -> Result<Done, String> {
    if !project.path("tests/e2e/main.rs").is_file() {
        return Ok(Done::Skipped("tests/e2e/main.rs does not exist"));
    }
    let browsers = browsers::installed(project).join(",");
    println!("browsers: {browsers}");
    let mut command = project.command("cargo test --features e2e --test e2e");
    command.env("E2E_BROWSERS", browsers).env("E2E_DIST", project.path("dist"));
    if let Ok(own) = std::env::current_exe() {
        command.env("E2E_XTASK", own);
    }
    crate::project::run(&mut command).map(passed)
}

/// Runs all steps, or the one that is named; says whether none failed.
///
/// # Errors
/// When there is no step of that name.
pub fn run(project: &Project, only: Option<&str>) -> Result<bool, String> {
    if let Some(name) = only.filter(|name| STEPS.iter().all(|step| step.name != *name)) {
        return Err(format!("there is no step `{name}`; cargo xtask test --list names them"));
    }
    let began = Instant::now();
    let mut tally = Tally::default();
    for step in STEPS.iter().filter(|step| only.is_none_or(|name| name == step.name)) {
        tally.take(step, project);
    }
    println!("\n--- summary, {} ---", seconds(began.elapsed()));
    for line in &tally.lines {
        println!("{line}");
    }
    println!("{} passed, {} failed", tally.n_passed, tally.failed.len());
    Ok(tally.failed.is_empty())
}

#[derive(Default)]
struct Tally {
    n_passed: usize,
    /// Names of the steps that failed or could not be run.
    failed: Vec<&'static str>,
    not_run: Vec<&'static str>,
    lines: Vec<String>,
}

impl Tally {
    fn take(&mut self, step: &Step, project: &Project) {
        let Step { name, what, .. } = step;
        let missing = |need: &&&str| self.failed.contains(need) || self.not_run.contains(need);
        if let Some(need) = step.needs.iter().find(missing) {
            self.not_run.push(name);
            self.lines.push(format!("not run  {name}: it needs {need}"));
            return;
        }
        println!("\n--- {name}: {what} ---");
        let began = Instant::now();
        let result = (step.run)(project);
        let time = seconds(began.elapsed());
        let line = match result {
            Ok(Done::Passed) => {
                self.n_passed += 1;
                format!("passed   {name} ({time})")
            }
            Ok(Done::Skipped(why)) => format!("skipped  {name}: {why}"),
            Err(error) => {
                self.failed.push(name);
                format!("FAILED   {name} ({time}): {error}")
            }
        };
        println!("{line}");
        self.lines.push(line);
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::{Done, STEPS, Step, Tally};
    use crate::project::Project;

    #[test]
    fn a_step_comes_after_those_it_needs() {
        for (at, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(STEPS[..at].iter().any(|earlier| earlier.name == *need), "{need}");
            }
        }
    }

    #[test]
    fn a_failure_is_counted_once_and_holds_back_what_needs_it() {
        let mut tally = Tally::default();
        let bad = Step { name: "a", what: "", needs: &[], run: |_| Err("broken".to_owned()) };
        let second = Step { name: "b", what: "", needs: &["a"], run: |_| Ok(Done::Passed) };
        let third = Step { name: "c", what: "", needs: &["b"], run: |_| Ok(Done::Passed) };
        let apart = Step { name: "d", what: "", needs: &[], run: |_| Ok(Done::Passed) };
        for step in [&bad, &second, &third, &apart] {
            tally.take(step, &Project::here());
        }
        assert_eq!((tally.n_passed, tally.failed.len(), tally.not_run.len()), (1, 1, 2));
    }
}
