//! The names of fields that tell more than a client needs, by what they tell.

use std::cmp::Ordering;

use crate::audit::check::Subject;
use crate::audit::headers::Field;

/// What a field tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    /// A product, framework or content system, often with its version.
    Product,
    /// How the inside works: traces, caches, routing, timings.
    Inside,
    /// The path of a file, or the address of a debugger: more than a hint.
    Path,
    /// The name of a machine or instance.
    Machine,
    /// What the check of the `Server` field judges.
    Server,
}

/// What a field name tells; `None` for a field that may stay.
pub(super) fn tells(name: &str) -> Option<Tells> {
    if let Ok(at) = TABLE.binary_search_by(|(listed, _)| compare(listed, name)) {
        return TABLE.get(at).map(|(_, tells)| *tells);
    }
    let begins = |start: &str| {
        name.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    STARTS.iter().find(|(start, _)| begins(start)).map(|(_, tells)| *tells)
}

/// The name as it stands in the list of what a check of this id judges, to be written in lines.
///
/// It is ours, not the target's: what a target sends never reaches a configuration.
pub(in crate::audit) fn listed(check: &str, name: &str) -> Option<&'static str> {
    let at = TABLE.binary_search_by(|(listed, _)| compare(listed, name)).ok()?;
    let (listed, tells) = TABLE.get(at)?;
    let id = match tells {
        Tells::Product => "powered-by",
        Tells::Inside | Tells::Path => "debug-headers",
        Tells::Machine => "backend-names",
        Tells::Server => "server-version",
    };
    (id == check).then_some(listed)
}

/// Compares a lower-case name with one in any case.
fn compare(lower: &str, name: &str) -> Ordering {
    lower.bytes().cmp(name.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// The fields of the answer that tell one thing.
pub(super) fn telling<'a>(subject: &Subject<'a>, what: Tells) -> Vec<&'a Field> {
    let fields = subject.evidence.headers.fields.iter();
    fields.filter(|field| tells(&field.name) == Some(what)).collect()
}

/// Beginnings of names, for vendors that send a whole family.
const STARTS: [(&str, Tells); 9] = [
    ("x-b3-", Tells::Inside),
    ("x-datadog-", Tells::Inside),
    ("x-debug-token", Tells::Path),
    ("x-drupal-", Tells::Product),
    ("x-envoy-", Tells::Inside),
    ("x-kong-", Tells::Inside),
    ("x-kubernetes-", Tells::Inside),
    ("x-oneagent", Tells::Inside),
    ("x-litespeed-", Tells::Inside),
];

