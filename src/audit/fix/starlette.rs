//! `FastAPI` and Starlette.

use super::changes::Changes;
use super::{Snippet, block, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut imports = Vec::new();
    let mut lines = Vec::new();
    let mut notes = Vec::new();
    let inner = inner(changes);
    if !inner.is_empty() {
        imports.push("from starlette.datastructures import MutableHeaders".to_owned());
        lines.extend(block(CLASS));
        lines.extend(inner.iter().map(|line| format!("                {line}")));
        lines.extend(block(CLASS_END));
    }
    if changes.https {
        imports.push(
            "from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware".to_owned(),
        );
        lines.push("app.add_middleware(HTTPSRedirectMiddleware)".to_owned());
        notes.push(
            "Behind a proxy, start uvicorn with --proxy-headers, or the redirect never ends.",
        );
    }
    if changes.cookies {
        imports.push("from starlette.middleware.sessions import SessionMiddleware".to_owned());
        lines.push(COOKIES.to_owned());
        notes.push("Other cookies: response.set_cookie(name, value, secure=True, httponly=True, samesite=\"lax\").");
    }
    if !inner.is_empty() {
        // The last one added is the outermost: it also sees redirects and session cookies.
        lines.push("app.add_middleware(ResponseHeaders)".to_owned());
    }
    if changes.removes("Server") {
        notes.push("The Server field comes from uvicorn: start it with --no-server-header.");
    }
    if !imports.is_empty() {
        imports.push(String::new());
    }
    imports.extend(lines);
    snippet("python", "Where the app is made.", &imports, &notes)
}

fn inner(changes: &Changes) -> Vec<String> {
    let mut lines: Vec<_> = changes
        .set
        .iter()
        .map(|one| format!("headers[{}] = {}", quote::code(one.name), quote::code(one.value)))
        .collect();
    let vary = changes.vary.iter();
    lines.extend(vary.map(|name| format!("headers.add_vary_header({})", quote::code(name))));
    let removed = changes.remove.iter().filter(|name| **name != "Server");
    lines.extend(removed.map(|name| format!("del headers[{}]", quote::code(name))));
    lines
}

const CLASS: &str = "
class ResponseHeaders:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def send_with_headers(message):
            if message[\"type\"] == \"http.response.start\":
                headers = MutableHeaders(scope=message)";
const CLASS_END: &str = "            await send(message)

        await self.app(scope, receive, send_with_headers)

";
const COOKIES: &str = "app.add_middleware(SessionMiddleware, secret_key=SECRET_KEY, https_only=True, same_site=\"lax\")";
