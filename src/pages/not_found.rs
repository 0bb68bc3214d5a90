//! The answer to an address that leads nowhere.

use leptos::prelude::*;

use super::Page;
use super::site::Site;

/// The page that a host shows with status 404.
pub fn page(site: &Site) -> Page {
    let category = |category: crate::read::vocabulary::Category| {
        let href = site.link(&format!("checklist/{}/", category.word()));
        view! { <li><a href=href>{category.title()}</a></li> }
    };
    let body = view! {
        <div class="head">
            <h1>"There is nothing at this address"</h1>
            <p class="lede">"It may have been mistyped. Items keep their addresses, so an old link to one still leads there."</p>
            <div class="actions">
                <a class="button main" href=site.link("checklist/")>"Open the checklist"</a>
                <a class="button" href=site.link("")>"Home"</a>
            </div>
        </div>
        <section class="section prose" aria-labelledby="categories">
            <h2 id="categories">"Categories"</h2>
            <ul>{site.catalogue.categories().into_iter().map(category).collect_view()}</ul>
        </section>
    };
    Page {
        path: "404.html".into(),
        title: "Not found".into(),
        description: "There is nothing at this address.".into(),
        body: body.into_any(),
        listed: false,
        audits: false,
    }
}
