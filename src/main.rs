//! Wasm entry: what the linker must keep. The islands are woken by the page's own script.

fn main() {
    preflight::start();
}
