//! Native entry: content and `index.html` become the pages of the site.
//!
//! Trunk runs it after the wasm is built (`TRUNK_STAGING_DIR` names the folder); the files go
//! there, and Trunk puts the folder in place as `dist`.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use preflight::pages::site::Site;
use preflight::pages::{self, shell};
use preflight::read::catalogue::Catalogue;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "this is a program of the build, and this its voice")]
fn complain(text: &str) {
    eprintln!("prerender: {text}");
}

fn build() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("TRUNK_STAGING_DIR").unwrap_or_else(|_| "dist".into()));
    let base = std::env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| "/".into());
    let site = site(&out, &base)?;
    let pages = pages::all(&site);
    let listed: Vec<String> =
        pages.iter().filter(|page| page.listed).map(|page| site.canonical(&page.path)).collect();
    for page in pages {
        let file = match page.path.as_str() {
            path if path.is_empty() || path.ends_with('/') => out.join(path).join("index.html"),
            path => out.join(path),
        };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, shell::document(&site, page))?;
    }
    fs::write(out.join("sitemap.xml"), sitemap(&listed))?;
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.canonical("sitemap.xml"));
    fs::write(out.join("robots.txt"), robots)?;
    Ok(())
}

fn site(out: &Path, public_url: &str) -> Result<Site, Box<dyn Error>> {
    let (origin, base) = split_address(public_url);
    let planned = fs::read_to_string("content/planned.txt").unwrap_or_default();
    let planned: BTreeSet<String> = planned.lines().map(str::to_owned).collect();
    let (catalogue, problems) = Catalogue::read(&items()?, &base, &planned);
    if !problems.is_empty() {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Err(lines.join("\n").into());
    }
    let source = fs::read_to_string("src/boot.js")?;
    let start = |script: &str, wasm: &str| {
        let source = source.replace("__SCRIPT__", &format!("{base}{script}"));
        pages::site::smaller_script(&source.replace("__WASM__", &format!("{base}{wasm}")))
    };
    let boot = start(&named(out, ".js")?, &named(out, "_bg.wasm")?);
    let boot_audit = start(&hashed(out, "auditor.js")?, &hashed(out, "auditor_bg.wasm")?);
    let style = ["tokens", "page", "parts"]
        .iter()
        .map(|name| fs::read_to_string(format!("style/{name}.css")))
        .collect::<Result<String, _>>()?;
    Ok(Site { catalogue, base, origin, style: pages::site::smaller(&style), boot, boot_audit })
}

/// The origin and the path of where the site will stand.
fn split_address(public_url: &str) -> (String, String) {
    let default = std::env::var("PREFLIGHT_ORIGIN").unwrap_or_else(|_| DEFAULT_ORIGIN.to_owned());
    let with_slash = |path: &str| format!("/{}/", path.trim_matches('/')).replace("//", "/");
    match public_url.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            (format!("{scheme}://{host}"), with_slash(path))
        }
        None => (default, with_slash(public_url)),
    }
}

/// Where the site stands when nothing says otherwise; `PREFLIGHT_ORIGIN` does.
const DEFAULT_ORIGIN: &str = "https://preflight.example";

/// The one file in the folder whose name ends so.
fn named(folder: &Path, end: &str) -> Result<String, Box<dyn Error>> {
    let mut names = Vec::new();
    for file in fs::read_dir(folder)? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.starts_with("site-") && name.ends_with(end) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [name] => Ok(name.clone()),
        _ => Err(format!("one file site-…{end} was expected, found {names:?}").into()),
    }
}

/// Gives a file a name that changes with its content, so that it can be kept for ever.
///
/// Trunk names the second wasm without a hash, since it takes it for a worker.
fn hashed(folder: &Path, name: &str) -> Result<String, Box<dyn Error>> {
    let bytes = fs::read(folder.join(name))?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let (stem, end) = name.split_at(name.find(['_', '.']).unwrap_or(name.len()));
    let kept = format!("{stem}-{:016x}{end}", hasher.finish());
    fs::rename(folder.join(name), folder.join(&kept))?;
    Ok(kept)
}

fn items() -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in fs::read_dir("content/items")? {
        for file in fs::read_dir(folder?.path())? {
            let path = file?.path();
            let text = fs::read_to_string(&path)?;
            files.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
    files.sort();
    Ok(files)
}

fn sitemap(addresses: &[String]) -> String {
    let line = |address: &String| format!("  <url><loc>{address}</loc></url>\n");
    let lines: String = addresses.iter().map(line).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{lines}</urlset>\n"
    )
}
