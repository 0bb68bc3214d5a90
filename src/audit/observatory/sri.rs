//! What the peer says of subresource integrity.

use super::place::{Place, icann_domain};
use super::seen::{Known, Seen};
use super::table::{Row, failed, passed};
use super::weburl::is_web_url;
use crate::audit::html::Tag;

/// The name of the test.
pub const NAME: &str = "subresource-integrity";

const ALL_WITH: Row = passed(
    "sri-implemented-and-all-scripts-loaded-securely",
    5,
    "A script of the same site has integrity, and nothing is wrong with the others.",
);
const EXTERNAL_WITH: Row = passed(
    "sri-implemented-and-external-scripts-loaded-securely",
    5,
    "Every script of another site has integrity and is loaded over https.",
);
const NOT_HTML: Row =
    passed("sri-not-implemented-response-not-html", 0, "The answer is not labelled as HTML.");
const NO_SCRIPTS: Row =
    passed("sri-not-implemented-but-no-scripts-loaded", 0, "The page holds no script tag.");
const SAME_SITE: Row = passed(
    "sri-not-implemented-but-all-scripts-loaded-from-secure-origin",
    0,
    "Every script comes from the same site.",
);
const EXTERNAL_WITHOUT: Row = failed(
    "sri-not-implemented-but-external-scripts-loaded-securely",
    -5,
    "A script of another site is loaded over https without integrity.",
);
const INSECURE_WITH: Row = failed(
    "sri-implemented-but-external-scripts-not-loaded-securely",
    -20,
    "A script with integrity is loaded over http or by an address without scheme.",
);
const INSECURE_WITHOUT: Row = failed(
    "sri-not-implemented-and-external-scripts-not-loaded-securely",
    -50,
    "A script without integrity is loaded over http or by an address without scheme.",
);
const UNPARSABLE: Row = failed(
    "html-not-parseable",
    -20,
    "The answer is labelled as HTML, but cannot be read as such.",
);

/// Every result of the test.
pub const ROWS: &[Row] = &[
    ALL_WITH,
    EXTERNAL_WITH,
    NOT_HTML,
    NO_SCRIPTS,
    SAME_SITE,
    EXTERNAL_WITHOUT,
    INSECURE_WITH,
    INSECURE_WITHOUT,
    UNPARSABLE,
];

/// Judges the scripts of the body.
pub fn run(seen: &Seen<'_>) -> Known<Row> {
    seen.field("content-type")?;
    if !seen.may_hold_scripts() {
        return Ok(NOT_HTML);
    }
    if seen.is_data() {
        return Ok(UNPARSABLE);
    }
    let scripts = seen.scripts()?;
    Ok(verdict(scripts, &seen.input.site_host(), seen.is_https()))
}

/// A script whose address the peer fails on; the whole scan ends there.
pub fn crash<'a>(seen: &'a Seen<'_>) -> Option<&'a str> {
    let scripts = seen.scripts().ok().filter(|_| seen.may_hold_scripts())?;
    let sources = scripts.iter().filter_map(|script| script.attribute("src"));
    sources.into_iter().find(|src| Link::of(src) == Link::Full && !is_web_url(src))
}

/// How a script's address is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// `https://…` or `http://…`, in lower case.
    Full,
    /// `//…`
    NoScheme,
    /// Anything else, taken for a path of the same site.
    Path,
}

impl Link {
    fn of(src: &str) -> Self {
        if src.starts_with("https://") || src.starts_with("http://") {
            Self::Full
        } else if src
            .strip_prefix("//")
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        {
            Self::NoScheme
        } else {
            Self::Path
        }
    }
}

fn verdict(scripts: &[Tag], host: &str, is_https: bool) -> Row {
    if scripts.is_empty() {
        return NO_SCRIPTS;
    }
    // Two hosts without a domain, such as addresses, count as one site.
    let domain = icann_domain(host);
    let mut worst: Option<Row> = None;
    let mut foreign = false;
    for script in scripts {
        let Some(src) = script.attribute("src").filter(|src| !src.is_empty()) else { continue };
        let with = script.attribute("integrity").is_some_and(|text| !text.is_empty());
        let (secure, ours) = match Link::of(src) {
            Link::Full => (src.starts_with("https:"), icann_domain(&Place::of(src).host) == domain),
            Link::NoScheme => (false, false),
            Link::Path => (is_https, true),
        };
        foreign |= !ours;
        let row = match (ours, with, secure) {
            (true, true, true) if worst.is_none() => ALL_WITH,
            (true, _, _) | (false, true, true) => continue,
            (false, true, false) => INSECURE_WITH,
            (false, false, true) => EXTERNAL_WITHOUT,
            (false, false, false) => INSECURE_WITHOUT,
        };
        worst = worst.filter(|old| gravity(*old) >= gravity(row)).or(Some(row));
    }
    worst.unwrap_or(if foreign { EXTERNAL_WITH } else { SAME_SITE })
}

/// The order of complaints, which is not that of their points.
fn gravity(row: Row) -> Option<usize> {
    [ALL_WITH, INSECURE_WITH, EXTERNAL_WITHOUT, INSECURE_WITHOUT].iter().position(|r| *r == row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::observatory::markup::tags;

    #[track_caller]
    fn check(body: &str, want: Row) {
        assert_eq!(verdict(&tags(body), "www.example.com", true), want);
    }

    #[test]
    fn where_a_script_comes_from_decides() {
        check("<p>", NO_SCRIPTS);
        check("<script></script>", SAME_SITE);
        check("<script src=/a.js>", SAME_SITE);
        check("<script src=http://cdn.example.com/a.js>", SAME_SITE);
        check("<script src=/a.js integrity=x>", ALL_WITH);
        check("<script src=https://cdn.test/a.js>", EXTERNAL_WITHOUT);
        check("<script src=https://cdn.test/a.js integrity=md5-x>", EXTERNAL_WITH);
        check("<script src=https://cdn.test/a.js integrity>", EXTERNAL_WITHOUT);
        check("<script src=//cdn.test/a.js>", INSECURE_WITHOUT);
        check("<script src=//www.example.com/a.js integrity=x>", INSECURE_WITH);
        check("<script src=HTTPS://cdn.test/a.js>", SAME_SITE);
    }

    #[test]
    fn a_milder_complaint_can_hide_a_graver_one() {
        let insecure = "<script src=http://cdn.test/a.js integrity=x></script>";
        check(insecure, INSECURE_WITH);
        check(&format!("{insecure}<script src=https://cdn.test/b.js>"), EXTERNAL_WITHOUT);
    }

    #[test]
    fn a_bonus_does_not_hide_a_complaint() {
        let ours = "<script src=/a.js integrity=x></script>";
        check(&format!("{ours}<script src=https://cdn.test/b.js>"), EXTERNAL_WITHOUT);
        check(&format!("{ours}<script src=https://cdn.test/b.js integrity=x>"), ALL_WITH);
    }
}
