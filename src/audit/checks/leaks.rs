//! Fields that tell what the software is, how it works inside, and what its machines are called.

use crate::audit::check::{
    Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote_field,
};
use crate::audit::headers::Field;

use super::removable::{self, Tells};
use super::server_version::has_version;
use super::view;

const OWASP: Source = Source {
    name: "OWASP Secure Headers Project",
    url: "https://owasp.org/www-project-secure-headers/#prevent-information-disclosure-via-http-headers",
};

pub(super) static CHECKS: &[Check] = &[
    Check {
        id: "powered-by",
        title: "No field advertises the framework",
        why: "The name and version of a framework tell an attacker which known holes to try. No \
              client does anything with them.",
        how: crate::audit::check::page_only(
            "X-Powered-By, X-AspNet-Version, X-Generator, X-Runtime, X-Drupal-… and the other \
              product fields of the OWASP list warn, and so does Via where it names a version of \
              the proxy (the version of the protocol in front does not count).",
        ),
        fix: "Turn these fields off in the framework, or drop them at the proxy.",
        severity: Severity::Low,
        sources: &[OWASP],
        items: &["security-headers-middleware"],
        profiles: &Profile::ALL,
        remedy: Remedy::Remove(&[
            "X-Powered-By",
            "X-AspNet-Version",
            "X-AspNetMvc-Version",
            "X-Generator",
        ]),
        run: powered_by,
    },
    Check {
        id: "debug-headers",
        title: "No field shows how the inside works",
        why: "Traces, cache decisions and routing of a mesh help whoever wants to know what lies \
              behind the proxy. A debug token opens a page with queries, settings and secrets.",
        how: crate::audit::check::page_only(
            "Tracing, mesh and cache fields (X-B3-…, X-Datadog-…, X-Envoy-…, X-Kong-…, \
              X-Kubernetes-…, X-Nextjs-…, SourceMap and others of the OWASP list) warn. \
              X-Debug-Token, X-Debug-Token-Link and X-SourceFiles fail.",
        ),
        fix: "Drop these fields at the outermost proxy and turn debug mode off.",
        severity: Severity::Medium,
        sources: &[OWASP],
        items: &["debug-disabled", "no-internal-errors-exposed"],
        profiles: &Profile::ALL,
        remedy: Remedy::Remove(&[
            "X-Debug-Token",
            "X-Debug-Token-Link",
            "X-SourceFiles",
            "X-SourceMap",
            "SourceMap",
        ]),
        run: debug_headers,
    },
    Check {
        id: "backend-names",
        title: "No field names a machine behind the proxy",
        why: "The names of machines tell how many there are, where they stand and how they are \
              numbered, and they are what an attacker needs first once inside.",
        how: crate::audit::check::page_only(
            "X-Backend, X-Served-By, X-Server, Host-Header and the like warn when the value looks \
              like a machine: with a digit, a dot or a hyphen. A plain word and the location of a \
              CDN (cache-…) are noted.",
        ),
        fix: "Drop these fields at the outermost proxy.",
        severity: Severity::Low,
        sources: &[OWASP],
        items: &["security-headers-middleware"],
        profiles: &Profile::ALL,
        remedy: Remedy::Remove(&[
            "X-Backend",
            "X-Backend-Server",
            "X-Served-By",
            "X-Server",
            "Host-Header",
        ]),
        run: backend_names,
    },
];

fn powered_by(subject: &Subject<'_>) -> Verdict {
    let warn = |field: &Field| {
        let says = "It tells what the site is built with; no client needs to know.";
        Verdict::warn(Severity::Low, quote_field(field), says)
    };
    let mut verdicts: Vec<_> =
        removable::telling(subject, Tells::Product).into_iter().map(warn).collect();
    let via = subject
        .evidence
        .headers
        .fields
        .iter()
        .filter(|field| field.name.eq_ignore_ascii_case("via"));
    verdicts.extend(via.filter(|field| tells_proxy(&field.value)).map(|field| {
        let says = "It tells the version of the proxy.";
        Verdict::warn(Severity::Low, quote_field(field), says)
    }));
    settle(subject, verdicts, "No field advertises the framework.")
}