/// Whole names in lower case, in alphabetical order.
///
/// Source: OWASP Secure Headers Project, list of headers to remove (2026-07-19), and a few more.
static TABLE: [(&str, Tells); 103] = [
    ("$wsep", Tells::Inside),
    ("host-header", Tells::Machine),
    ("k-proxy-request", Tells::Inside),
    ("liferay-portal", Tells::Product),
    ("oraclecommercecloud-version", Tells::Product),
    ("pega-host", Tells::Machine),
    ("powered-by", Tells::Product),
    ("product", Tells::Product),
    ("server", Tells::Server),
    ("sourcemap", Tells::Inside),
    ("x-aspnet-version", Tells::Product),
    ("x-aspnetmvc-version", Tells::Product),
    ("x-atmosphere-error", Tells::Inside),
    ("x-atmosphere-first-request", Tells::Inside),
    ("x-atmosphere-tracking-id", Tells::Inside),
    ("x-b3-parentspanid", Tells::Inside),
    ("x-b3-sampled", Tells::Inside),
    ("x-b3-spanid", Tells::Inside),
    ("x-b3-traceid", Tells::Inside),
    ("x-backend", Tells::Machine),
    ("x-backend-host", Tells::Machine),
    ("x-backend-server", Tells::Machine),
    ("x-backside-transport", Tells::Product),
    ("x-beserver", Tells::Machine),
    ("x-calculatedbetarget", Tells::Machine),
    ("x-cf-powered-by", Tells::Product),
    ("x-cms", Tells::Product),
    ("x-cocoon-version", Tells::Product),
    ("x-content-encoded-by", Tells::Product),
    ("x-datadog-origin", Tells::Inside),
    ("x-datadog-parent-id", Tells::Inside),
    ("x-datadog-sampling-priority", Tells::Inside),
    ("x-datadog-tags", Tells::Inside),
    ("x-datadog-trace-id", Tells::Inside),
    ("x-diaginfo", Tells::Inside),
    ("x-drupal", Tells::Product),
    ("x-dtagentid", Tells::Inside),
    ("x-dthealthcheck", Tells::Inside),
    ("x-dtinjectedservlet", Tells::Inside),
    ("x-envoy-attempt-count", Tells::Inside),
    ("x-envoy-external-address", Tells::Inside),
    ("x-envoy-internal", Tells::Inside),
    ("x-envoy-original-dst-host", Tells::Inside),
    ("x-envoy-upstream-service-time", Tells::Inside),
    ("x-feserver", Tells::Machine),
    ("x-framework", Tells::Product),
    ("x-generated-by", Tells::Product),
    ("x-generator", Tells::Product),
    ("x-gitlab-meta", Tells::Product),
    ("x-host", Tells::Machine),
    ("x-hostname", Tells::Machine),
    ("x-instance", Tells::Machine),
    ("x-jitsi-release", Tells::Product),
    ("x-joomla-version", Tells::Product),
    ("x-kong-admin-latency", Tells::Inside),
    ("x-kong-client-latency", Tells::Inside),
    ("x-kong-proxy-latency", Tells::Inside),
    ("x-kong-request-id", Tells::Inside),
    ("x-kong-response-latency", Tells::Inside),
    ("x-kong-third-party-latency", Tells::Inside),
    ("x-kong-total-latency", Tells::Inside),
    ("x-kong-upstream-latency", Tells::Inside),
    ("x-kong-upstream-status", Tells::Inside),
    ("x-kubernetes-pf-flowschema-ui", Tells::Inside),
    ("x-kubernetes-pf-prioritylevel-uid", Tells::Inside),
    ("x-litespeed-cache", Tells::Inside),
    ("x-litespeed-cache-control", Tells::Inside),
    ("x-litespeed-purge", Tells::Inside),
    ("x-litespeed-tag", Tells::Inside),
    ("x-litespeed-vary", Tells::Inside),
    ("x-mod-pagespeed", Tells::Product),
    ("x-nextjs-cache", Tells::Inside),
    ("x-nextjs-matched-path", Tells::Inside),
    ("x-nextjs-page", Tells::Inside),
    ("x-nextjs-redirect", Tells::Inside),
    ("x-node", Tells::Machine),
    ("x-old-content-length", Tells::Inside),
    ("x-oneagent-js-injection", Tells::Inside),
    ("x-owa-version", Tells::Product),
    ("x-page-speed", Tells::Product),
    ("x-php-version", Tells::Product),
    ("x-pod", Tells::Machine),
    ("x-pod-name", Tells::Machine),
    ("x-powered-by", Tells::Product),
    ("x-powered-by-plesk", Tells::Product),
    ("x-powered-cms", Tells::Product),
    ("x-redirect-by", Tells::Product),
    ("x-runtime", Tells::Product),
    ("x-ruxit-js-agent", Tells::Inside),
    ("x-served-by", Tells::Machine),
    ("x-server", Tells::Machine),
    ("x-server-name", Tells::Machine),
    ("x-server-powered-by", Tells::Product),
    ("x-sourcefiles", Tells::Path),
    ("x-sourcemap", Tells::Inside),
    ("x-turbo-charged-by", Tells::Product),
    ("x-tyk-trace-id", Tells::Inside),
    ("x-umbraco-version", Tells::Product),
    ("x-upstream", Tells::Machine),
    ("x-varnish-backend", Tells::Machine),
    ("x-varnish-server", Tells::Machine),
    ("x-version", Tells::Product),
    ("x-woodpecker-version", Tells::Product),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_listed_once_and_found() {
        assert!(TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(TABLE.iter().all(|(name, what)| tells(&name.to_uppercase()) == Some(*what)));
    }

    #[test]
    fn the_eighty_seven_names_of_the_list_are_known() {
        let own = "x-runtime x-version x-drupal x-backend x-backend-server x-backend-host \
                   x-served-by x-server x-server-name x-upstream x-host x-hostname x-pod \
                   x-pod-name x-node x-instance";
        let own: Vec<_> = own.split_whitespace().collect();
        assert_eq!(TABLE.iter().filter(|(name, _)| !own.contains(name)).count(), 87);
    }

    #[test]
    fn what_a_client_needs_is_left_alone() {
        for name in ["X-Request-Id", "traceparent", "ETag", "Vary", "X-Debug", "X-Version-Policy"] {
            assert_eq!(tells(name), None, "{name}");
        }
        assert_eq!(tells("X-KONG-New"), Some(Tells::Inside));
        assert_eq!(tells("X-Debug-Token-Link"), Some(Tells::Path));
    }
}
