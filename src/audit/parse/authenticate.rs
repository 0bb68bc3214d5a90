//! `WWW-Authenticate`: a list of challenges.
//!
//! Source: RFC 9110 section 11.6.1.

use super::list::{elements, is_token, unquote};

/// One challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The scheme as sent.
    pub scheme: String,
    /// Names (lower case) and values of its parameters.
    pub parameters: Vec<(String, String)>,
}

/// Reads the combined value; `None` when it is no list of challenges.
pub fn parse(value: &str) -> Option<Vec<Challenge>> {
    let mut challenges: Vec<Challenge> = Vec::new();
    for element in elements(value) {
        // A comma separates challenges and their parameters alike; only a new challenge
        // begins with a word that no equals sign follows.
        if let Some(pair) = parameter(element) {
            challenges.last_mut()?.parameters.push(pair);
            continue;
        }
        let (scheme, rest) = element.split_once(' ').unwrap_or((element, ""));
        let rest = rest.trim();
        if !is_token(scheme) {
            return None;
        }
        let mut parameters = Vec::new();
        match parameter(rest) {
            Some(pair) => parameters.push(pair),
            None if rest.is_empty() || is_token68(rest) => {}
            None => return None,
        }
        challenges.push(Challenge { scheme: scheme.to_owned(), parameters });
    }
    (!challenges.is_empty()).then_some(challenges)
}

fn parameter(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    let (name, value) = (name.trim_end(), value.trim_start());
    let well_formed = is_token(name) && (value.starts_with('"') || is_token(value));
    well_formed.then_some((name.to_ascii_lowercase(), unquote(value)?))
}

fn is_token68(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    !body.is_empty() && body.chars().all(|c| c.is_ascii_alphanumeric() || "-._~+/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &str, want: Option<&str>) {
        let schemes = parse(value).map(|list| {
            let shown = |c: &Challenge| format!("{}/{}", c.scheme, c.parameters.len());
            list.iter().map(shown).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(schemes.as_deref(), want, "{value}");
    }

    #[test]
    fn challenges_and_parameters_are_told_apart() {
        check(r#"Basic realm="a, b""#, Some("Basic/1"));
        check(
            r#"Bearer realm="x", error="invalid_token", Basic realm="y""#,
            Some("Bearer/2 Basic/1"),
        );
        check("Negotiate", Some("Negotiate/0"));
        check("NTLM TlRMTVNTUAAC==", Some("NTLM/0"));
        check(r#"Digest realm = "a", qop="auth", Newauth"#, Some("Digest/2 Newauth/0"));
    }

    #[test]
    fn what_is_no_challenge_is_refused() {
        check("", None);
        check(r#"realm="x""#, None);
        check(r#"Basic realm="x"#, None);
        check("Please log in!", None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,60}") {
            prop_assert!(parse(&text).is_none_or(|list| list.iter().all(|c| is_token(&c.scheme))));
        }

        #[test]
        fn a_realm_survives(realm in "[ a-z,=]{0,20}") {
            let read = parse(&format!("Basic realm=\"{realm}\"")).unwrap();
            prop_assert_eq!(&read[0].parameters, &[("realm".to_owned(), realm)]);
        }
    }
}
