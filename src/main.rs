//! Wasm entry of the reading pages: what the linker must keep. The page's script wakes the islands.

fn main() {
    preflight::start();
}
