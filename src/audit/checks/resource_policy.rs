//! Which sites may embed the answer?

use super::sight;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::evidence::Evidence;
use crate::audit::parse::resource_policy::ResourcePolicy;

pub(super) static CHECKS: &[Check] = &[Check {
    id: "resource-policy",
    title: "The answer says which sites may embed it",
    why: "Any site can load an answer as an image or script with the visitor's cookies, and read \
          parts of it through side channels of the processor.",
    how: crate::audit::check::page_only(
        "Cross-Origin-Resource-Policy must be exactly one known value: same-origin and same-site \
          pass, but on an asset meant for everyone (Access-Control-Allow-Origin: *, or same-origin \
          on a host named cdn, static, assets and the like) they warn. cross-origin passes on a \
          static asset, warns on an answer with cookies, credentials or private caching, and is \
          noted elsewhere. Another case, two values or another word fails. A missing field is noted.",
    ),
    fix: "Send Cross-Origin-Resource-Policy: same-origin, and cross-origin only on public assets.",
    severity: Severity::Low,
    sources: &[Source {
        name: "Fetch, Cross-Origin-Resource-Policy",
        url: "https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header",
    }],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Set(&[(NAME, "same-origin")]),
    run,
}];

const NAME: &str = "Cross-Origin-Resource-Policy";

fn run(subject: &Subject<'_>) -> Verdict {
    let missing = || Verdict::note("", "None was sent, so every site may embed it.");
    sight::judge(subject, NAME, |value| judge(value, subject), missing)
}

fn judge(value: &str, subject: &Subject<'_>) -> Verdict {
    let seen = quote(NAME, value);
    let evidence = subject.evidence;
    let is_asset = subject.profile == Profile::Static;
    match ResourcePolicy::parse(value) {
        None => {
            let says =
                "It is not exactly same-origin, same-site or cross-origin, so browsers ignore it.";
            Verdict::fail(Severity::Low, seen, says)
        }
        Some(ResourcePolicy::SameOrigin)
            if is_asset && (is_shared(evidence) || is_asset_host(evidence)) =>
        {
            Verdict::warn(
                Severity::Low,
                seen,
                "It looks like an asset for other origins, which this keeps from embedding it.",
            )
        }
        Some(ResourcePolicy::SameSite) if is_asset && is_shared(evidence) => Verdict::warn(
            Severity::Low,
            seen,
            "CORS opens it to every site, and this keeps other sites from embedding it.",
        ),
        Some(ResourcePolicy::SameOrigin) => {
            Verdict::pass(seen, "Only the same origin may embed it.")
        }
        Some(ResourcePolicy::SameSite) => Verdict::pass(seen, "Only the same site may embed it."),
        Some(ResourcePolicy::CrossOrigin) if is_asset && is_private(evidence).is_none() => {
            Verdict::pass(seen, "It is an asset that every site may embed.")
        }
        Some(ResourcePolicy::CrossOrigin) => match is_private(evidence) {
            Some(sign) => {
                let says = format!("Every site may embed it, though {sign} marks it as personal.");
                Verdict::warn(Severity::Low, seen, says)
            }
            None => Verdict::note(seen, "Every site may embed it; right for public data only."),
        },
    }
}

/// What marks an answer as made for one visitor.
fn is_private(evidence: &Evidence) -> Option<&'static str> {
    let caching =
        evidence.headers.combined("cache-control").unwrap_or_default().to_ascii_lowercase();
    let caching: Vec<_> = caching.split([',', '=']).map(str::trim).collect();
    let signs = [
        (evidence.headers.has("set-cookie"), "Set-Cookie"),
        (evidence.request.headers.has("cookie"), "the cookie that was sent"),
        (evidence.request.headers.has("authorization"), "the Authorization that was sent"),
        (caching.contains(&"private"), "Cache-Control: private"),
        (caching.contains(&"no-store"), "Cache-Control: no-store"),
    ];
    signs.into_iter().find(|(holds, _)| *holds).map(|(_, sign)| sign)
}

fn is_shared(evidence: &Evidence) -> bool {
    evidence.headers.combined("access-control-allow-origin").as_deref() == Some("*")
}

fn is_asset_host(evidence: &Evidence) -> bool {
    let host = evidence.request.url.as_ref().map_or("", |url| url.host());
    let first = host.split('.').next().unwrap_or(host);
    ["assets", "cdn", "fonts", "images", "img", "media", "static"].contains(&first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{at, hidden, page, sent, verdict};

    #[track_caller]
    fn check(value: &str, outcome: Outcome, severity: Severity) {
        page(&CHECKS[0], &sent(&[(NAME, value)]), outcome, severity);
    }

    #[track_caller]
    fn asset(url: &str, fields: &[(&str, &str)], outcome: Outcome) {
        assert_eq!(verdict(&CHECKS[0], &at(url, fields), Profile::Static).outcome, outcome);
    }

    #[test]
    fn only_the_exact_value_counts() {
        check("same-origin", Outcome::Pass, Severity::Info);
        check("same-site", Outcome::Pass, Severity::Info);
        check("cross-origin", Outcome::Note, Severity::Info);
        for value in ["Same-Origin", "same-origin, same-origin", "\"same-site\"", ""] {
            check(value, Outcome::Fail, Severity::Low);
        }
        page(&CHECKS[0], &sent(&[]), Outcome::Note, Severity::Info);
        page(&CHECKS[0], &hidden(), Outcome::Unseen, Severity::Info);
    }

    #[test]
    fn personal_answers_are_not_for_everyone() {
        let open = (NAME, "cross-origin");
        page(&CHECKS[0], &sent(&[open, ("set-cookie", "a=b")]), Outcome::Warn, Severity::Low);
        page(
            &CHECKS[0],
            &sent(&[open, ("cache-control", "No-Store")]),
            Outcome::Warn,
            Severity::Low,
        );
        page(
            &CHECKS[0],
            &sent(&[open, ("cache-control", "public")]),
            Outcome::Note,
            Severity::Info,
        );
    }

    #[test]
    fn shared_assets_are_for_everyone() {
        let all = ("access-control-allow-origin", "*");
        asset("https://a.com/x.js", &[(NAME, "cross-origin")], Outcome::Pass);
        asset("https://a.com/x.js", &[(NAME, "same-origin")], Outcome::Pass);
        asset("https://cdn.a.com/x.js", &[(NAME, "same-origin")], Outcome::Warn);
        asset("https://cdn.a.com/x.js", &[(NAME, "same-site")], Outcome::Pass);
        asset("https://a.com/x.js", &[(NAME, "same-site"), all], Outcome::Warn);
    }
}
