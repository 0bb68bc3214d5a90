//! Job 3: HTTP evidence in, outcomes and a score out.
//!
//! Nothing here fetches, stores or asks the time. Evidence comes from the probe, a paste, a HAR
//! file or the native command; one [`report::Report`] comes out of all of them.

pub mod address;
pub mod headers;
pub mod html;
pub mod parse;
pub mod site;

pub mod mask;

pub mod evidence;

pub mod check;
pub mod checks;
pub mod profile;
pub mod report;
pub mod score;

pub mod csp;

pub mod observatory;

pub mod health;

pub mod cors;

pub mod ingest;

pub mod reach;
pub mod shared;

pub mod group;

pub mod fix;
