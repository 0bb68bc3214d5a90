//! The project on this machine: its folders, and the programs started in it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The project's root folder.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project this program was built from.
    pub fn here() -> Project {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        Project { root: own.parent().unwrap_or(own).to_owned() }
    }

    /// A path within the project.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A program to run in the project, with the project's own tools before those of the machine.
    pub fn command(&self, line: &str) -> Command {
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        // Cargo tells its children about the package that started them; those are not for others.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command.args(words).current_dir(&self.root).env("PATH", self.search_path());
        command
    }

    /// The first of these programs that is installed.
    pub fn find(&self, names: &[&str]) -> Option<PathBuf> {
        let path = self.search_path();
        names.iter().find_map(|name| {
            std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
        })
    }

    /// What a program prints when asked, or nothing when it is missing or fails.
    pub fn ask(&self, line: &str) -> Option<String> {
        let output = self.command(line).stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs a program to its end.
    ///
    /// # Errors
    /// What was run and how it ended.
    pub fn run(&self, line: &str) -> Result<(), String> {
        run(&mut self.command(line))
    }

    fn search_path(&self) -> OsString {
        let kept = std::env::var_os("PATH").unwrap_or_default();
        let cargo_home = std::env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
        let own = [self.path(".tools/node_modules/.bin")];
        let cargo = cargo_home.map(|home| home.join("bin"));
        let folders = own.into_iter().chain(cargo).chain(std::env::split_paths(&kept));
        std::env::join_paths(folders).unwrap_or(kept)
    }
}

/// Runs a program to its end, showing what is run.
///
/// # Errors
/// What was run and how it ended.
pub fn run(command: &mut Command) -> Result<(), String> {
    let line = announce(command);
    let status = command.status().map_err(|error| format!("`{line}` did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{line}` failed ({status})")) }
}

/// Runs a program that may take so long and no longer.
///
/// # Errors
/// What was run and how it ended.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<(), String> {
    let line = announce(command);
    let failed = |error: std::io::Error| format!("`{line}` did not run: {error}");
    let mut child = command.stdin(Stdio::null()).spawn().map_err(failed)?;
    let began = Instant::now();
    loop {
        match child.try_wait().map_err(failed)? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("`{line}` failed ({status})")),
            None if began.elapsed() > limit => {
                child.kill().and_then(|()| child.wait()).map_err(failed)?;
                return Err(format!("`{line}` took longer than {} s", limit.as_secs()));
            }
            None => std::thread::sleep(Duration::from_millis(100)),
        }
    }
}

fn announce(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let line = words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    println!("$ {line}");
    line
}

#[cfg(test)]
mod tests {
    use super::{Project, run_within};
    use std::time::Duration;

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(Project::here().path("Cargo.lock").is_file());
    }

    #[test]
    fn a_program_that_is_missing_or_fails_is_an_error_and_no_answer() {
        let project = Project::here();
        assert!(project.run("no-such-program-anywhere").is_err());
        assert_eq!(project.ask("no-such-program-anywhere --version"), None);
        assert_eq!(project.find(&["no-such-program-anywhere"]), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_ended() {
        let error = run_within(&mut Project::here().command("sleep 30"), Duration::from_millis(50));
        assert!(error.unwrap_err().contains("took longer"));
    }
}
