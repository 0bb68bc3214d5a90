//! Content Security Policy: parsing, effective policy, matching, findings.
//!
//! The modules stand in reading order: what was sent, what it means, which directive decides,
//! what that lets in; then what is wrong with it, in the words of Google's CSP Evaluator and in
//! our own.

pub mod policy;

pub mod parse;

pub mod names;
pub mod source;

pub mod effective;
pub mod inline;
pub mod reach;

pub mod evaluator;
pub mod ours;
pub mod verdict;

pub mod lab;
pub mod load;
pub mod matching;
pub mod target;

#[cfg(test)]
pub mod trial;

pub use policy::{Directive, Policies, Policy};
