//! Text in the part of an address that is never sent: packed small, unpacked with a limit.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair};

/// The most characters of a packed text.
pub const PACKED_MAX: usize = 32 * 1024;

/// The most bytes of an unpacked one.
pub const UNPACKED_MAX: usize = 1024 * 1024;

/// Why a fragment could not be packed or unpacked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FragmentError {
    /// It is larger than an address may carry.
    #[error("too large: {0} characters")]
    Large(usize),
    /// It is not what this program packs, or the browser cannot do it.
    #[error("unreadable")]
    Unreadable,
}

/// What stands behind `#NAME=` in the page's address.
pub fn get(name: &str) -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let start = format!("#{name}=");
    hash.strip_prefix(&start).map(str::to_owned)
}

/// Packs a text for an address.
///
/// # Errors
/// When it does not fit, or the browser cannot.
pub async fn pack(text: &str) -> Result<String, FragmentError> {
    let stream = made("CompressionStream")?;
    let source = stream_of(&Uint8Array::from(text.as_bytes()))?;
    let bytes = through(&source, &stream, UNPACKED_MAX).await?;
    let binary: String = bytes.iter().copied().map(char::from).collect();
    let window = web_sys::window().ok_or(FragmentError::Unreadable)?;
    let packed = window.btoa(&binary).map_err(unreadable)?;
    let packed = packed.replace('+', "-").replace('/', "_").replace('=', "");
    if packed.len() > PACKED_MAX { Err(FragmentError::Large(packed.len())) } else { Ok(packed) }
}

/// Unpacks a text of an address; it is hostile, so it is cut off while it grows.
///
/// # Errors
/// When it is too large or not packed so.
pub async fn unpack(packed: &str) -> Result<String, FragmentError> {
    if packed.len() > PACKED_MAX {
        return Err(FragmentError::Large(packed.len()));
    }
    let window = web_sys::window().ok_or(FragmentError::Unreadable)?;
    let binary = window.atob(&packed.replace('-', "+").replace('_', "/")).map_err(unreadable)?;
    let bytes: Vec<u8> = binary.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let stream = made("DecompressionStream")?;
    let source = stream_of(&Uint8Array::from(bytes.as_slice()))?;
    let bytes = through(&source, &stream, UNPACKED_MAX).await?;
    String::from_utf8(bytes).map_err(|_not_text| FragmentError::Unreadable)
}

/// Makes one of the browser's two packers, which web-sys does not know yet.
fn made(name: &str) -> Result<ReadableWritablePair, FragmentError> {
    let kind = js_sys::Reflect::get(&js_sys::global(), &name.into()).map_err(unreadable)?;
    let kind: js_sys::Function = kind.dyn_into().map_err(unreadable)?;
    let how = js_sys::Array::of1(&"deflate-raw".into());
    js_sys::Reflect::construct(&kind, &how).map(JsCast::unchecked_into).map_err(unreadable)
}

fn stream_of(bytes: &Uint8Array) -> Result<ReadableStream, FragmentError> {
    let parts = js_sys::Array::of1(bytes);
    Ok(Blob::new_with_u8_array_sequence(&parts).map_err(unreadable)?.stream())
}

async fn through(
    source: &ReadableStream,
    pair: &ReadableWritablePair,
    bytes_max: usize,
) -> Result<Vec<u8>, FragmentError> {
    let reader: ReadableStreamDefaultReader = source
        .pipe_through(pair)
        .get_reader()
        .dyn_into()
        .map_err(|_other| FragmentError::Unreadable)?;
    let mut bytes = Vec::new();
    while let Some(chunk) = super::stream::next(&reader).await.map_err(unreadable)? {
        bytes.extend(chunk);
        if bytes.len() > bytes_max {
            super::stream::cancel(&reader).await;
            return Err(FragmentError::Large(bytes.len()));
        }
    }
    Ok(bytes)
}

fn unreadable(thrown: JsValue) -> FragmentError {
    web_sys::console::debug_1(&thrown);
    FragmentError::Unreadable
}
