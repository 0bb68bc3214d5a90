//! A browser and servers in miniature: what each probe would see of a policy.
//!
//! It follows the Fetch standard where outcomes depend on it: preflights, the CORS check,
//! redirects, tainted origins, resource policies. It serves tests as the double of a browser and
//! explains to readers why a request fails.

mod fetch;
mod preflight;
pub mod probe;
mod server;

#[cfg(test)]
mod tests;

pub use fetch::{Answer, Blocked, Call, Credentials, Mode, Redirects, fetch};
pub use probe::{Lab, run};
pub use server::{Asked, Policy, Response, Rule, Site, Then, When};
