//! Files that the reader takes away.

use wasm_bindgen::JsCast;

/// Offers text as a file to save; returns whether the browser took it.
pub fn offer(name: &str, kind: &str, text: &str) -> bool {
    try_offer(name, kind, text).is_some()
}

fn try_offer(name: &str, kind: &str, text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Some browsers read the address after the click has returned.
    super::timer::after(10_000, move || {
        if web_sys::Url::revoke_object_url(&address).is_err() {
            web_sys::console::debug_1(&"a file's address stays".into());
        }
    });
    Some(())
}
