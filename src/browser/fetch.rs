//! Asking a target, in the few ways an audit needs, with a limit on everything.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::{RequestBuilder, Response};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, ReadableStreamDefaultReader};

use super::clock::monotonic_ms;
use super::{stream, timer};
use crate::audit::headers::Headers;

/// The longest that a request may take, in milliseconds.
pub const TIMEOUT_MS: i32 = 10_000;

/// The most bytes of a body that are read.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

/// A way of asking. Nothing but GET and HEAD, never with cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// GET that the target must share with us by CORS.
    Shared,
    /// HEAD that needs no permission and shows nothing but that an answer came.
    Opaque,
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The page may read it.
    Readable(Box<Readable>),
    /// An answer came and may not be read.
    Opaque {
        /// From asking to its end, in milliseconds.
        total_ms: f64,
    },
    /// The browser gave no answer, and does not say why.
    Failed {
        /// From asking to giving up, in milliseconds.
        total_ms: f64,
        /// The browser's words.
        text: String,
    },
    /// Nothing came within the limit.
    TimedOut,
    /// The reader stopped it.
    Stopped,
}

/// An answer that the page may read.
#[derive(Clone, Debug, PartialEq)]
pub struct Readable {
    /// The status code.
    pub status: u16,
    /// The fields that the browser shows.
    pub headers: Headers,
    /// The address that answered in the end.
    pub url: String,
    /// Whether redirects were followed.
    pub redirected: bool,
    /// The beginning of the body.
    pub body: String,
    /// Whether that is all of it.
    pub whole: bool,
    /// From asking to the head of the answer, in milliseconds.
    pub first_byte_ms: f64,
    /// From asking to the end of what was read, in milliseconds.
    pub total_ms: f64,
}

/// A handle that ends a request.
#[derive(Clone, Debug)]
pub struct Stop {
    controller: Rc<AbortController>,
    why: Rc<Cell<Why>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Nothing,
    Time,
    Reader,
}

impl Stop {
    /// A handle for one round of requests; `None` where the browser has no such thing.
    pub fn new() -> Option<Self> {
        let controller = Rc::new(AbortController::new().ok()?);
        Some(Self { controller, why: Rc::new(Cell::new(Why::Nothing)) })
    }

    /// Ends the request now.
    pub fn now(&self) {
        self.end(Why::Reader);
    }

    fn end(&self, why: Why) {
        if self.why.get() == Why::Nothing {
            self.why.set(why);
            self.controller.abort();
        }
    }
}

/// Asks the target once.
pub async fn ask(url: &str, way: Way, stop: &Stop) -> Answer {
    let started = monotonic_ms();
    let timer = stop.clone();
    let done = Rc::new(Cell::new(false));
    let finished = Rc::clone(&done);
    timer::after(TIMEOUT_MS, move || {
        if !finished.get() {
            timer.end(Why::Time);
        }
    });
    let answer = match send(url, way, stop).await {
        Ok(response) => read(response, way, started).await,
        Err(text) => Answer::Failed { total_ms: monotonic_ms() - started, text },
    };
    done.set(true);
    match (stop.why.get(), answer) {
        (Why::Nothing, answer) => answer,
        // What was read before the limit is worth keeping.
        (Why::Time, Answer::Readable(readable)) => Answer::Readable(readable),
        (Why::Time, _) => Answer::TimedOut,
        (Why::Reader, _) => Answer::Stopped,
    }
}

async fn send(url: &str, way: Way, stop: &Stop) -> Result<Response, String> {
    let (method, mode) = match way {
        Way::Shared => (gloo_net::http::Method::GET, web_sys::RequestMode::Cors),
        Way::Opaque => (gloo_net::http::Method::HEAD, web_sys::RequestMode::NoCors),
    };
    let signal = stop.controller.signal();
    let request = RequestBuilder::new(url)
        .method(method)
        .mode(mode)
        .credentials(web_sys::RequestCredentials::Omit)
        .cache(web_sys::RequestCache::NoStore)
        .referrer_policy(web_sys::ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&signal));
    request.send().await.map_err(|error| error.to_string())
}

async fn read(response: Response, way: Way, started: f64) -> Answer {
    let first_byte_ms = monotonic_ms() - started;
    if way == Way::Opaque && response.status() == 0 {
        return Answer::Opaque { total_ms: first_byte_ms };
    }
    let (body, whole) = beginning(&response).await;
    Answer::Readable(Box::new(Readable {
        status: response.status(),
        headers: response.headers().entries().collect(),
        url: response.url(),
        redirected: response.redirected(),
        body,
        whole,
        first_byte_ms,
        total_ms: monotonic_ms() - started,
    }))
}

/// Reads the body up to the limit and sends the rest away.
async fn beginning(response: &Response) -> (String, bool) {
    let reader = response.body().map(|stream| stream.get_reader());
    let Some(Ok(reader)) = reader.map(JsCast::dyn_into::<ReadableStreamDefaultReader>) else {
        return (String::new(), true);
    };
    let mut bytes: Vec<u8> = Vec::new();
    let mut whole = true;
    loop {
        match stream::next(&reader).await {
            Ok(Some(part)) => bytes.extend(part),
            Ok(None) => break,
            Err(thrown) => {
                web_sys::console::debug_1(&reason(&thrown).into());
                whole = false;
                break;
            }
        }
        if bytes.len() > BODY_BYTES_MAX {
            bytes.truncate(BODY_BYTES_MAX);
            whole = false;
            break;
        }
    }
    if !whole {
        stream::cancel(&reader).await;
    }
    (String::from_utf8_lossy(&bytes).into_owned(), whole)
}

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
