//! The audit page: the form, and what it does and does not do.

use leptos::prelude::*;

use super::site::Site;
use super::{Page, parts};
use crate::islands::audit_form::AuditForm;

/// The page of the audit.
pub fn page(site: &Site) -> Page {
    let body = view! {
        {parts::crumbs(site, &[], "Audit")}
        <div class="head">
            <h1>"Audit a URL"</h1>
            <p class="lede">"Your browser asks the target; nothing stands in between and nothing is sent anywhere else. What a browser may not see is listed as unseen, never as missing, with the one line of curl that shows it."</p>
        </div>
        <noscript>
            <p class="notice warn">"The audit runs in your browser and needs JavaScript. Without it, the command preflight judges what curl prints: "<code>"curl -sSiL URL | preflight audit --url URL"</code></p>
        </noscript>
        <div class="needs-script"><AuditForm/></div>
        {promises(site)}
    };
    Page {
        path: "audit/".into(),
        title: "Audit a URL".into(),
        description: "Check CORS, security headers, cookies, caching and health of a URL from your own browser, or from pasted curl output.".into(),
        body: body.into_any(),
        listed: true,
        audits: true,
    }
}

fn promises(site: &Site) -> AnyView {
    view! {
        <section class="section prose" aria-labelledby="sent">
            <h2 id="sent">"What is sent"</h2>
            <ul>
                <li>"Nothing before you press the button."</li>
                <li>"Only GET and HEAD, one at a time, without cookies, to the address you typed."</li>
                <li>"At most 64 KiB of a body is read, and nothing waits longer than ten seconds."</li>
                <li>"Pasted text stays in this tab. Cookie values and tokens are masked before anything is shown."</li>
            </ul>
            <p><a href=site.link("checks/")>"Every check, with its reason and its standard"</a>" · "<a href=site.link("csp/")>"CSP lab"</a></p>
        </section>
    }
    .into_any()
}
