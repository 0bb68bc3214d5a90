//! Preflight: what stands between an app and production.
//!
//! The modules stand in reading order, and each knows only those above it:
//! `read`, `track`, `audit` and `launch` are pure jobs (values in, values out; no I/O, no clock),
//! `browser` turns the web platform into their values, `islands` are the views that move,
//! `pages` the views that do not, which are rendered natively and never shipped. `command` is the
//! native command.

// Views are deeply nested types; this leaves the compiler room for them.
#![cfg_attr(feature = "views", recursion_limit = "256")]

pub mod read;

pub mod track;

pub mod audit;

pub mod launch;

#[cfg(feature = "views")]
pub mod browser;

#[cfg(feature = "views")]
pub mod islands;

#[cfg(feature = "ssr")]
pub mod pages;

#[cfg(not(target_arch = "wasm32"))]
pub mod command;

/// Readies the page's reactive system, and keeps the islands: with nothing calling the library,
/// the linker would drop every one.
#[cfg(feature = "hydrate")]
pub fn start() {
    leptos::mount::hydrate_islands();
}
