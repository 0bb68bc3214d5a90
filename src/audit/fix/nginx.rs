//! nginx.

use super::changes::Changes;
use super::{Snippet, block, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut lines = Vec::new();
    let mut notes = vec![INHERITANCE];
    if changes.removes("Server") {
        lines.push("server_tokens off;".to_owned());
        notes.push(SERVER);
    }
    let replaced = changes.set.iter().filter(|setting| setting.replaces).map(|one| one.name);
    let removed = changes.remove.iter().copied().filter(|name| *name != "Server");
    let hidden: Vec<_> = replaced.chain(removed).collect();
    lines.extend(hidden.iter().map(|name| format!("proxy_hide_header {name};")));
    if !hidden.is_empty() {
        notes.push(HIDDEN);
    }
    for setting in &changes.set {
        let value = quote::nginx(setting.value);
        lines.push(format!("add_header {} {value} always;", setting.name));
    }
    for name in &changes.vary {
        lines.push(format!("add_header Vary {} always;", quote::nginx(name)));
    }
    if changes.cookies {
        lines.push("proxy_cookie_flags ~ secure httponly samesite=lax;".to_owned());
        notes.push(COOKIES);
    }
    if changes.https {
        lines.extend(block(REDIRECT));
        notes.push("The server block for port 80 stands beside the others, not in them.");
    }
    if changes.set.iter().any(|setting| setting.value.contains('$')) {
        notes.push(DOLLAR);
    }
    snippet(
        "nginx",
        "In the server block for https, in nginx.conf or sites-available.",
        &lines,
        &notes,
    )
}

const INHERITANCE: &str = "A location with an add_header of its own takes none from above: repeat \
    the lines there, or put them in a file and include it in both.";
const SERVER: &str = "server_tokens off hides the version; the word nginx stays unless the \
    headers-more module is loaded and told more_clear_headers Server.";
const HIDDEN: &str = "proxy_hide_header drops what the application sends; with FastCGI it is \
    fastcgi_hide_header, with uWSGI uwsgi_hide_header.";
const COOKIES: &str = "proxy_cookie_flags needs nginx 1.19.3 and acts on proxied answers; name a \
    cookie in place of ~ to spare the others.";
const DOLLAR: &str = "A dollar sign cannot be escaped: add geo $dollar { default \"$\"; } to the \
    http block.";
const REDIRECT: &str = "
server {
    listen 80;
    listen [::]:80;
    server_name www.example.com;
    return 308 https://$host$request_uri;
}";
