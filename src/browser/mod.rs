//! The only module that calls the web platform: one API a file, Rust values out.
//!
//! An adapter reports what happened and never says what it means. Everything compiles natively
//! and is never called there: handlers and effects do not run while pages are rendered.

pub mod channel;
pub mod clock;
#[cfg(feature = "audit-page")]
pub mod fetch;
pub mod file;
#[cfg(feature = "audit-page")]
pub mod fragment;
pub mod page;
pub mod permanence;
pub mod preference;
pub mod random;
pub mod storage;
#[cfg(feature = "audit-page")]
mod stream;
pub mod timer;
