//! A `Set-Cookie` line, read as RFC 6265bis section 5.6 has a browser read it.
//!
//! The value is not kept: only its length and what it looks like.

pub mod date;
pub mod kind;
pub mod store;

use crate::audit::mask::{Hint, Kind, hint, joined};

use super::list::{is_token_char, trim};

/// A cookie as it was sent, before a browser decides whether to store it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie<'a> {
    /// The name; empty where the line has none.
    pub name: &'a str,
    /// What is known of the value.
    pub value: Hint,
    /// For a nameless cookie: the prefix that its value imitates.
    pub value_prefix: Option<Prefix>,
    /// Every attribute in order, as sent.
    pub attributes: Vec<Attribute<'a>>,
    /// The names of further cookies that a proxy joined to this line with commas.
    pub joined: Vec<&'a str>,
    /// Whether a control character stands in the line, which makes a browser drop it.
    pub has_control: bool,
}

/// An attribute as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The name as sent.
    pub name: &'a str,
    /// The value; `None` without an equals sign.
    pub value: Option<&'a str>,
}

/// A name prefix that binds a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefix {
    /// `__Secure-`: only with Secure.
    Secure,
    /// `__Host-`: Secure, no Domain, `Path=/`.
    Host,
    /// `__Http-`: Secure and `HttpOnly`.
    Http,
    /// `__Host-Http-`: all of these.
    HostHttp,
}

/// What `SameSite` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    /// `Strict`
    Strict,
    /// `Lax`
    Lax,
    /// `None`
    None,
    /// Any other word, which counts as none given.
    Unknown,
    /// None given.
    Absent,
}

/// When a cookie ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With the browser session.
    Session,
    /// So many seconds after it is received.
    After(i64),
    /// At a time, in seconds since 1970.
    At(i64),
}

/// An attribute value longer than this is ignored.
pub const ATTRIBUTE_BYTES_MAX: usize = 1024;

impl<'a> Cookie<'a> {
    /// Reads a line; never fails, as a browser does not.
    pub fn parse(line: &'a str) -> Self {
        let (pair, rest) = line.split_once(';').unwrap_or((line, ""));
        let (name, value) = pair.split_once('=').unwrap_or(("", pair));
        let value_prefix = name.trim().is_empty().then(|| Prefix::of(trim(value))).flatten();
        let joined = joined(line).into_iter().skip(1).filter_map(|part| part.split_once('='));
        let hint = hint(trim(value));
        Self {
            name: trim(name),
            value: hint,
            value_prefix,
            attributes: rest
                .split(';')
                .map(Attribute::parse)
                .filter(|attribute| !attribute.name.is_empty() || attribute.value.is_some())
                .collect(),
            joined: joined.map(|(name, _)| trim(name)).collect(),
            has_control: hint.kind == Kind::Control
                || line.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t'),
        }
    }

    /// Whether `Secure` stands there, whatever value it was given.
    pub fn secure(&self) -> bool {
        self.last("secure").is_some()
    }

    /// Whether `HttpOnly` stands there, whatever value it was given.
    pub fn http_only(&self) -> bool {
        self.last("httponly").is_some()
    }

    /// Whether `Partitioned` stands there.
    pub fn partitioned(&self) -> bool {
        self.last("partitioned").is_some()
    }

    /// What the last `SameSite` asks for.
    pub fn same_site(&self) -> SameSite {
        let Some(attribute) = self.last("samesite") else { return SameSite::Absent };
        let known =
            [("lax", SameSite::Lax), ("strict", SameSite::Strict), ("none", SameSite::None)];
        let same = |(word, _): &(&str, SameSite)| attribute.text().eq_ignore_ascii_case(word);
        known.into_iter().find(same).map_or(SameSite::Unknown, |(_, meaning)| meaning)
    }

    /// The last `Domain` in lower case without a leading dot; `None` when absent or empty.
    pub fn domain(&self) -> Option<String> {
        let text = self.last("domain")?.text();
        let domain = text.strip_prefix('.').unwrap_or(text).to_ascii_lowercase();
        (!domain.is_empty()).then_some(domain)
    }

