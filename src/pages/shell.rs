//! The frame around every page: head, navigation, footer.

use leptos::prelude::*;

use super::Page;
use super::site::Site;
use crate::islands::notice::Notice;
use crate::islands::projects::Projects;

/// Renders a page whole.
pub fn document(site: &Site, page: Page) -> String {
    let path = page.path.clone();
    let html = Owner::new().with(|| {
        view! {
            <html lang="en" data-base=site.base.clone()>
                <head inner_html=head(site, &page)></head>
                <body>
                    <a class="skip" href="#main">"Skip to the content"</a>
                    {top(site, &path)}
                    <main id="main" class="wrap">{page.body}</main>
                    {foot(site)}
                    <div class="wrap"><Notice/></div>
                </body>
            </html>
        }
        .to_html()
    });
    format!("<!DOCTYPE html>{html}\n")
}

/// The head, as text: leptos types no `property` attribute.
fn head(site: &Site, page: &Page) -> String {
    let title = match page.path.as_str() {
        "" => format!("Preflight: {}", page.title),
        _ => format!("{} · Preflight", page.title),
    };
    let (title, description) = (escaped(&title), escaped(&page.description));
    let place = if page.listed {
        let address = escaped(&site.canonical(&page.path));
        format!(
            "<link rel=\"canonical\" href=\"{address}\"><meta property=\"og:url\" content=\"{address}\">"
        )
    } else {
        "<meta name=\"robots\" content=\"noindex\">".to_owned()
    };
    let icon = site.link("favicon.svg");
    let boot = if page.audits { &site.boot_audit } else { &site.boot };
    let style = &site.style;
    format!(
        "<meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"description\" content=\"{description}\">\
         <meta name=\"color-scheme\" content=\"light dark\">{place}\
         <meta property=\"og:title\" content=\"{title}\">\
         <meta property=\"og:description\" content=\"{description}\">\
         <meta property=\"og:type\" content=\"website\">\
         <link rel=\"icon\" href=\"{icon}\" type=\"image/svg+xml\">\
         <style>{style}</style><script>{boot}</script>"
    )
}

/// Text for an attribute or an element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

const NAVIGATION: [(&str, &str); 4] =
    [("checklist/", "Checklist"), ("audit/", "Audit"), ("checks/", "Checks"), ("about/", "About")];

fn top(site: &Site, path: &str) -> AnyView {
    let link = |(to, name): (&str, &str)| {
        let below = path.starts_with(to) || (to == "checklist/" && path.starts_with("item/"));
        let current = if path == to { Some("page") } else { below.then_some("true") };
        view! { <li><a href=site.link(to) aria-current=current>{name.to_owned()}</a></li> }
    };
    view! {
        <header class="top">
            <div class="wrap">
                <a class="brand" href=site.link("")>{mark()} "Preflight"</a>
                <nav aria-label="Main"><ul>{NAVIGATION.map(link).collect_view()}</ul></nav>
                <div class="tools needs-script">
                    <Projects/>
                    <button type="button" class="quiet theme" data-theme-switch aria-label="Switch between light and dark">
                        {half_moon()}
                    </button>
                </div>
            </div>
        </header>
    }
    .into_any()
}

fn foot(site: &Site) -> AnyView {
    view! {
        <footer class="foot">
            <div class="wrap">
                <p>"Nothing you write here leaves your browser. The audit asks only the address you name."</p>
                <p><a href=site.link("about/")>"How it works, and what it keeps"</a></p>
            </div>
        </footer>
    }
    .into_any()
}

/// The mark: a tick that takes off.
fn mark() -> AnyView {
    view! {
        <svg viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
            <path d="M4 18l7 7L28 6"/>
            <path d="M18 6h10v10" opacity="0.55"/>
        </svg>
    }
    .into_any()
}

fn half_moon() -> AnyView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2"/>
            <path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>
        </svg>
    }
    .into_any()
}
