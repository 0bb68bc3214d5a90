//! The `_headers` file of Cloudflare Pages, Workers static assets and Netlify.

use super::changes::Changes;
use super::{Snippet, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut lines = vec!["/*".to_owned()];
    let mut notes = vec![SCOPE];
    for setting in &changes.set {
        lines.push(format!("  {}: {}", setting.name, quote::bare(setting.value)));
    }
    if !changes.vary.is_empty() {
        lines.push(format!("  Vary: {}", quote::bare(&changes.vary.join(", "))));
    }
    for name in &changes.remove {
        lines.push(format!("  ! {name}"));
    }
    if !changes.remove.is_empty() {
        notes.push(REMOVAL);
    }
    if changes.cookies {
        notes.push(
            "Cookies cannot be changed here: set their flags in the function that makes them.",
        );
    }
    if changes.https {
        notes.push(REDIRECT);
    }
    if lines.len() == 1 {
        lines.clear();
    }
    snippet("text", "In the file _headers of the directory that is published.", &lines, &notes)
}

const SCOPE: &str = "The file holds for static files; answers of functions and Workers set their \
    own header fields.";
const REMOVAL: &str = "Lines with an exclamation mark are read by Cloudflare and take away what \
    the file itself or the platform attached; Netlify cannot remove a field here.";
const REDIRECT: &str = "Cloudflare redirects with Always Use HTTPS under SSL/TLS, Edge Certificates; \
    Netlify with Force HTTPS under Domain management.";
