//! Native entry: judges HTTP evidence from standard input; no network of its own.

fn main() {}
