//! One act of a person, as it is kept.

use serde::{Deserialize, Serialize};

use super::project::{ProjectId, ProjectName};
use super::stamp::Stamp;
use crate::read::id::ItemId;

/// One act, with when, where and on which project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When and by which tab; also its id.
    pub stamp: Stamp,
    /// The project it belongs to.
    pub project: ProjectId,
    /// What was done.
    pub act: Act,
}

/// What was done. Each later kind of act is added here and never takes another's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Act {
    /// A project was made.
    ProjectCreated {
        /// Its name.
        name: ProjectName,
    },
    /// A project got another name.
    ProjectRenamed {
        /// The new name.
        name: ProjectName,
    },
    /// A project was put away, or taken out again.
    ProjectArchived {
        /// Whether it is away.
        archived: bool,
    },
    /// An item's state was set.
    ItemState {
        /// The item.
        item: ItemId,
        /// Its state from now on.
        state: State,
        /// The revision of the item that the person saw.
        rev: u32,
    },
}

/// Where an item stands in a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing was done yet.
    #[default]
    Open,
    /// Somebody is at it.
    InProgress,
    /// It is done.
    Done,
    /// It does not apply to this project.
    NotApplicable,
}

impl State {
    /// Every state, in reading order.
    pub const ALL: [Self; 4] = [Self::Open, Self::InProgress, Self::Done, Self::NotApplicable];

    /// The word in JSON, addresses and attributes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in-progress",
            Self::Done => "done",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The name on the page.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::InProgress => "In progress",
            Self::Done => "Done",
            Self::NotApplicable => "Not applicable",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}
