//! Django 6 and, apart from the policy, older ones.

use super::changes::Changes;
use super::policy::{is_policy, proposed};
use super::{Snippet, block, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut lines = Vec::new();
    let mut notes = Vec::new();
    let mut others = Vec::new();
    for setting in changes.set.iter().filter(|setting| !is_policy(setting.name)) {
        let (name, value) = (quote::code(setting.name), quote::code(setting.value));
        match settings(setting.name, setting.value) {
            Some(known) => lines.extend(known),
            None => others.push(format!("response.headers[{name}] = {value}")),
        }
    }
    lines.extend(policy(changes));
    if proposed(changes).is_some() {
        notes.push(POLICY);
    }
    if changes.cookies {
        lines.extend(block(COOKIES));
        notes.push("Leave CSRF_COOKIE_HTTPONLY off where your scripts read that cookie.");
    }
    if changes.https {
        lines.push("SECURE_SSL_REDIRECT = True".to_owned());
        notes.push("Behind a proxy set SECURE_PROXY_SSL_HEADER too, or the redirect never ends.");
    }
    if !changes.vary.is_empty() {
        let names: Vec<_> = changes.vary.iter().map(|name| quote::code(name)).collect();
        others.push(format!("patch_vary_headers(response, [{}])", names.join(", ")));
    }
    let removed = changes.remove.iter().filter(|name| **name != "Server");
    others.extend(removed.map(|name| format!("del response.headers[{}]", quote::code(name))));
    if changes.removes("Server") {
        notes.push(
            "The Server field comes from the server before Django: see gunicorn or the proxy.",
        );
    }
    lines.extend(middleware(&others, !changes.vary.is_empty()));
    notes.push(MIDDLEWARE);
    snippet("python", "In settings.py; the middleware in a module of its own.", &lines, &notes)
}

/// The settings that stand for a field.
fn settings(name: &str, value: &str) -> Option<Vec<String>> {
    let text = quote::code(value);
    let lines = match name {
        "Strict-Transport-Security" => {
            let age: u64 =
                value.split(';').next()?.trim().strip_prefix("max-age=")?.parse().ok()?;
            let mut lines = vec![format!("SECURE_HSTS_SECONDS = {age}")];
            for (word, setting) in [
                ("includeSubDomains", "SECURE_HSTS_INCLUDE_SUBDOMAINS"),
                ("preload", "SECURE_HSTS_PRELOAD"),
            ] {
                if value.contains(word) {
                    lines.push(format!("{setting} = True"));
                }
            }
            lines
        }
        "X-Content-Type-Options" => vec!["SECURE_CONTENT_TYPE_NOSNIFF = True".to_owned()],
        "Referrer-Policy" => vec![format!("SECURE_REFERRER_POLICY = {text}")],
        "Cross-Origin-Opener-Policy" => vec![format!("SECURE_CROSS_ORIGIN_OPENER_POLICY = {text}")],
        "X-Frame-Options" => vec![format!("X_FRAME_OPTIONS = {text}")],
        _ => return None,
    };
    Some(lines)
}

fn policy(changes: &Changes) -> Vec<String> {
    let Some(policy) = proposed(changes) else { return Vec::new() };
    let setting = if policy.report_only { "SECURE_CSP_REPORT_ONLY" } else { "SECURE_CSP" };
    let mut lines = vec![format!("{setting} = {{")];
    for (name, sources) in &policy.directives {
        let sources: Vec<_> = sources.iter().map(|source| quote::code(source)).collect();
        let sources = if sources.is_empty() {
            "True".to_owned()
        } else {
            format!("[{}]", sources.join(", "))
        };
        lines.push(format!("    {}: {sources},", quote::code(name)));
    }
    lines.push("}".to_owned());
    lines
}

fn middleware(inner: &[String], varies: bool) -> Vec<String> {
    if inner.is_empty() {
        return Vec::new();
    }
    let mut lines = block(
        "\n# yoursite/middleware.py, named last in MIDDLEWARE as \"yoursite.middleware.response_headers\"",
    );
    if varies {
        lines.extend(block("from django.utils.cache import patch_vary_headers\n\n"));
    }
    lines.extend(block(BEGIN));
    lines.extend(inner.iter().map(|line| format!("        {line}")));
    lines.extend(block("        return response\n\n    return middleware"));
    lines
}

const BEGIN: &str = "def response_headers(get_response):
    def middleware(request):
        response = get_response(request)";
const COOKIES: &str = "SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = \"Lax\"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = \"Lax\"";
const POLICY: &str = "The policy needs Django 6.0 and django.middleware.csp.ContentSecurityPolicyMiddleware \
    in MIDDLEWARE; older versions take django-csp.";
const MIDDLEWARE: &str = "The settings act through django.middleware.security.SecurityMiddleware and \
    django.middleware.clickjacking.XFrameOptionsMiddleware; both belong in MIDDLEWARE.";
