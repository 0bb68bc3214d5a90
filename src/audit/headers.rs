//! Header fields as they were sent: order, case and repeats kept.

use serde::{Deserialize, Serialize};

/// One header field: its name in its own case, its value without surrounding blanks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name as sent.
    pub name: String,
    /// The value as sent, without optional white space around it.
    pub value: String,
}

/// An ordered list of header fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Headers {
    /// The fields in the order they were sent.
    pub fields: Vec<Field>,
}

impl Headers {
    /// Adds a field at the end.
    pub fn push(&mut self, name: impl Into<String>, value: impl AsRef<str>) {
        let value = value.as_ref().trim_matches([' ', '\t']).to_owned();
        self.fields.push(Field { name: name.into(), value });
    }

    /// Every value sent under a name, in order; names compare without case.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a str> {
        self.values(name).collect()
    }

    /// The first value sent under a name.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// All values under a name joined by `, `, as RFC 9110 section 5.3 combines them.
    pub fn combined(&self, name: &str) -> Option<String> {
        let values = self.all(name);
        (!values.is_empty()).then(|| values.join(", "))
    }

    fn values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let same = move |field: &&Field| field.name.eq_ignore_ascii_case(name);
        self.fields.iter().filter(same).map(|field| field.value.as_str())
    }

    /// Whether a field of this name was sent.
    pub fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// Removes every field of a name.
    pub fn remove(&mut self, name: &str) {
        self.fields.retain(|field| !field.name.eq_ignore_ascii_case(name));
    }

    /// Replaces every field of a name by one.
    pub fn set(&mut self, name: &str, value: impl AsRef<str>) {
        self.remove(name);
        self.push(name, value);
    }
}

impl<N: Into<String>, V: AsRef<str>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut headers = Self::default();
        for (name, value) in pairs {
            headers.push(name, value);
        }
        headers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_case_and_repeats_are_kept() {
        let headers: Headers =
            [("Set-Cookie", " a=1 "), ("VARY", "x"), ("set-cookie", "b=2")].into_iter().collect();
        assert_eq!(headers.all("SET-COOKIE"), ["a=1", "b=2"]);
        assert_eq!(headers.combined("set-cookie").as_deref(), Some("a=1, b=2"));
        assert_eq!(headers.fields[1].name, "VARY");
        assert!(!headers.has("server"));
    }
}
