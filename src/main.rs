//! Wasm entry: wakes the page.

fn main() {}
