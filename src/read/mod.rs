//! Job 1: the catalogue, its items and how they are found.
//!
//! The words are shared by every target; reading Markdown and holding the whole catalogue happen
//! at build time only, so neither ever travels to a reader.

pub mod id;
pub mod item;
pub mod vocabulary;

#[cfg(feature = "ssr")]
pub mod catalogue;
#[cfg(feature = "ssr")]
pub mod front_matter;
#[cfg(feature = "ssr")]
pub mod markdown;
#[cfg(feature = "ssr")]
pub mod parse;
#[cfg(feature = "ssr")]
pub mod problem;
