//! The TOML between two `+++` lines at the head of a file of content.

use serde::de::DeserializeOwned;

use super::problem::Problem;

/// A file, split.
#[derive(Debug)]
pub struct Split<'a, T> {
    /// The front matter.
    pub front: T,
    /// The text below it.
    pub body: &'a str,
    /// The line the body begins at, from 1.
    pub body_line: usize,
}

/// Splits a file and reads its front matter.
///
/// # Errors
/// A complaint that names the line.
pub fn split<'a, T: DeserializeOwned>(file: &str, text: &'a str) -> Result<Split<'a, T>, Problem> {
    let complain = |line, what: String, remedy: &str| Problem::new(file, line, what, remedy);
    let rest = text.strip_prefix("+++\n").ok_or_else(|| {
        complain(1, "No front matter.".into(), "Begin the file with a line `+++`.")
    })?;
    let (front, body) = rest.split_once("\n+++\n").ok_or_else(|| {
        complain(1, "The front matter has no end.".into(), "Close it with a line `+++`.")
    })?;
    let body_line = front.lines().count() + 3;
    let parsed = toml::from_str(front).map_err(|error| {
        let before = error.span().and_then(|span| front.get(..span.start)).unwrap_or("");
        let line = before.matches('\n').count() + 2;
        complain(line, format!("{}.", error.message()), "Correct the front matter.")
    })?;
    Ok(Split { front: parsed, body, body_line })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Front {
        rev: u32,
    }

    #[test]
    fn a_file_is_split() {
        let split = split::<Front>("a.md", "+++\nrev = 2\n+++\n\n## Why\n").unwrap();
        assert_eq!((split.front.rev, split.body, split.body_line), (2, "\n## Why\n", 4));
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let complaint = |text| split::<Front>("a.md", text).unwrap_err().to_string();
        assert!(complaint("hello").starts_with("a.md:1: No front matter."));
        assert!(complaint("+++\nrev = 1\n").starts_with("a.md:1: The front matter has no end."));
        assert!(complaint("+++\n# x\nrev = 'a'\n+++\n").starts_with("a.md:3: "));
    }
}
