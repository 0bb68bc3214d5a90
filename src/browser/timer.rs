//! Waiting.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Runs something once, later.
pub fn after(ms: i32, then: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let callback = Closure::once_into_js(then);
    let asked =
        window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), ms);
    if asked.is_err() {
        web_sys::console::warn_1(&"a timer could not be set".into());
    }
}
