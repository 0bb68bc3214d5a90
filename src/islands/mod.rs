//! What moves: the views that are woken in the browser.
//!
//! An island's first render equals its prerendered HTML: it starts empty and fills itself in an
//! effect. Islands share one [`state::State`], because they live in one wasm instance.

pub mod state;

pub mod notice;
pub mod progress;
pub mod projects;
pub mod tick;

pub mod audit_form;
pub mod csp_lab;
mod csp_load;
mod paste;
mod peer;
mod probe;
mod report;
