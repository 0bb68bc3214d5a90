//! Writes the headers as a `_headers` file, which Cloudflare's static hosting reads.

use crate::site_headers::{Place, SiteCode, caching, security};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The host's limits.
const RULES_MAX: usize = 100;
const LINE_BYTES_MAX: usize = 2000;
/// What everything not named is kept for.
const USUAL_CACHING: &str = "no-cache";

/// Writes `_headers` into the built site.
///
/// # Errors
/// When a file cannot be read or written, or the host would not take the rules.
pub fn write(dist: &Path, code: &SiteCode) -> Result<(), String> {
    let files = list(dist, "").map_err(|error| format!("dist cannot be listed: {error}"))?;
    let text = text(&files, code);
    let n_rules = text.lines().filter(|line| line.starts_with('/')).count();
    let longest = text.lines().map(str::len).max().unwrap_or_default();
    if n_rules > RULES_MAX || longest > LINE_BYTES_MAX {
        return Err(format!(
            "_headers has {n_rules} rules (at most {RULES_MAX}) and a line of {longest} bytes \
             (at most {LINE_BYTES_MAX}): fewer files with caching of their own, \
             or fewer different inline scripts"
        ));
    }
    let path = dist.join("_headers");
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The rules for a site of these files.
pub fn text(files: &[String], code: &SiteCode) -> String {
    let mut text =
        String::from("# Written by cargo xtask build, from xtask/src/site_headers.rs.\n");
    let usual = security(Place::Ordinary, code);
    let mut rule = |path: &str, headers: &[(&str, &str)], replaces: bool| {
        let mut block = format!("{path}\n");
        for (name, value) in headers {
            if replaces {
                // Without this line the host would join both values with a comma.
                block += &format!("  ! {name}\n");
            }
            block += &format!("  {name}: {value}\n");
        }
        write!(text, "{block}").unwrap_or_default();
    };
    let mut everywhere: Vec<(&str, &str)> = vec![("Cache-Control", USUAL_CACHING)];
    everywhere.extend(usual.iter().map(|(name, value)| (*name, value.as_str())));
    rule("/*", &everywhere, false);
    for (path, place) in Place::exceptions() {
        let all = security(place, code);
        let differing = all.iter().filter(|header| !usual.contains(header));
        let differing: Vec<_> = differing.map(|(name, value)| (*name, value.as_str())).collect();
        rule(&path, &differing, true);
    }
    for (path, kept) in cached_paths(files) {
        rule(&path, &[("Cache-Control", kept)], true);
    }
    text
}

/// Paths kept longer than usual; a folder whose files are all kept alike is one path.
fn cached_paths(files: &[String]) -> Vec<(String, &'static str)> {
    let mut folders: BTreeMap<&str, Vec<(&str, &'static str)>> = BTreeMap::new();
    for file in files {
        let top = file[1..].split_once('/').map_or("", |(top, _)| top);
        folders.entry(top).or_default().push((file, caching(file)));
    }
    let mut paths = Vec::new();
    for (folder, files) in folders {
        let first = files[0].1;
        let alike = !folder.is_empty() && files.iter().all(|(_, kept)| *kept == first);
        if alike && first != USUAL_CACHING {
            paths.push((format!("/{folder}/*"), first));
        } else if !alike {
            let kept = files.into_iter().filter(|(_, kept)| *kept != USUAL_CACHING);
            paths.extend(kept.map(|(file, kept)| (file.to_owned(), kept)));
        }
    }
    paths
}

/// The addresses of all files, sorted, without compressed copies.
fn list(folder: &Path, prefix: &str) -> std::io::Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let address = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(list(&entry.path(), &address)?);
        } else if !address.ends_with(".br") && !address.ends_with(".gz") && address != "/_headers" {
            files.push(address);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{cached_paths, text};
    use crate::inline_code::InlineCode;
    use crate::site_headers::{Place, SiteCode, caching, security};
    use std::collections::BTreeMap;

    /// Reads the rules as the host does: in order, `!` takes away, a second value is joined.
    fn apply(rules: &str, path: &str) -> BTreeMap<String, String> {
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        let mut matches = false;
        for line in rules.lines() {
            if line.starts_with('/') {
                matches =
                    line.strip_suffix('*').map_or(path == line, |start| path.starts_with(start));
            } else if let (true, Some((name, value))) = (matches, line.trim().split_once(": ")) {
                let joined = headers.get(name).map(|held| format!("{held}, {value}"));
                headers.insert(name.to_owned(), joined.unwrap_or_else(|| value.to_owned()));
            } else if let (true, Some(name)) = (matches, line.trim().strip_prefix("! ")) {
                headers.remove(name);
            }
        }
        headers
    }

    #[test]
    fn the_host_answers_as_the_local_server_does() {
        let code = SiteCode {
            pages: InlineCode::of("<script>1</script>"),
            null_frame: InlineCode::of("<script>2</script>"),
        };
        let files: Vec<String> = [
            "/404.html",
            "/audit/index.html",
            "/fonts/a.woff2",
            "/fonts/b.woff2",
            "/icon.svg",
            "/index.html",
            "/mixed/a.png",
            "/mixed/b.json",
            "/probe-null.html",
            "/site-0123456789abcdef.js",
            "/site-0123456789abcdef_bg.wasm",
        ]
        .map(str::to_owned)
        .to_vec();
        let rules = text(&files, &code);
        for file in &files {
            let address = file.strip_suffix("index.html").unwrap_or(file);
            let mut want: BTreeMap<String, String> = security(Place::of(address), &code)
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            want.insert("Cache-Control".to_owned(), caching(file).to_owned());
            assert_eq!(apply(&rules, address), want, "{file}");
        }
    }

    #[test]
    fn a_folder_kept_alike_is_one_rule() {
        let files = ["/fonts/a.woff2", "/fonts/b/c.woff2", "/items/a/index.html"];
        let paths = cached_paths(&files.map(str::to_owned));
        assert_eq!(paths, [("/fonts/*".to_owned(), "public, max-age=3600")]);
    }
}
