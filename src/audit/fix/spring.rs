//! Spring Security.

use super::changes::Changes;
use super::policy::{is_policy, proposed};
use super::{Snippet, block, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut notes = Vec::new();
    let mut writers = Vec::new();
    if let Some(policy) = proposed(changes) {
        let report_only = if policy.report_only { ".reportOnly()" } else { "" };
        let value = quote::code(policy.value);
        writers.push(format!(
            ".contentSecurityPolicy(csp -> csp.policyDirectives({value}){report_only})"
        ));
    }
    for setting in changes.set.iter().filter(|setting| !is_policy(setting.name)) {
        writers.push(writer(setting.name, setting.value));
    }
    for name in &changes.vary {
        writers.push(format!(
            ".addHeaderWriter((request, response) -> response.addHeader(\"Vary\", {}))",
            quote::code(name)
        ));
    }
    let mut lines = Vec::new();
    if !writers.is_empty() || changes.https {
        lines.extend(block(
            "@Bean\nSecurityFilterChain security(HttpSecurity http) throws Exception {",
        ));
        if changes.https {
            lines.push("    http.redirectToHttps(Customizer.withDefaults());".to_owned());
            notes.push("redirectToHttps is there since Spring Security 6.5; before it, requiresChannel(channel -> channel.anyRequest().requiresSecure()).");
        }
        if !writers.is_empty() {
            lines.push("    http.headers(headers -> headers".to_owned());
            lines.extend(writers.iter().map(|writer| format!("        {writer}")));
            lines.push("    );".to_owned());
            notes.push(MERGE);
        }
        lines.extend(block("    return http.build();\n}"));
    }
    if changes.cookies {
        lines.extend(block(COOKIES));
        notes.push("The three properties belong in application.properties and hold for the session cookie.");
    }
    if !changes.remove.is_empty() {
        notes.push("Spring Security cannot take a field away that something else sends: drop the listed ones at the proxy, or where they are made.");
        lines.push(format!("// To be removed: {}", changes.remove.join(", ")));
    }
    snippet("java", "In the configuration class of Spring Security.", &lines, &notes)
}

/// The call that sends a field.
fn writer(name: &str, value: &str) -> String {
    let known = match name {
        "Strict-Transport-Security" => hsts(value),
        "X-Frame-Options" if value == "DENY" => {
            Some(".frameOptions(frame -> frame.deny())".to_owned())
        }
        "X-Frame-Options" if value == "SAMEORIGIN" => {
            Some(".frameOptions(frame -> frame.sameOrigin())".to_owned())
        }
        "X-Content-Type-Options" if value == "nosniff" => {
            Some(".contentTypeOptions(Customizer.withDefaults())".to_owned())
        }
        "Cache-Control" => Some(format!(
            ".cacheControl(cache -> cache.disable()).addHeaderWriter(new StaticHeadersWriter(\"Cache-Control\", {}))",
            quote::code(value)
        )),
        _ => None,
    };
    known.unwrap_or_else(|| {
        let (name, value) = (quote::code(name), quote::code(value));
        format!(".addHeaderWriter(new StaticHeadersWriter({name}, {value}))")
    })
}

fn hsts(value: &str) -> Option<String> {
    let age: u64 = value.split(';').next()?.trim().strip_prefix("max-age=")?.parse().ok()?;
    let subdomains = value.contains("includeSubDomains");
    let preload = value.contains("preload");
    Some(format!(
        ".httpStrictTransportSecurity(hsts -> hsts.maxAgeInSeconds({age}).includeSubDomains({subdomains}).preload({preload}))"
    ))
}

const MERGE: &str = "Where a filter chain exists, put the headers call into it: each chain sends \
    only what it says. A field that a controller sends itself wins over these.";
const COOKIES: &str = "
// application.properties
// server.servlet.session.cookie.secure=true
// server.servlet.session.cookie.http-only=true
// server.servlet.session.cookie.same-site=lax";
