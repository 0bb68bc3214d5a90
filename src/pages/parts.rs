//! Parts that several pages share.

use leptos::prelude::*;

use super::site::Site;
use crate::islands::tick::Tick;
use crate::read::item::Item;
use crate::read::parse::Entry;
use crate::read::vocabulary::{Recurrence, Severity, VerifyMode};

/// The way from the home page to here; the last step is the page itself.
pub fn crumbs(site: &Site, steps: &[(&str, &str)], here: &str) -> AnyView {
    let step = |(path, name): &(&str, &str)| {
        view! { <li><a href=site.link(path)>{(*name).to_owned()}</a></li> }
    };
    view! {
        <nav class="crumbs" aria-label="Breadcrumb">
            <ol>
                <li><a href=site.link("")>"Home"</a></li>
                {steps.iter().map(step).collect_view()}
                <li aria-current="page">{here.to_owned()}</li>
            </ol>
        </nav>
    }
    .into_any()
}

/// The severity of an item, its rhythm, and whether the browser can check it.
pub fn chips(item: &Item) -> AnyView {
    let recurring = item.recurrence.iter().filter(|rhythm| **rhythm != Recurrence::Once);
    let recurring = recurring.map(|rhythm| chip("", rhythm.title()));
    let stacks = item.stacks.iter().filter(|stack| stack.word() != "any");
    let stacks = stacks.map(|stack| chip("", stack.title()));
    let probed = item.verify.modes.iter().any(|mode| match mode {
        VerifyMode::Browser | VerifyMode::BrowserLimited | VerifyMode::Paste => true,
        VerifyMode::Script | VerifyMode::Attest => false,
    });
    view! {
        <ul class="chips" aria-label="Facts">
            {chip(item.severity.word(), item.severity.title())}
            {recurring.collect_view()}
            {stacks.collect_view()}
            {probed.then(|| chip("", "Audit answers it"))}
        </ul>
    }
    .into_any()
}

fn chip(class: &str, text: &str) -> AnyView {
    view! { <li class=format!("chip {class}")>{text.to_owned()}</li> }.into_any()
}

/// Items as rows with their states, one group for each severity.
pub fn groups(site: &Site, entries: &[&Entry]) -> AnyView {
    let group = |severity: &Severity| {
        let rows: Vec<_> =
            entries.iter().filter(|entry| entry.item.severity == *severity).collect();
        let id = format!("severity-{}", severity.word());
        (!rows.is_empty()).then(|| {
            view! {
                <section class="group" aria-labelledby=id.clone()>
                    <header>
                        <h2 id=id.clone()>{severity.title()}</h2>
                        <p class="hint">{format!("{} items. {}", rows.len(), severity.meaning())}</p>
                    </header>
                    <ul class="rows">{rows.into_iter().map(|entry| row(site, entry)).collect_view()}</ul>
                </section>
            }
        })
    };
    Severity::ALL.iter().map(group).collect_view().into_any()
}

fn row(site: &Site, entry: &Entry) -> AnyView {
    let item = &entry.item;
    view! {
        <li class="row">
            <div class="needs-script">
                <Tick item=item.id.to_string() rev=item.rev title=item.title.clone()/>
            </div>
            <div class="what">
                <a href=site.link(&format!("item/{}/", item.id))>{item.title.clone()}</a>
                <p>{item.summary.clone()}</p>
                {chips(item)}
            </div>
        </li>
    }
    .into_any()
}

/// The ids of items, as islands take them.
pub fn ids<'a, I: IntoIterator<Item = &'a Entry>>(entries: I) -> Vec<String> {
    entries.into_iter().map(|entry| entry.item.id.to_string()).collect()
}
