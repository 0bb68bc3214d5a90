//! One item: its text, its state, and the facts about it.

use leptos::prelude::*;

use super::site::Site;
use super::{Page, parts};
use crate::islands::tick::Switch;
use crate::read::item::Threshold;
use crate::read::markdown::Section;
use crate::read::parse::Entry;

/// The page of an item.
pub fn page(site: &Site, entry: &Entry) -> Page {
    let item = &entry.item;
    let category = format!("checklist/{}/", item.category.word());
    let steps = [("checklist/", "Checklist"), (category.as_str(), item.category.title())];
    let body = view! {
        {parts::crumbs(site, &steps, &item.title)}
        <article>
            <div class="head">
                <h1>{item.title.clone()}</h1>
                <p class="lede">{item.summary.clone()}</p>
                {parts::chips(item)}
                <div class="needs-script">
                    <Switch item=item.id.to_string() rev=item.rev/>
                </div>
            </div>
            <div class="columns">
                <div class="prose">{entry.sections.iter().map(section).collect_view()}</div>
                <div class="aside">{facts(site, entry)}</div>
            </div>
        </article>
        {pager(site, entry)}
    };
    Page {
        path: format!("item/{}/", item.id),
        title: item.title.clone(),
        description: item.summary.clone(),
        body: body.into_any(),
        listed: true,
        audits: false,
    }
}

fn section(section: &Section) -> AnyView {
    let id = section.heading.to_lowercase().replace(' ', "-");
    view! {
        <section aria-labelledby=id.clone()>
            <h2 id=id.clone()>{section.heading.clone()}</h2>
            <div class="prose" inner_html=section.html.clone()></div>
        </section>
    }
    .into_any()
}

fn facts(site: &Site, entry: &Entry) -> AnyView {
    let item = &entry.item;
    let list = |words: Vec<&str>| words.join(", ");
    let modes = list(item.verify.modes.iter().map(|mode| mode.title()).collect());
    let rhythm = list(item.recurrence.iter().map(|rhythm| rhythm.title()).collect());
    let stacks = list(item.stacks.iter().map(|stack| stack.title()).collect());
    view! {
        <section class="panel" aria-labelledby="facts">
            <h2 id="facts">"Facts"</h2>
            <dl class="facts">
                {fact(&format!("{}: why", item.severity.title()), &item.severity_reason)}
                {fact("Verified", &modes)}
                {fact("How", &item.verify.how)}
                {fact("Comes round", &rhythm)}
                {fact("Applies to", &stacks)}
                {item.gate.map(|gate| fact("Launch gate", gate.title()))}
            </dl>
        </section>
        {thresholds(&item.thresholds)}
        {answering_checks(site, entry)}
        {related(site, entry)}
    }
    .into_any()
}

fn fact(term: &str, text: &str) -> AnyView {
    view! { <div><dt>{term.to_owned()}</dt><dd>{text.to_owned()}</dd></div> }.into_any()
}

fn thresholds(thresholds: &[Threshold]) -> Option<AnyView> {
    let line = |threshold: &Threshold| {
        let profile = match threshold.profile.as_str() {
            "" => String::new(),
            profile => format!(" ({profile})"),
        };
        let direction = threshold.direction.title();
        let figure = format!("{direction} {} {}", threshold.value, threshold.unit);
        fact(&format!("{}{profile}", threshold.what), figure.trim())
    };
    (!thresholds.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby="thresholds">
                <h2 id="thresholds">"Thresholds"</h2>
                <dl class="facts">{thresholds.iter().map(line).collect_view()}</dl>
            </section>
        }
        .into_any()
    })
}

fn answering_checks(site: &Site, entry: &Entry) -> Option<AnyView> {
    let id = entry.item.id.as_str();
    let checks: Vec<_> =
        crate::audit::checks::all().into_iter().filter(|check| check.items.contains(&id)).collect();
    (!checks.is_empty()).then(|| {
        let link = |check: &'static crate::audit::check::Check| {
            let href = site.link(&format!("checks/{}/", check.id));
            view! { <li><a href=href>{check.title}</a></li> }
        };
        view! {
            <section class="panel" aria-labelledby="answering">
                <h2 id="answering">"The audit checks"</h2>
                <ul>{checks.into_iter().map(link).collect_view()}</ul>
                <a class="button" href=site.link("audit/")>"Audit a URL"</a>
            </section>
        }
        .into_any()
    })
}

fn related(site: &Site, entry: &Entry) -> Option<AnyView> {
    let found: Vec<_> =
        entry.item.related.iter().filter_map(|id| site.catalogue.find(id.as_str())).collect();
    (!found.is_empty()).then(|| {
        let link = |other: &Entry| {
            let href = site.link(&format!("item/{}/", other.item.id));
            view! { <li><a href=href>{other.item.title.clone()}</a></li> }
        };
        view! {
            <section class="panel" aria-labelledby="related">
                <h2 id="related">"Belongs with"</h2>
                <ul>{found.into_iter().map(link).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn pager(site: &Site, entry: &Entry) -> AnyView {
    let (before, after) = site.catalogue.neighbours(&entry.item.id);
    let link = |class: &str, rel: &str, word: &str, to: Option<&Entry>| {
        to.map(|to| {
            let href = site.link(&format!("item/{}/", to.item.id));
            let title = to.item.title.clone();
            view! {
                <a class=class.to_owned() rel=rel.to_owned() href=href><span>{word.to_owned()}</span>{title}</a>
            }
        })
    };
    view! {
        <nav class="pager" aria-label="Neighbouring items">
            {link("", "prev", "Previous", before)}
            {link("next", "next", "Next", after)}
        </nav>
    }
    .into_any()
}
