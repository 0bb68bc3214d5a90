//! What was asked on the command line.

use crate::serve::Until;
use std::path::PathBuf;
use std::time::Duration;

/// What is printed when asked for help, or when the question was not understood.
pub const HELP: &str = "\
cargo xtask serve      build the site and serve it on http://127.0.0.1:8080
    --port N           another port; 0 takes any that is free
    --dev              build quickly, and again at each change
    --no-build         serve what is already built
    --dist DIR         serve another folder
    --for SECONDS      stop after so long
                       (with --no-build it also stops when a pipe on its input closes)
cargo xtask test       everything CI does
    --list             name the steps
    --only NAME        run one step
cargo xtask build      build the site into dist, ready to deploy
cargo xtask headers    write dist/_headers again, and print it
Each installs what is missing first, and says so.";

/// A job to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Job {
    Help,
    ListSteps,
    Test { only: Option<String> },
    Build,
    Headers,
    Serve(ServeJob),
}

/// How to serve.
#[derive(Debug, PartialEq, Eq)]
pub struct ServeJob {
    pub port: u16,
    pub dev: bool,
    pub build: bool,
    pub dist: Option<PathBuf>,
    pub until: Until,
}

impl Job {
    /// Reads the words after `cargo xtask`.
    ///
    /// # Errors
    /// Which word was not understood.
    pub fn read(words: &[String]) -> Result<Job, String> {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if words.iter().any(|word| matches!(*word, "--help" | "-h")) {
            return Ok(Job::Help);
        }
        match words[..] {
            [] | ["help"] => Ok(Job::Help),
            ["build"] => Ok(Job::Build),
            ["headers"] => Ok(Job::Headers),
            ["test"] => Ok(Job::Test { only: None }),
            ["test", "--list"] => Ok(Job::ListSteps),
            ["test", "--only", name] => Ok(Job::Test { only: Some(name.to_owned()) }),
            ["serve", ref flags @ ..] => read_serve(flags).map(Job::Serve),
            _ => Err(format!("`{}` is not understood", words.join(" "))),
        }
    }
}

fn read_serve(flags: &[&str]) -> Result<ServeJob, String> {
    let mut job =
        ServeJob { port: 8080, dev: false, build: true, dist: None, until: Until::Interrupted };
    let mut flags = flags.iter();
    while let Some(flag) = flags.next() {
        let (name, given) = flag.split_once('=').map_or((*flag, None), |(a, b)| (a, Some(b)));
        let mut value = || {
            given.or_else(|| flags.next().copied()).ok_or_else(|| format!("{name} needs a value"))
        };
        match name {
            "--dev" => job.dev = true,
            "--no-build" => job.build = false,
            "--dist" => job.dist = Some(PathBuf::from(value()?)),
            "--port" => {
                let text = value()?;
                let port = text.parse();
                job.port =
                    port.map_err(|_| format!("--port {text} is not a number up to 65535"))?;
            }
            "--for" => {
                let text = value()?;
                let seconds = text.parse().map_err(|_| format!("--for {text} is not seconds"))?;
                job.until = Until::Elapsed(Duration::from_secs(seconds));
            }
            _ => return Err(format!("serve does not know {flag}")),
        }
    }
    if job.dev && (!job.build || job.dist.is_some() || job.until != Until::Interrupted) {
        return Err("--dev goes with --port alone".to_owned());
    }
    if !job.build && job.until == Until::Interrupted && input_is_a_pipe() {
        job.until = Until::InputCloses;
    }
    Ok(job)
}

/// Whether another program holds our input: then its end is ours. A terminal or nothing is not.
#[cfg(unix)]
fn input_is_a_pipe() -> bool {
    use std::os::unix::fs::FileTypeExt;
    std::fs::metadata("/dev/stdin").is_ok_and(|input| input.file_type().is_fifo())
}

#[cfg(not(unix))]
fn input_is_a_pipe() -> bool {
    use std::io::IsTerminal;
    !std::io::stdin().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::{Job, ServeJob};

    fn read(line: &str) -> Result<Job, String> {
        Job::read(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[track_caller]
    fn serve(line: &str) -> ServeJob {
        match read(line) {
            Ok(Job::Serve(job)) => job,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn serve_has_sensible_defaults() {
        let job = serve("serve");
        assert_eq!((job.port, job.dev, job.build, job.dist), (8080, false, true, None));
    }

    #[test]
    fn flags_take_their_value_either_way() {
        assert_eq!(serve("serve --port 81").port, 81);
        assert_eq!(serve("serve --port=0 --no-build --dist x --for 3").port, 0);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for line in [
            "srve",
            "serve --prot 1",
            "serve --port",
            "serve --port 70000",
            "serve --for x",
            "serve --dev --no-build",
            "test --only",
            "build x",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
        assert_eq!(read("serve --help"), Ok(Job::Help));
    }
}
