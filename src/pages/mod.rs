//! What does not move: every page of the site, rendered natively and never shipped as code.

pub mod site;

pub mod shell;

mod parts;

mod about;
mod audit;
mod category;
mod checklist;
mod checks;
mod csp;
mod home;
mod item;
mod not_found;

use leptos::prelude::*;
use site::Site;

/// A page before it is put into the frame.
pub struct Page {
    /// Its address below the site's base, without the leading `/`; ends with `/` or `.html`.
    pub path: String,
    /// Its title, without the site's name.
    pub title: String,
    /// One or two sentences for search engines and previews.
    pub description: String,
    /// What stands in the main element.
    pub body: AnyView,
    /// Whether search engines may list it.
    pub listed: bool,
    /// Whether islands on it need the engine.
    pub audits: bool,
}

/// Every page, in the order of the site map.
pub fn all(site: &Site) -> Vec<Page> {
    let mut pages = vec![home::page(site), checklist::page(site)];
    for category in site.catalogue.categories() {
        pages.push(category::page(site, category));
    }
    pages.extend(site.catalogue.entries.iter().map(|entry| item::page(site, entry)));
    pages.push(audit::page(site));
    pages.push(csp::page(site));
    pages.push(checks::index(site));
    pages.extend(crate::audit::checks::all().into_iter().map(|check| checks::page(site, check)));
    pages.push(about::page(site));
    pages.push(not_found::page(site));
    pages
}
