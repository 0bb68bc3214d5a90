//! Wasm entry of the audit's pages: every island, with the engine behind them.

fn main() {
    preflight::start();
}
