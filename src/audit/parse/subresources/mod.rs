//! The scripts and style sheets that a page names, each with the address a browser would ask.

mod reference;

use crate::audit::address::Address;
use crate::audit::html::Tag;
use crate::audit::site;

use super::content_type::is_javascript_essence;
use super::policy_directive::in_each_policy;
use reference::{Resolved, resolve};

/// What the start tags of a page load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subresources {
    /// Every script and style sheet with an address of its own, in order.
    pub list: Vec<Subresource>,
    /// Whether an import map stands in the page; what it says was not read.
    pub import_map: bool,
}

/// One script or style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subresource {
    /// What it is.
    pub kind: Kind,
    /// The address as it is written.
    pub written: String,
    /// The address asked; `None` where it is not http(s), or not known without the page's own.
    pub address: Option<Address>,
    /// Whose it is.
    pub owner: Owner,
    /// The `integrity` attribute.
    pub integrity: Option<String>,
    /// Whether there is a `crossorigin` attribute.
    pub crossorigin: bool,
    /// Whether `upgrade-insecure-requests` was in force where the tag stands.
    pub upgraded: bool,
}

/// The kinds of subresource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A classic script.
    Script,
    /// A module script.
    Module,
    /// `<link rel="modulepreload">`
    ModulePreload,
    /// `<link rel="stylesheet">`
    Style,
}

/// Who serves a subresource, seen from the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The page's own origin.
    SameOrigin,
    /// Another origin of the same registrable domain.
    SameSite,
    /// Another site.
    Foreign,
    /// The page itself: `data:`, `blob:` and the like.
    Embedded,
    /// Not to be told from what was seen.
    Unknown,
}

impl Subresource {
    /// Whether it is code.
    pub fn is_script(&self) -> bool {
        match self.kind {
            Kind::Script | Kind::Module | Kind::ModulePreload => true,
            Kind::Style => false,
        }
    }
}

impl Subresources {
    /// Reads a page; `upgraded` says whether a header asks to upgrade insecure requests.
    pub fn read(tags: &[Tag], page: Option<&Address>, upgraded: bool) -> Self {
        let mut reader = Reader { page, base: page.cloned(), based: false, upgraded };
        let mut found = Self::default();
        for tag in tags {
            match tag.name.as_str() {
                "base" => reader.rebase(tag),
                "meta" => reader.upgraded |= asks_to_upgrade(tag),
                "script" if is_import_map(tag) => found.import_map = true,
                "script" => found.list.extend(reader.script(tag)),
                "link" => found.list.extend(reader.link(tag)),
                _ => {}
            }
        }
        found
    }
}

struct Reader<'a> {
    page: Option<&'a Address>,
    base: Option<Address>,
    based: bool,
    upgraded: bool,
}

impl Reader<'_> {
    /// Takes the first `<base href>`; tags before it were resolved without it, as browsers do.
    fn rebase(&mut self, tag: &Tag) {
        let Some(href) = tag.attribute("href").filter(|_| !self.based) else { return };
        self.based = true;
        match resolve(href, self.page) {
            Resolved::Web(address) => self.base = Some(address),
            Resolved::Embedded | Resolved::Relative | Resolved::Unreadable => {}
        }
    }

    fn script(&self, tag: &Tag) -> Option<Subresource> {
        let kind = script_kind(tag)?;
        self.subresource(kind, tag, tag.attribute("src")?)
    }

    fn link(&self, tag: &Tag) -> Option<Subresource> {
        let rel = tag.attribute("rel")?;
        let is =
            |name: &str| rel.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(name));
        let css = tag.attribute("type").is_none_or(|kind| {
            let kind = kind.split(';').next().unwrap_or(kind).trim();
            kind.is_empty() || kind.eq_ignore_ascii_case("text/css")
        });
        let kind = if is("stylesheet") && css {
            Kind::Style
        } else if is("modulepreload") {
            Kind::ModulePreload
        } else {
            return None;
        };
        self.subresource(kind, tag, tag.attribute("href")?)
    }

    fn subresource(&self, kind: Kind, tag: &Tag, written: &str) -> Option<Subresource> {
        if written.is_empty() {
            return None;
        }
        let (address, owner) = match resolve(written, self.base.as_ref()) {
            Resolved::Web(address) => {
                let owner = self.owner(&address);
                (Some(address), owner)
            }
            Resolved::Embedded => (None, Owner::Embedded),
            Resolved::Relative => (None, Owner::SameOrigin),
            Resolved::Unreadable => (None, Owner::Unknown),
        };
        Some(Subresource {
            kind,
            written: written.to_owned(),
            address,
            owner,
            integrity: tag.attribute("integrity").map(str::to_owned),
            crossorigin: tag.attribute("crossorigin").is_some(),
            upgraded: self.upgraded,
        })
    }

    fn owner(&self, address: &Address) -> Owner {
        match self.page {
            None => Owner::Unknown,
            Some(page) if page.origin() == address.origin() => Owner::SameOrigin,
            Some(page) if site::same_site(page.host(), address.host()) => Owner::SameSite,
            Some(_) => Owner::Foreign,
        }
    }
}

/// The kind of a script element; `None` where a browser does not run it.
fn script_kind(tag: &Tag) -> Option<Kind> {
    let kind = tag.attribute("type").map(str::trim_ascii);
    let language = tag.attribute("language").filter(|language| !language.is_empty());
    let named = match (tag.attribute("type"), kind, language) {
        (Some(""), _, _) | (None, _, None) => return Some(Kind::Script),
        (None, _, Some(language)) => format!("text/{language}"),
        (Some(_), kind, _) => kind.unwrap_or("").to_owned(),
    };
    if named.eq_ignore_ascii_case("module") {
        Some(Kind::Module)
    } else {
        is_javascript_essence(&named).then_some(Kind::Script)
    }
}

fn is_import_map(tag: &Tag) -> bool {
    tag.attribute("type").is_some_and(|kind| kind.trim_ascii().eq_ignore_ascii_case("importmap"))
}

fn asks_to_upgrade(tag: &Tag) -> bool {
    let is_policy = tag
        .attribute("http-equiv")
        .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
    let content = tag.attribute("content").filter(|_| is_policy).unwrap_or("");
    in_each_policy(content, "upgrade-insecure-requests").iter().any(Option::is_some)
}

#[cfg(test)]
mod tests;
