//! Where scripts may come from, and what is known of those places.

use super::{Collected, Context, OwnFinding, Rule};
use crate::audit::check::Severity;
use crate::audit::csp::effective::Kind;
use crate::audit::csp::evaluator::bypass::{self, Bypass};
use crate::audit::csp::policy::Policies;
use crate::audit::csp::reach::Open;
use crate::audit::csp::source::{Host, Keyword, Source};
use crate::audit::site;

pub(super) const SCRIPT_SOURCES: Rule = Rule { check: CHECK, find };

const CHECK: &str = "csp-script-sources";

/// Hosts that serve whatever anybody publishes: packages, repositories, copies of frameworks.
const PUBLISH_ALL: [&str; 12] = [
    "cdn.jsdelivr.net",
    "unpkg.com",
    "esm.sh",
    "esm.run",
    "cdnjs.cloudflare.com",
    "cdn.skypack.dev",
    "ga.jspm.io",
    "jspm.dev",
    "cdn.statically.io",
    "raw.githack.com",
    "rawcdn.githack.com",
    "storage.googleapis.com",
];

/// Domains below which anybody can have a host, beside the public suffixes.
const SHARED: [&str; 16] = [
    "amazonaws.com",
    "appspot.com",
    "akamaihd.net",
    "azureedge.net",
    "azurewebsites.net",
    "cloudfront.net",
    "fastly.net",
    "firebaseapp.com",
    "github.io",
    "githubusercontent.com",
    "googleapis.com",
    "googleusercontent.com",
    "herokuapp.com",
    "netlify.app",
    "r2.dev",
    "windows.net",
];

fn find(policies: &Policies, _: &Context) -> Vec<OwnFinding> {
    let mut findings = Collected::default();
    if policies.sandboxes_scripts() {
        return Vec::new();
    }
    let eval = |list: &&crate::audit::csp::Directive| list.has_keyword(Keyword::UnsafeEval);
    let has_eval =
        policies.enforced().filter_map(|policy| policy.for_eval()).all(|list| eval(&list));
    for open in policies.reach(Kind::Script).unwrap_or_default() {
        findings.push(judge(open, has_eval).at(open.directive).value(open.text));
    }
    findings.findings
}

fn judge(open: Open<'_>, has_eval: bool) -> OwnFinding {
    match open.source {
        Source::Scheme(scheme) => of_scheme(scheme),
        Source::Host(host) => of_host(host, open.text, has_eval),
        Source::Keyword(_) | Source::Nonce(_) | Source::Hash(..) | Source::Unreadable => {
            let why = "Fine as long as the site serves no uploads, JSONP or AngularJS as script.";
            OwnFinding::note(CHECK, why)
        }
    }
}

fn of_scheme(scheme: &str) -> OwnFinding {
    match scheme.to_ascii_lowercase().as_str() {
        "data" => fail("An address can carry the script itself, so any injected code runs."),
        "http" | "https" | "ws" | "wss" | "ftp" => {
            fail("Any host on the web may serve scripts, an attacker's among them.")
        }
        _ => OwnFinding::warn(
            CHECK,
            Severity::Medium,
            "Addresses of this scheme are made by the page or its visitor, not by a server.",
        ),
    }
}

fn of_host(host: Host<'_>, text: &str, has_eval: bool) -> OwnFinding {
    let tail = host.name.strip_prefix("*.");
    if host.name == "*" {
        return fail("Any host may serve scripts, an attacker's among them.");
    }
    if tail.is_some_and(|tail| site::is_public_suffix(tail) || is_shared(tail)) {
        return fail("Anybody can have a host below this domain, and serve scripts from it.");
    }
    match bypass::known(text, has_eval) {
        Some(Bypass::Jsonp(at)) => {
            return fail(&format!("{at} answers with a call of any function an attacker names."));
        }
        Some(Bypass::Angular(at)) => {
            return fail(&format!("{at} serves AngularJS, which turns injected markup into code."));
        }
        None => {}
    }
    if publishes_all(host) {
        return fail("This host serves what anybody publishes, an attacker's package among it.");
    }
    OwnFinding::note(CHECK, "Fine as long as this host serves no uploads, JSONP or AngularJS.")
}

fn publishes_all(host: Host<'_>) -> bool {
    // A path to one file is as narrow as a host source can be.
    let is_file = !host.path.is_empty() && !host.path.ends_with('/');
    let is_listed = |listed: &str| match host.name.strip_prefix('*') {
        Some(tail) => listed.ends_with(&tail.to_ascii_lowercase()),
        None => listed.eq_ignore_ascii_case(host.name),
    };
    !is_file && PUBLISH_ALL.iter().any(|listed| is_listed(listed))
}

fn is_shared(tail: &str) -> bool {
    let tail = tail.to_ascii_lowercase();
    SHARED.iter().any(|shared| {
        tail == *shared || tail.strip_suffix(shared).is_some_and(|before| before.ends_with('.'))
    })
}

fn fail(why: &str) -> OwnFinding {
    OwnFinding::fail(CHECK, Severity::High, why)
}
