//! The built site, served as in production by the project's own server.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// The project's root.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

struct Site {
    origin: String,
    /// The server ends when this process does: its input is a pipe of ours.
    _server: Child,
}

/// The origin of the served site, such as `http://127.0.0.1:34567`.
pub fn origin() -> &'static str {
    static SITE: OnceLock<Site> = OnceLock::new();
    &SITE.get_or_init(serve).origin
}

/// A path within the project.
pub fn in_project(path: &str) -> PathBuf {
    PathBuf::from(ROOT).join(path)
}

fn serve() -> Site {
    let dist = std::env::var_os("E2E_DIST").map_or_else(|| in_project("dist"), PathBuf::from);
    assert!(dist.join("index.html").is_file(), "build the site first: cargo xtask build");
    let mut command = if let Some(program) = std::env::var_os("E2E_XTASK") {
        Command::new(program)
    } else {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--quiet", "--package", "xtask", "--"]);
        cargo
    };
    command.args(["serve", "--no-build", "--port", "0", "--dist"]).arg(&dist).current_dir(ROOT);
    let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let origin = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line:?}"));
    Site { origin: origin.to_owned(), _server: server }
}
