//! Small choices of a reader that may be lost without harm, in localStorage.

/// Fetches a choice; `None` where there is none or storage is refused.
pub fn get(key: &str) -> Option<String> {
    let storage = web_sys::window()?.local_storage().ok().flatten()?;
    storage.get_item(key).ok().flatten()
}

/// Keeps a choice; a refusal is no harm.
pub fn set(key: &str, value: &str) {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    if let Some(storage) = storage
        && storage.set_item(key, value).is_err()
    {
        web_sys::console::debug_1(&"a preference could not be kept".into());
    }
}
