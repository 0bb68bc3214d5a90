//! The CSP lab's page.

use leptos::prelude::*;

use super::site::Site;
use super::{Page, parts};
use crate::islands::csp_lab::CspLab;

/// The page of the lab.
pub fn page(site: &Site) -> Page {
    let body = view! {
        {parts::crumbs(site, &[("audit/", "Audit")], "CSP lab")}
        <div class="head">
            <h1>"CSP lab"</h1>
            <p class="lede">"Write or paste a Content-Security-Policy. See what is wrong with it, what is in force for each kind of resource, whether a script of yours would load, and what a Report-Only policy would change. Nothing is sent anywhere."</p>
        </div>
        <noscript>
            <p class="notice warn">"The lab runs in your browser and needs JavaScript. Without it: "<code>"preflight csp < policy.txt"</code></p>
        </noscript>
        <div class="needs-script"><CspLab/></div>
        <section class="section prose" aria-labelledby="more">
            <h2 id="more">"How it is judged"</h2>
            <p>"A page may carry several policies, in several header fields, in a comma list or in meta elements. Each one is enforced by itself, so a source is open only if every policy lets it in. The lab follows Content Security Policy Level 3, and the findings of Google's CSP Evaluator stand beside ours."</p>
            <p><a href=site.link("item/csp-set/")>"The checklist item on policies"</a>" · "<a href=site.link("checks/")>"Every check"</a></p>
        </section>
    };
    Page {
        path: "csp/".into(),
        title: "CSP lab".into(),
        description: "Check a Content-Security-Policy in your browser: findings, the effective policy per resource, and whether something would load.".into(),
        body: body.into_any(),
        listed: true,
        audits: true,
    }
}
