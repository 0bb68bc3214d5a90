//! A policy laid open: what decides about each kind of resource, and what a rehearsal would change.

use super::effective::Kind;
use super::policy::{Directive, Policies};

/// What all enforced policies say of one kind of resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The kind.
    pub kind: Kind,
    /// The directive of each policy that decides, as written.
    pub decided_by: Vec<String>,
    /// The sources that every policy lets in; `None` where no policy says anything.
    pub open: Option<Vec<String>>,
}

/// What would change for one kind if the report-only policies were enforced too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind.
    pub kind: Kind,
    /// What the enforced policies say, one directive each.
    pub enforced: Vec<String>,
    /// What the report-only policies say, one directive each.
    pub rehearsed: Vec<String>,
}

/// The table of every kind, in reading order.
pub fn table(policies: &Policies) -> Vec<Row> {
    Kind::ALL.into_iter().map(|kind| row(policies, kind)).collect()
}

/// The kinds about which a report-only policy says something else than the enforced ones.
pub fn changes(policies: &Policies) -> Vec<Change> {
    let change = |kind: Kind| {
        let said = |directive: &Directive| directive.quote();
        let rehearsed = policies.report_only().filter_map(|policy| policy.in_force(kind));
        Change {
            kind,
            enforced: policies.deciding(kind).into_iter().map(said).collect(),
            rehearsed: rehearsed.map(said).collect(),
        }
    };
    let differs = |change: &Change| {
        change.rehearsed.iter().any(|directive| !change.enforced.contains(directive))
    };
    Kind::ALL.into_iter().map(change).filter(differs).collect()
}

fn row(policies: &Policies, kind: Kind) -> Row {
    let open = policies.reach(kind);
    Row {
        kind,
        decided_by: policies.deciding(kind).into_iter().map(Directive::quote).collect(),
        open: open.map(|open| open.iter().map(|one| one.text.to_owned()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::headers::Headers;

    #[track_caller]
    fn check(value: &str, kind: Kind, decided_by: &[&str], open: Option<&[&str]>) {
        let rows = table(&Policies::of_value(value));
        let row = rows.iter().find(|row| row.kind == kind).unwrap();
        assert_eq!(row.decided_by, decided_by);
        let words = |open: &Vec<String>| open.iter().map(String::clone).collect::<Vec<_>>();
        assert_eq!(
            row.open.as_ref().map(words),
            open.map(|open| open.iter().map(ToString::to_string).collect())
        );
    }

    #[test]
    fn the_table_names_what_decides_and_what_is_left_open() {
        check("default-src 'self'; img-src *", Kind::Image, &["img-src *"], Some(&["*"]));
        check("default-src 'self'", Kind::Worker, &["default-src 'self'"], Some(&["'self'"]));
        check("default-src 'self'", Kind::BaseUri, &[], None);
        check(
            "img-src *, img-src a.example",
            Kind::Image,
            &["img-src *", "img-src a.example"],
            Some(&["a.example"]),
        );
    }

    #[test]
    fn a_rehearsal_is_compared_kind_by_kind() {
        let headers: Headers = [
            ("Content-Security-Policy", "default-src 'self'; img-src *"),
            ("Content-Security-Policy-Report-Only", "default-src 'self'; img-src 'self'"),
        ]
        .into_iter()
        .collect();
        let changes = changes(&Policies::of_headers(&headers));
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].rehearsed, ["img-src 'self'"]);
    }
}
