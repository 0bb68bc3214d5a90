//! The built command, from standard input to exit code.

// Marked, so that the lints know them for tests.
#[cfg(test)]
mod harness;

#[cfg(test)]
mod audit;
#[cfg(test)]
mod others;
