//! What the log says about the items of one project.

use std::collections::BTreeMap;

use super::event::{Act, State};
use super::log::Log;
use super::project::ProjectId;
use super::stamp::Stamp;
use crate::read::id::ItemId;

/// The state of every item that was ever touched in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    marks: BTreeMap<ItemId, Mark>,
}

/// The last word on an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its state.
    pub state: State,
    /// The revision of the item that the person saw.
    pub rev: u32,
    /// When.
    pub stamp: Stamp,
}

/// How many items of a set are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Items in the set.
    pub total: usize,
    /// Nothing was done yet.
    pub open: usize,
    /// Somebody is at it.
    pub in_progress: usize,
    /// Done.
    pub done: usize,
    /// Set aside.
    pub not_applicable: usize,
}

impl Progress {
    /// Reads a project's progress off the log: the latest act on an item wins.
    pub fn of(log: &Log, project: &ProjectId) -> Self {
        let mut marks = BTreeMap::new();
        for event in log.events().filter(|event| event.project == *project) {
            match &event.act {
                Act::ItemState { item, state, rev } => {
                    let mark = Mark { state: *state, rev: *rev, stamp: event.stamp.clone() };
                    marks.insert(item.clone(), mark);
                }
                Act::ProjectCreated { .. }
                | Act::ProjectRenamed { .. }
                | Act::ProjectArchived { .. } => {}
            }
        }
        Self { marks }
    }

    /// The last word on an item, if there is one.
    pub fn mark(&self, item: &ItemId) -> Option<&Mark> {
        self.marks.get(item)
    }

    /// The state of an item; open where nothing was ever said.
    pub fn state(&self, item: &ItemId) -> State {
        self.mark(item).map_or(State::Open, |mark| mark.state)
    }

    /// Counts a set of items. Marks of items outside the set count for nothing.
    pub fn counts<'a, I: IntoIterator<Item = &'a ItemId>>(&self, items: I) -> Counts {
        let mut counts = Counts::default();
        for item in items {
            counts.total += 1;
            match self.state(item) {
                State::Open => counts.open += 1,
                State::InProgress => counts.in_progress += 1,
                State::Done => counts.done += 1,
                State::NotApplicable => counts.not_applicable += 1,
            }
        }
        counts
    }
}

impl Counts {
    /// The items that apply.
    pub fn applicable(self) -> usize {
        self.total - self.not_applicable
    }

    /// The items that are still to be done.
    pub fn remaining(self) -> usize {
        self.open + self.in_progress
    }

    /// How much of what applies is done, in whole percent, rounded down; 100 only when all is.
    pub fn percent(self) -> usize {
        (self.done * 100).checked_div(self.applicable()).unwrap_or(100)
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::tests::any_log;
    use super::*;
    use proptest::prelude::*;

    fn id(text: &str) -> ItemId {
        ItemId::parse(text).unwrap()
    }

    #[test]
    fn the_latest_word_counts() {
        let mut log = Log::default();
        let project = ProjectId::first();
        for state in [State::Done, State::InProgress] {
            let act = Act::ItemState { item: id("x"), state, rev: 1 };
            log.write(project.clone(), act, 1, "r").unwrap();
        }
        let progress = Progress::of(&log, &project);
        assert_eq!(progress.state(&id("x")), State::InProgress);
        assert_eq!(progress.state(&id("y")), State::Open);
        assert_eq!(Progress::of(&log, &ProjectId::parse("other").unwrap()), Progress::default());
    }

    #[test]
    fn nothing_left_is_all_done_and_nearly_all_is_not() {
        assert_eq!(Counts { total: 2, not_applicable: 2, ..Counts::default() }.percent(), 100);
        assert_eq!(Counts { total: 200, done: 199, open: 1, ..Counts::default() }.percent(), 99);
    }

    proptest! {
        #[test]
        fn counts_always_add_up(log in any_log()) {
            let items = ["x", "y", "w"].map(id);
            let progress = Progress::of(&log, &ProjectId::parse("p").unwrap());
            let c = progress.counts(&items);
            prop_assert_eq!(c.open + c.in_progress + c.done + c.not_applicable, 3);
            prop_assert_eq!(c.total, 3);
            prop_assert_eq!(c.remaining() + c.done, c.applicable());
        }
    }
}
