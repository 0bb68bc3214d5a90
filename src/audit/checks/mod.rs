//! The list of checks, in reading order. One file a check or small family.

mod csp_present;
mod csp_resources;
mod csp_scripts;
mod csp_strict;
mod csp_transport;
mod csp_wording;

use super::check::Check;

/// Every check, in the order of the report.
pub fn all() -> Vec<&'static Check> {
    FAMILIES.iter().flat_map(|family| family.iter()).collect()
}

/// Looks a check up by its id.
pub fn find(id: &str) -> Option<&'static Check> {
    all().into_iter().find(|check| check.id == id)
}

/// The families, each a slice of checks from its own file.
static FAMILIES: &[&[Check]] = &[
    csp_present::CHECKS,
    csp_scripts::CHECKS,
    csp_strict::CHECKS,
    csp_resources::CHECKS,
    csp_transport::CHECKS,
    csp_wording::CHECKS,
];
