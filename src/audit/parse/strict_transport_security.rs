//! `Strict-Transport-Security`, by the grammar of RFC 6797 section 6.1.

use super::list::is_token;

/// What one field asks a browser to remember.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrictTransportSecurity {
    /// How long to remember, in seconds; 0 means forget.
    pub max_age_s: u64,
    /// Whether hosts below this one are meant too.
    pub include_sub_domains: bool,
    /// Whether the host asks for a place on the browsers' built-in list.
    pub preload: bool,
}

/// Why a browser ignores the field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StrictTransportSecurityError {
    /// The required directive is not there.
    #[error("it has no max-age")]
    MaxAgeMissing,
    /// The value of `max-age` is not one or more digits.
    #[error("max-age {0:?} is not a number of seconds")]
    MaxAge(String),
    /// A directive stands there twice.
    #[error("the directive {0} is repeated")]
    Repeated(String),
    /// `includeSubDomains` takes no value.
    #[error("includeSubDomains has the value {0:?}, and takes none")]
    IncludeSubDomains(String),
    /// A part is neither empty nor `name` nor `name=value`.
    #[error("{0:?} is no directive")]
    Grammar(String),
}

impl StrictTransportSecurity {
    /// Reads one field value; unknown directives are allowed and ignored.
    ///
    /// # Errors
    /// Says why a browser must ignore the whole field.
    ///
    /// ```
    /// use preflight::audit::parse::strict_transport_security::StrictTransportSecurity;
    /// let policy = StrictTransportSecurity::parse("max-age=\"300\"; INCLUDESUBDOMAINS").unwrap();
    /// assert!(policy.include_sub_domains && policy.max_age_s == 300);
    /// ```
    pub fn parse(value: &str) -> Result<Self, StrictTransportSecurityError> {
        let mut names: Vec<String> = Vec::new();
        let mut max_age_s = None;
        let mut include_sub_domains = false;
        let mut preload = false;
        for part in split_directives(value) {
            let Some((name, argument)) = directive(part)? else { continue };
            if names.contains(&name) {
                return Err(StrictTransportSecurityError::Repeated(name));
            }
            match (name.as_str(), argument) {
                ("max-age", argument) => max_age_s = Some(seconds(&argument.unwrap_or_default())?),
                ("includesubdomains", None) => include_sub_domains = true,
                ("includesubdomains", Some(argument)) => {
                    return Err(StrictTransportSecurityError::IncludeSubDomains(argument));
                }
                ("preload", None) => preload = true,
                (_, _) => {}
            }
            names.push(name);
        }
        let max_age_s = max_age_s.ok_or(StrictTransportSecurityError::MaxAgeMissing)?;
        Ok(Self { max_age_s, include_sub_domains, preload })
    }
}

fn split_directives(value: &str) -> Vec<&str> {
    let mut quoted = false;
    let mut escaped = false;
    let ends = |c: char| {
        if escaped {
            escaped = false;
        } else if c == '\\' && quoted {
            escaped = true;
        } else if c == '"' {
            quoted = !quoted;
        } else {
            return c == ';' && !quoted;
        }
        false
    };
    value.split(ends).map(|part| part.trim_matches([' ', '\t'])).collect()
}

type Directive = Option<(String, Option<String>)>;

fn directive(part: &str) -> Result<Directive, StrictTransportSecurityError> {
    if part.is_empty() {
        return Ok(None);
    }
    let wrong = || StrictTransportSecurityError::Grammar(part.to_owned());
    // RFC 2616, which this grammar builds on, allows blanks around the equals sign.
    let (name, argument) = match part.split_once('=') {
        Some((name, argument)) => (name.trim_end_matches([' ', '\t']), Some(argument)),
        None => (part, None),
    };
    if !is_token(name) {
        return Err(wrong());
    }
    let name = name.to_ascii_lowercase();
    let Some(argument) = argument.map(|text| text.trim_start_matches([' ', '\t'])) else {
        return Ok(Some((name, None)));
    };
    if is_token(argument) {
        return Ok(Some((name, Some(argument.to_owned()))));
    }
    match (unquote(argument), name.as_str()) {
        (Some(text), _) => Ok(Some((name, Some(text)))),
        (None, "max-age") => Err(StrictTransportSecurityError::MaxAge(argument.to_owned())),
        (None, _) => Err(wrong()),
    }
}

fn unquote(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut plain = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => return None,
            '\\' => plain.push(chars.next()?),
            _ => plain.push(c),
        }
    }
    Some(plain)
}

fn seconds(text: &str) -> Result<u64, StrictTransportSecurityError> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(StrictTransportSecurityError::MaxAge(text.to_owned()));
    }
    // Only digits are left, so the one way to fail is a number too large to hold.
    Ok(text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &str, max_age_s: u64, include_sub_domains: bool, preload: bool) {
        let want = StrictTransportSecurity { max_age_s, include_sub_domains, preload };
        assert_eq!(StrictTransportSecurity::parse(value), Ok(want));
    }

    #[track_caller]
    fn refused(value: &str, want: &str) {
        assert_eq!(StrictTransportSecurity::parse(value).unwrap_err().to_string(), want);
    }

    #[test]
    fn the_grammar_is_wider_than_the_usual_spelling() {
        check("max-age=31536000; includeSubDomains; preload", 31_536_000, true, true);
        check("MAX-AGE = 60 ;; INCLUDESUBDOMAINS;", 60, true, false);
        check("max-age=\"6\\0\"; later=\"a;b\"", 60, false, false);
        check("preload=1; max-age=99999999999999999999999", u64::MAX, false, false);
    }

    #[test]
    fn what_a_browser_ignores_is_refused_with_the_reason() {
        refused("", "it has no max-age");
        refused("includeSubDomains", "it has no max-age");
        refused("max-age", "max-age \"\" is not a number of seconds");
        refused("max-age=-1", "max-age \"-1\" is not a number of seconds");
        refused(
            "max-age=60 includeSubDomains",
            "max-age \"60 includeSubDomains\" is not a number of seconds",
        );
        refused("max-age=1, max-age=2", "max-age \"1, max-age=2\" is not a number of seconds");
        refused("max-age=1; MAX-AGE=1", "the directive max-age is repeated");
        refused("max-age=1; x; x", "the directive x is repeated");
        refused(
            "max-age=1; includeSubDomains=true",
            "includeSubDomains has the value \"true\", and takes none",
        );
        refused("max-age=1; include SubDomains", "\"include SubDomains\" is no directive");
        refused("max-age=\"1", "max-age \"\\\"1\" is not a number of seconds");
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            if let Ok(policy) = StrictTransportSecurity::parse(&text) {
                let again = format!("{text};unknown-directive-of-this-test");
                // A valid value has no open quotation, so another directive changes nothing.
                prop_assert_eq!(StrictTransportSecurity::parse(&again), Ok(policy));
            }
        }

        #[test]
        fn every_number_is_read(seconds in any::<u64>(), sub in any::<bool>()) {
            let tail = if sub { ";includeSubDomains" } else { "" };
            let policy = StrictTransportSecurity::parse(&format!("max-age={seconds}{tail}")).unwrap();
            prop_assert_eq!((policy.max_age_s, policy.include_sub_domains), (seconds, sub));
        }
    }
}
