//! Files that the reader takes away or brings.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The most bytes of a file that are read.
pub const FILE_BYTES_MAX: f64 = 100.0 * 1024.0 * 1024.0;

/// A file that the reader brought.
#[derive(Clone, Debug)]
pub struct Brought(web_sys::File);

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FileError {
    /// It is larger than is read.
    #[error("{0:.0} bytes, at most {FILE_BYTES_MAX:.0} are read")]
    Large(f64),
    /// The browser could not read it.
    #[error("the browser could not read it")]
    Unreadable,
}

/// The first file that was dropped; the browser then does not open it by itself.
pub fn dropped(event: &web_sys::DragEvent) -> Option<Brought> {
    let file = event.data_transfer()?.files()?.get(0)?;
    event.prevent_default();
    Some(Brought(file))
}

/// Tells the browser that files may be dropped here.
pub fn welcome(event: &web_sys::DragEvent) {
    let files = event.data_transfer().is_some_and(|bag| bag.types().includes(&"Files".into(), 0));
    if files {
        event.prevent_default();
    }
}

/// The first file that was chosen in a file field.
pub fn chosen(event: &web_sys::Event) -> Option<Brought> {
    let field: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    Some(Brought(field.files()?.get(0)?))
}

impl Brought {
    /// Its text, unreadable bytes replaced.
    ///
    /// # Errors
    /// When it is too large or cannot be read.
    pub async fn text(&self) -> Result<String, FileError> {
        if self.0.size() > FILE_BYTES_MAX {
            return Err(FileError::Large(self.0.size()));
        }
        let read = JsFuture::from(self.0.text()).await.map_err(|_thrown| FileError::Unreadable)?;
        read.as_string().ok_or(FileError::Unreadable)
    }
}

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
