//! What every page is made from: the catalogue, the addresses, the style and the scripts.

use crate::read::catalogue::Catalogue;

/// The site as it is being built.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Every item.
    pub catalogue: Catalogue,
    /// What every address on the site begins with: `/` or a subpath such as `/preflight/`.
    pub base: String,
    /// Scheme and host for canonical links, without a slash at the end.
    pub origin: String,
    /// The style of every page, inline: it then costs no round trip.
    pub style: String,
    /// The script that starts the rest, inline and allowed by its hash.
    pub boot: String,
    /// The same for the audit's pages, which carry the engine.
    pub boot_audit: String,
}

impl Site {
    /// The address of a page below the base.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The same with scheme and host.
    pub fn canonical(&self, path: &str) -> String {
        format!("{}{}", self.origin, self.link(path))
    }
}

/// A style sheet without its comments and the blanks that mean nothing.
pub fn smaller(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut tight = lines.join(" ");
    for mark in ["{", "}", ";", ","] {
        for loose in [format!(" {mark}"), format!("{mark} ")] {
            tight = tight.replace(&loose, mark);
        }
    }
    tight.replace(";}", "}").replace(": ", ":")
}

/// A script without its whole-line comments and indentation.
pub fn smaller_script(script: &str) -> String {
    let kept =
        script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    kept.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_keeps_its_meaning() {
        let css = "/* a */\na:hover , b {\n  color: red;\n  margin: calc(1px + 2px) 0;\n}\n";
        assert_eq!(smaller(css), "a:hover,b{color:red;margin:calc(1px + 2px) 0}");
    }

    #[test]
    fn a_script_keeps_its_lines() {
        assert_eq!(smaller_script("// x\n  a(); // y\n\n b\n"), "a(); // y\nb");
    }
}
