//! Whether the browser promised to keep what is stored.

use wasm_bindgen_futures::JsFuture;

/// What the browser says of its storage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Permanence {
    /// Whether it promised not to clear it on its own.
    pub promised: bool,
    /// Bytes in use, where it tells.
    pub used_bytes: Option<f64>,
}

/// Asks what was promised; never asks the reader anything.
pub async fn look() -> Option<Permanence> {
    let storage = manager()?;
    let promised = JsFuture::from(storage.persisted().ok()?).await.ok()?.as_bool()?;
    let estimate = match storage.estimate() {
        Ok(promise) => JsFuture::from(promise).await.ok(),
        Err(_refused) => None,
    };
    let used_bytes = estimate
        .and_then(|estimate| js_sys::Reflect::get(&estimate, &"usage".into()).ok())
        .and_then(|usage| usage.as_f64());
    Some(Permanence { promised, used_bytes })
}

/// Asks the browser to keep what is stored; some ask the reader in turn.
pub async fn ask() -> Option<bool> {
    JsFuture::from(manager()?.persist().ok()?).await.ok()?.as_bool()
}

fn manager() -> Option<web_sys::StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let has = js_sys::Reflect::has(&navigator, &"storage".into()).unwrap_or(false);
    has.then(|| navigator.storage())
}
