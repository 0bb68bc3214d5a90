//! A project: whose progress it is.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::event::Act;
use super::log::Log;
use super::stamp::Stamp;

/// The lasting id of a project.
///
/// Invariant: 1 to 40 lower-case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProjectId(String);

/// The name of a project.
///
/// Invariant: not blank, at most 80 characters, no control characters, no blanks around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProjectName(String);

/// Why a text is no project id or name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProjectError {
    /// The id breaks its rules.
    #[error("{0:?} is not a project id")]
    Id(String),
    /// The name is blank.
    #[error("the name is empty")]
    Blank,
    /// The name is too long.
    #[error("the name has {0} characters, at most 80 fit")]
    Long(usize),
    /// The name holds a control character.
    #[error("the name holds a control character")]
    Control,
}

/// A project as the log tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its name.
    pub name: ProjectName,
    /// Whether it was put away.
    pub archived: bool,
}

impl ProjectId {
    /// Reads an id.
    ///
    /// # Errors
    /// When the text breaks the invariant.
    pub fn parse(text: &str) -> Result<Self, ProjectError> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let good = (1..=40).contains(&text.len()) && text.chars().all(allowed);
        if good {
            Ok(Self(text.to_owned()))
        } else {
            Err(ProjectError::Id(text.chars().take(64).collect()))
        }
    }

    /// The project that is there before any was made.
    pub fn first() -> Self {
        Self("default".to_owned())
    }

    /// The id of a project made with this stamp; two tabs never make the same one.
    pub fn of(stamp: &Stamp) -> Self {
        Self(format!("p-{stamp}"))
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ProjectName {
    /// Reads a name; blanks around it are taken away.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, ProjectError> {
        let text = text.trim();
        let chars = text.chars().count();
        if text.is_empty() {
            Err(ProjectError::Blank)
        } else if chars > 80 {
            Err(ProjectError::Long(chars))
        } else if text.chars().any(char::is_control) {
            Err(ProjectError::Control)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The text of the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn first() -> Self {
        Self("My project".to_owned())
    }
}

/// Every project of a log, the first one always among them, by the order they were made in.
pub fn projects(log: &Log) -> Vec<Project> {
    let first = Project { id: ProjectId::first(), name: ProjectName::first(), archived: false };
    let mut projects = vec![first];
    for event in log.events() {
        let at = projects.iter().position(|project| project.id == event.project);
        match (&event.act, at.and_then(|at| projects.get_mut(at))) {
            (Act::ProjectCreated { name } | Act::ProjectRenamed { name }, Some(project)) => {
                project.name = name.clone();
            }
            (Act::ProjectArchived { archived }, Some(project)) => {
                project.archived = *archived;
            }
            (Act::ItemState { .. }, Some(_)) => {}
            (act, None) => projects.push(found(event.project.clone(), act)),
        }
    }
    projects
}

/// A project first heard of through any act: merged logs may lack its beginning.
fn found(id: ProjectId, act: &Act) -> Project {
    let (name, archived) = match act {
        Act::ProjectCreated { name } | Act::ProjectRenamed { name } => (name.clone(), false),
        Act::ProjectArchived { archived } => (ProjectName::first(), *archived),
        Act::ItemState { .. } => (ProjectName::first(), false),
    };
    Project { id, name, archived }
}

impl fmt::Display for ProjectId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for ProjectName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for ProjectId {
    type Error = ProjectError;

    fn try_from(text: String) -> Result<Self, ProjectError> {
        Self::parse(&text)
    }
}

impl From<ProjectId> for String {
    fn from(id: ProjectId) -> Self {
        id.0
    }
}

impl TryFrom<String> for ProjectName {
    type Error = ProjectError;

    fn try_from(text: String) -> Result<Self, ProjectError> {
        Self::parse(&text)
    }
}

impl From<ProjectName> for String {
    fn from(name: ProjectName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(acts: &[(&str, Act)], want: &[(&str, &str, bool)]) {
        let mut log = Log::default();
        for (project, act) in acts {
            log.write(ProjectId::parse(project).unwrap(), act.clone(), 1, "r").unwrap();
        }
        let projects = projects(&log);
        let got: Vec<_> =
            projects.iter().map(|p| (p.id.as_str(), p.name.as_str(), p.archived)).collect();
        assert_eq!(got, want);
    }

    fn named(name: &str) -> ProjectName {
        ProjectName::parse(name).unwrap()
    }

    #[test]
    fn there_is_always_a_first_project() {
        check(&[], &[("default", "My project", false)]);
    }

    #[test]
    fn projects_are_made_renamed_and_put_away() {
        let acts = [
            ("p-1", Act::ProjectCreated { name: named("Shop") }),
            ("default", Act::ProjectRenamed { name: named("Blog") }),
            ("p-1", Act::ProjectArchived { archived: true }),
        ];
        check(&acts, &[("default", "Blog", false), ("p-1", "Shop", true)]);
    }

    #[test]
    fn a_name_that_cannot_be_shown_is_refused() {
        assert_eq!(ProjectName::parse("  "), Err(ProjectError::Blank));
        assert_eq!(ProjectName::parse(&"x".repeat(81)), Err(ProjectError::Long(81)));
        assert_eq!(ProjectName::parse("a\u{7}b"), Err(ProjectError::Control));
        assert_eq!(ProjectName::parse(" a ").unwrap().as_str(), "a");
    }
}
