//! Fixes: the lines that a reader's own server needs, and what they would change.
//!
//! [`plan::Plan`] turns a report into [`Changes`] and judges again as if they were made;
//! [`lines`] writes the changes in the language of one server. Every name and value comes from
//! the remedies of the checks, none from the target.

pub mod apply;
pub mod changes;
pub mod plan;
pub mod server;

mod apache;
mod aspnet;
mod caddy;
mod django;
mod express;
mod headers_file;
mod nginx;
mod rails;
mod spring;
mod starlette;
mod tower_http;

mod policy;
mod quote;

pub use changes::{Changes, Setting};
pub use plan::Plan;
pub use server::Server;

/// Lines for one server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The language, as code blocks name it.
    pub language: &'static str,
    /// The file or the place in it.
    pub where_to_put: &'static str,
    /// The lines; empty where nothing is to change.
    pub text: String,
    /// What to know before using them, a sentence or two each.
    pub notes: Vec<String>,
}

/// Writes changes for one server.
pub fn lines(server: Server, changes: &Changes) -> Snippet {
    let mut snippet = match server {
        Server::Nginx => nginx::snippet_of(changes),
        Server::Apache => apache::snippet_of(changes),
        Server::Caddy => caddy::snippet_of(changes),
        Server::HeadersFile => headers_file::snippet_of(changes),
        Server::Express => express::snippet_of(changes),
        Server::Starlette => starlette::snippet_of(changes),
        Server::Django => django::snippet_of(changes),
        Server::Rails => rails::snippet_of(changes),
        Server::Spring => spring::snippet_of(changes),
        Server::AspNet => aspnet::snippet_of(changes),
        Server::TowerHttp => tower_http::snippet_of(changes),
    };
    if changes.is_empty() {
        snippet.text.clear();
        snippet.notes.clear();
    }
    snippet.notes.extend(changes.notes());
    snippet
}

/// Puts lines and notes together.
fn snippet(
    language: &'static str,
    where_to_put: &'static str,
    lines: &[String],
    notes: &[&str],
) -> Snippet {
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    let notes = notes.iter().map(ToString::to_string).collect();
    Snippet { language, where_to_put, text, notes }
}

/// Lines as they stand in a text.
fn block(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
