//! What the probes of a page saw, by probe.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// One way of asking the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Probe {
    /// GET from the page's own origin, without credentials.
    Own,
    /// The same with credentials.
    OwnInclude,
    /// GET from the origin `null`, without credentials.
    Null,
    /// The same with credentials.
    NullInclude,
    /// GET from a second named origin, without credentials.
    Foreign,
    /// The same with credentials.
    ForeignInclude,
    /// GET that asks for no sharing (`no-cors`).
    Opaque,
    /// GET with a random header.
    RandomHeader,
    /// GET with an Authorization header.
    Authorization,
    /// GET that declares a JSON body type.
    Json,
    /// The same with credentials.
    JsonInclude,
    /// GET with a random header and credentials.
    RandomInclude,
    /// The method OPTIONS.
    Options,
    /// The method PROPFIND: safe, and in nobody's list.
    Propfind,
    /// The method PUT, in the laboratory only.
    Put,
    /// The method PATCH, in the laboratory only.
    Patch,
    /// The method DELETE, in the laboratory only.
    Delete,
    /// GET that does not follow redirects.
    RedirectManual,
    /// GET that refuses redirects.
    RedirectError,
    /// GET of a sibling path that does not exist.
    Missing,
    /// The same without asking for sharing.
    MissingOpaque,
}

/// What came of a probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// The browser threw a `TypeError`.
    Blocked,
    /// The page could read the answer, whatever its status.
    Readable,
    /// Something answered; the browser hid it.
    Opaque,
    /// A redirect answered; the browser hid it.
    OpaqueRedirect,
}

/// What the probes of a page saw. A probe that was not asked is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    codes: BTreeMap<Probe, Code>,
    /// What a side channel told of a request that failed in every mode.
    pub signal: Option<Signal>,
    /// What the browser's cache told of the headers.
    pub cache: Option<Cache>,
    /// The value of Access-Control-Allow-Origin, where it was exposed to the page.
    pub allow_origin: Option<String>,
    /// Whether a readable answer came after a redirect.
    pub redirected: bool,
    /// Whether the server asked for fewer requests (429, or 503 with Retry-After).
    pub rate_limited: bool,
}

/// What a side channel told of a request that failed in every mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// An answer came and the browser blocked it.
    BlockedAfterAnswer,
    /// No answer came: name, connection, or encryption failed.
    Network,
    /// The encryption failed.
    Tls,
    /// The browser refused to ask.
    RefusedLocally,
    /// No answer came in time.
    TimedOut,
}

/// What the browser's cache told of the headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// One stored answer serves every origin: the value is exactly `*`.
    SameForAll,
    /// The stored answer of one origin broke another: `Vary: Origin` is missing.
    VaryMissing,
    /// The answers of two origins are stored apart.
    VaryPresent,
    /// Nothing was stored.
    NotCached,
}

/// Every probe with the short name used in JSON.
const NAMES: [(Probe, &str); 21] = [
    (Probe::Own, "co"),
    (Probe::OwnInclude, "ci"),
    (Probe::Null, "no"),
    (Probe::NullInclude, "ni"),
    (Probe::Foreign, "fo"),
    (Probe::ForeignInclude, "fi"),
    (Probe::Opaque, "op"),
    (Probe::RandomHeader, "hRandom"),
    (Probe::Authorization, "hAuth"),
    (Probe::Json, "hJson"),
    (Probe::JsonInclude, "hJsonCred"),
    (Probe::RandomInclude, "hRandomCred"),
    (Probe::Options, "mOptions"),
    (Probe::Propfind, "mPropfind"),
    (Probe::Put, "mPUT"),
    (Probe::Patch, "mPATCH"),
    (Probe::Delete, "mDELETE"),
    (Probe::RedirectManual, "rManual"),
    (Probe::RedirectError, "rError"),
    (Probe::Missing, "eMiss"),
    (Probe::MissingOpaque, "eMissOp"),
];

impl Probe {
    /// Every probe.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.into_iter().map(|(probe, _)| probe)
    }

    /// The short name used in JSON.
    pub fn name(self) -> &'static str {
        NAMES.into_iter().find(|(probe, _)| *probe == self).map_or("", |(_, name)| name)
    }

    /// Reads a short name.
    pub fn parse(name: &str) -> Option<Self> {
        NAMES.into_iter().find(|(_, known)| *known == name).map(|(probe, _)| probe)
    }
}

impl Code {
    /// The letter used in JSON.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Blocked => "0",
            Self::Readable => "1",
            Self::Opaque => "o",
            Self::OpaqueRedirect => "R",
        }
    }

    /// Reads a letter.
    pub fn parse(letter: &str) -> Option<Self> {
        match letter {
            "0" => Some(Self::Blocked),
            "1" => Some(Self::Readable),
            "o" => Some(Self::Opaque),
            "R" => Some(Self::OpaqueRedirect),
            _ => None,
        }
    }
}

impl Outcomes {
    /// What came of a probe; `None` when it was not asked.
    pub fn get(&self, probe: Probe) -> Option<Code> {
        self.codes.get(&probe).copied()
    }

    /// Notes what came of a probe.
    pub fn set(&mut self, probe: Probe, code: Code) {
        self.codes.insert(probe, code);
    }

    /// Whether the page could read the answer to a probe; `None` when it was not asked.
    pub fn reads(&self, probe: Probe) -> Option<bool> {
        self.get(probe).map(|code| code == Code::Readable)
    }

    /// Whether anything was asked.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Reads `{"co": "1", …}`; unknown names and codes are left out.
    pub fn of_json(members: &Map<String, Value>) -> Self {
        let mut outcomes = Self::default();
        for (name, value) in members {
            let letter = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if let (Some(probe), Some(code)) = (Probe::parse(name), Code::parse(&letter)) {
                outcomes.set(probe, code);
            }
        }
        outcomes
    }

    /// Writes what [`Outcomes::of_json`] reads.
    pub fn json(&self) -> Value {
        let pair = |(probe, code): (&Probe, &Code)| (probe.name().into(), code.letter().into());
        Value::Object(self.codes.iter().map(pair).collect())
    }
}

impl FromIterator<(Probe, Code)> for Outcomes {
    fn from_iter<I: IntoIterator<Item = (Probe, Code)>>(pairs: I) -> Self {
        Self { codes: pairs.into_iter().collect(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for probe in Probe::all() {
            assert_eq!(Probe::parse(probe.name()), Some(probe));
        }
        assert_eq!(Probe::parse("x"), None);
    }

    proptest! {
        #[test]
        fn outcomes_survive_json(picks in proptest::collection::vec((0_usize..21, 0_usize..4), 0..21)) {
            let codes = [Code::Blocked, Code::Readable, Code::Opaque, Code::OpaqueRedirect];
            let outcomes: Outcomes =
                picks.into_iter().map(|(at, code)| (NAMES[at].0, codes[code])).collect();
            let json = outcomes.json();
            prop_assert_eq!(Outcomes::of_json(json.as_object().unwrap()), outcomes);
        }
    }
}