/// Whether `Via` names a version behind the version of the protocol and the host.
fn tells_proxy(value: &str) -> bool {
    value.split(',').any(|hop| hop.split_whitespace().skip(1).any(has_version))
}

fn debug_headers(subject: &Subject<'_>) -> Verdict {
    let fail = |field: &Field| {
        let says = "It leads to source files or to a debugger that was left on.";
        Verdict::fail(Severity::Medium, quote_field(field), says)
    };
    let warn = |field: &Field| {
        let says = "It shows how the inside works; no client needs to know.";
        Verdict::warn(Severity::Medium, quote_field(field), says)
    };
    let mut verdicts: Vec<_> =
        removable::telling(subject, Tells::Path).into_iter().map(fail).collect();
    verdicts.extend(removable::telling(subject, Tells::Inside).into_iter().map(warn));
    settle(subject, verdicts, "No field shows how the inside works.")
}

fn backend_names(subject: &Subject<'_>) -> Verdict {
    let judge = |field: &Field| {
        let value = field.value.as_str();
        let machine = value.contains(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
        if machine && !value.starts_with("cache-") {
            let says = "It names a machine behind the proxy.";
            Verdict::warn(Severity::Low, quote_field(field), says)
        } else {
            Verdict::note(quote_field(field), "It tells which part of the system answered.")
        }
    };
    let fields = removable::telling(subject, Tells::Machine);
    settle(subject, fields.into_iter().map(judge).collect(), "No field names a machine.")
}

/// What was found speaks; finding nothing is a pass only where everything is in view.
fn settle(subject: &Subject<'_>, verdicts: Vec<Verdict>, nothing: &str) -> Verdict {
    view::worst(verdicts).unwrap_or_else(|| {
        if view::sees_all(subject) {
            Verdict::pass("", nothing)
        } else {
            view::unseen("Such a field")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(id: &str, lines: &str, want: &str) {
        let check = CHECKS.iter().find(|check| check.id == id).unwrap();
        trial(Profile::Page, lines).is(check, want);
    }

    #[test]
    fn products_are_advertised_by_many_names() {
        for line in ["X-Powered-By: Express", "x-drupal-cache: HIT", "X-Runtime: 0.02", "X-CMS"] {
            check("powered-by", line, "warn low");
        }
        check("powered-by", "Via: 1.1 varnish (Varnish/6.0)", "warn low");
        check("powered-by", "Via: 1.1 vegur, 2 proxy.example", "pass");
        check("powered-by", "X-Request-Id: 1", "pass");
    }

    #[test]
    fn the_inside_is_shown_by_many_names() {
        check("debug-headers", "X-Envoy-Upstream-Service-Time: 3", "warn medium");
        check("debug-headers", "SourceMap: /a.js.map", "warn medium");
        check("debug-headers", "X-B3-TraceId: 1\nX-Debug-Token-Link: /_profiler/1", "fail medium");
        check("debug-headers", "traceparent: 00-0af7-b7ad-01\nETag: \"1\"\nVary: *", "pass");
    }

    #[test]
    fn machines_are_told_from_words() {
        check("backend-names", "X-Served-By: web-03.prod", "warn low");
        check("backend-names", "X-Backend: api", "note");
        check("backend-names", "X-Served-By: cache-ams21025-AMS", "note");
        check("backend-names", "X-Backend", "note");
        check("backend-names", "Server: nginx", "pass");
    }

    #[test]
    fn in_part_of_the_view_nothing_found_proves_nothing() {
        for check in CHECKS {
            trial(Profile::Page, "").probed().is(check, "unseen");
        }
    }
}
