//! Apache HTTP Server.

use super::changes::Changes;
use super::{Snippet, block, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut lines = Vec::new();
    let mut notes = vec!["The Header lines need mod_headers: a2enmod headers."];
    if changes.removes("Server") {
        lines.extend(block("ServerTokens Prod\nServerSignature Off"));
        notes.push(SERVER);
    }
    for setting in &changes.set {
        // Two tables: what the application sent stands in the other one and would be doubled.
        if setting.replaces {
            lines.push(format!("Header onsuccess unset {}", setting.name));
        }
        lines.push(format!("Header always set {} {}", setting.name, quote::apache(setting.value)));
    }
    lines.extend(
        changes.vary.iter().map(|name| format!("Header merge Vary {}", quote::apache(name))),
    );
    for name in changes.remove.iter().filter(|name| **name != "Server") {
        lines.push(format!("Header onsuccess unset {name}"));
        lines.push(format!("Header always unset {name}"));
    }
    if changes.cookies {
        lines.extend(block(COOKIES));
        notes.push("The expressions add only flags that a cookie lacks.");
    }
    if changes.https {
        lines.extend(block(REDIRECT));
        notes.push("The virtual host for port 80 stands beside the others, not in them.");
    }
    snippet(
        "apache",
        "In the VirtualHost for port 443; the Header lines also work in .htaccess.",
        &lines,
        &notes,
    )
}

const SERVER: &str = "ServerTokens stands outside of every VirtualHost; it hides the version, and \
    the word Apache stays.";
const COOKIES: &str = r#"Header edit Set-Cookie "(?i)^((?:(?!;\s*secure).)*)$" "$1; Secure"
Header edit Set-Cookie "(?i)^((?:(?!;\s*httponly).)*)$" "$1; HttpOnly"
Header edit Set-Cookie "(?i)^((?:(?!;\s*samesite=).)*)$" "$1; SameSite=Lax""#;
const REDIRECT: &str = "
<VirtualHost *:80>
    ServerName www.example.com
    Redirect 308 / https://www.example.com/
</VirtualHost>";
