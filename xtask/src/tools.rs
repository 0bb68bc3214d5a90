//! Installs what building needs and this machine lacks: the wasm target, Trunk and its helpers.

use crate::browsers::install_packages;
use crate::project::{Project, run, run_within};
use std::time::Duration;

/// The last Trunk that the pinned compiler builds.
const TRUNK: &str = "0.21.14";
/// Binaryen's release on npm, whose `wasm-opt` Trunk calls.
const BINARYEN: &str = "132.0.0";
/// How long a ready-made program may take to arrive before it is built here instead.
const READY_MADE_WITHIN: Duration = Duration::from_secs(90);

/// Checks the tools and installs those that are missing.
///
/// # Errors
/// What could not be installed, and what to do by hand.
pub fn set_up(project: &Project) -> Result<(), String> {
    components(project)?;
    wasm_target(project)?;
    trunk(project)?;
    wasm_bindgen(project)?;
    wasm_opt(project)?;
    // Trunk then runs offline, which keeps it from downloading tools of its own.
    project.run("cargo fetch --quiet").map_err(|error| {
        format!(
            "{error}; the crates come from the registry: check the connection, then `cargo fetch`"
        )
    })
}

fn components(project: &Project) -> Result<(), String> {
    for (component, program) in [("clippy", "cargo clippy"), ("rustfmt", "cargo fmt")] {
        if project.ask(&format!("{program} --version")).is_none() {
            println!("{component} is missing: adding it (seconds)");
            by_hand(project, &format!("rustup component add {component}"))?;
        }
    }
    Ok(())
}

fn wasm_target(project: &Project) -> Result<(), String> {
    let folder = project.ask("rustc --print target-libdir --target wasm32-unknown-unknown");
    if folder.is_some_and(|folder| std::path::Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    println!("the wasm target is missing: adding it (about 10 s)");
    by_hand(project, "rustup target add wasm32-unknown-unknown")
}

fn trunk(project: &Project) -> Result<(), String> {
    if version(project, "trunk").as_deref() == Some(TRUNK) {
        return Ok(());
    }
    println!("Trunk {TRUNK} is missing: installing it (about 4 min on two cores)");
    install(project, "trunk", TRUNK, "--locked --force")
}

fn wasm_bindgen(project: &Project) -> Result<(), String> {
    let lock = std::fs::read_to_string(project.path("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock cannot be read: {error}"))?;
    let wanted = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock has no wasm-bindgen")?;
    if version(project, "wasm-bindgen").as_deref() == Some(wanted) {
        return Ok(());
    }
    println!("wasm-bindgen {wanted} is missing: installing it (about 3 min on two cores)");
    // Not --locked: its own lock file names a version that has been withdrawn.
    install(project, "wasm-bindgen-cli", wanted, "--force")
}

fn wasm_opt(project: &Project) -> Result<(), String> {
    let release = BINARYEN.split('.').next().unwrap_or_default();
    node(project)?;
    let printed = project.ask("wasm-opt --version").unwrap_or_default();
    if printed.split_whitespace().nth(2) == Some(release) {
        return Ok(());
    }
    println!("wasm-opt {release} is missing: installing it into .tools (about 10 s)");
    install_node_package(project, "binaryen", BINARYEN)
}

fn node(project: &Project) -> Result<(), String> {
    if project.find(&["node"]).is_none() || project.find(&["npm"]).is_none() {
        println!("Node is missing: installing it for wasm-opt, Brotli and axe-core (about 1 min)");
        install_packages(project, &["nodejs", "npm"])?;
    }
    Ok(())
}

/// Installs a package of npm into `.tools`.
///
/// # Errors
/// What could not be installed, and what to do by hand.
pub fn install_node_package(project: &Project, name: &str, version: &str) -> Result<(), String> {
    node(project)?;
    // Saved there: what is not saved is taken away again by the next installation.
    let flags = "--save-exact --no-audit --no-fund --prefix .tools";
    by_hand(project, &format!("npm install {flags} {name}@{version}"))
}

/// Installs a Rust program: ready-made where `cargo binstall` has it, else built here.
///
/// # Errors
/// What could not be installed, and what to do by hand.
pub fn install(project: &Project, package: &str, version: &str, flags: &str) -> Result<(), String> {
    if project.find(&["cargo-binstall"]).is_some() {
        let line =
            format!("cargo binstall --no-confirm --disable-strategies compile {package}@{version}");
        match run_within(&mut project.command(&line), READY_MADE_WITHIN) {
            Ok(()) => return Ok(()),
            Err(error) => println!("{error}; building it instead"),
        }
    }
    // Unoptimised: these run for a second each, and optimising them costs minutes.
    by_hand(project, &format!("cargo install {package} --version {version} --debug {flags}"))
}

fn by_hand(project: &Project, line: &str) -> Result<(), String> {
    let mut command = project.command(line);
    run(&mut command)
        .map_err(|error| format!("{error}; check the connection, run it by hand, then start again"))
}

/// The second word of what `--version` prints.
fn version(project: &Project, program: &str) -> Option<String> {
    let printed = project.ask(&format!("{program} --version"))?;
    printed.split_whitespace().nth(1).map(str::to_owned)
}

/// The version a lock file holds a package at.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| line.trim() != name);
    lines.nth(1)?.trim().strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[track_caller]
    fn check(lock: &str, want: Option<&str>) {
        assert_eq!(locked_version(lock, "wasm-bindgen"), want);
    }

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        check(
            "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
             [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n",
            Some("0.2.130"),
        );
    }

    #[test]
    fn a_lock_file_without_it_gives_nothing() {
        check("", None);
        check("name = \"wasm-bindgen\"", None);
        check("name = \"wasm-bindgen\"\nversion = 3", None);
    }
}
