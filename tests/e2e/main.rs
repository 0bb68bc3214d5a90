//! The built site in real browsers, against a server with production headers.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on says where and stops"
)]

mod browser;
mod driver;
mod site;
mod target;

mod read;
mod track;
mod projects;
mod audit;
mod paste;
mod axe;
