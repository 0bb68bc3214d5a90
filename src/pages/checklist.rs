//! The whole catalogue on one page, by category.

use leptos::prelude::*;

use super::site::Site;
use super::{Page, parts};
use crate::islands::progress::Progress;
use crate::read::vocabulary::Category;

/// The page of all items.
pub fn page(site: &Site) -> Page {
    let n_items = site.catalogue.entries.len();
    let body = view! {
        {parts::crumbs(site, &[], "Checklist")}
        <div class="head">
            <h1>"The checklist"</h1>
            <p class="lede">{format!("{n_items} items. Must blocks go-live, should needs a reason to skip, could is an improvement.")}</p>
            <div class="needs-script">
                <Progress items=parts::ids(&site.catalogue.entries) label="Whole checklist".to_owned()/>
            </div>
        </div>
        {site.catalogue.categories().into_iter().map(|category| shelf(site, category)).collect_view()}
    };
    Page {
        path: "checklist/".into(),
        title: "The checklist".into(),
        description: format!(
            "{n_items} production-readiness items with how to check each, how to do it and what evidence to keep."
        ),
        body: body.into_any(),
        listed: true,
        audits: false,
    }
}

fn shelf(site: &Site, category: Category) -> AnyView {
    let entry = |entry: &crate::read::parse::Entry| {
        let item = &entry.item;
        view! {
            <li>
                <a href=site.link(&format!("item/{}/", item.id))>{item.title.clone()}</a>
                " "
                <span class=format!("chip {}", item.severity.word())>{item.severity.title()}</span>
            </li>
        }
    };
    let id = category.word();
    view! {
        <section class="section prose" aria-labelledby=id>
            <h2 id=id>
                <a href=site.link(&format!("checklist/{id}/"))>{category.title()}</a>
            </h2>
            <p class="hint">{category.summary()}</p>
            <ul>{site.catalogue.of(category).map(entry).collect_view()}</ul>
        </section>
    }
    .into_any()
}
