//! Builds the site for release: Trunk, then headers and compressed copies.

use crate::headers_file;
use crate::project::Project;
use crate::site_headers::SiteCode;

/// Builds into `dist`.
///
/// # Errors
/// Which part failed.
pub fn build(project: &Project) -> Result<(), String> {
    let mut trunk = project.command("trunk build --release --offline");
    // Trunk takes only `true` and `false` here, while the convention is any value.
    crate::project::run(trunk.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0"))?;
    let dist = project.path("dist");
    let code = SiteCode::read(&dist)
        .map_err(|error| format!("the built pages cannot be read: {error}"))?;
    for refused in code.pages.refused.iter().chain(&code.null_frame.refused) {
        println!("warning: the content security policy will not allow {refused} in the pages");
    }
    headers_file::write(&dist, &code)?;
    project.run("node xtask/precompress.mjs dist")
}

/// Builds and serves for development, again at each change.
///
/// # Errors
/// How it ended, when not by interruption.
pub fn watch(project: &Project, port: u16) -> Result<(), String> {
    let line = format!("trunk serve --offline --address 127.0.0.1 --port {port}");
    crate::project::run(project.command(&line).env_remove("NO_COLOR"))
}
