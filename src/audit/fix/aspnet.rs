//! ASP.NET Core.

use super::changes::{Changes, Setting};
use super::{Snippet, block, quote, snippet};

/// The lines.
pub(super) fn snippet_of(changes: &Changes) -> Snippet {
    let mut services = Vec::new();
    let mut pipeline = Vec::new();
    let mut notes = Vec::new();
    if changes.removes("Server") {
        services.push(
            "builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);"
                .to_owned(),
        );
        notes.push("Behind IIS, Server and X-Powered-By are removed in web.config.");
    }
    let hsts = changes.value(HSTS).and_then(hsts);
    if let Some(lines) = &hsts {
        services.extend(lines.iter().cloned());
        pipeline.push("app.UseHsts();".to_owned());
        notes.push("UseHsts sends nothing over http and nothing for localhost.");
    }
    if changes.https {
        services.extend(block(REDIRECT));
        pipeline.push("app.UseHttpsRedirection();".to_owned());
    }
    if changes.cookies {
        services.extend(block(COOKIES));
        pipeline.push("app.UseCookiePolicy();".to_owned());
        notes.push("MinimumSameSitePolicy also raises a cookie that asks for None: leave it out where other sites embed yours.");
    }
    let inner = inner(changes, hsts.is_some());
    if !inner.is_empty() {
        pipeline.extend(block(BEGIN));
        pipeline.extend(inner.iter().map(|line| format!("        {line}")));
        pipeline.extend(block(END));
    }
    if !services.is_empty() && !pipeline.is_empty() {
        services.extend(block("\n// After var app = builder.Build();"));
    }
    services.extend(pipeline);
    snippet(
        "csharp",
        "In Program.cs; the app lines before every other Use and Map.",
        &services,
        &notes,
    )
}

const HSTS: &str = "Strict-Transport-Security";

fn hsts(value: &str) -> Option<Vec<String>> {
    let age: u64 = value.split(';').next()?.trim().strip_prefix("max-age=")?.parse().ok()?;
    let subdomains = value.contains("includeSubDomains");
    let preload = value.contains("preload");
    Some(block(&format!(
        "builder.Services.AddHsts(options =>\n{{\n    options.MaxAge = TimeSpan.FromSeconds({age});\n    \
         options.IncludeSubDomains = {subdomains};\n    options.Preload = {preload};\n}});"
    )))
}

fn inner(changes: &Changes, has_hsts: bool) -> Vec<String> {
    let rest = |setting: &&Setting| !(has_hsts && setting.name == HSTS);
    let set = changes.set.iter().filter(rest);
    let mut lines: Vec<_> = set
        .map(|one| format!("headers[{}] = {};", quote::code(one.name), quote::code(one.value)))
        .collect();
    let vary = changes.vary.iter();
    lines.extend(vary.map(|name| format!("headers.Append(\"Vary\", {});", quote::code(name))));
    let removed = changes.remove.iter().filter(|name| **name != "Server");
    lines.extend(removed.map(|name| format!("headers.Remove({});", quote::code(name))));
    lines
}

const BEGIN: &str = "app.Use(async (context, next) =>
{
    context.Response.OnStarting(() =>
    {
        var headers = context.Response.Headers;";
const END: &str = "        return Task.CompletedTask;
    });
    await next();
});";
const REDIRECT: &str = "builder.Services.AddHttpsRedirection(options =>
{
    options.RedirectStatusCode = StatusCodes.Status308PermanentRedirect;
    options.HttpsPort = 443;
});";
const COOKIES: &str = "builder.Services.Configure<CookiePolicyOptions>(options =>
{
    options.Secure = CookieSecurePolicy.Always;
    options.HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always;
    options.MinimumSameSitePolicy = SameSiteMode.Lax;
});";
