//! Do the caching directives agree with each other?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::cache_control::{CacheControl, KNOWN, TIMED};
use crate::audit::parse::list::digits;

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cache-directives",
    title: "Caching directives are known and agree with each other",
    why: "Where directives contradict each other every cache decides by its own rules, and where \
          one is misspelt it is as if it were not there.",
    how: crate::audit::check::page_only(
        "Warns for no-store with a lifetime, public with private, the same directive twice with \
          different values, a directive that no cache knows, a lifetime that is not digits, and \
          Pragma without Cache-Control. Otherwise Cache-Control passes.",
    ),
    fix: "Write one Cache-Control field that says one thing.",
    severity: Severity::Low,
    sources: &[Source {
        name: "RFC 9111 section 5.2.2 (response directives)",
        url: "https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2",
    }],
    items: &["response-caching"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let values = view::sent(subject, "Cache-Control")?;
    if values.is_empty() {
        let pragma = view::combined(subject, "Pragma", "No caching directive is sent.")?;
        let says = "Pragma means nothing in an answer. Cache-Control is what caches read.";
        return Ok(Verdict::warn(Severity::Low, quote("Pragma", &pragma), says));
    }
    let seen = quote("Cache-Control", &values.join(", "));
    let cache = CacheControl::parse(values);
    Ok(match problem(&cache) {
        Some(says) => Verdict::warn(Severity::Low, seen, says),
        None => Verdict::pass(seen, "The directives are known and agree."),
    })
}

fn problem(cache: &CacheControl) -> Option<String> {
    if let Some(text) = cache.malformed.first() {
        return Some(format!("{text} is no directive, and caches ignore it."));
    }
    if cache.directives.is_empty() {
        return Some("The field is empty.".to_owned());
    }
    let lives = |name: &str| cache.seconds(name).is_some_and(|seconds| seconds > 0);
    let timed = |name: &str| TIMED.contains(&name);
    for directive in &cache.directives {
        let name = directive.name.as_str();
        if !KNOWN.contains(&name) {
            return Some(format!("No cache knows {name} in an answer."));
        }
        let readable = directive.argument.as_deref().and_then(digits).is_some();
        if timed(name) && !readable {
            return Some(format!("{name} needs a number of seconds."));
        }
        let same = |other: &&_| **other != *directive;
        let mut twins = cache.directives.iter().filter(|other| other.name == name);
        if timed(name) && twins.any(|other| same(&other)) {
            return Some(format!("{name} is given twice, with different values."));
        }
    }
    if cache.has("no-store") && (lives("max-age") || lives("s-maxage")) {
        return Some("no-store forbids keeping what the lifetime allows to keep.".to_owned());
    }
    let contradicts = cache.has("public") && cache.has_whole("private");
    contradicts.then(|| "public and private contradict each other.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(value: &str, want: &str) {
        trial(Profile::Page, &format!("Cache-Control: {value}")).is(&CHECKS[0], want);
    }

    #[test]
    fn directives_that_agree_pass() {
        check("no-store", "pass");
        check("no-store, max-age=0", "pass");
        check("public, max-age=60, stale-while-revalidate=30", "pass");
        check("public, private=\"x\", max-age=60", "pass");
        check("max-age=60, max-age=60", "pass");
    }

    #[test]
    fn directives_that_contradict_warn() {
        check("no-store, max-age=60", "warn low");
        check("public, private", "warn low");
        check("max-age=60, max-age=61", "warn low");
    }

    #[test]
    fn malformed_directives_warn() {
        check("max-age=1h", "warn low");
        check("max-age", "warn low");
        check("max-age = 5", "warn low");
        check("nocache", "warn low");
        check("only-if-cached", "warn low");
        check("", "warn low");
    }

    #[test]
    fn pragma_alone_warns() {
        trial(Profile::Page, "Pragma: no-cache").is(&CHECKS[0], "warn low");
        trial(Profile::Page, "").is(&CHECKS[0], "not-applicable");
        let mut hidden = trial(Profile::Page, "");
        hidden.evidence.visibility = crate::audit::evidence::Visibility::Nothing;
        hidden.is(&CHECKS[0], "unseen");
    }
}
