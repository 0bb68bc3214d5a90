//! The address of a request as a policy compares it: any scheme, not only those that are audited.

/// An address in the parts that policies look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The scheme in lower case.
    pub scheme: String,
    /// The host in lower case; `None` for `data:` and its like.
    pub host: Option<String>,
    /// The port where it is written and not the scheme's own.
    pub port: Option<u16>,
    /// The path, without query and fragment.
    pub path: String,
}

impl Target {
    /// Reads an absolute address of any scheme.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once(':')?;
        if !super::source::is_scheme(scheme) {
            return None;
        }
        let scheme = scheme.to_ascii_lowercase();
        let rest = rest.split(['?', '#']).next().unwrap_or("");
        let Some(rest) = rest.strip_prefix("//") else {
            let no_host = default_port(&scheme).is_none();
            return no_host.then(|| Self { scheme, host: None, port: None, path: rest.to_owned() });
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let authority = authority.rsplit_once('@').map_or(authority, |(_, after)| after);
        let after_bracket = authority.rfind(']').map_or(0, |at| at + 1);
        let colon = authority.get(after_bracket..)?.find(':').map(|at| at + after_bracket);
        let (host, port) = authority.split_at(colon.unwrap_or(authority.len()));
        let port = match port.strip_prefix(':').unwrap_or("") {
            "" => None,
            digits => Some(digits.parse::<u16>().ok()?),
        };
        if host.is_empty() {
            return None;
        }
        Some(Self {
            port: port.filter(|port| Some(*port) != default_port(&scheme)),
            host: Some(host.to_ascii_lowercase()),
            path: if path.is_empty() { "/".into() } else { path.into() },
            scheme,
        })
    }

    /// The same address as it is fetched: web sockets begin as http.
    #[must_use]
    pub fn fetched(self) -> Self {
        let scheme = match self.scheme.as_str() {
            "ws" => "http".to_owned(),
            "wss" => "https".to_owned(),
            _ => self.scheme,
        };
        Self { scheme, ..self }
    }

    /// Whether the port is the scheme's own.
    pub fn has_default_port(&self) -> bool {
        self.port.is_none()
    }
}

/// The port of a scheme that has one.
pub fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        "ftp" => Some(21),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, want: Option<(&str, Option<&str>, Option<u16>, &str)>) {
        let want = want.map(|(scheme, host, port, path)| Target {
            scheme: scheme.into(),
            host: host.map(String::from),
            port,
            path: path.into(),
        });
        assert_eq!(Target::parse(text), want, "{text}");
    }

    #[test]
    fn addresses_of_any_scheme_are_read() {
        check("HTTPS://A.example:443/x?y#z", Some(("https", Some("a.example"), None, "/x")));
        check("wss://a.example:8443", Some(("wss", Some("a.example"), Some(8443), "/")));
        check("data:text/javascript,1", Some(("data", None, None, "text/javascript,1")));
        check("http://u:p@[::1]:80/", Some(("http", Some("[::1]"), None, "/")));
        for text in ["", "a.example/x", "https:", "https:///x", "https://a:x/"] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "[ -~]{0,24}") {
            if let Some(target) = Target::parse(&text) {
                prop_assert!(target.port.is_none() || target.port != default_port(&target.scheme));
            }
        }
    }
}
