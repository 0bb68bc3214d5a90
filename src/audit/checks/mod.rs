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
];

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
