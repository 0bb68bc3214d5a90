//! The directives there are, and those there were.

/// Every directive in use: CSP level 3 and the standards that extend it.
pub const KNOWN: [&str; 27] = [
    "default-src",
    "child-src",
    "connect-src",
    "fenced-frame-src",
    "font-src",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "worker-src",
    "base-uri",
    "sandbox",
    "form-action",
    "frame-ancestors",
    "report-to",
    "report-uri",
    "require-trusted-types-for",
    "trusted-types",
    "upgrade-insecure-requests",
    "webrtc",
];

/// Directives out of use, and what took their place.
pub const RETIRED: [(&str, &str); 8] = [
    ("block-all-mixed-content", "Browsers block or upgrade mixed content by themselves."),
    ("disown-opener", "Cross-Origin-Opener-Policy took its place."),
    ("navigate-to", "It was taken out of the standard and no browser has it."),
    ("plugin-types", "Plugins are gone; object-src 'none' is enough."),
    ("prefetch-src", "It was taken out of the standard; default-src decides."),
    ("referrer", "The Referrer-Policy header field took its place."),
    ("reflected-xss", "The filter that it switched on is gone from browsers."),
    ("require-sri-for", "The Integrity-Policy header field took its place."),
];

/// Directives whose values are sources.
pub const SOURCE_LISTS: [&str; 21] = [
    "default-src",
    "child-src",
    "connect-src",
    "fenced-frame-src",
    "font-src",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "worker-src",
    "prefetch-src",
    "base-uri",
    "form-action",
    "frame-ancestors",
];

/// Whether a name is a directive, in use or not.
pub fn is_directive(name: &str) -> bool {
    KNOWN.contains(&name) || retired(name).is_some()
}

/// What took the place of a directive out of use.
pub fn retired(name: &str) -> Option<&'static str> {
    RETIRED.iter().find(|(known, _)| *known == name).map(|(_, instead)| *instead)
}

/// Whether the values of a directive are sources.
pub fn is_source_list(name: &str) -> bool {
    SOURCE_LISTS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_in_use_or_out_of_it_and_not_both() {
        assert!(RETIRED.iter().all(|(name, _)| !KNOWN.contains(name)));
        assert!(is_directive("fenced-frame-src") && is_directive("plugin-types"));
        assert!(!is_directive("frame-anchestors"));
    }
}
