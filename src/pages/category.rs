//! One category: its items as rows with their states.

use leptos::prelude::*;

use super::site::Site;
use super::{Page, parts};
use crate::islands::progress::Progress;
use crate::read::vocabulary::Category;

/// The page of a category.
pub fn page(site: &Site, category: Category) -> Page {
    let entries: Vec<_> = site.catalogue.of(category).collect();
    let n_items = entries.len();
    let body = view! {
        {parts::crumbs(site, &[("checklist/", "Checklist")], category.title())}
        <div class="head">
            <h1>{category.title()}</h1>
            <p class="lede">{category.summary()}</p>
            <div class="needs-script">
                <Progress items=parts::ids(entries.iter().copied()) label=category.title().to_owned()/>
            </div>
        </div>
        {parts::groups(site, &entries)}
        {pager(site, category)}
    };
    Page {
        path: format!("checklist/{}/", category.word()),
        title: format!("{} checklist", category.title()),
        description: format!(
            "{n_items} items on {}. {}",
            category.title().to_lowercase(),
            category.summary()
        ),
        body: body.into_any(),
        listed: true,
        audits: false,
    }
}

fn pager(site: &Site, category: Category) -> AnyView {
    let all = site.catalogue.categories();
    let at = all.iter().position(|other| *other == category).unwrap_or(0);
    let link = |class: &str, word: &str, to: Option<&Category>| {
        to.map(|to| {
            let href = site.link(&format!("checklist/{}/", to.word()));
            view! { <a class=class.to_owned() href=href><span>{word.to_owned()}</span>{to.title()}</a> }
        })
    };
    let before = at.checked_sub(1).and_then(|index| all.get(index));
    view! {
        <nav class="pager" aria-label="Neighbouring categories">
            {link("", "Previous", before)}
            {link("next", "Next", all.get(at + 1))}
        </nav>
    }
    .into_any()
}
