//! What each kind of address is answered with.

use super::{Place, SiteCode, caching, is_hashed, security};
use crate::inline_code::InlineCode;

#[track_caller]
fn check(path: &str, name: &str, want: &str) {
    let code = SiteCode {
        pages: InlineCode::of("<script>1</script><style>a{}</style>"),
        null_frame: InlineCode::of("<script>2</script>"),
    };
    let headers = security(Place::of(path), &code);
    let value = headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
    assert!(value.is_some_and(|value| value.contains(want)), "{path} {name}: {value:?}");
}

#[test]
fn only_the_audit_may_fetch_from_elsewhere() {
    let name = "Content-Security-Policy";
    check("/", name, "connect-src 'self';");
    check("/audit/deeper/", name, "connect-src 'self';");
    check("/audit/", name, "connect-src *;");
    check("/audit/index.html", name, "frame-src 'self';");
    check("/", name, "frame-ancestors 'none'");
}

#[test]
fn the_null_frame_is_open_to_our_own_pages_alone() {
    for path in ["/probe-null.html", "/probe-null", "/probe-null.js"] {
        check(path, "Content-Security-Policy", "frame-ancestors 'self'");
        check(path, "X-Frame-Options", "SAMEORIGIN");
        check(path, "Cross-Origin-Resource-Policy", "cross-origin");
    }
    check("/probe-null/x", "X-Frame-Options", "DENY");
}

#[test]
fn inline_code_is_allowed_where_it_stands() {
    let hash = |html: &str| InlineCode::of(html).scripts.into_iter().next().unwrap();
    let name = "Content-Security-Policy";
    let page = format!("'wasm-unsafe-eval' {};", hash("<script>1</script>"));
    check("/", name, &page);
    check("/probe-null.html", name, &format!("'self' {};", hash("<script>2</script>")));
    check("/", name, "style-src 'self' 'sha256-");
}

#[test]
fn only_hashed_names_are_kept_for_ever() {
    for name in
        ["site-0123456789abcdef.js", "site-123456789abcdef_bg.wasm", "page-fedcba9876543210.css"]
    {
        assert!(is_hashed(name), "{name}");
        assert!(caching(name).contains("immutable"));
    }
    for name in ["index.html", "a-0123456789abcdef.html", "og-facade.png", "x.js", "-.", ".", ""] {
        assert!(!is_hashed(name), "{name}");
    }
    assert_eq!(caching("/security/"), "no-cache");
    assert_eq!(caching("/search.json"), "no-cache");
    assert_eq!(caching("/icon.svg"), "public, max-age=3600");
}
