//! The built site in real browsers, against a server with production headers.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on says where and stops"
)]

mod browser;
mod driver;
mod site;
mod target;

mod audit;
mod axe;
mod paste;
mod projects;
mod read;
mod track;