    /// The last `Path`; `None` where the browser takes the default path.
    pub fn path(&self) -> Option<&'a str> {
        self.last("path").map(Attribute::text).filter(|path| path.starts_with('/'))
    }

    /// When it ends: a valid `Max-Age` comes before a valid `Expires`.
    pub fn end(&self) -> End {
        let max_age = self.readable("max-age", max_age);
        let expires = self.readable("expires", date::parse);
        max_age.map(End::After).or(expires.map(End::At)).unwrap_or(End::Session)
    }

    /// The prefix of the name.
    pub fn prefix(&self) -> Option<Prefix> {
        Prefix::of(self.name)
    }

    /// The last attribute of a name (lower case) that is not too long to count.
    pub fn last(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().rev().find(|attribute| {
            attribute.name.eq_ignore_ascii_case(name)
                && attribute.text().len() <= ATTRIBUTE_BYTES_MAX
        })
    }

    /// The last attribute of a name that can be read; an unreadable one is as good as not sent.
    fn readable<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Option<T> {
        let named = |attribute: &&Attribute<'_>| attribute.name.eq_ignore_ascii_case(name);
        let short = |attribute: &&Attribute<'_>| attribute.text().len() <= ATTRIBUTE_BYTES_MAX;
        let mut attributes = self.attributes.iter().rev().filter(named).filter(short);
        attributes.find_map(|attribute| read(attribute.text()))
    }

    /// The line as it may be shown: the name and what is safe of the attributes, no value.
    pub fn shown(&self) -> String {
        let name = if self.name.is_empty() { "(no name)" } else { self.name };
        let mut out = format!("Set-Cookie: {}", safe(name, 80));
        for attribute in &self.attributes {
            out.push_str("; ");
            out.push_str(&attribute.shown());
        }
        out
    }
}

impl<'a> Attribute<'a> {
    fn parse(text: &'a str) -> Self {
        match text.split_once('=') {
            Some((name, value)) => Self { name: trim(name), value: Some(trim(value)) },
            None => Self { name: trim(text), value: None },
        }
    }

    /// The value, empty when there is none.
    pub fn text(&self) -> &'a str {
        self.value.unwrap_or("")
    }

    fn shown(&self) -> String {
        let name = safe(self.name, 24);
        let Some(value) = self.value else { return name };
        let value = match self.name.to_ascii_lowercase().as_str() {
            "path" | "domain" | "samesite" | "max-age" => safe(value, 64),
            "expires" if date::parse(value).is_some() && value.len() <= 32 => value.to_owned(),
            "secure" | "httponly" | "partitioned" => safe(value, 5),
            _ => "…".to_owned(),
        };
        format!("{name}={value}")
    }
}

impl Prefix {
    /// The prefix of a name, in any case, as browsers compare it.
    pub fn of(name: &str) -> Option<Self> {
        // The longest first: `__Host-Http-` also begins with `__Host-`.
        [Self::HostHttp, Self::Host, Self::Secure, Self::Http].into_iter().find(|prefix| {
            name.get(..prefix.text().len())
                .is_some_and(|start| start.eq_ignore_ascii_case(prefix.text()))
        })
    }

    /// The prefix as it is written.
    pub fn text(self) -> &'static str {
        match self {
            Self::Secure => "__Secure-",
            Self::Host => "__Host-",
            Self::Http => "__Http-",
            Self::HostHttp => "__Host-Http-",
        }
    }
}

fn max_age(text: &str) -> Option<i64> {
    let (digits, negative) = match text.strip_prefix('-') {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    // A lone minus passes the browser's character test and then converts to nothing.
    let seconds = super::list::digits(digits)?;
    if negative { Some(0) } else { Some(i64::try_from(seconds).unwrap_or(i64::MAX)) }
}

/// The leading part of a text that cannot carry a second cookie's value.
fn safe(text: &str, chars_max: usize) -> String {
    let plain = |c: &char| is_token_char(*c) || "/:() @[]".contains(*c);
    let kept: String = text.chars().take(chars_max).take_while(plain).collect();
    if kept.len() == text.len() { kept } else { format!("{kept}…") }
}

#[cfg(test)]
mod tests;
