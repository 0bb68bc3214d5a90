//! Do the two fields about framing say the same?

use super::ancestors::{Ancestors, allowed};
use super::{CSP, XFO};
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::checks::sight;
use crate::audit::evidence::Sight;
use crate::audit::parse::frame_options::FrameOptions;

pub(super) const CHECK: Check = Check {
    id: "framing-agreement",
    title: "frame-ancestors and X-Frame-Options agree",
    why: "Browsers follow frame-ancestors and skip the older field, so whoever edits the older one \
          changes nothing.",
    how: crate::audit::check::page_only(
        "Where both are sent, they are compared: the same meaning passes, another one is noted. \
          Otherwise the question does not arise.",
    ),
    fix: "Make X-Frame-Options say what frame-ancestors says, or send frame-ancestors alone.",
    severity: Severity::Info,
    sources: &[Source {
        name: "CSP Level 3, relation to X-Frame-Options",
        url: "https://www.w3.org/TR/CSP3/#frame-ancestors-and-frame-options",
    }],
    items: &["frame-protection-set"],
    profiles: &[Profile::Page],
    remedy: Remedy::Manual,
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    let options = match subject.evidence.sight(XFO) {
        Sight::Sent(values) => values.join(", "),
        Sight::Missing => return Verdict::not_applicable(format!("No {XFO} was sent.")),
        Sight::Unseen => return sight::hidden(XFO),
    };
    let missing = || Verdict::not_applicable(format!("No {CSP} was sent."));
    sight::judge(subject, CSP, |policy| judge(policy, &options), missing)
}

fn judge(policy: &str, options: &str) -> Verdict {
    let Some(ancestors) = allowed(policy) else {
        return Verdict::not_applicable("No enforced policy has frame-ancestors.");
    };
    let seen = format!("{XFO}: {options}; {CSP}: {policy}");
    let agree = match ancestors {
        Ancestors::Nobody => FrameOptions::parse(options) == FrameOptions::Deny,
        Ancestors::SameOrigin => FrameOptions::parse(options) == FrameOptions::SameOrigin,
        // X-Frame-Options has no way to say it, so no value agrees.
        Ancestors::Listed | Ancestors::SharedHost | Ancestors::Anybody => false,
    };
    if agree {
        Verdict::pass(seen, "Both fields say the same.")
    } else {
        Verdict::note(seen, "The two differ; browsers follow frame-ancestors.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{hidden, page, sent};

    #[track_caller]
    fn check(policy: &str, options: &str, outcome: Outcome) {
        page(&CHECK, &sent(&[(CSP, policy), (XFO, options)]), outcome, Severity::Info);
    }

    #[test]
    fn they_are_compared_by_meaning() {
        check("frame-ancestors 'none'", "deny", Outcome::Pass);
        check("frame-ancestors 'self'", "SAMEORIGIN", Outcome::Pass);
        check("frame-ancestors 'self'", "DENY", Outcome::Note);
        check("frame-ancestors https://a.example", "ALLOW-FROM https://a.example", Outcome::Note);
        check("default-src 'self'", "DENY", Outcome::NotApplicable);
        page(&CHECK, &sent(&[(XFO, "DENY")]), Outcome::NotApplicable, Severity::Info);
        page(&CHECK, &hidden(), Outcome::Unseen, Severity::Info);
    }
}
