//! Everything the peer's tests look at, taken from an input once.

use super::csp::Reading;
use super::fields::Fields;
use super::input::Input;
use super::markup;
use super::place::Place;
use crate::audit::html::Tag;

/// An answer, or what would have to be known to give it.
pub type Known<T> = Result<T, &'static str>;

/// What `meta` tags say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The policies, in order.
    pub policies: Vec<String>,
    /// The last `name=referrer`.
    pub referrer: Option<String>,
}

/// An input made ready for the tests.
#[derive(Debug)]
pub struct Seen<'a> {
    /// The input itself.
    pub input: &'a Input,
    /// The fields of the answer, repeats settled.
    pub fields: Fields,
    /// The policies, read and judged.
    pub csp: Known<Reading>,
    meta: Known<Meta>,
    scripts: Known<Vec<Tag>>,
    is_data: bool,
}

const NEEDS_BODY: &str = "the whole body of the page";
const NEEDS_FIELDS: &str = "header fields that were out of sight";
const HTML_TYPES: [&str; 2] = ["text/html", "application/xhtml+xml"];

impl<'a> Seen<'a> {
    /// Reads an input.
    pub fn of(input: &'a Input) -> Self {
        let fields = Fields::of(&input.headers);
        let mut seen = Self {
            input,
            fields,
            csp: Err(NEEDS_BODY),
            meta: Ok(Meta::default()),
            scripts: Ok(Vec::new()),
            is_data: false,
        };
        if seen.may_hold_scripts() || !input.sees("content-type") {
            if let Some(body) = &input.body_html {
                match markup::page_of(body) {
                    Some(page) => seen.read(&page),
                    None => seen.is_data = true,
                }
            } else {
                (seen.meta, seen.scripts) = (Err(NEEDS_BODY), Err(NEEDS_BODY));
            }
        }
        let is_https = seen.is_https();
        seen.csp = seen.meta().map(|meta| Reading::of(&seen.fields, meta, is_https));
        seen
    }

    /// The settled value of a field, given in lower case.
    ///
    /// # Errors
    /// The field could not have been seen.
    pub fn field(&self, name: &str) -> Known<Option<&str>> {
        match self.fields.get(name) {
            None if !self.input.sees(name) => Err(NEEDS_FIELDS),
            value => Ok(value),
        }
    }

    /// What `meta` tags say.
    ///
    /// # Errors
    /// The body was not seen.
    pub fn meta(&self) -> Known<&Meta> {
        self.meta.as_ref().map_err(|needs| *needs)
    }

    /// The script tags of the body.
    ///
    /// # Errors
    /// The body was not seen.
    pub fn scripts(&self) -> Known<&[Tag]> {
        self.scripts.as_deref().map_err(|needs| *needs)
    }

    /// Whether the site was asked over https.
    pub fn is_https(&self) -> bool {
        Place::of(&self.input.url).is_https()
    }

    /// Whether the body is data on which the peer's reader of pages fails.
    pub fn is_data(&self) -> bool {
        self.is_data
    }

    /// Whether scripts are looked for: the type is one of HTML, or there is none.
    pub fn may_hold_scripts(&self) -> bool {
        self.media_type().is_none_or(|kind| kind.is_empty() || HTML_TYPES.contains(&kind))
    }

    fn media_type(&self) -> Option<&str> {
        self.fields.get("content-type").and_then(|value| value.split(';').next())
    }

    fn read(&mut self, body: &str) {
        let (scripts, meta): (Vec<_>, Vec<_>) =
            markup::tags(body).into_iter().partition(|tag| tag.name == "script");
        self.scripts = Ok(scripts);
        // Unlike scripts, meta tags are looked for only where the type says HTML.
        if self.media_type().is_some_and(|kind| HTML_TYPES.contains(&kind)) {
            self.meta = Ok(Meta::of(&meta));
        }
    }
}

impl Meta {
    fn of(tags: &[Tag]) -> Self {
        let mut meta = Self::default();
        for tag in tags {
            let content = tag.attribute("content");
            let filled = content.filter(|text| !text.is_empty()).map(str::to_owned);
            match tag.attribute("http-equiv") {
                Some(name) if content.is_some() => {
                    if is_named(name, "content-security-policy") {
                        meta.policies.extend(filled);
                    }
                }
                Some(_) | None => {
                    let name = tag.attribute("name");
                    if name.is_some_and(|name| is_named(name, "referrer")) && filled.is_some() {
                        meta.referrer = filled;
                    }
                }
            }
        }
        meta
    }
}

fn is_named(text: &str, name: &str) -> bool {
    super::js::trim(&text.to_lowercase()) == name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, policies: &[&str], referrer: Option<&str>) {
        let meta = Meta::of(&markup::tags(body));
        assert_eq!(
            (meta.policies, meta.referrer.as_deref()),
            (policies.iter().map(|text| (*text).to_owned()).collect(), referrer)
        );
    }

    #[test]
    fn meta_tags_are_read_in_order() {
        check("<meta name=Referrer content=origin><meta name=referrer content=x>", &[], Some("x"));
        check(
            "<meta name=referrer content=origin><meta name=referrer content>",
            &[],
            Some("origin"),
        );
        check("<meta http-equiv=' Content-Security-POLICY ' content=a>", &["a"], None);
        check("<meta http-equiv=content-security-policy content=''>", &[], None);
    }

    #[test]
    fn a_meta_with_http_equiv_is_no_referrer() {
        check("<meta http-equiv=x name=referrer content=origin>", &[], None);
        check("<meta http-equiv=refresh name=referrer>", &[], None);
    }
}
