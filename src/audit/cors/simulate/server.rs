//! Servers as ordered rules: the first that matches answers.

use serde::Deserialize;

use crate::audit::headers::Headers;

/// A server's behaviour as data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The rules, the first that matches answers.
    pub rules: Vec<Rule>,
}

/// A condition and an answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// When it answers.
    pub when: When,
    /// What it answers.
    pub then: Then,
}

/// When a rule answers; everything that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct When {
    /// `preflight`, `actual` or `any`.
    pub kind: Option<String>,
    /// `hit` for the target path, `miss` for any other.
    pub path: Option<String>,
    /// `own` (`self`), `foreign`, `null` or `absent`.
    pub origin: Option<String>,
    /// The method, exactly.
    pub method: Option<String>,
    /// A request header that must be there.
    pub has_header: Option<String>,
    /// Values of Sec-Fetch-Site.
    pub sec_fetch_site: Option<Vec<String>>,
    /// An ending that the path must not have.
    pub not_path_suffix: Option<String>,
    /// Names that hold all of Access-Control-Request-Headers.
    pub acrh_within: Option<Vec<String>>,
}

/// What a rule answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Then {
    /// The status code.
    pub status: u16,
    /// Header names and values, which may hold `{{origin}}` and the like.
    pub headers: Vec<(String, String)>,
    /// The body; it decides nothing here.
    pub body: Option<String>,
}

/// A request as a server gets it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The header fields, names in lower case.
    pub headers: Headers,
}

/// What a server answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The header fields.
    pub headers: Headers,
}

/// The origins that rules speak of by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The page's origin.
    pub own: String,
    /// A second named origin.
    pub foreign: String,
    /// Another origin of the target, for redirects.
    pub alt: String,
    /// The target path that counts as a hit.
    pub hit: String,
}

impl Policy {
    /// Answers a request; a bare 404 where no rule matches.
    pub fn answer(&self, asked: &Asked, site: &Site) -> Response {
        let rule = self.rules.iter().find(|rule| rule.when.holds(asked, site));
        rule.map_or_else(
            || Response { status: 404, headers: Headers::default() },
            |rule| rule.then.fill(asked, site),
        )
    }
}

impl When {
    fn holds(&self, asked: &Asked, site: &Site) -> bool {
        let header = |name: &str| asked.headers.first(name);
        let given = |condition: &Option<String>, holds: &dyn Fn(&str) -> bool| {
            condition.as_deref().is_none_or(holds)
        };
        given(&self.kind, &|kind| kind == "any" || (kind == "preflight") == is_preflight(asked))
            && given(&self.path, &|path| (path == "hit") == (asked.path == site.hit))
            && given(&self.origin, &|name| name == site.name_of(header("origin")))
            && given(&self.method, &|method| method == asked.method)
            && given(&self.has_header, &|name| asked.headers.has(name))
            && given(&self.not_path_suffix, &|suffix| !asked.path.ends_with(suffix))
            && self.sec_fetch_site.as_ref().is_none_or(|sites| {
                let sent = header("sec-fetch-site").unwrap_or("");
                sites.iter().any(|site| site == sent)
            })
            && self.acrh_within.as_ref().is_none_or(|known| {
                let sent = header("access-control-request-headers").unwrap_or("");
                let names = sent.split(',').map(str::trim).filter(|name| !name.is_empty());
                names.into_iter().all(|name| known.iter().any(|k| k.eq_ignore_ascii_case(name)))
            })
    }
}

/// OPTIONS with Origin and Access-Control-Request-Method.
fn is_preflight(asked: &Asked) -> bool {
    asked.method == "OPTIONS"
        && asked.headers.has("origin")
        && asked.headers.has("access-control-request-method")
}

impl Site {
    /// The name under which rules speak of an origin.
    fn name_of(&self, origin: Option<&str>) -> &'static str {
        match origin {
            None => "absent",
            Some("null") => "null",
            Some(origin) if origin == self.own => "self",
            Some(_) => "foreign",
        }
    }
}

impl Then {
    /// Fills the templates; a header whose variable is absent is left out.
    fn fill(&self, asked: &Asked, site: &Site) -> Response {
        let mut headers = Headers::default();
        for (name, template) in &self.headers {
            if let Some(value) = filled(template, asked, site) {
                headers.push(name, value);
            }
        }
        Response { status: self.status, headers }
    }
}

fn filled(template: &str, asked: &Asked, site: &Site) -> Option<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, tail) = after.split_once("}}")?;
        text.push_str(before);
        text.push_str(&variable(name, asked, site)?);
        rest = tail;
    }
    text.push_str(rest);
    Some(text)
}

fn variable(name: &str, asked: &Asked, site: &Site) -> Option<String> {
    let header = |name: &str| asked.headers.first(name).map(str::to_owned);
    match name {
        "self" | "own" => Some(site.own.clone()),
        "SELF" => Some(site.own.to_ascii_uppercase()),
        "foreign" => Some(site.foreign.clone()),
        "alt" => Some(site.alt.clone()),
        "path" => Some(asked.path.clone()),
        "origin" => header("origin"),
        "acrm" => header("access-control-request-method"),
        "acrh" => header("access-control-request-headers"),
        _ => None,
    }
}
