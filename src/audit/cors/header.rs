//! The CORS response headers as a browser reads them.

use crate::audit::headers::Headers;
use crate::audit::parse::list::is_token_char;

/// What is wrong with an Access-Control-Allow-Origin value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OriginFault {
    /// It was not sent.
    Absent,
    /// It is empty.
    Empty,
    /// Two values were sent, as one field or as two.
    Several,
    /// It ends in a slash or carries a path.
    Path,
    /// It holds a `*` beside other letters.
    Pattern,
    /// It has no scheme.
    NoScheme,
    /// It is the origin in other letters: browsers send lower case and compare exactly.
    Case,
    /// It is another origin.
    Other,
    /// It is `*`, which credentials do not go with.
    StarWithCredentials,
}

impl OriginFault {
    /// What is wrong, as a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::Absent => "Access-Control-Allow-Origin was not sent.",
            Self::Empty => "Access-Control-Allow-Origin is empty.",
            Self::Several => {
                "Access-Control-Allow-Origin was sent with two values; proxy and app both add it."
            }
            Self::Path => {
                "Access-Control-Allow-Origin ends in a slash or a path; an origin has none."
            }
            Self::Pattern => {
                "Access-Control-Allow-Origin holds a pattern; browsers know only * alone."
            }
            Self::NoScheme => "Access-Control-Allow-Origin lacks the scheme, such as https://.",
            Self::Case => {
                "Access-Control-Allow-Origin differs from the origin in upper or lower case."
            }
            Self::Other => "Access-Control-Allow-Origin names another origin.",
            Self::StarWithCredentials => {
                "Access-Control-Allow-Origin: * does not go with requests that carry credentials."
            }
        }
    }
}

/// Whether a browser lets a page of this origin read an answer with these headers.
///
/// Source: Fetch, "CORS check".
pub fn cors_check(headers: &Headers, origin: &str, credentials: bool) -> bool {
    let Some(allowed) = headers.combined("access-control-allow-origin") else { return false };
    if !credentials && allowed == "*" {
        return true;
    }
    if allowed != origin {
        return false;
    }
    let with = headers.combined("access-control-allow-credentials");
    !credentials || with.as_deref() == Some("true")
}

/// Names the fault for which the origin is not let in; `None` where it is, as far as the
/// origin goes.
pub fn origin_fault(headers: &Headers, origin: &str, credentials: bool) -> Option<OriginFault> {
    let Some(allowed) = headers.combined("access-control-allow-origin") else {
        return Some(OriginFault::Absent);
    };
    let fault = match allowed.as_str() {
        "*" if credentials => OriginFault::StarWithCredentials,
        "*" => return None,
        same if same == origin => return None,
        "" => OriginFault::Empty,
        "null" => OriginFault::Other,
        several if several.contains([',', ' ']) => OriginFault::Several,
        pattern if pattern.contains('*') => OriginFault::Pattern,
        bare if !bare.contains("://") => OriginFault::NoScheme,
        path if has_path(path) => OriginFault::Path,
        case if case.eq_ignore_ascii_case(origin) => OriginFault::Case,
        _ => OriginFault::Other,
    };
    Some(fault)
}

fn has_path(value: &str) -> bool {
    value.split_once("://").is_some_and(|(_, rest)| rest.contains('/'))
}

/// The names in a list header; `None` where it holds something that is no name.
///
/// Source: Fetch, "extract header list values": one bad member spoils the whole.
pub fn names(headers: &Headers, field: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for value in headers.all(field) {
        for name in value.split(',').map(|name| name.trim_matches([' ', '\t'])) {
            if name.is_empty() {
                continue;
            }
            if !name.chars().all(is_token_char) {
                return None;
            }
            names.push(name.to_owned());
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ORIGIN: &str = "https://app.example";

    #[track_caller]
    fn check(value: &str, want: Option<OriginFault>) {
        let headers: Headers = [("access-control-allow-origin", value)].into_iter().collect();
        assert_eq!(origin_fault(&headers, ORIGIN, false), want, "{value}");
        assert_eq!(cors_check(&headers, ORIGIN, false), want.is_none(), "{value}");
    }

    #[test]
    fn faults_are_named() {
        check("*", None);
        check(ORIGIN, None);
        check("", Some(OriginFault::Empty));
        check("*, *", Some(OriginFault::Several));
        check("https://app.example/", Some(OriginFault::Path));
        check("https://*.example", Some(OriginFault::Pattern));
        check("app.example", Some(OriginFault::NoScheme));
        check("https://App.example", Some(OriginFault::Case));
        check("null", Some(OriginFault::Other));
    }

    #[test]
    fn credentials_need_the_exact_word() {
        let with = |value: &str| {
            let fields = [
                ("Access-Control-Allow-Origin", ORIGIN),
                ("Access-Control-Allow-Credentials", value),
            ];
            cors_check(&fields.into_iter().collect(), ORIGIN, true)
        };
        assert!(with("true") && !with("True") && !with("1") && !with("true, true"));
    }

    #[test]
    fn one_bad_member_spoils_a_list() {
        let list = |value: &str| names(&[("x", value)].into_iter().collect(), "X");
        assert_eq!(list("a, ,b").map(|names| names.len()), Some(2));
        assert_eq!(list("GET; POST"), None);
    }

    proptest! {
        #[test]
        fn an_origin_is_let_in_or_the_fault_is_named(value in "[ -~]{0,24}") {
            let headers: Headers = [("access-control-allow-origin", &value)].into_iter().collect();
            let fault = origin_fault(&headers, ORIGIN, false);
            prop_assert_eq!(cors_check(&headers, ORIGIN, false), fault.is_none());
        }
    }
}
