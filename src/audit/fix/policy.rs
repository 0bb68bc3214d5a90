//! A content security policy cut into directives, for servers that take it in parts.

use super::changes::{Changes, ENFORCE, REHEARSE};

/// A policy to send.
pub(super) struct Proposed {
    /// Whether it only reports.
    pub(super) report_only: bool,
    /// The whole value.
    pub(super) value: &'static str,
    /// Name and sources of each directive.
    pub(super) directives: Vec<(&'static str, Vec<&'static str>)>,
}

/// The policy that the changes send, if any.
pub(super) fn proposed(changes: &Changes) -> Option<Proposed> {
    let (report_only, value) = match (changes.value(ENFORCE), changes.value(REHEARSE)) {
        (Some(value), _) => (false, value),
        (None, Some(value)) => (true, value),
        (None, None) => return None,
    };
    let directive = |text: &'static str| {
        let mut words = text.split_ascii_whitespace();
        words.next().map(|name| (name, words.collect()))
    };
    let directives = value.split(';').filter_map(directive).collect();
    Some(Proposed { report_only, value, directives })
}

/// Whether a field is one of the two that carry a policy.
pub(super) fn is_policy(name: &str) -> bool {
    name == ENFORCE || name == REHEARSE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Remedy;

    #[test]
    fn a_policy_is_cut_into_directives() {
        let changes =
            Changes::of(&[Remedy::Set(&[(ENFORCE, "default-src 'self' a.example; sandbox")])]);
        let proposed = proposed(&changes).unwrap();
        assert!(!proposed.report_only);
        assert_eq!(
            proposed.directives,
            [("default-src", vec!["'self'", "a.example"]), ("sandbox", vec![])]
        );
    }
}
