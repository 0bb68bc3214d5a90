//! Content Security Policy: parsing, effective policy, matching, findings.

pub mod evaluator;
