//! Whole pages, rendered natively.

use std::collections::BTreeSet;

use preflight::audit::html::tags;
use preflight::pages::site::Site;
use preflight::pages::{self, shell};

fn site(base: &str) -> Site {
    let (catalogue, _) = super::content::catalogue(base);
    Site {
        catalogue,
        base: base.to_owned(),
        origin: "https://preflight.example".to_owned(),
        style: "body{}".to_owned(),
        boot: "boot()".to_owned(),
        boot_audit: "boot(1)".to_owned(),
    }
}

/// Every page: its path and its document.
fn documents(base: &str) -> Vec<(String, String)> {
    let site = site(base);
    let pages = pages::all(&site);
    pages.into_iter().map(|page| (page.path.clone(), shell::document(&site, page))).collect()
}

/// The values of an attribute in a document.
fn values<'a>(document: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    document.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_page_has_one_title_one_heading_and_a_description_of_its_own() {
    let mut titles = BTreeSet::new();
    for (path, document) in documents("/") {
        let count = |what: &str| document.matches(what).count();
        assert_eq!(count("<h1"), 1, "{path}: one h1");
        assert_eq!(count("<main"), 1, "{path}: one main");
        assert_eq!(count("<title>"), 1, "{path}: one title");
        assert_eq!(count("name=\"description\""), 1, "{path}: one description");
        let title = document.split("<title>").nth(1).unwrap().split('<').next().unwrap();
        assert!(titles.insert(title.to_owned()), "{path}: the title {title:?} is taken");
    }
}

#[test]
fn every_listed_page_names_its_canonical_address() {
    for (path, document) in documents("/") {
        let canonical = format!("rel=\"canonical\" href=\"https://preflight.example/{path}\"");
        let hidden = document.contains("name=\"robots\" content=\"noindex\"");
        assert!(hidden != document.contains(&canonical), "{path}");
    }
}

#[test]
fn no_link_leads_nowhere() {
    for base in ["/", "/sub/"] {
        let documents = documents(base);
        let paths: BTreeSet<&str> = documents.iter().map(|(path, _)| path.as_str()).collect();
        for (path, document) in &documents {
            for link in values(document, "href").into_iter().filter(|link| link.starts_with('/')) {
                let Some(below) = link.strip_prefix(base) else {
                    panic!("{path}: {link} is outside {base}");
                };
                let target = below.split('#').next().unwrap_or("");
                let known = paths.contains(target) || target == "favicon.svg";
                assert!(known, "{path}: {link} leads nowhere");
            }
        }
    }
}

#[test]
fn every_page_can_be_reached_by_links() {
    let documents = documents("/");
    let mut linked: BTreeSet<&str> = BTreeSet::new();
    for (_, document) in &documents {
        linked.extend(values(document, "href").into_iter().filter_map(|l| l.strip_prefix('/')));
    }
    for (path, _) in &documents {
        assert!(path == "404.html" || linked.contains(path.as_str()), "{path} has no way to it");
    }
}

#[test]
fn ids_are_unique_and_every_reference_to_one_is_kept() {
    for (path, document) in documents("/") {
        let ids = values(&document, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: an id stands twice");
        for label in values(&document, "aria-labelledby") {
            assert!(unique.contains(label), "{path}: nothing is called {label}");
        }
    }
}

#[test]
fn no_page_styles_an_element_in_place() {
    // The Content-Security-Policy allows the style element by its hash and nothing else.
    for (path, document) in documents("/") {
        for tag in tags(&document) {
            let styled = tag.attribute("style").is_some();
            let scripted = tag.attributes.iter().any(|(name, _)| name.starts_with("on"));
            assert!(!styled && !scripted, "{path}: {tag:?}");
        }
    }
}

#[test]
fn the_same_content_gives_the_same_page() {
    assert_eq!(documents("/"), documents("/"));
}
