//! The list of checks, in reading order. One file a check or small family.

mod csp_present;
mod csp_resources;
mod csp_scripts;
mod csp_strict;
mod csp_transport;
mod csp_wording;
mod sight;

mod alt_svc;
mod asset_type;
mod certificate;
mod content_disposition;
mod content_sniffing;
mod content_type;
mod cross_domain_policies;
mod cross_origin_isolation;
mod dns_prefetch_control;
mod document_policy;
mod embedder_policy;
mod feature_policy;
mod framing;
mod hsts;
mod https;
mod integrity_policy;
mod json_as_html;
mod opener_policy;
mod origin_agent_cluster;
mod permissions_policy;
mod redirects;
mod referrer_policy;
mod resource_policy;
mod subresources;

use super::check::Check;

mod allow_credentials_value;
mod allow_origin;
mod allow_origin_credentials;
mod allow_origin_look_alike;
mod allow_origin_null;
mod allow_origin_syntax;
mod authenticate;
mod cache_directives;
mod cache_private;
mod caching;
mod clear_site_data;
mod compression;
mod cookie_caching;
mod cookie_domain;
mod cookie_duplicates;
mod cookie_http_only;
mod cookie_lifetime;
mod cookie_partitioned;
mod cookie_placement;
mod cookie_prefix;
mod cookie_same_site;
mod cookie_secure;
mod cookie_size;
mod cookie_syntax;
mod cookie_value;
mod date_skew;
mod deprecated_headers;
mod duplicate_headers;
mod etag_inode;
mod expose_headers;
mod health_details;
mod health_status;
mod internal_details;
mod leaks;
mod network_error_logging;
mod preflight;
mod private_network;
mod rate_limit;
mod reporting_endpoints;
mod retry_after;
mod server_timing;
mod server_version;
mod sunset;
mod timing_allow_origin;
mod trace_method;
mod vary;
mod vary_origin;
mod xss_protection;

mod cookies;
mod cross_origin;
pub(in crate::audit) mod removable;
mod storage;
mod view;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod trial;

/// Every check, in the order of the report.
pub fn all() -> Vec<&'static Check> {
    FAMILIES.iter().flat_map(|family| family.iter()).collect()
}

/// Looks a check up by its id.
pub fn find(id: &str) -> Option<&'static Check> {
    all().into_iter().find(|check| check.id == id)
}

/// The families, each a slice of checks from its own file.
static FAMILIES: &[&[Check]] = &[
    csp_present::CHECKS,
    csp_scripts::CHECKS,
    csp_strict::CHECKS,
    csp_resources::CHECKS,
    csp_transport::CHECKS,
    csp_wording::CHECKS,
    https::CHECKS,
    certificate::CHECKS,
    redirects::CHECKS,
    hsts::CHECKS,
    alt_svc::CHECKS,
    framing::CHECKS,
    content_sniffing::CHECKS,
    asset_type::CHECKS,
    content_type::CHECKS,
    json_as_html::CHECKS,
    content_disposition::CHECKS,
    referrer_policy::CHECKS,
    permissions_policy::CHECKS,
    feature_policy::CHECKS,
    document_policy::CHECKS,
    opener_policy::CHECKS,
    embedder_policy::CHECKS,
    cross_origin_isolation::CHECKS,
    resource_policy::CHECKS,
    origin_agent_cluster::CHECKS,
    cross_domain_policies::CHECKS,
    dns_prefetch_control::CHECKS,
    integrity_policy::CHECKS,
    subresources::CHECKS,
    cookie_secure::CHECKS,
    cookie_http_only::CHECKS,
    cookie_same_site::CHECKS,
    cookie_prefix::CHECKS,
    cookie_domain::CHECKS,
    cookie_size::CHECKS,
    cookie_syntax::CHECKS,
    cookie_lifetime::CHECKS,
    cookie_partitioned::CHECKS,
    cookie_value::CHECKS,
    cookie_caching::CHECKS,
    cookie_placement::CHECKS,
    cookie_duplicates::CHECKS,
    allow_origin::CHECKS,
    allow_origin_credentials::CHECKS,
    allow_origin_null::CHECKS,
    allow_origin_look_alike::CHECKS,
    allow_origin_syntax::CHECKS,
    vary_origin::CHECKS,
    allow_credentials_value::CHECKS,
    preflight::CHECKS,
    expose_headers::CHECKS,
    private_network::CHECKS,
    timing_allow_origin::CHECKS,
    server_version::CHECKS,
    leaks::CHECKS,
    server_timing::CHECKS,
    internal_details::CHECKS,
    etag_inode::CHECKS,
    xss_protection::CHECKS,
    deprecated_headers::CHECKS,
    reporting_endpoints::CHECKS,
    network_error_logging::CHECKS,
    clear_site_data::CHECKS,
    cache_private::CHECKS,
    caching::CHECKS,
    cache_directives::CHECKS,
    vary::CHECKS,
    compression::CHECKS,
    rate_limit::CHECKS,
    retry_after::CHECKS,
    sunset::CHECKS,
    health_status::CHECKS,
    health_details::CHECKS,
    date_skew::CHECKS,
    duplicate_headers::CHECKS,
    trace_method::CHECKS,
    authenticate::CHECKS,
];

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
