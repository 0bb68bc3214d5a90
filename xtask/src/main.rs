//! The project's commands: serve, test, build and headers.
#![allow(clippy::disallowed_methods, reason = "the clock is forbidden to the page, not to this")]

mod arguments;
mod browsers;
mod digest;
mod headers_file;
mod http;
mod inline_code;
mod project;
mod serve;
mod site_build;
mod site_files;
mod site_headers;
mod sizes;
mod steps;
mod tools;

use arguments::{Job, ServeJob};
use project::Project;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let job = match Job::read(&words) {
        Ok(job) => job,
        Err(error) => {
            eprintln!("{error}\n\n{}", arguments::HELP);
            return ExitCode::from(2);
        }
    };
    match start(job) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn start(job: Job) -> Result<bool, String> {
    let project = Project::here();
    match job {
        Job::Help => println!("{}", arguments::HELP),
        Job::ListSteps => {
            for step in &steps::STEPS {
                println!("{:11} {}", step.name, step.what);
            }
        }
        Job::Test { only } => return steps::run(&project, only.as_deref()),
        Job::Build => {
            tools::set_up(&project)?;
            site_build::build(&project)?;
        }
        Job::Headers => {
            let dist = project.path("dist");
            let code = site_headers::SiteCode::read(&dist)
                .map_err(|error| format!("dist cannot be read: {error}; build it first"))?;
            headers_file::write(&dist, &code)?;
            let path = dist.join("_headers");
            let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
            print!("{text}");
        }
        Job::Serve(job) => serve(&project, job)?,
    }
    Ok(true)
}

fn serve(project: &Project, job: ServeJob) -> Result<(), String> {
    // The port is taken before building, so that nobody waits minutes to hear it was not free.
    let listener = serve::listen(job.port)?;
    if job.dev {
        tools::set_up(project)?;
        drop(listener);
        return site_build::watch(project, job.port);
    }
    if job.build {
        tools::set_up(project)?;
        site_build::build(project)?;
    }
    let dist = job.dist.unwrap_or_else(|| project.path("dist"));
    serve::serve(listener, &dist, job.until)
}
