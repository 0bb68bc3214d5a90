//! Bytes that come in pieces.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

/// The next piece; `None` at the end.
pub(super) async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, JsValue> {
    let result = JsFuture::from(reader.read()).await?;
    let done = Reflect::get(&result, &"done".into())?.as_bool().unwrap_or(true);
    let value = Reflect::get(&result, &"value".into())?;
    Ok(if done { None } else { value.dyn_into::<Uint8Array>().ok().map(|part| part.to_vec()) })
}

/// Sends the rest away.
pub(super) async fn cancel(reader: &ReadableStreamDefaultReader) {
    if JsFuture::from(reader.cancel()).await.is_err() {
        web_sys::console::debug_1(&"the rest of a stream could not be sent away".into());
    }
}
