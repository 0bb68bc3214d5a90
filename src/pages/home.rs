//! The first page: what Preflight is, where the project stands, where to go on.

use leptos::prelude::*;

use super::Page;
use super::parts::ids;
use super::site::Site;
use crate::islands::progress::Progress;
use crate::read::vocabulary::Category;

/// The home page.
pub fn page(site: &Site) -> Page {
    let n_items = site.catalogue.entries.len();
    let n_checks = crate::audit::checks::all().len();
    let cards = site.catalogue.categories().into_iter().map(|category| card(site, category));
    let body = view! {
        <div class="hero">
            <h1>"What stands between your app and production?"</h1>
            <p class="lede">
                {format!(
                    "{n_items} things to have right before real people arrive, each with how to check it and how to do it. Tick them off per project. Point the audit at a URL and learn the truth about its CORS policy, headers and health. No account; nothing leaves your browser but the request you asked for.",
                )}
            </p>
            <div class="actions">
                <a class="button main" href=site.link("checklist/")>"Open the checklist"</a>
                <a class="button" href=site.link("audit/")>"Audit a URL"</a>
            </div>
            <div class="needs-script">
                <Progress items=ids(&site.catalogue.entries) label="Whole checklist".to_owned()/>
            </div>
        </div>
        <section class="section" aria-labelledby="categories">
            <h2 id="categories">"The checklist"</h2>
            <ul class="cards">{cards.collect_view()}</ul>
        </section>
        <section class="section" aria-labelledby="doors">
            <h2 id="doors">"The audit"</h2>
            <ul class="cards">{doors(site, n_checks)}</ul>
        </section>
    };
    Page {
        path: String::new(),
        title: "production readiness in a static page".into(),
        description: "Production-readiness checklists with guides, progress per project, and an audit of CORS, headers and health that runs in your browser.".into(),
        body: body.into_any(),
        listed: true,
        audits: false,
    }
}

fn card(site: &Site, category: Category) -> AnyView {
    let entries: Vec<_> = site.catalogue.of(category).collect();
    view! {
        <li class="card">
            <h3><a href=site.link(&format!("checklist/{}/", category.word()))>{category.title()}</a></h3>
            <p>{category.summary()}</p>
            <p class="hint">{format!("{} items", entries.len())}</p>
            <div class="needs-script">
                <Progress items=ids(entries) label=category.title().to_owned()/>
            </div>
        </li>
    }
    .into_any()
}

fn doors(site: &Site, n_checks: usize) -> AnyView {
    let door = |path: &str, title: &str, text: String| {
        view! {
            <li class="card">
                <h3><a href=site.link(path)>{title.to_owned()}</a></h3>
                <p>{text}</p>
            </li>
        }
    };
    view! {
        {door("audit/", "Probe a URL", "Your browser asks the target itself, says whether it was reachable, readable or blocked by CORS, and what it could not see.".into())}
        {door("audit/#paste", "Paste what curl printed", "The same checks over every header a browser may not show. Cookies and tokens are masked before anything is shown.".into())}
        {door("csp/", "Take a CSP apart", "What is in force for each kind of resource, what is wrong with it, and whether a script of yours would load.".into())}
        {door("checks/", "What is checked", format!("{n_checks} checks, each with its reason, its rule, its standard and its fix."))}
    }
    .into_any()
}
