//! A catalogue item: one thing that stands between an app and production.

use serde::{Deserialize, Serialize};

use super::id::ItemId;
use super::vocabulary::{
    Category, Direction, Gate, Origin, Recurrence, Severity, Stack, VerifyMode,
};

/// What is known of an item beside its text; the front matter of its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The lasting id.
    pub id: ItemId,
    /// Ids it had before.
    #[serde(default)]
    pub aliases: Vec<ItemId>,
    /// Its place in the category's reading order; ties go by id.
    pub order: u32,
    /// Counts the changes that make a tick worth a second look; starts at 1.
    pub rev: u32,
    /// States the good case as a fact.
    pub title: String,
    /// One sentence for lists and search engines.
    pub summary: String,
    /// Its part of production readiness.
    pub category: Category,
    /// How much it matters.
    pub severity: Severity,
    /// Why it matters that much.
    pub severity_reason: String,
    /// What it applies to.
    pub stacks: Vec<Stack>,
    /// How often it comes round.
    pub recurrence: Vec<Recurrence>,
    /// What it does to a launch while it is open.
    pub gate: Option<Gate>,
    /// Where it comes from.
    pub origin: Origin,
    /// Items that belong with it.
    #[serde(default)]
    pub related: Vec<ItemId>,
    /// Keys of the source items it covers.
    #[serde(default)]
    pub sources: Vec<String>,
    /// How it can be verified.
    pub verify: Verify,
    /// Figures it is measured by.
    #[serde(default)]
    pub thresholds: Vec<Threshold>,
}

/// How an item can be verified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// The ways, best first.
    pub modes: Vec<VerifyMode>,
    /// What to look at, in words.
    pub how: String,
}

/// A figure with its unit, direction and source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// What is measured.
    pub what: String,
    /// The figure or word.
    pub value: String,
    /// Its unit; empty for a word.
    #[serde(default)]
    pub unit: String,
    /// Which side is good.
    pub direction: Direction,
    /// The named profile it belongs to; empty where there is one only.
    #[serde(default)]
    pub profile: String,
    /// The key of the source it comes from.
    #[serde(default)]
    pub source: String,
}
