//! Word between tabs of the site.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// A line to the other tabs.
#[derive(Clone, Debug)]
pub struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the line; a browser without one leaves this tab alone.
    pub fn open(name: &str, heard: impl Fn(String) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(name) else { return Self(None) };
        let callback = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                heard(text);
            }
        });
        channel.set_onmessage(Some(callback.as_ref().unchecked_ref()));
        // It lives as long as the page does.
        callback.forget();
        Self(Some(channel))
    }

    /// Tells the other tabs.
    pub fn tell(&self, text: &str) {
        if let Some(channel) = &self.0
            && channel.post_message(&text.into()).is_err()
        {
            web_sys::console::warn_1(&"other tabs could not be told".into());
        }
    }
}
