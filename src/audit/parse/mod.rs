//! Header values, each to the letter of its standard.

pub mod list;

pub mod http_date;

pub mod allow_origin;
pub mod alt_svc;
pub mod authenticate;
pub mod cache_control;
pub mod clear_site_data;
pub mod content_type;
pub mod content_type_options;
pub mod cookie;
pub mod deprecation;
pub mod embedder_policy;
pub mod frame_options;
pub mod hsts_preload_list;
pub mod integrity_policy;
pub mod opener_policy;
pub mod origin_agent_cluster;
pub mod permissions_policy;
pub mod policy_directive;
pub mod rate_limit;
pub mod referrer_policy;
pub mod reporting_endpoints;
pub mod resource_policy;
pub mod retry_after;
pub mod server_timing;
pub mod strict_transport_security;
pub mod structured_token;
pub mod subresource_integrity;
pub mod subresources;
pub mod sunset;
pub mod vary;
