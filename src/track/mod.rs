//! Job 2: projects and their progress, from an append-only log.
//!
//! The log is the only truth. Each act of a person is one [`event::Event`], stamped so that logs
//! written in several tabs, browsers or files merge to the same answer in any order; everything
//! shown is derived from the merged log. `docs/LOG.md` holds the format as others may read it.

pub mod stamp;

pub mod event;

pub mod log;

pub mod saved;

pub mod progress;
pub mod project;
