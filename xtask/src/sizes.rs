//! Weighs what a reader downloads, and holds it against the budget.

use crate::inline_code::has_extension;
use crate::project::Project;
use std::path::Path;

const KINDS: [(&str, &str); 4] =
    [("wasm", "all wasm"), ("js", "all scripts"), ("css", "all styles"), ("page", "largest page")];

/// Prints the Brotli sizes of the built site.
///
/// # Errors
/// What is above its budget, or cannot be weighed.
pub fn weigh(project: &Project) -> Result<(), String> {
    let dist = project.path("dist");
    let budget = match std::fs::read_to_string(project.path("budget.txt")) {
        Ok(text) => read_budget(&text)?,
        Err(_) => Vec::new(),
    };
    let mut over = Vec::new();
    for (kind, what) in KINDS {
        let mut weight = Weight::default();
        weight
            .add_folder(&dist, kind)
            .map_err(|error| format!("dist cannot be weighed: {error}; build it first"))?;
        let most = budget.iter().find(|(name, _)| name == kind).map(|(_, most)| *most);
        let limit = most.map_or("no budget".to_owned(), |most| format!("budget {most}"));
        println!("{what:>13}: {:>8} bytes, {:>7} with Brotli ({limit})", weight.raw, weight.brotli);
        if most.is_some_and(|most| weight.brotli > most) {
            over.push(format!("{what}: {} bytes with Brotli, {limit}", weight.brotli));
        }
    }
    if over.is_empty() { Ok(()) } else { Err(format!("too large: {}", over.join("; "))) }
}

#[derive(Default)]
struct Weight {
    raw: u64,
    brotli: u64,
}

impl Weight {
    fn add_folder(&mut self, folder: &Path, kind: &str) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let (path, name) = (entry.path(), entry.file_name());
            if path.is_dir() {
                self.add_folder(&path, kind)?;
                continue;
            }
            let extension = if kind == "page" { "html" } else { kind };
            if !has_extension(&name.to_string_lossy(), extension) {
                continue;
            }
            let raw = entry.metadata()?.len();
            let mut compressed = path.into_os_string();
            compressed.push(".br");
            // Files too small to be worth compressing have no copy.
            let brotli = std::fs::metadata(compressed).map_or(raw, |copy| copy.len());
            if kind != "page" {
                self.raw += raw;
                self.brotli += brotli;
            } else if brotli > self.brotli {
                (self.raw, self.brotli) = (raw, brotli);
            }
        }
        Ok(())
    }
}

/// Reads lines such as `wasm 92160  # why`.
fn read_budget(text: &str) -> Result<Vec<(String, u64)>, String> {
    let mut budget = Vec::new();
    for line in text.lines() {
        let plain = line.split('#').next().unwrap_or_default();
        let words: Vec<&str> = plain.split_whitespace().collect();
        match words[..] {
            [] => {}
            [kind, most] if KINDS.iter().any(|(known, _)| *known == kind) => {
                let most = most.replace('_', "").parse();
                let most = most.map_err(|error| format!("budget.txt: `{line}`: {error}"))?;
                budget.push((kind.to_owned(), most));
            }
            _ => return Err(format!("budget.txt: `{line}` is not a kind and a number of bytes")),
        }
    }
    Ok(budget)
}

#[cfg(test)]
mod tests {
    use super::read_budget;

    #[test]
    fn a_budget_is_lines_of_kind_and_bytes() {
        let read = read_budget("# sizes\nwasm 92_160 # ours\n\ncss 900\n").unwrap();
        assert_eq!(read, [("wasm".to_owned(), 92_160), ("css".to_owned(), 900)]);
    }

    #[test]
    fn a_misspelt_budget_is_an_error_not_no_budget() {
        assert!(read_budget("wsam 1").is_err());
        assert!(read_budget("wasm many").is_err());
        assert!(read_budget("wasm 1 2").is_err());
    }
}
