//! The only module that calls the web platform: one API a file, Rust values out.
//!
//! An adapter reports what happened and never says what it means. Everything compiles natively
//! and is never called there: handlers and effects do not run while pages are rendered.

pub mod channel;
pub mod clock;
pub mod fetch;
pub mod file;
pub mod page;
pub mod permanence;
pub mod preference;
pub mod random;
pub mod storage;
pub mod timer;

use wasm_bindgen::{JsCast, JsValue};

/// The text of a thrown value, for a person to read.
fn reason(thrown: &JsValue) -> String {
    if let Some(error) = thrown.dyn_ref::<js_sys::Error>() {
        return format!("{}: {}", String::from(error.name()), String::from(error.message()));
    }
    if let Some(exception) = thrown.dyn_ref::<web_sys::DomException>() {
        return format!("{}: {}", exception.name(), exception.message());
    }
    thrown.as_string().unwrap_or_else(|| "unknown error".to_owned())
}
