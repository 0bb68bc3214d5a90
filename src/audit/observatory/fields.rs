//! Header fields as the peer's HTTP client hands them to its tests.

/// Fields under their names in lower case, repeats already settled.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    merged: Vec<(&'static str, String)>,
    cookies: Vec<String>,
}

/// The names that some test looks at, besides `set-cookie`.
const NAMES: [&str; 12] = [
    CONTENT_TYPE,
    "access-control-allow-credentials",
    "access-control-allow-origin",
    "content-security-policy",
    "content-security-policy-report-only",
    "cross-origin-embedder-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
];

/// The one of them of which Node keeps the first field and drops the others.
const CONTENT_TYPE: &str = "content-type";

impl Fields {
    /// Settles repeats: cookies stay apart, the first type is kept, all others are joined.
    pub fn of(headers: &[(String, String)]) -> Self {
        let mut fields = Self::default();
        for (name, value) in headers {
            if name.eq_ignore_ascii_case("set-cookie") {
                fields.cookies.push(clean(value));
            } else if let Some(known) = NAMES.iter().find(|known| known.eq_ignore_ascii_case(name))
            {
                fields.merge(known, clean(value));
            }
        }
        fields
    }

    fn merge(&mut self, name: &'static str, value: String) {
        match self.merged.iter_mut().find(|(known, _)| *known == name) {
            None => self.merged.push((name, value)),
            Some(_) if name == CONTENT_TYPE => {}
            Some((_, merged)) => {
                merged.push_str(", ");
                merged.push_str(&value);
            }
        }
    }

    /// The settled value of a name, given in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.merged.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The settled value, where it is not empty.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// Every `Set-Cookie` value.
    pub fn cookies(&self) -> &[String] {
        &self.cookies
    }
}

/// Takes away control characters and the blanks around a value, as axios does.
fn clean(value: &str) -> String {
    let plain = |c: &char| *c == '\t' || (!c.is_ascii_control());
    if value.bytes().all(|byte| byte == b'\t' || !byte.is_ascii_control()) {
        return value.trim_matches([' ', '\t']).to_owned();
    }
    let kept: String = value.chars().filter(plain).collect();
    kept.trim_matches([' ', '\t']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_settled_as_the_peer_does() {
        let pairs = [
            ("X-Frame-Options", " DENY "),
            ("content-type", "text/html"),
            ("x-frame-options", "DENY"),
            ("Content-Type", "text/plain"),
            ("Set-Cookie", "a=1"),
            ("set-cookie", "b=2"),
            ("referrer-policy", ""),
            ("server", "x"),
        ];
        let headers: Vec<_> = pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).into();
        let fields = Fields::of(&headers);
        assert_eq!(fields.get("x-frame-options"), Some("DENY, DENY"));
        assert_eq!(fields.get("content-type"), Some("text/html"));
        assert_eq!(fields.cookies(), ["a=1", "b=2"]);
        assert_eq!(fields.get("referrer-policy"), Some(""));
        assert_eq!(fields.filled("referrer-policy"), None);
        assert_eq!(fields.get("server"), None);
    }
}
