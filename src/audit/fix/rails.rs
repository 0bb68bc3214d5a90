//! Ruby on Rails.

use super::changes::{Changes, Setting};
use super::policy::{Proposed, is_policy, proposed};
use super::{Snippet, block, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut lines = Vec::new();
    let mut notes = Vec::new();
    let hsts = changes.value(HSTS);
    if let Some(options) = hsts.and_then(ssl_options) {
        lines.push("config.force_ssl = true".to_owned());
        lines.push(options);
        notes.push(FORCE);
    } else if changes.https {
        lines.push("config.force_ssl = true".to_owned());
        notes.push(FORCE);
    }
    let policy = proposed(changes).and_then(|policy| dsl(&policy));
    let rest = |setting: &&Setting| {
        let by_ssl = setting.name == HSTS && ssl_options(setting.value).is_some();
        let by_policy = is_policy(setting.name) && policy.is_some();
        !by_ssl && !by_policy
    };
    let rest: Vec<_> = changes.set.iter().filter(rest).map(pair).collect();
    if !rest.is_empty() {
        lines.push("config.action_dispatch.default_headers.merge!(".to_owned());
        lines.push(rest.join(",\n"));
        lines.push(")".to_owned());
    }
    for name in changes.remove.iter().filter(|name| **name != "Server") {
        lines.push(format!("config.action_dispatch.default_headers.delete({})", quote::ruby(name)));
    }
    if !changes.remove.is_empty() {
        notes.push(REMOVAL);
    }
    if changes.cookies {
        lines.extend(block(COOKIES));
        notes.push("The key is the name that your session cookie has now; another one signs everybody out.");
    }
    if !changes.vary.is_empty() {
        lines.extend(vary(&changes.vary));
    }
    if let Some(policy) = policy {
        lines.extend(policy);
        notes.push("Nonces need content_security_policy_nonce_generator in the same initializer.");
    }
    snippet("ruby", "In config/environments/production.rb.", &lines, &notes)
}

const HSTS: &str = "Strict-Transport-Security";

fn pair(setting: &Setting) -> String {
    format!("  {} => {}", quote::ruby(setting.name), quote::ruby(setting.value))
}

fn ssl_options(value: &str) -> Option<String> {
    let age: u64 = value.split(';').next()?.trim().strip_prefix("max-age=")?.parse().ok()?;
    let subdomains = value.contains("includeSubDomains");
    let preload = value.contains("preload");
    Some(format!(
        "config.ssl_options = {{ hsts: {{ expires: {age}, subdomains: {subdomains}, preload: {preload} }} }}"
    ))
}

/// The policy in the words of Rails; `None` where Rails has no word for a directive.
fn dsl(policy: &Proposed) -> Option<Vec<String>> {
    let mut lines = block(
        "\n# config/initializers/content_security_policy.rb\nRails.application.config.content_security_policy do |policy|",
    );
    for (name, sources) in &policy.directives {
        if !WORDS.contains(name) || sources.is_empty() {
            return None;
        }
        let sources: Vec<_> = sources.iter().map(|source| source_word(source)).collect();
        lines.push(format!("  policy.{} {}", name.replace('-', "_"), sources.join(", ")));
    }
    lines.push("end".to_owned());
    if policy.report_only {
        lines
            .push("Rails.application.config.content_security_policy_report_only = true".to_owned());
    }
    Some(lines)
}

fn source_word(source: &str) -> String {
    match source {
        "'self'" => ":self".to_owned(),
        "'none'" => ":none".to_owned(),
        _ => quote::ruby(source),
    }
}

/// The directives that are methods of the policy.
const WORDS: [&str; 14] = [
    "base-uri",
    "child-src",
    "connect-src",
    "default-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "style-src",
];

fn vary(names: &[&str]) -> Vec<String> {
    let mut lines = block("\n# app/controllers/application_controller.rb\nafter_action do");
    let names: Vec<_> = names.iter().map(|name| quote::ruby(name)).collect();
    lines.push(format!(
        "  response.headers['Vary'] = [response.headers['Vary'], {}].compact.join(', ')",
        names.join(", ")
    ));
    lines.push("end".to_owned());
    lines
}

const FORCE: &str = "force_ssl redirects http, sends HSTS and marks cookies Secure. Behind a proxy \
    that ends TLS, set config.assume_ssl = true too.";
const REMOVAL: &str = "default_headers drops only what Rails adds by itself; X-Runtime goes with \
    config.middleware.delete Rack::Runtime, and the rest at the proxy.";
const COOKIES: &str = "config.session_store :cookie_store, key: '_yoursite_session', secure: true, httponly: true, same_site: :lax
config.action_dispatch.cookies_same_site_protection = :lax";
