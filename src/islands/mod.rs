//! What moves: the views that are woken in the browser.
//!
//! An island's first render equals its prerendered HTML: it starts empty and fills itself in an
//! effect. Islands share one [`state::State`], because they live in one wasm instance.

pub mod state;

pub mod notice;
pub mod progress;
pub mod projects;
pub mod tick;

#[cfg(feature = "audit-page")]
pub mod audit_form;
#[cfg(feature = "audit-page")]
pub mod csp_lab;
#[cfg(feature = "audit-page")]
mod csp_load;
#[cfg(feature = "audit-page")]
mod paste;
#[cfg(feature = "audit-page")]
mod peer;
#[cfg(feature = "audit-page")]
mod probe;
#[cfg(feature = "audit-page")]
mod report;
#[cfg(feature = "audit-page")]
mod share;
