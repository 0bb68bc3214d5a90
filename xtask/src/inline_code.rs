//! Finds the inline scripts and styles of built pages, so that the policy can name them by hash.

use crate::digest::{base64, sha256};
use std::collections::BTreeSet;
use std::path::Path;

/// What the pages carry inline, as CSP source expressions such as `'sha256-…'`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InlineCode {
    pub scripts: BTreeSet<String>,
    pub styles: BTreeSet<String>,
    /// Attributes no hash can allow: `style="…"` and `onclick="…"`, as `tag attribute`.
    pub refused: BTreeSet<String>,
}

impl InlineCode {
    /// Reads one page's markup.
    pub fn of(html: &str) -> InlineCode {
        let mut found = InlineCode::default();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let Some((tag, after)) = Tag::read(rest) else { continue };
            rest = after;
            found.note_attributes(&tag);
            if matches!(&*tag.name, "script" | "style" | "title" | "textarea") {
                let end = end_of_element(rest, &tag.name);
                found.note_content(&tag, &rest[..end]);
                rest = &rest[end..];
            }
        }
        found
    }

    /// Reads every page below a folder, except those whose address is in `apart`.
    ///
    /// # Errors
    /// When the folder or a page cannot be read.
    pub fn of_folder(folder: &Path, apart: &[&str]) -> std::io::Result<InlineCode> {
        let mut all = InlineCode::default();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_dir() {
                all.add(InlineCode::of_folder(&path, &[])?);
            } else if has_extension(name, "html") && !apart.contains(&name) {
                all.add(InlineCode::of(&String::from_utf8_lossy(&std::fs::read(&path)?)));
            }
        }
        Ok(all)
    }

    fn add(&mut self, other: InlineCode) {
        self.scripts.extend(other.scripts);
        self.styles.extend(other.styles);
        self.refused.extend(other.refused);
    }

    fn note_attributes(&mut self, tag: &Tag) {
        for (name, _) in &tag.attributes {
            if name == "style" || (name.starts_with("on") && name.len() > 2) {
                self.refused.insert(format!("<{} {name}>", tag.name));
            }
        }
    }

    fn note_content(&mut self, tag: &Tag, content: &str) {
        let source = || format!("'sha256-{}'", base64(&sha256(content.as_bytes())));
        if tag.name == "style" {
            self.styles.insert(source());
        }
        if tag.name == "script" && tag.attribute("src").is_none() && tag.is_executed() {
            self.scripts.insert(source());
        }
    }
}

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Reads a start tag, given the text after its `<`.
    fn read(text: &str) -> Option<(Tag, &str)> {
        if !text.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
        let (name, mut rest) = text.split_at(text.find(ends_name)?);
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if let Some(after) = rest.strip_prefix('>') {
                return Some((Tag { name: name.to_ascii_lowercase(), attributes }, after));
            }
            let end = rest.find(|c: char| ends_name(c) || c == '=')?;
            // A stray equals sign is part of the name, by the standard.
            let (key, after) = rest.split_at(end.max(rest.chars().next()?.len_utf8()));
            let (value, after) = read_value(after)?;
            attributes.push((key.to_ascii_lowercase(), value.to_owned()));
            rest = after;
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Data blocks (`application/ld+json`) never run, so the policy does not ask about them.
    fn is_executed(&self) -> bool {
        let kind = self.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
        matches!(&*kind, "" | "module" | "importmap" | "speculationrules")
            || kind.ends_with("javascript")
            || kind.ends_with("ecmascript")
    }
}

fn read_value(text: &str) -> Option<(&str, &str)> {
    let Some(text) = text.trim_ascii_start().strip_prefix('=') else { return Some(("", text)) };
    let text = text.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(text) = text.strip_prefix(quote) {
            return text.split_once(quote);
        }
    }
    Some(text.split_at(text.find(|c: char| c.is_ascii_whitespace() || c == '>')?))
}

fn end_of_element(text: &str, name: &str) -> usize {
    let lower = text.to_ascii_lowercase();
    lower.find(&format!("</{name}")).unwrap_or(text.len())
}

/// Whether a file name ends in an extension, whatever its case.
pub fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::InlineCode;

    #[track_caller]
    fn check(html: &str, scripts: usize, styles: usize, refused: &[&str]) {
        let found = InlineCode::of(html);
        assert_eq!((found.scripts.len(), found.styles.len()), (scripts, styles), "{found:?}");
        assert_eq!(found.refused.iter().map(String::as_str).collect::<Vec<_>>(), refused);
    }

    #[test]
    fn an_inline_script_is_named_by_its_hash() {
        let found = InlineCode::of("<script>alert('Hello, world.');</script>");
        let want = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert_eq!(found.scripts.into_iter().collect::<Vec<_>>(), [want]);
    }

    #[test]
    fn only_what_runs_inline_is_counted() {
        check("<script src=/a.js></script>", 0, 0, &[]);
        check(r#"<script type="application/ld+json">{}</script>"#, 0, 0, &[]);
        check(r#"<SCRIPT TYPE=module>1</SCRIPT><script type="importmap">{}</script>"#, 2, 0, &[]);
        check("<style>a{}</style><style>a{}</style>", 0, 1, &[]);
        check("<!-- <script>1</script> --><p>a < b <script>2</script>", 1, 0, &[]);
        check("<script>'<style>'</script>", 1, 0, &[]);
    }

    #[test]
    fn attributes_no_hash_allows_are_reported() {
        check("<p style='color:red' onclick=x()>", 0, 0, &["<p onclick>", "<p style>"]);
        check("<p title='style=\"x\"' once>", 0, 0, &["<p once>"]);
    }

    #[test]
    fn broken_markup_is_read_to_its_end() {
        for html in ["<", "<a", "<a b", "<a b=", "<a b='", "<a =", "<a ==>", "<script>", "<!--"] {
            InlineCode::of(html);
        }
        check("<script>open", 1, 0, &[]);
        check("<a ä='ö' =ü><script>ß</script>", 1, 0, &[]);
    }
}
