//! What a body says, before the status code is weighed against it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::exchange::{Content, Exchange};
use super::words::{self, Condition};
use super::{Dependency, Flag, json, markup, text};

/// What a body says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// What kind of body it is.
    pub form: Form,
    /// What it says of the whole, and where it says so.
    pub overall: Option<(Condition, String)>,
    /// What it says of the parts.
    pub checks: Vec<Dependency>,
    /// What is peculiar about it.
    pub flags: BTreeSet<Flag>,
}

/// What kind of body it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// It was not read.
    #[default]
    Unseen,
    /// There is none, or an object without members.
    Empty,
    /// It says something of the service.
    Told,
    /// The health answer of a family that uses status codes in its own way.
    OwnCodes,
    /// Text or JSON that says nothing of the service.
    Foreign,
    /// An HTML page.
    Page,
    /// JSON that breaks off.
    Broken,
}

impl Reading {
    /// A reading that says only what kind of body it is.
    pub fn of_form(form: Form) -> Self {
        Self { form, ..Self::default() }
    }

    /// Adds a part; the first of a name counts.
    pub fn add(&mut self, name: impl Into<String>, verdict: Condition) {
        self.checks.push(Dependency { name: name.into(), verdict });
    }

    /// Drops repeated names, and decides the form by what was found.
    pub fn finish(mut self) -> Self {
        let mut seen = BTreeSet::new();
        self.checks.retain(|check| seen.insert(check.name.clone()));
        if self.form == Form::Unseen {
            let told = self.overall.is_some() || !self.checks.is_empty();
            self.form = if told { Form::Told } else { Form::Foreign };
        }
        self
    }

    /// The worst of the parts.
    pub fn roll_up(&self) -> Option<Condition> {
        words::worst(self.checks.iter().map(|check| check.verdict))
    }
}

/// Reads the body of an exchange by its content type, then by its shape.
pub(super) fn read(exchange: &Exchange) -> Reading {
    // Under a failing status an unknown text beside a name is an error message.
    let failing = exchange.status().is_some_and(|status| status >= 400);
    match &exchange.content {
        Content::Unseen => Reading::of_form(Form::Unseen),
        Content::Json(value) => json::read(value, failing),
        Content::Text(body) => read_text(body, &exchange.media_type(), failing),
    }
}

fn read_text(body: &str, media_type: &str, failing: bool) -> Reading {
    let trimmed = body.trim_start_matches('\u{feff}').trim();
    if trimmed.is_empty() {
        let flags = BTreeSet::from([Flag::EmptyBody]);
        return Reading { form: Form::Empty, flags, ..Reading::default() };
    }
    if media_type.contains("openmetrics") || trimmed.starts_with("# TYPE") {
        return text::read_metrics(trimmed);
    }
    if markup::is_feed(trimmed, media_type) {
        return markup::read_feed(trimmed);
    }
    let looks_json = trimmed.starts_with(['{', '[', '"']) && !text::is_verbose(trimmed);
    if looks_json || media_type.ends_with("json") {
        match serde_json::from_str::<Value>(trimmed) {
            Ok(value) => return json::read(&value, failing),
            Err(_) if looks_json => return read_lines_of_json(trimmed, failing),
            Err(_) => {}
        }
    }
    if markup::is_page(trimmed, media_type) {
        return markup::read_page(trimmed);
    }
    text::read(trimmed)
}

/// Reads one JSON value per line; anything else that looks like JSON is broken.
fn read_lines_of_json(body: &str, failing: bool) -> Reading {
    let lines = body.lines().filter(|line| !line.trim().is_empty());
    let values: Result<Vec<Value>, _> = lines.map(serde_json::from_str).collect();
    match values {
        Ok(values) => json::read(&Value::Array(values), failing),
        Err(_) => Reading {
            form: Form::Broken,
            flags: BTreeSet::from([Flag::TruncatedJson]),
            ..Reading::default()
        },
    }
}
