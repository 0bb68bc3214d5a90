//! CORS: from the outcomes of a browser probe to the policy behind them.
//!
//! A page cannot read the headers of an answer that it may not read. It can ask from different
//! origins, in different ways, and see which of the answers the browser lets through. The
//! pattern of these outcomes tells the policy, or the few policies that look alike.

pub mod outcomes;

pub mod finding;
pub mod infer;
mod why;

pub mod line;

pub mod intent;

pub mod plan;

pub mod simulate;

pub mod console;
mod console_words;
pub mod curl;
pub mod header;

pub use finding::{Concern, Finding};
pub use infer::{Inference, Sharing, infer};
pub use outcomes::{Code, Outcomes, Probe};
