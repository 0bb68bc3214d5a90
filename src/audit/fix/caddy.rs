//! Caddy.

use super::changes::Changes;
use super::{Snippet, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut inner = Vec::new();
    let mut notes = vec!["defer lets the lines act after the application has answered."];
    for setting in &changes.set {
        inner.push(format!("{} {}", setting.name, quote::caddy(setting.value)));
    }
    inner.extend(changes.vary.iter().map(|name| format!("+Vary {}", quote::caddy(name))));
    inner.extend(changes.remove.iter().map(|name| format!("-{name}")));
    if changes.cookies {
        inner.push("Set-Cookie \"^(.*)$\" \"$1; Secure; HttpOnly; SameSite=Lax\"".to_owned());
        notes.push(COOKIES);
    }
    if changes.https {
        notes.push(REDIRECT);
    }
    let mut lines = vec!["www.example.com {".to_owned()];
    if !inner.is_empty() {
        inner.push("defer".to_owned());
        lines.push("\theader {".to_owned());
        lines.extend(inner.iter().map(|line| format!("\t\t{line}")));
        lines.push("\t}".to_owned());
    }
    lines.push("}".to_owned());
    snippet("caddyfile", "In the site block of the Caddyfile.", &lines, &notes)
}

const COOKIES: &str = "The Set-Cookie line adds the flags to every cookie, and its SameSite=Lax \
    overrides another one: better set the flags where the cookie is made.";
const REDIRECT: &str = "Caddy redirects http to https by itself: write the address of the site \
    without http:// and without a port, and leave auto_https on.";
