//! What is checked: the list, and a page for each check made from the check itself.

use leptos::prelude::*;

use super::site::Site;
use super::{Page, parts};
use crate::audit::check::{Check, Profile, Severity};
use crate::audit::checks;
use crate::audit::score;

/// The list of checks, and how outcomes become a score.
pub fn index(site: &Site) -> Page {
    let all = checks::all();
    let n_checks = all.len();
    let row = |check: &'static Check| {
        let href = site.link(&format!("checks/{}/", check.id));
        view! {
            <tr>
                <td><a href=href>{check.title}</a></td>
                <td>{check.severity.name()}</td>
                <td>{profiles(check.profiles)}</td>
            </tr>
        }
    };
    let body = view! {
        {parts::crumbs(site, &[], "Checks")}
        <div class="head">
            <h1>"What is checked"</h1>
            <p class="lede">{format!("{n_checks} checks, run on your machine by one engine: in the page, on pasted text, and in the preflight command.")}</p>
        </div>
        {scoring()}
        <section class="section" aria-labelledby="all">
            <h2 id="all">"Every check"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Table of every check">
                <table>
                    <thead><tr><th scope="col">"Check"</th><th scope="col">"At worst"</th><th scope="col">"Asked of"</th></tr></thead>
                    <tbody>{all.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    };
    Page {
        path: "checks/".into(),
        title: "What is checked".into(),
        description: format!(
            "{n_checks} checks of HTTP responses, each with its reason, its rule and its standard, and how they add up to a score."
        ),
        body: body.into_any(),
        listed: true,
        audits: false,
    }
}

fn profiles(profiles: &[Profile]) -> String {
    if profiles.len() == Profile::ALL.len() {
        return "every response".to_owned();
    }
    profiles.iter().map(|profile| profile.name()).collect::<Vec<_>>().join(", ")
}

fn scoring() -> AnyView {
    let levels =
        [Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Info];
    let row = |severity: Severity| {
        let weight = score::weight(severity);
        view! {
            <tr>
                <td>{severity.name()}</td>
                <td>{format!("-{weight}")}</td>
                <td>{format!("-{}", weight / 2)}</td>
                <td>{score::ceiling(severity).name()}</td>
            </tr>
        }
    };
    view! {
        <section class="section prose" aria-labelledby="scoring">
            <h2 id="scoring">{format!("How a score comes about (version {})", score::VERSION)}</h2>
            <p>"A score starts at 100. A failure takes away what its severity weighs and a warning half of that; a failure also caps the grade, so that many passes cannot hide one open door. Notes, checks that do not apply and what could not be seen count for nothing either way. Where nothing was judged there is no score."</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Weights">
                <table>
                    <thead><tr><th scope="col">"Severity"</th><th scope="col">"Failure"</th><th scope="col">"Warning"</th><th scope="col">"Best grade left after a failure"</th></tr></thead>
                    <tbody>{levels.map(row).collect_view()}</tbody>
                </table>
            </div>
            <p>"A+ is 100, A from 85, B from 70, C from 55, D from 40, F below."</p>
        </section>
    }
    .into_any()
}

/// The page of one check.
pub fn page(site: &Site, check: &'static Check) -> Page {
    let source = |source: &'static crate::audit::check::Source| {
        view! { <li><a href=source.url rel="external">{source.name}</a></li> }
    };
    let body = view! {
        {parts::crumbs(site, &[("checks/", "Checks")], check.title)}
        <article>
            <div class="head">
                <h1>{check.title}</h1>
                <p class="hint"><code>{check.id}</code>{format!(", at worst {}, asked of {}", check.severity.name(), profiles(check.profiles))}</p>
            </div>
            <div class="columns">
                <div class="prose">
                    <section aria-labelledby="why"><h2 id="why">"Why"</h2><p>{check.why}</p></section>
                    <section aria-labelledby="how"><h2 id="how">"How it is judged"</h2><p>{check.how}</p></section>
                    <section aria-labelledby="fix"><h2 id="fix">"What to do"</h2><p>{check.fix}</p></section>
                </div>
                <div class="aside">
                    <section class="panel" aria-labelledby="sources"><h2 id="sources">"Sources"</h2><ul>{check.sources.iter().map(source).collect_view()}</ul></section>
                    {items(site, check)}
                    <a class="button" href=site.link("audit/")>"Audit a URL"</a>
                </div>
            </div>
        </article>
    };
    Page {
        path: format!("checks/{}/", check.id),
        title: check.title.into(),
        description: format!("How Preflight judges it: {}", check.why),
        body: body.into_any(),
        listed: true,
        audits: false,
    }
}

fn items(site: &Site, check: &Check) -> Option<AnyView> {
    let found: Vec<_> = check.items.iter().filter_map(|id| site.catalogue.find(id)).collect();
    (!found.is_empty()).then(|| {
        let link = |entry: &crate::read::parse::Entry| {
            let href = site.link(&format!("item/{}/", entry.item.id));
            view! { <li><a href=href>{entry.item.title.clone()}</a></li> }
        };
        view! {
            <section class="panel" aria-labelledby="answers"><h2 id="answers">"Answers"</h2><ul>{found.into_iter().map(link).collect_view()}</ul></section>
        }
        .into_any()
    })
}
