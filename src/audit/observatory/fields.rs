//! Header fields as the peer's HTTP client hands them to its tests.

/// Fields under their names in lower case, repeats already settled.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    merged: Vec<(String, String)>,
    cookies: Vec<String>,
}

/// Names of which Node keeps the first field and drops the others.
const FIRST_ONLY: [&str; 17] = [
    "age",
    "authorization",
    "content-length",
    "content-type",
    "etag",
    "expires",
    "from",
    "host",
    "if-modified-since",
    "if-unmodified-since",
    "last-modified",
    "location",
    "max-forwards",
    "proxy-authorization",
    "referer",
    "retry-after",
    "server",
];

impl Fields {
    /// Settles repeats: cookies stay apart, some names keep the first field, others are joined.
    pub fn of(headers: &[(String, String)]) -> Self {
        let mut fields = Self::default();
        for (name, value) in headers {
            let value = clean(value);
            if name.eq_ignore_ascii_case("set-cookie") {
                fields.cookies.push(value);
                continue;
            }
            let same = |(known, _): &&mut (String, String)| known.eq_ignore_ascii_case(name);
            match fields.merged.iter_mut().find(same) {
                None => fields.merged.push((name.to_ascii_lowercase(), value)),
                Some((known, _)) if FIRST_ONLY.contains(&known.as_str()) => {}
                Some((_, merged)) => {
                    merged.push_str(", ");
                    merged.push_str(&value);
                }
            }
        }
        fields
    }

    /// The settled value of a name, given in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.merged.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
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
    if value.chars().all(|c| plain(&c)) {
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
            ("empty", ""),
        ];
        let headers: Vec<_> = pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).into();
        let fields = Fields::of(&headers);
        assert_eq!(fields.get("x-frame-options"), Some("DENY, DENY"));
        assert_eq!(fields.get("content-type"), Some("text/html"));
        assert_eq!(fields.cookies(), ["a=1", "b=2"]);
        assert_eq!(fields.get("empty"), Some(""));
        assert_eq!(fields.filled("empty"), None);
        assert_eq!(fields.get("absent"), None);
    }
}
