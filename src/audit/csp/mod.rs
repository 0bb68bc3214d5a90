//! Content Security Policy: parsing, effective policy, matching, findings.
