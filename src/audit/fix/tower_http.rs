//! axum and all else that stands on tower-http.

use super::changes::Changes;
use super::{Snippet, block, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut lines = Vec::new();
    let mut notes = vec!["It needs tower-http with the feature set-header."];
    let set = changes.set.iter().map(|one| ("overriding", one.name, one.value));
    let vary = changes.vary.iter().map(|name| ("appending", "Vary", *name));
    let layers: Vec<_> = set.chain(vary).collect();
    if !layers.is_empty() {
        lines.extend(block(IMPORTS));
    }
    if !layers.is_empty() || !changes.remove.is_empty() {
        lines.push("let app = app".to_owned());
    }
    for (how, name, value) in &layers {
        let name = quote::code(&name.to_ascii_lowercase());
        lines.push(format!("    .layer(SetResponseHeaderLayer::{how}("));
        lines.push(format!("        HeaderName::from_static({name}),"));
        lines.push(format!("        HeaderValue::from_static({}),", quote::code(value)));
        lines.push("    ))".to_owned());
    }
    if !changes.remove.is_empty() {
        lines.extend(block(REMOVAL));
        let remove = |name: &&str| {
            format!("        headers.remove({});", quote::code(&name.to_ascii_lowercase()))
        };
        lines.extend(changes.remove.iter().map(remove));
        lines.extend(block("        response\n    }))"));
    }
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    if changes.cookies {
        lines.extend(block(COOKIES));
        notes.push("The flags are those of axum-extra; tower-sessions has with_secure, with_http_only and with_same_site.");
    }
    if changes.https {
        lines.extend(block(REDIRECT));
        notes.push("Serve the redirect on port 80, or let the proxy before it redirect.");
    }
    snippet("rust", "Where the Router is made, after its routes.", &lines, &notes)
}

const IMPORTS: &str = "use axum::http::{HeaderName, HeaderValue};
use tower_http::set_header::SetResponseHeaderLayer;

";
const REMOVAL: &str =
    "    .layer(axum::middleware::map_response(|mut response: axum::response::Response| async move {
        let headers = response.headers_mut();";
const COOKIES: &str = "
let cookie = Cookie::build((name, value))
    .path(\"/\")
    .secure(true)
    .http_only(true)
    .same_site(SameSite::Lax);";
const REDIRECT: &str = "
let redirect = axum::Router::new().fallback(|uri: axum::http::Uri| async move {
    let path = uri.path_and_query().map_or(\"/\", |path| path.as_str());
    axum::response::Redirect::permanent(&format!(\"https://www.example.com{path}\"))
});";
