//! The linter of content: every complaint names file, line and remedy.

use std::collections::BTreeSet;
use std::fs;

use preflight::audit::checks;
use preflight::read::catalogue::Catalogue;

/// The whole catalogue, and what is wrong with it.
pub fn catalogue(base: &str) -> (Catalogue, Vec<String>) {
    let planned = fs::read_to_string("content/planned.txt").unwrap_or_default();
    let planned: BTreeSet<String> = planned.lines().map(str::to_owned).collect();
    let (catalogue, problems) =
        Catalogue::read(&super::files("content/items", ".md"), base, &planned);
    (catalogue, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn the_content_has_no_problem() {
    let (_, problems) = catalogue("/");
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn no_id_that_was_ever_published_disappears() {
    let published = fs::read_to_string("content/published.txt").unwrap();
    let (catalogue, _) = catalogue("/");
    let gone: Vec<&str> = published.lines().filter(|id| catalogue.find(id).is_none()).collect();
    assert!(gone.is_empty(), "give the item that follows each of these as an alias: {gone:?}");
    let listed: BTreeSet<&str> = published.lines().collect();
    let new: Vec<String> = catalogue
        .entries
        .iter()
        .map(|entry| entry.item.id.to_string())
        .filter(|id| !listed.contains(id.as_str()))
        .collect();
    assert!(new.is_empty(), "add these lines to content/published.txt:\n{}", new.join("\n"));
}

#[test]
fn every_check_answers_items_that_exist_or_are_planned() {
    let planned = fs::read_to_string("content/planned.txt").unwrap_or_default();
    let (catalogue, _) = catalogue("/");
    for check in checks::all() {
        for id in check.items {
            let known = catalogue.find(id).is_some() || planned.lines().any(|line| line == *id);
            assert!(known, "the check {} answers {id}, which is no item", check.id);
        }
    }
}

#[test]
fn no_item_is_both_written_and_planned() {
    let planned = fs::read_to_string("content/planned.txt").unwrap_or_default();
    let (catalogue, _) = catalogue("/");
    let both: Vec<&str> = planned.lines().filter(|id| catalogue.find(id).is_some()).collect();
    assert!(both.is_empty(), "take these lines out of content/planned.txt: {both:?}");
}
