//! The results that a test can have, and what each is worth.

use super::{cookies, cors, csp, framing, hsts, isolation, redirection, referrer, sniffing, sri};

/// The version of the peer's algorithm that is reproduced.
pub const ALGORITHM: u32 = 6;

/// One result of one test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name of the result, as the peer prints it.
    pub slug: &'static str,
    /// What it adds to the score.
    pub modifier: i32,
    /// Whether the peer files it as passed.
    pub pass: bool,
    /// What it means, in one sentence.
    pub says: &'static str,
}

/// A result that the peer files as passed.
pub(super) const fn passed(slug: &'static str, modifier: i32, says: &'static str) -> Row {
    Row { slug, modifier, pass: true, says }
}

/// A result that the peer files as failed.
pub(super) const fn failed(slug: &'static str, modifier: i32, says: &'static str) -> Row {
    Row { slug, modifier, pass: false, says }
}

/// The names of the twelve tests with all results each can have, in the peer's order.
pub const TESTS: [(&str, &[Row]); 12] = [
    (csp::NAME, csp::ROWS),
    (cookies::NAME, cookies::ROWS),
    (isolation::COEP, isolation::COEP_ROWS),
    (isolation::COOP, isolation::COOP_ROWS),
    (cors::NAME, cors::ROWS),
    (redirection::NAME, redirection::ROWS),
    (referrer::NAME, referrer::ROWS),
    (hsts::NAME, hsts::ROWS),
    (sri::NAME, sri::ROWS),
    (sniffing::NAME, sniffing::ROWS),
    (framing::NAME, framing::ROWS),
    (isolation::CORP, isolation::CORP_ROWS),
];

/// Finds a result by its name.
pub fn find(slug: &str) -> Option<Row> {
    TESTS.iter().flat_map(|(_, rows)| *rows).find(|row| row.slug == slug).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_77_results_with_names_of_their_own() {
        let rows: Vec<_> = TESTS.iter().flat_map(|(_, rows)| *rows).collect();
        let slugs: std::collections::BTreeSet<_> = rows.iter().map(|row| row.slug).collect();
        assert_eq!((rows.len(), slugs.len()), (77, 77));
        assert!(rows.iter().all(|row| row.says.ends_with('.')));
        assert_eq!(find("csp-header-invalid").map(|row| row.modifier), Some(-25));
        assert_eq!(find("no-such-result"), None);
    }

    #[test]
    fn the_best_possible_score_is_165() {
        let best = |rows: &[Row]| rows.iter().map(|row| row.modifier).max().unwrap_or(0);
        assert_eq!(TESTS.iter().map(|(_, rows)| best(rows)).sum::<i32>(), 65);
    }
}
