//! The names of fields that tell more than a client needs, by what they tell.

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
    let lower = name.to_ascii_lowercase();
    let listed = LISTS.iter().find(|(_, names)| names.split(' ').any(|listed| listed == lower));
    let begun =
        || STARTS.iter().find(|(start, _)| lower.starts_with(start)).map(|(_, tells)| *tells);
    listed.map(|(tells, _)| *tells).or_else(begun)
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

/// Whole names in lower case.
///
/// Source: OWASP Secure Headers Project, list of headers to remove (2026-07-19), and a few more.
const LISTS: [(Tells, &str); 5] = [
    (
        Tells::Product,
        "liferay-portal oraclecommercecloud-version powered-by product x-aspnet-version \
         x-aspnetmvc-version x-backside-transport x-cf-powered-by x-cms x-cocoon-version \
         x-content-encoded-by x-framework x-generated-by x-generator x-gitlab-meta \
         x-jitsi-release x-joomla-version x-mod-pagespeed x-owa-version x-page-speed \
         x-php-version x-powered-by x-powered-by-plesk x-powered-cms x-redirect-by \
         x-server-powered-by x-turbo-charged-by x-umbraco-version x-woodpecker-version \
         x-runtime x-version x-drupal",
    ),
    (
        Tells::Inside,
        "$wsep k-proxy-request x-atmosphere-error x-atmosphere-first-request \
         x-atmosphere-tracking-id x-b3-parentspanid x-b3-sampled x-b3-spanid x-b3-traceid \
         x-datadog-origin x-datadog-parent-id x-datadog-sampling-priority x-datadog-tags \
         x-datadog-trace-id x-diaginfo x-envoy-attempt-count x-envoy-external-address \
         x-envoy-internal x-envoy-original-dst-host x-envoy-upstream-service-time \
         x-kong-admin-latency x-kong-client-latency x-kong-proxy-latency x-kong-request-id \
         x-kong-response-latency x-kong-third-party-latency x-kong-total-latency \
         x-kong-upstream-latency x-kong-upstream-status x-kubernetes-pf-flowschema-ui \
         x-kubernetes-pf-prioritylevel-uid x-litespeed-cache x-litespeed-cache-control \
         x-litespeed-purge x-litespeed-tag x-litespeed-vary x-nextjs-cache \
         x-nextjs-matched-path x-nextjs-page x-nextjs-redirect x-old-content-length \
         x-oneagent-js-injection x-tyk-trace-id x-dtagentid x-dthealthcheck \
         x-dtinjectedservlet x-ruxit-js-agent sourcemap x-sourcemap",
    ),
    (Tells::Path, "x-sourcefiles"),
    (
        Tells::Machine,
        "host-header pega-host x-beserver x-calculatedbetarget x-feserver x-varnish-backend \
         x-varnish-server x-backend x-backend-server x-backend-host x-served-by x-server \
         x-server-name x-upstream x-host x-hostname x-pod x-pod-name x-node x-instance",
    ),
    (Tells::Server, "server"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_listed_once() {
        let mut names: Vec<_> =
            LISTS.iter().flat_map(|(_, names)| names.split_whitespace()).collect();
        let n_names = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), n_names);
        assert!(LISTS.iter().all(|(_, names)| !names.contains("  ")));
    }

    #[test]
    fn the_eighty_seven_names_of_the_list_are_known() {
        let own = "x-runtime x-version x-drupal x-backend x-backend-server x-backend-host \
                   x-served-by x-server x-server-name x-upstream x-host x-hostname x-pod \
                   x-pod-name x-node x-instance";
        let own: Vec<_> = own.split_whitespace().collect();
        let names = LISTS.iter().flat_map(|(_, names)| names.split_whitespace());
        assert_eq!(names.filter(|name| !own.contains(name)).count(), 87);
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
