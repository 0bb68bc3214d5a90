//! Markdown to HTML, at build time: no raw HTML, and links that are known to lead somewhere.

use std::collections::BTreeSet;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};

use super::problem::Problem;

/// A part of a text below one second-level heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The line of the heading, from 1.
    pub line: usize,
    /// What stands below it.
    pub html: String,
}

/// What Markdown refers to, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The file, for complaints.
    pub file: &'a str,
    /// The line its text begins at, from 1.
    pub line: usize,
    /// What every address of the site begins with; ends with `/`.
    pub base: &'a str,
    /// The items that can be linked to.
    pub known: &'a BTreeSet<String>,
}

/// A text, rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Its sections; text before the first heading is a complaint.
    pub sections: Vec<Section>,
    /// Ids of the items it links to, with the line.
    pub item_links: Vec<(String, usize)>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Renders a text of second-level sections.
pub fn render(text: &str, place: Place<'_>) -> Rendered {
    let mut renderer = Renderer::new(text, place);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut heading: Option<String> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let line = renderer.line(range.start);
        match (event, heading.as_mut()) {
            (Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }), _) => {
                renderer.close_section();
                heading = Some(String::new());
            }
            (Event::End(TagEnd::Heading(HeadingLevel::H2)), Some(name)) => {
                let heading_text = std::mem::take(name);
                renderer.open_section(heading_text, line);
                heading = None;
            }
            (Event::Text(part) | Event::Code(part), Some(name)) => name.push_str(&part),
            (other, _) => renderer.event(other, line),
        }
    }
    renderer.close_section();
    renderer.rendered
}

struct Renderer<'a> {
    place: Place<'a>,
    text: &'a str,
    rendered: Rendered,
    events: Vec<Event<'a>>,
    /// Whether the link that is open was left out, for want of its item.
    unlinked: bool,
}

impl<'a> Renderer<'a> {
    fn new(text: &'a str, place: Place<'a>) -> Self {
        Self { place, text, rendered: Rendered::default(), events: Vec::new(), unlinked: false }
    }

    fn line(&self, offset: usize) -> usize {
        self.place.line + self.text.get(..offset).unwrap_or("").matches('\n').count()
    }

    fn open_section(&mut self, heading: String, line: usize) {
        self.rendered.sections.push(Section { heading, line, html: String::new() });
    }

    fn close_section(&mut self) {
        let events = std::mem::take(&mut self.events);
        let mut out = String::new();
        html::push_html(&mut out, events.into_iter());
        if let Some(section) = self.rendered.sections.last_mut() {
            section.html = out;
        } else if !out.trim().is_empty() {
            self.complain(
                self.place.line,
                "Text before the first heading.",
                "Put it under `## Why`.",
            );
        }
    }

    fn complain(&mut self, line: usize, what: impl Into<String>, remedy: &str) {
        self.rendered.problems.push(Problem::new(self.place.file, line, what, remedy));
    }

    fn event(&mut self, event: Event<'a>, line: usize) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => {
                let what = format!("Raw HTML: {}", raw.trim());
                self.complain(line, what, "Write Markdown, or put it in a code span.");
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                self.complain(line, "A first-level heading.", "The title is in the front matter.");
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                if let Some(dest_url) = self.link(&dest_url, line) {
                    self.events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                } else {
                    self.unlinked = true;
                }
            }
            Event::End(TagEnd::Link) if self.unlinked => self.unlinked = false,
            Event::Start(Tag::Image { .. }) => {
                self.complain(line, "An image.", "Describe it in words.");
            }
            Event::End(TagEnd::Image) => {}
            Event::Start(Tag::CodeBlock(kind)) => {
                let open = self.code_block(&kind, line);
                self.events.push(Event::Html(open.into()));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.events.push(Event::Html("</code></pre>\n".into()));
            }
            Event::Start(Tag::Table(columns)) => {
                let open =
                    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">";
                self.events.push(Event::Html(open.into()));
                self.events.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                self.events.push(Event::End(TagEnd::Table));
                self.events.push(Event::Html("</div>\n".into()));
            }
            kept @ (Event::Start(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_)) => self.events.push(kept),
        }
    }

    /// Opens a block that scrolls; it can be reached by keyboard, and is named for what it holds.
    fn code_block(&mut self, kind: &CodeBlockKind<'_>, line: usize) -> String {
        let language = match kind {
            CodeBlockKind::Fenced(language) if !language.trim().is_empty() => language.trim(),
            CodeBlockKind::Fenced(_) | CodeBlockKind::Indented => {
                self.complain(
                    line,
                    "A code block without a language.",
                    "Name it, such as ```bash.",
                );
                "text"
            }
        };
        let word: String =
            language.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        format!(
            "<pre tabindex=\"0\" role=\"region\" aria-label=\"Code, {word}\">\
             <code class=\"language-{word}\">"
        )
    }

    /// The address as the page has it; `None` where the link must be left out.
    fn link(&mut self, address: &CowStr<'_>, line: usize) -> Option<CowStr<'a>> {
        let base = self.place.base;
        if let Some(id) = address.strip_prefix("item:") {
            self.rendered.item_links.push((id.to_owned(), line));
            return self.place.known.contains(id).then(|| format!("{base}item/{id}/").into());
        }
        if let Some(path) = address.strip_prefix("page:/") {
            return Some(format!("{base}{path}").into());
        }
        let known = ["https://", "http://", "mailto:", "#"];
        if known.iter().any(|start| address.starts_with(start)) {
            return Some(address.to_string().into());
        }
        let remedy = "Use https://, mailto:, item:ID or page:/PATH.";
        self.complain(line, format!("A link to \"{address}\"."), remedy);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, want: &Expect) {
        let known = BTreeSet::from(["c".to_owned()]);
        let place = Place { file: "a.md", line: 10, base: "/p/", known: &known };
        let rendered = render(text, place);
        let sections =
            rendered.sections.iter().map(|s| format!("{}@{}: {}", s.heading, s.line, s.html));
        let problems = rendered.problems.iter().map(|p| format!("{p}\n"));
        want.assert_eq(&sections.chain(problems).collect::<String>());
    }

    #[test]
    fn sections_are_split_at_second_level_headings() {
        check(
            "## Why\n\nA [b](item:c) & `d` [z](item:z).\n\n## Do it\n\n```bash\nx < y\n```\n",
            &expect![[r#"
                Why@10: <p>A <a href="/p/item/c/">b</a> &amp; <code>d</code> z.</p>
                Do it@14: <pre tabindex="0" role="region" aria-label="Code, bash"><code class="language-bash">x &lt; y
                </code></pre>
            "#]],
        );
    }

    #[test]
    fn what_would_harm_a_page_is_left_out_and_named() {
        check(
            "lost\n\n## Why\n\n<script>x</script>\n\n[a](javascript:b) ![i](j)\n\n```\nz\n```\n",
            &expect![[r#"
                Why@12: <p>a i</p>
                <pre tabindex="0" role="region" aria-label="Code, text"><code class="language-text">z
                </code></pre>
                a.md:10: Text before the first heading. Put it under `## Why`.
                a.md:14: Raw HTML: <script>x</script> Write Markdown, or put it in a code span.
                a.md:16: A link to "javascript:b". Use https://, mailto:, item:ID or page:/PATH.
                a.md:16: An image. Describe it in words.
                a.md:18: A code block without a language. Name it, such as ```bash.
            "#]],
        );
    }
}
