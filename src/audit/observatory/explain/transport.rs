//! Differences over staying on https.

use super::{Facts, Rule, source};
use crate::audit::check::Source;
use crate::audit::observatory::hsts::NAME;

const SYNTAX: Source =
    source("RFC 6797 section 6.1", "https://www.rfc-editor.org/rfc/rfc6797#section-6.1");
const MAX_AGE: Source =
    source("RFC 6797 section 6.1.1", "https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1");

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[
    Rule {
        test: NAME,
        why: "max-age is not a plain number.",
        ours: "max-age takes digits alone; browsers ignore the whole field.",
        source: MAX_AGE,
        applies: |facts| {
            facts.is("hsts-implemented-max-age-at-least-six-months")
                && max_ages(facts).any(|value| !is_number(&value))
        },
    },
    Rule {
        test: NAME,
        why: "There are blanks around the equals sign.",
        ours: "Blanks are allowed there, and browsers obey the field.",
        source: SYNTAX,
        applies: |facts| {
            facts.is("hsts-header-invalid")
                && !facts.field(NAME).contains(',')
                && max_ages(facts).any(|value| is_number(&value))
        },
    },
    Rule {
        test: NAME,
        why: "max-age is given more than once.",
        ours: "A directive may not be repeated; browsers differ or ignore the whole field.",
        source: SYNTAX,
        applies: |facts| n_fields(facts) == 1 && max_ages(facts).count() > 1 && !has_comma(facts),
    },
    Rule {
        test: NAME,
        why: "max-age is 0, and the peer calls that short or overlooks it.",
        ours: "max-age=0 switches HSTS off in every browser that reads it.",
        source: MAX_AGE,
        applies: |facts| {
            (facts.is("hsts-preloaded")
                || facts.is("hsts-implemented-max-age-less-than-six-months"))
                && max_ages(facts).any(|v| is_number(&v) && v.trim_matches(['"', '0']).is_empty())
        },
    },
    Rule {
        test: NAME,
        why: "The field was sent more than once.",
        ours: "Browsers obey the first field and ignore the others.",
        source: source(
            "RFC 6797 section 8.1",
            "https://www.rfc-editor.org/rfc/rfc6797#section-8.1",
        ),
        applies: |facts| facts.is("hsts-header-invalid") && n_fields(facts) > 1,
    },
];

fn n_fields(facts: &Facts<'_>) -> usize {
    facts.n_fields(NAME)
}

fn has_comma(facts: &Facts<'_>) -> bool {
    facts.field(NAME).contains(',')
}

/// The values of every `max-age`, blanks taken away.
fn max_ages(facts: &Facts<'_>) -> impl Iterator<Item = String> {
    let field = facts.field(NAME);
    let parts = field.split(';').filter_map(|part| part.split_once('='));
    let named = parts.filter(|(name, _)| name.trim() == "max-age");
    named.map(|(_, value)| value.trim().to_owned()).collect::<Vec<_>>().into_iter()
}

fn is_number(value: &str) -> bool {
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
    !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit())
}
