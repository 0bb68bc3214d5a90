//! The whole catalogue: every item in reading order, found by id, with its neighbours.

use std::collections::{BTreeMap, BTreeSet};

use super::id::ItemId;
use super::parse::{self, Entry};
use super::problem::Problem;
use super::vocabulary::Category;

/// Every item, by category and then by id's place in the category's reading order.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The items, in reading order.
    pub entries: Vec<Entry>,
}

impl Catalogue {
    /// Reads the files of all items: path from the project's root, and text.
    ///
    /// `planned` are ids that are still to be written: a link to one is left out, not dead.
    pub fn read(
        files: &[(String, String)],
        base: &str,
        planned: &BTreeSet<String>,
    ) -> (Self, Vec<Problem>) {
        let known: BTreeSet<String> = files.iter().filter_map(|(file, _)| stem(file)).collect();
        let mut problems = Vec::new();
        let mut entries = Vec::new();
        for (file, text) in files {
            let (entry, complaints) = parse::item(file, text, base, &known);
            entries.extend(entry);
            problems.extend(complaints);
        }
        entries.sort_by_key(order);
        let catalogue = Self { entries };
        problems.extend(catalogue.repeated_ids());
        problems.extend(catalogue.dead_links(planned));
        problems.sort();
        (catalogue, problems)
    }

    /// Looks an item up by its id or one it had before.
    pub fn find(&self, id: &str) -> Option<&Entry> {
        let by_id = self.entries.iter().find(|entry| entry.item.id.as_str() == id);
        by_id.or_else(|| {
            let named =
                |entry: &&Entry| entry.item.aliases.iter().any(|alias| alias.as_str() == id);
            self.entries.iter().find(named)
        })
    }

    /// The items of a category, in reading order.
    pub fn of(&self, category: Category) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.item.category == category)
    }

    /// The categories that hold items, in reading order.
    pub fn categories(&self) -> Vec<Category> {
        let held: BTreeSet<_> = self.entries.iter().map(|entry| entry.item.category).collect();
        held.into_iter().collect()
    }

    /// The items before and after an item, within its category.
    pub fn neighbours(&self, id: &ItemId) -> (Option<&Entry>, Option<&Entry>) {
        let Some(entry) = self.find(id.as_str()) else { return (None, None) };
        let row: Vec<&Entry> = self.of(entry.item.category).collect();
        let at = row.iter().position(|other| other.item.id == *id).unwrap_or(0);
        let before = at.checked_sub(1).and_then(|index| row.get(index));
        (before.copied(), row.get(at + 1).copied())
    }

    fn repeated_ids(&self) -> Vec<Problem> {
        let mut seen: BTreeMap<&ItemId, &str> = BTreeMap::new();
        let mut problems = Vec::new();
        for entry in &self.entries {
            for id in std::iter::once(&entry.item.id).chain(&entry.item.aliases) {
                if let Some(other) = seen.insert(id, &entry.file) {
                    let what = format!("The id {id} also stands in {other}.");
                    problems.push(Problem::new(&entry.file, 2, what, "Choose another one."));
                }
            }
        }
        problems
    }

    fn dead_links(&self, planned: &BTreeSet<String>) -> Vec<Problem> {
        let known = |id: &str| self.find(id).is_some() || planned.contains(id);
        let mut problems = Vec::new();
        for entry in &self.entries {
            let related = entry.item.related.iter().map(|id| (id.as_str(), 1));
            let linked = entry.item_links.iter().map(|(id, line)| (id.as_str(), *line));
            for (id, line) in related.chain(linked).filter(|(id, _)| !known(id)) {
                let what = format!("No item is called {id:?}.");
                problems.push(Problem::new(&entry.file, line, what, "Correct the id."));
            }
        }
        problems
    }
}

fn order(entry: &Entry) -> (Category, u32, ItemId) {
    (entry.item.category, entry.item.order, entry.item.id.clone())
}

fn stem(file: &str) -> Option<String> {
    file.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: &str, order: u32, related: &str, body: &str) -> (String, String) {
        let text = format!(
            "+++\nid = \"{id}\"\naliases = [\"old-{id}\"]\norder = {order}\nrev = 1\n\
             title = \"A title of {id}\"\nsummary = \"A summary long enough to be a summary.\"\n\
             category = \"data\"\nseverity = \"must\"\nseverity_reason = \"r\"\n\
             stacks = [\"any\"]\nrecurrence = [\"once\"]\norigin = \"anchor\"\n\
             related = [{related}]\n[verify]\nmodes = [\"attest\"]\nhow = \"h\"\n+++\n\
             ## Why\n{body}\n## Check it\nb\n## Do it\nc\n## Common mistakes\nd\n\
             ## Evidence to keep\ne\n"
        );
        (format!("content/items/data/{id}.md"), text)
    }

    #[test]
    fn items_are_found_by_every_id_they_had_and_know_their_neighbours() {
        let files = [file("b", 1, "", "x"), file("a", 2, "\"b\"", "[b](item:b)")];
        let (catalogue, problems) = Catalogue::read(&files, "/", &BTreeSet::new());
        assert_eq!(problems, []);
        let ids: Vec<_> = catalogue.entries.iter().map(|e| e.item.id.as_str()).collect();
        assert_eq!(ids, ["b", "a"]);
        assert_eq!(catalogue.find("old-a").map(|e| e.item.id.as_str()), Some("a"));
        let a = ItemId::parse("a").unwrap();
        let (before, after) = catalogue.neighbours(&a);
        assert_eq!(before.map(|e| e.item.id.as_str()), Some("b"));
        assert!(after.is_none());
        assert_eq!(catalogue.categories(), [Category::Data]);
    }

    #[test]
    fn a_link_to_nothing_is_named_unless_the_item_is_planned() {
        let files = [file("a", 1, "\"zz\"", "[y](item:yy)")];
        let (_, problems) = Catalogue::read(&files, "/", &BTreeSet::from(["yy".to_owned()]));
        let got: Vec<_> = problems.iter().map(ToString::to_string).collect();
        let want = "content/items/data/a.md:1: No item is called \"zz\". Correct the id.";
        assert_eq!(got, [want]);
    }
}
