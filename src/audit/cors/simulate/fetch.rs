//! One call of `fetch`, as a browser carries it out.

use crate::audit::address::Address;
use crate::audit::cors::header;
use crate::audit::headers::Headers;
use crate::audit::site;

use super::preflight;
use super::server::{Asked, Response};

/// A call of `fetch`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The address.
    pub url: Address,
    /// The method, as browsers normalise it.
    pub method: String,
    /// The origin of the calling page, or `null`.
    pub origin: String,
    /// The mode.
    pub mode: Mode,
    /// Whether cookies go along.
    pub credentials: Credentials,
    /// What to do about redirects.
    pub redirects: Redirects,
    /// The header fields that the page set.
    pub headers: Headers,
}

/// The mode of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Ask to read.
    Cors,
    /// Ask without reading.
    NoCors,
}

/// Whether cookies go along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// Never.
    Omit,
    /// Always.
    Include,
}

/// What to do about redirects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redirects {
    /// Follow them.
    Follow,
    /// Hand them over, hidden.
    Manual,
    /// Fail.
    Error,
}

/// What the page gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It can read this.
    Readable(Response),
    /// Something answered.
    Opaque,
    /// A redirect answered.
    OpaqueRedirect,
    /// A `TypeError`, for this reason.
    Blocked(Blocked),
}

/// Why the browser throws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// The answer's headers do not let the origin in.
    Cors,
    /// The preflight's headers do not let the origin in.
    PreflightCors,
    /// The preflight was answered with a redirect.
    PreflightRedirect,
    /// The preflight was answered with this status.
    PreflightStatus(u16),
    /// A list of the preflight cannot be read.
    PreflightList,
    /// The method is not listed.
    Method(String),
    /// The header is not listed.
    Header(String),
    /// The method is never allowed, or not in this mode.
    Forbidden,
    /// Cross-Origin-Resource-Policy forbids embedding.
    ResourcePolicy,
    /// A redirect came although it must not.
    Redirect,
    /// A redirect leads from https to http.
    MixedContent,
    /// A redirect leads nowhere.
    BadLocation,
    /// Too many redirects.
    TooManyRedirects,
}

/// The most redirects that are followed.
const REDIRECTS_MAX: usize = 20;

/// Carries out a call; `serve` answers each request on the wire.
pub fn fetch(call: &Call, serve: &dyn Fn(&Address, &Asked) -> Response) -> Answer {
    let mut call = call.clone();
    if is_forbidden(&call) {
        return Answer::Blocked(Blocked::Forbidden);
    }
    if call.mode == Mode::NoCors {
        call.headers.fields.retain(|field| preflight::is_safelisted(&field.name, &field.value));
    }
    for _ in 0..=REDIRECTS_MAX {
        match hop(&mut call, serve) {
            Ok(Some(answer)) => return answer,
            Ok(None) => {}
            Err(blocked) => return Answer::Blocked(blocked),
        }
    }
    Answer::Blocked(Blocked::TooManyRedirects)
}

fn is_forbidden(call: &Call) -> bool {
    let simple = matches!(call.method.as_str(), "GET" | "HEAD" | "POST");
    let upper = call.method.to_ascii_uppercase();
    matches!(upper.as_str(), "CONNECT" | "TRACE" | "TRACK")
        || (call.mode == Mode::NoCors && !simple)
}

/// One request and its answer; `None` when a redirect is to be followed.
fn hop(
    call: &mut Call,
    serve: &dyn Fn(&Address, &Asked) -> Response,
) -> Result<Option<Answer>, Blocked> {
    let same_origin = call.url.origin() == call.origin;
    if call.mode == Mode::Cors && !same_origin && preflight::needed(call) {
        let answer = serve(&call.url, &asked_before(call));
        preflight::check(call, &call.origin, answer.status, &answer.headers)?;
    }
    let answer = serve(&call.url, &asked(call, same_origin));
    let credentials = call.credentials == Credentials::Include;
    let shared = same_origin || header::cors_check(&answer.headers, &call.origin, credentials);
    match call.mode {
        Mode::Cors if !shared => return Err(Blocked::Cors),
        Mode::NoCors if forbids_embedding(call, &answer) => return Err(Blocked::ResourcePolicy),
        Mode::Cors | Mode::NoCors => {}
    }
    let location = answer.headers.first("location");
    match (is_redirect(answer.status), call.redirects, location) {
        (true, Redirects::Error, _) => Err(Blocked::Redirect),
        (true, Redirects::Manual, _) => Ok(Some(Answer::OpaqueRedirect)),
        (true, Redirects::Follow, Some(location)) => {
            follow(call, answer.status, location).map(|()| None)
        }
        (true, Redirects::Follow, None) | (false, _, _) => Ok(Some(match call.mode {
            Mode::Cors => Answer::Readable(answer),
            Mode::NoCors => Answer::Opaque,
        })),
    }
}

fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

fn follow(call: &mut Call, status: u16, location: &str) -> Result<(), Blocked> {
    let to = call.url.join(location).ok_or(Blocked::BadLocation)?;
    if call.url.is_https() && !to.is_https() && !to.is_loopback() {
        return Err(Blocked::MixedContent);
    }
    let turns = matches!(status, 301 | 302) && call.method == "POST"
        || status == 303 && !matches!(call.method.as_str(), "GET" | "HEAD");
    if turns {
        call.method = "GET".into();
        call.headers.remove("content-type");
    }
    if to.origin() != call.url.origin() {
        call.headers.remove("authorization");
        // From the second foreign origin on, the browser no longer tells who asked.
        if call.url.origin() != call.origin {
            call.origin = "null".into();
        }
    }
    call.url = to;
    Ok(())
}

fn asked(call: &Call, same_origin: bool) -> Asked {
    let mut headers = Headers::default();
    let tells =
        call.mode == Mode::Cors && !same_origin || !matches!(call.method.as_str(), "GET" | "HEAD");
    if tells {
        headers.push("origin", &call.origin);
    }
    headers.push("sec-fetch-site", relation(call));
    for field in &call.headers.fields {
        headers.push(field.name.to_ascii_lowercase(), &field.value);
    }
    Asked { method: call.method.clone(), path: call.url.path().into(), headers }
}

fn asked_before(call: &Call) -> Asked {
    let mut headers = Headers::default();
    headers.push("origin", &call.origin);
    headers.push("sec-fetch-site", relation(call));
    headers.push("access-control-request-method", &call.method);
    let names = preflight::unsafe_names(&call.headers);
    if !names.is_empty() {
        headers.push("access-control-request-headers", names.join(","));
    }
    Asked { method: "OPTIONS".into(), path: call.url.path().into(), headers }
}

/// The value of Sec-Fetch-Site.
fn relation(call: &Call) -> &'static str {
    match Address::parse(&call.origin) {
        Ok(page) if page.origin() == call.url.origin() => "same-origin",
        Ok(page) if same_site(&page, &call.url) => "same-site",
        Ok(_) | Err(_) => "cross-site",
    }
}

fn same_site(page: &Address, url: &Address) -> bool {
    page.scheme() == url.scheme() && site::same_site(page.host(), url.host())
}

/// Source: Fetch, "cross-origin resource policy internal check".
fn forbids_embedding(call: &Call, answer: &Response) -> bool {
    match answer.headers.combined("cross-origin-resource-policy").as_deref() {
        Some("same-origin") => relation(call) != "same-origin",
        Some("same-site") => relation(call) == "cross-site",
        Some(_) | None => false,
    }
}
