//! The forms that a report takes.

mod json;
mod junit;
mod markdown;
mod sarif;
mod text;

use super::sheet::Sheet;
use crate::audit::ingest::Problem;

/// A form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For a comment on a change.
    Markdown,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For test reports: `JUnit` XML.
    Junit,
}

impl Format {
    /// Reads its name.
    pub fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            "markdown" | "md" => Some(Self::Markdown),
            "sarif" => Some(Self::Sarif),
            "junit" | "xml" => Some(Self::Junit),
            _ => None,
        }
    }

    /// Prints sheets, and what of the input was not understood.
    pub(super) fn print(self, sheets: &[Sheet], problems: &[Problem]) -> String {
        match self {
            Self::Text => text::print(sheets, problems),
            Self::Json => json::print(sheets, problems),
            Self::Markdown => markdown::print(sheets, problems),
            Self::Sarif => sarif::print(sheets),
            Self::Junit => junit::print(sheets),
        }
    }
}

#[cfg(test)]
mod tests;
