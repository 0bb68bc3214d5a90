//! Express with helmet 8.

use super::changes::{Changes, Setting};
use super::policy::{is_policy, proposed};
use super::{Snippet, block, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut lines = Vec::new();
    let mut notes = Vec::new();
    if changes.https {
        lines.extend(block(REDIRECT));
        notes.push(PROXY);
    }
    let options = options(changes);
    if options.iter().any(|(_, value)| value != "false") {
        lines.push("app.use(helmet({".to_owned());
        lines.extend(options.iter().map(|(name, value)| format!("  {name}: {value},")));
        lines.push("}));".to_owned());
        lines.insert(0, "import helmet from \"helmet\";\n".to_owned());
        notes.push(MERGE);
    }
    let rest = rest(changes);
    if !rest.is_empty() {
        lines.push("app.use((request, response, next) => {".to_owned());
        lines.extend(rest.iter().map(|line| format!("  {line}")));
        lines.extend(block("  next();\n});"));
    }
    if changes.cookies {
        lines.extend(block(COOKIES));
        notes.push("Give cookieFlags to every response.cookie(name, value, cookieFlags), and to express-session as its cookie option.");
    }
    if rest.iter().any(|line| line.contains("removeHeader")) {
        notes.push("removeHeader acts on what was set before it: better take away the line that sets the field.");
    }
    if changes.removes("Server") {
        notes.push("Express sends no Server field: look for it in the proxy before it.");
    }
    snippet("js", "Before the routes, where the app is made.", &lines, &notes)
}

/// An option for every field that helmet knows; those that are right already are left alone.
fn options(changes: &Changes) -> Vec<(&'static str, String)> {
    let policy = proposed(changes).map(|policy| {
        let directive = |(name, sources): &(&str, Vec<&str>)| {
            let sources: Vec<_> = sources.iter().map(|source| quote::code(source)).collect();
            format!("      {}: [{}],\n", quote::code(name), sources.join(", "))
        };
        let directives: String = policy.directives.iter().map(directive).collect();
        let report_only = if policy.report_only { "    reportOnly: true,\n" } else { "" };
        format!("{{\n    useDefaults: false,\n{report_only}    directives: {{\n{directives}    }},\n  }}")
    });
    let off = || "false".to_owned();
    let mut options = vec![("contentSecurityPolicy", policy.unwrap_or_else(off))];
    let known = |(option, name): &(&'static str, &'static str)| {
        (*option, changes.value(name).and_then(|value| known(name, value)).unwrap_or_else(off))
    };
    options.extend(KNOWN.iter().map(known));
    let removes = changes.removes("X-Powered-By");
    options.push(("xPoweredBy", if removes { "true".to_owned() } else { off() }));
    options
}

/// The options of helmet that stand for one field each.
const KNOWN: [(&str, &str); 11] = [
    ("crossOriginEmbedderPolicy", "Cross-Origin-Embedder-Policy"),
    ("crossOriginOpenerPolicy", "Cross-Origin-Opener-Policy"),
    ("crossOriginResourcePolicy", "Cross-Origin-Resource-Policy"),
    ("originAgentCluster", "Origin-Agent-Cluster"),
    ("referrerPolicy", "Referrer-Policy"),
    ("strictTransportSecurity", "Strict-Transport-Security"),
    ("xContentTypeOptions", "X-Content-Type-Options"),
    ("xDnsPrefetchControl", "X-DNS-Prefetch-Control"),
    ("xDownloadOptions", "X-Download-Options"),
    ("xFrameOptions", "X-Frame-Options"),
    ("xPermittedCrossDomainPolicies", "X-Permitted-Cross-Domain-Policies"),
];

/// What makes helmet send a value; `None` where it cannot.
fn known(name: &str, value: &str) -> Option<String> {
    match name {
        "Strict-Transport-Security" => {
            let age: u64 =
                value.split(';').next()?.trim().strip_prefix("max-age=")?.parse().ok()?;
            let subdomains = value.contains("includeSubDomains");
            let preload = value.contains("preload");
            Some(format!(
                "{{ maxAge: {age}, includeSubDomains: {subdomains}, preload: {preload} }}"
            ))
        }
        "X-Content-Type-Options" => (value == "nosniff").then(|| "true".to_owned()),
        "Origin-Agent-Cluster" => (value == "?1").then(|| "true".to_owned()),
        "X-DNS-Prefetch-Control" => (value == "off").then(|| "{ allow: false }".to_owned()),
        "X-Frame-Options" => {
            Some(format!("{{ action: {} }}", quote::code(&value.to_ascii_lowercase())))
        }
        "X-Permitted-Cross-Domain-Policies" => {
            Some(format!("{{ permittedPolicies: {} }}", quote::code(value)))
        }
        "Cross-Origin-Embedder-Policy"
        | "Cross-Origin-Opener-Policy"
        | "Cross-Origin-Resource-Policy"
        | "Referrer-Policy" => Some(format!("{{ policy: {} }}", quote::code(value))),
        _ => None,
    }
}

/// What helmet has no option for.
fn rest(changes: &Changes) -> Vec<String> {
    let helmets = |setting: &&Setting| {
        is_policy(setting.name)
            || (KNOWN.iter().any(|(_, name)| *name == setting.name)
                && known(setting.name, setting.value).is_some())
    };
    let others = changes.set.iter().filter(|setting| !helmets(setting));
    let mut lines: Vec<_> = others
        .map(|one| format!("response.set({}, {});", quote::code(one.name), quote::code(one.value)))
        .collect();
    lines.extend(changes.vary.iter().map(|name| format!("response.vary({});", quote::code(name))));
    let removed = changes.remove.iter().filter(|name| !["Server", "X-Powered-By"].contains(*name));
    lines.extend(removed.map(|name| format!("response.removeHeader({});", quote::code(name))));
    lines
}

const MERGE: &str = "An option that is false leaves the field as you send it now. Where helmet is \
    in use already, merge the options into that call.";
const PROXY: &str = "trust proxy tells Express how many proxies stand before it; without it every \
    request looks like http there.";
const REDIRECT: &str = "app.set(\"trust proxy\", 1);
app.use((request, response, next) => {
  if (request.secure) return next();
  response.redirect(308, `https://www.example.com${request.originalUrl}`);
});";
const COOKIES: &str = "const cookieFlags = { secure: true, httpOnly: true, sameSite: \"lax\" };";
