//! What the peer says of `Content-Security-Policy`.

mod parse;
mod verdict;

use super::fields::Fields;
use super::seen::{Known, Meta, Seen};
use super::table::{Row, failed, passed};
use parse::{merge, split};

/// The name of the test.
pub const NAME: &str = "content-security-policy";

const FIELD: &str = "content-security-policy";
const REPORT_ONLY: &str = "content-security-policy-report-only";

const DEFAULT_NONE: Row = passed(
    "csp-implemented-with-no-unsafe-default-src-none",
    10,
    "Nothing unsafe is allowed, and what is not named is closed.",
);
const NO_UNSAFE: Row =
    passed("csp-implemented-with-no-unsafe", 5, "Nothing that the test calls unsafe is allowed.");
const STYLE_ONLY: Row = passed(
    "csp-implemented-with-unsafe-inline-in-style-src-only",
    0,
    "Inline or broad sources are allowed for styles alone.",
);
const INSECURE_PASSIVE: Row = passed(
    "csp-implemented-with-insecure-scheme-in-passive-content-only",
    -10,
    "Images or media may be loaded over plain http.",
);
const UNSAFE_EVAL: Row = failed(
    "csp-implemented-with-unsafe-eval",
    -10,
    "Text may be run as script through eval and its relatives.",
);
const INLINE: Row = failed(
    "csp-implemented-with-unsafe-inline",
    -20,
    "Inline, data: or any host's scripts or plug-ins are allowed, or were not restricted.",
);
const INSECURE: Row = failed(
    "csp-implemented-with-insecure-scheme",
    -20,
    "A source that is no image or media begins with http: or ftp:.",
);
const INVALID: Row =
    failed("csp-header-invalid", -25, "The peer cannot read the policy, or finds it meaningless.");
const MISSING: Row = failed("csp-not-implemented", -25, "No policy is enforced.");
const REPORTING: Row = failed(
    "csp-not-implemented-but-reporting-enabled",
    -25,
    "A policy is reported on, and none is enforced.",
);
const DUPLICATES: Row = passed(
    "csp-implemented-but-duplicate-directives",
    0,
    "The policy passes, but repeats a reporting directive.",
);

/// Every result of the test.
pub const ROWS: &[Row] = &[
    DEFAULT_NONE,
    NO_UNSAFE,
    STYLE_ONLY,
    INSECURE_PASSIVE,
    UNSAFE_EVAL,
    INLINE,
    INSECURE,
    INVALID,
    MISSING,
    REPORTING,
    DUPLICATES,
];

/// Directives that make no policy by themselves when they stand in a `meta` tag.
const NOT_IN_META: [&str; 3] = ["frame-ancestors", "report-uri", "sandbox"];

/// The verdict, and whether the peer got as far as finding frame ancestors.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    row: Row,
    /// Whether the merged policy names `frame-ancestors`.
    pub names_frame_ancestors: bool,
}

impl Reading {
    /// Reads and judges all policies of an answer.
    pub fn of(fields: &Fields, meta: &Meta, is_https: bool) -> Self {
        let mut policies = split(fields.get(FIELD));
        let n_fields = policies.len();
        policies.extend(split(meta.policies.iter().map(String::as_str)));
        let without = |row| Self { row, names_frame_ancestors: false };
        let Ok(merged) = merge(&policies) else { return without(INVALID) };
        let (header, in_meta) = policies.split_at(n_fields);
        if !names_something(header) && !counts(in_meta) {
            let reported = fields.filled(REPORT_ONLY).is_some();
            return without(if reported { REPORTING } else { MISSING });
        }
        let names_frame_ancestors = merged.directives.contains_key("frame-ancestors");
        Self { row: verdict::verdict(merged, is_https), names_frame_ancestors }
    }
}

/// Judges the policies.
pub fn run(seen: &Seen<'_>) -> Known<Row> {
    if seen.field(FIELD)?.is_none() {
        seen.field(REPORT_ONLY)?;
    }
    reading(seen).map(|reading| reading.row)
}

/// The policies as the peer reads them.
pub fn reading(seen: &Seen<'_>) -> Known<Reading> {
    seen.field(FIELD)?;
    seen.csp
}

/// Every policy of an answer as it was written: those of the fields, then those of `meta` tags.
pub(super) fn split_policies(seen: &Seen<'_>) -> Vec<String> {
    let in_meta = seen.meta().map_or(&[][..], |meta| meta.policies.as_slice());
    split(seen.fields.get(FIELD).into_iter().chain(in_meta.iter().map(String::as_str)))
}

fn names_something(policies: &[String]) -> bool {
    policies.iter().any(|policy| merge_names(policy))
}

fn merge_names(policy: &str) -> bool {
    policy.split(';').any(|directive| !super::js::trim(directive).is_empty())
}

/// Whether the policies of `meta` tags count: a directive is left that may stand there, or the
/// peer's own note that reporting is repeated.
fn counts(in_meta: &[String]) -> bool {
    let Ok(merged) = merge(in_meta) else { return false };
    let allowed = |name: &String| !NOT_IN_META.contains(&name.as_str());
    merged.repeats_reporting || merged.directives.keys().any(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &[&str], meta: &[&str], want: Row) {
        let headers: Vec<_> = header.iter().map(|v| (FIELD.to_owned(), (*v).to_owned())).collect();
        let meta =
            Meta { policies: meta.iter().map(|v| (*v).to_owned()).collect(), referrer: None };
        assert_eq!(Reading::of(&Fields::of(&headers), &meta, true).row, want);
    }

    #[test]
    fn meta_counts_after_the_fields() {
        check(&[], &["default-src 'none'"], DEFAULT_NONE);
        check(&["default-src 'none'"], &["default-src https:"], DEFAULT_NONE);
        check(&[], &["frame-ancestors 'none'"], MISSING);
        check(&[], &["frame-ancestors 'none'; upgrade-insecure-requests"], INLINE);
        check(&[], &["report-uri /a; report-uri /b"], INLINE);
    }

    #[test]
    fn nothing_said_is_no_policy_and_an_empty_field_is_invalid() {
        check(&[], &[], MISSING);
        check(&[";;;;;;;"], &[], MISSING);
        check(&[""], &[], INVALID);
        check(&["default-src 'self'", ""], &[], INVALID);
    }

    #[test]
    fn what_only_the_second_policy_opens_looks_closed() {
        check(&["frame-ancestors 'self'", "default-src * 'unsafe-inline'"], &[], DEFAULT_NONE);
    }
}
