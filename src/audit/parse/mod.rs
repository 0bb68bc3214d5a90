//! Header values, each to the letter of its standard.

pub mod list;

pub mod http_date;

pub mod allow_origin;
pub mod authenticate;
pub mod cache_control;
pub mod clear_site_data;
pub mod cookie;
pub mod deprecation;
pub mod rate_limit;
pub mod reporting_endpoints;
pub mod retry_after;
pub mod server_timing;
pub mod sunset;
pub mod vary;
