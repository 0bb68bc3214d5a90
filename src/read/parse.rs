//! From the file of an item to the item and its rendered text.

use std::collections::BTreeSet;

use super::front_matter;
use super::item::Item;
use super::markdown::{self, Place, Section};
use super::problem::Problem;

/// The headings of an item's text, in their order.
pub const HEADINGS: [&str; 5] = ["Why", "Check it", "Do it", "Common mistakes", "Evidence to keep"];

/// An item with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What is known of it.
    pub item: Item,
    /// Its text, rendered.
    pub sections: Vec<Section>,
    /// Ids of the items its text links to, with the line.
    pub item_links: Vec<(String, usize)>,
    /// Its file, from the project's root.
    pub file: String,
}

/// Reads an item. Parsing never fails; it reports.
pub fn item(
    file: &str,
    text: &str,
    base: &str,
    known: &BTreeSet<String>,
) -> (Option<Entry>, Vec<Problem>) {
    let split = match front_matter::split::<Item>(file, text) {
        Ok(split) => split,
        Err(problem) => return (None, vec![problem]),
    };
    let place = Place { file, line: split.body_line, base, known };
    let rendered = markdown::render(split.body, place);
    let mut problems = rendered.problems;
    problems.extend(facts(file, &split.front));
    problems.extend(headings(file, &rendered.sections));
    let entry = Entry {
        item: split.front,
        sections: rendered.sections,
        item_links: rendered.item_links,
        file: file.to_owned(),
    };
    (Some(entry), problems)
}

fn headings(file: &str, sections: &[Section]) -> Vec<Problem> {
    let found: Vec<&str> = sections.iter().map(|section| section.heading.as_str()).collect();
    let mut problems = Vec::new();
    if found != HEADINGS {
        let line = sections.first().map_or(1, |section| section.line);
        let remedy = format!("Use exactly: {}.", HEADINGS.join(", "));
        problems.push(Problem::new(file, line, format!("The headings are {found:?}."), remedy));
    }
    for section in sections.iter().filter(|section| section.html.trim().is_empty()) {
        let what = format!("Nothing stands below {:?}.", section.heading);
        problems.push(Problem::new(file, section.line, what, "Write it."));
    }
    problems
}

fn facts(file: &str, item: &Item) -> Vec<Problem> {
    let stem = file.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or("");
    let folder = file.rsplit('/').nth(1).unwrap_or("");
    let title_chars = item.title.chars().count();
    let summary_chars = item.summary.chars().count();
    let rules = [
        (stem == item.id.as_str(), "The file is not named for its id.", "Rename one of them."),
        (folder == item.category.word(), "The folder is not its category.", "Move the file."),
        (item.rev >= 1, "The rev is 0.", "Revisions start at 1."),
        ((8..=90).contains(&title_chars), "The title is not 8 to 90 characters.", "Rewrite it."),
        (!item.title.ends_with('.'), "The title ends with a full stop.", "Take it away."),
        (
            (30..=180).contains(&summary_chars),
            "The summary is not 30 to 180 characters.",
            "Rewrite it.",
        ),
        (!item.severity_reason.trim().is_empty(), "No severity_reason.", "Say why it matters."),
        (!item.stacks.is_empty(), "No stacks.", "Write stacks = [\"any\"]."),
        (!item.recurrence.is_empty(), "No recurrence.", "Write recurrence = [\"once\"]."),
        (!item.verify.modes.is_empty(), "No way to verify it.", "Name at least \"attest\"."),
    ];
    let broken = rules.into_iter().filter(|(good, _, _)| !good);
    broken.map(|(_, what, remedy)| Problem::new(file, 1, what, remedy)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"+++
id = "nosniff-set"
order = 1
rev = 1
title = "Browsers do not guess content types"
summary = "Every answer carries X-Content-Type-Options: nosniff."
category = "security"
severity = "must"
severity_reason = "One header closes the hole."
stacks = ["any"]
recurrence = ["each-deploy"]
origin = "sources"
[verify]
modes = ["browser"]
how = "Look at the header."
+++

## Why
a
## Check it
b
## Do it
c
## Common mistakes
d
## Evidence to keep
e
"#;

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let (_, problems) =
            item("content/items/security/nosniff-set.md", text, "/", &BTreeSet::new());
        let got: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(got.len(), want.len(), "{got:?}");
        for (got, want) in got.iter().zip(want) {
            assert!(got.contains(want), "{got}");
        }
    }

    #[test]
    fn a_good_item_has_no_problems() {
        check(GOOD, &[]);
    }

    #[test]
    fn every_complaint_names_file_line_and_remedy() {
        check(&GOOD.replace("## Do it\nc\n", ""), &["nosniff-set.md:18: The headings are"]);
        check(&GOOD.replace("\nd\n", "\n"), &["md:24: Nothing stands below \"Common mistakes\"."]);
        check(&GOOD.replace("nosniff-set", "nosniff"), &["md:1: The file is not named"]);
        check(&GOOD.replace("rev = 1", "rev = 0\nx = 1"), &["md:5: unknown field"]);
    }
}
