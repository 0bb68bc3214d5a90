//! Do scripts and style sheets carry a type that browsers accept for them?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::Sight;
use crate::audit::parse::content_type::MimeType;
use crate::audit::parse::content_type_options::is_nosniff;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "asset-type",
    title: "Scripts and style sheets have the type they need",
    why: "With sniffing off, a script or style sheet of another type is not loaded at all, and the \
          page stands there without its code or its looks.",
    how: crate::audit::check::page_only(
        "Asked of assets whose path ends in .js, .mjs or .css. With nosniff, a script type or \
          text/css passes and any other or missing type fails. Without nosniff the question does \
          not arise.",
    ),
    fix: "Serve .js and .mjs as text/javascript and .css as text/css.",
    severity: Severity::Medium,
    sources: &[Source {
        name: "Fetch, should response be blocked due to nosniff",
        url: "https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff?",
    }],
    items: &[],
    profiles: &[Profile::Static],
    remedy: Remedy::Manual,
    run,
}];

const OPTIONS: &str = "X-Content-Type-Options";
const TYPE: &str = "Content-Type";

fn run(subject: &Subject<'_>) -> Verdict {
    let path = subject.evidence.request.url.as_ref().map_or("", |url| url.path());
    let ends = |ending: &str| {
        path.rsplit_once('.').is_some_and(|(_, last)| last.eq_ignore_ascii_case(ending))
    };
    let is_script = ends("js") || ends("mjs");
    if !is_script && !ends("css") {
        return Verdict::not_applicable("The path is not that of a script or style sheet.");
    }
    match subject.evidence.sight(OPTIONS) {
        Sight::Sent(values) if is_nosniff(&values.join(", ")) => {}
        Sight::Sent(_) | Sight::Missing => {
            return Verdict::not_applicable(
                "Sniffing is on, so browsers do not insist on the type.",
            );
        }
        Sight::Unseen => return sight::hidden(OPTIONS),
    }
    let wanted = if is_script { "a script type" } else { "text/css" };
    let missing = || {
        let says =
            format!("With nosniff, browsers refuse it without a Content-Type; it needs {wanted}.");
        Verdict::fail(Severity::Medium, "", says)
    };
    sight::judge(subject, TYPE, |value| judge(value, is_script, wanted), missing)
}

fn judge(value: &str, is_script: bool, wanted: &str) -> Verdict {
    let fits = MimeType::extract(value).is_some_and(|mime| {
        if is_script { mime.is_javascript() } else { mime.essence == "text/css" }
    });
    if fits {
        Verdict::pass(quote(TYPE, value), "Browsers accept the type.")
    } else {
        let says = format!("With nosniff, browsers refuse it: it needs {wanted}.");
        Verdict::fail(Severity::Medium, quote(TYPE, value), says)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, hidden, verdict};

    #[track_caller]
    fn check(path: &str, fields: &[(&str, &str)], outcome: Outcome) {
        let evidence = at(&format!("https://a.com{path}"), fields);
        assert_eq!(verdict(&CHECKS[0], &evidence, Profile::Static).outcome, outcome);
    }

    #[test]
    fn the_type_must_fit_where_nosniff_is_sent() {
        let nosniff = (OPTIONS, "nosniff");
        check("/x.JS?v=1", &[nosniff, (TYPE, "text/javascript; charset=utf-8")], Outcome::Pass);
        check("/x.mjs", &[nosniff, (TYPE, "text/plain")], Outcome::Fail);
        check("/x.css", &[nosniff, (TYPE, "text/css")], Outcome::Pass);
        check("/x.css", &[nosniff, (TYPE, "css")], Outcome::Fail);
        check("/x.css", &[nosniff], Outcome::Fail);
        check("/x.css", &[(TYPE, "text/plain")], Outcome::NotApplicable);
        check("/x.png", &[nosniff], Outcome::NotApplicable);
    }

    #[test]
    fn hidden_options_leave_it_open() {
        let mut evidence = hidden();
        evidence.request.url = at("https://a.com/x.js", &[]).request.url;
        assert_eq!(verdict(&CHECKS[0], &evidence, Profile::Static).outcome, Outcome::Unseen);
    }
}
