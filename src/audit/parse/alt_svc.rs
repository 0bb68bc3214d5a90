//! `Alt-Svc`, by the grammar of RFC 7838 section 3.

use super::list::{is_token, split_unquoted};

/// What the field offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AltSvc {
    /// `clear`: forget what was offered before.
    Clear,
    /// Other ways to reach the same origin.
    Services(Vec<Alternative>),
}

/// One other way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The protocol's ALPN name, such as `h3`.
    pub protocol: String,
    /// The host; empty for the same one.
    pub host: String,
    /// The port.
    pub port: u16,
    /// How long to remember, in seconds.
    pub max_age_s: u64,
}

/// How long an alternative lasts that does not say.
const MAX_AGE_DEFAULT_S: u64 = 86_400;

impl AltSvc {
    /// Reads the combined value; `None` where it does not follow the grammar.
    pub fn parse(combined: &str) -> Option<Self> {
        let members = split_unquoted(combined, ',');
        if members == ["clear"] {
            return Some(Self::Clear);
        }
        // Empty members of a list are allowed, by RFC 9110 section 5.6.1.
        let members = members.into_iter().filter(|member| !member.is_empty());
        let services: Option<Vec<_>> = members.map(alternative).collect();
        services.filter(|services| !services.is_empty()).map(Self::Services)
    }
}

fn alternative(member: &str) -> Option<Alternative> {
    let mut parts = member.split(';').map(|part| part.trim_matches([' ', '\t']));
    let (protocol, authority) = parts.next()?.split_once('=')?;
    let authority = authority.strip_prefix('"')?.strip_suffix('"')?;
    let (host, port) = authority.rsplit_once(':')?;
    if !is_token(protocol) || host.contains(['"', '/', ' ']) || !is_digits(port) {
        return None;
    }
    let mut max_age_s = MAX_AGE_DEFAULT_S;
    for part in parts {
        let (name, value) = part.split_once('=')?;
        let value =
            value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
        if !is_token(name) || value.is_empty() {
            return None;
        }
        if name.eq_ignore_ascii_case("ma") {
            max_age_s = is_digits(value).then(|| value.parse().unwrap_or(u64::MAX))?;
        }
    }
    let port = port.parse().ok()?;
    Some(Alternative {
        protocol: protocol.to_owned(),
        host: host.to_ascii_lowercase(),
        port,
        max_age_s,
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: Option<&[(&str, &str, u16, u64)]>) {
        let want = want.map(|list| {
            let one = |(protocol, host, port, max_age_s): &(&str, &str, u16, u64)| Alternative {
                protocol: (*protocol).into(),
                host: (*host).into(),
                port: *port,
                max_age_s: *max_age_s,
            };
            AltSvc::Services(list.iter().map(one).collect())
        });
        assert_eq!(AltSvc::parse(combined), want, "{combined}");
    }

    #[test]
    fn alternatives_are_read() {
        check("h3=\":443\"; ma=2592000", Some(&[("h3", "", 443, 2_592_000)]));
        check(
            "h3=\":443\", h2=\"Alt.example:8443\";ma=\"60\";persist=1",
            Some(&[("h3", "", 443, 86_400), ("h2", "alt.example", 8443, 60)]),
        );
        check("h2=\"[::1]:1\",", Some(&[("h2", "[::1]", 1, 86_400)]));
        assert_eq!(AltSvc::parse("clear"), Some(AltSvc::Clear));
    }

    #[test]
    fn what_breaks_the_grammar_is_none() {
        for text in [
            "",
            "h3",
            "h3=:443",
            "h3=\"443\"",
            "h3=\":x\"",
            "h3=\":443\"; ma=x",
            "CLEAR",
            "clear, h3=\":1\"",
            "h3=\":99999\"",
            "h3=\":443\"; ma",
        ] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            if let Some(AltSvc::Services(services)) = AltSvc::parse(&text) {
                prop_assert!(!services.is_empty());
            }
        }

        #[test]
        fn a_port_and_an_age_are_read_back(port in any::<u16>(), age in any::<u64>()) {
            let text = format!("h3=\":{port}\"; ma={age}");
            let one = Alternative { protocol: "h3".into(), host: String::new(), port, max_age_s: age };
            prop_assert_eq!(AltSvc::parse(&text), Some(AltSvc::Services(vec![one])));
        }
    }
}
