//! Installs the browsers the end-to-end tests drive, and their drivers.

use crate::project::Project;
use crate::tools::{install, install_node_package};

const GECKODRIVER: &str = "0.37.1";
/// The accessibility rules that the pages are held to, an npm package of one script.
const AXE: &str = "4.14.1";

/// Checks the browsers and installs those that are missing; gives the names of those there are.
///
/// # Errors
/// What could not be installed, and what to do by hand.
pub fn set_up(project: &Project) -> Result<Vec<&'static str>, String> {
    axe(project)?;
    chromium(project)?;
    let mut browsers = vec!["chromium"];
    match firefox(project) {
        Ok(()) => browsers.push("firefox"),
        Err(error) if is_ci() && project.find(&["apt-get"]).is_some() => return Err(error),
        Err(error) => println!("warning: Firefox will not be tested: {error}"),
    }
    Ok(browsers)
}

/// The browsers that are installed, with their drivers.
pub fn installed(project: &Project) -> Vec<&'static str> {
    let chromium = has_chromium(project).then_some("chromium");
    let firefox = has_firefox(project) && project.find(&["geckodriver"]).is_some();
    chromium.into_iter().chain(firefox.then_some("firefox")).collect()
}

fn axe(project: &Project) -> Result<(), String> {
    let about = project.path(".tools/node_modules/axe-core/package.json");
    let wanted = format!("\"version\": \"{AXE}\"");
    if std::fs::read_to_string(about).is_ok_and(|text| text.contains(&wanted)) {
        return Ok(());
    }
    println!("axe-core {AXE} is missing: installing it into .tools (seconds)");
    install_node_package(project, "axe-core", AXE)
}

fn chromium(project: &Project) -> Result<(), String> {
    if has_chromium(project) {
        return Ok(());
    }
    println!("Chromium or its driver is missing: installing them (about 1 min)");
    install_packages(project, &["chromium", "chromium-driver", "fonts-dejavu-core"])?;
    if has_chromium(project) {
        Ok(())
    } else {
        Err("chromium and chromedriver are still not found; install them by hand".to_owned())
    }
}

fn has_chromium(project: &Project) -> bool {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    project.find(&names).is_some() && project.find(&["chromedriver"]).is_some()
}

fn firefox(project: &Project) -> Result<(), String> {
    if !has_firefox(project) {
        println!("Firefox is missing: installing it (about 1 min)");
        install_packages(project, &["firefox-esr"])?;
    }
    if project.find(&["geckodriver"]).is_none() {
        println!("geckodriver is missing: installing it (about 2 min on two cores)");
        install(project, "geckodriver", GECKODRIVER, "--locked")?;
    }
    Ok(())
}

fn has_firefox(project: &Project) -> bool {
    project.find(&["firefox", "firefox-esr"]).is_some()
}

fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}

/// Installs packages of a Debian or Ubuntu system.
///
/// # Errors
/// What could not be installed, and what to do by hand.
pub fn install_packages(project: &Project, packages: &[&str]) -> Result<(), String> {
    let packages = packages.join(" ");
    let update = "apt-get update -qq";
    let install = format!("apt-get install -y -qq --no-install-recommends {packages}");
    if project.find(&["apt-get"]).is_none() {
        return Err(format!("there is no apt-get here; install by hand: {packages}"));
    }
    let is_root = project.ask("id -u").is_some_and(|id| id.trim() == "0");
    let prefix = if is_root {
        ""
    } else if project.find(&["sudo"]).is_some() {
        println!("this needs an administrator: sudo may ask for your password");
        "sudo "
    } else {
        return Err(format!("this needs an administrator; run by hand: {update} && {install}"));
    };
    for line in [update, &install] {
        let mut command = project.command(&format!("{prefix}{line}"));
        crate::project::run(command.env("DEBIAN_FRONTEND", "noninteractive")).map_err(|error| {
            format!("{error}; check the connection, run it by hand, then start again")
        })?;
    }
    Ok(())
}
