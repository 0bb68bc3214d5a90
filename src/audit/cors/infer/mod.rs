//! From the pattern of outcomes to the policy behind it: a table, with what else it can be.

use serde::Serialize;
use serde_json::{Value, json};

use super::finding::{self, Concern, Finding};
use super::outcomes::{Code, Outcomes, Probe, Signal};
use super::why;

/// With whom a target shares its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sharing {
    /// No origin that was tried can read it.
    NotShared,
    /// Any origin can read it anonymously; calls with JSON are refused.
    PublicRead,
    /// Any origin can read it anonymously and call it with JSON.
    PublicApi,
    /// The page's origin can read it, `null` cannot.
    NamedAllow,
    /// The page's origin can read it with credentials, `null` cannot.
    NamedAllowCredentials,
    /// The page's origin and `null` can read it with credentials.
    ReflectAnyCredentials,
    /// Two unrelated named origins can read it with credentials, `null` cannot.
    ArbitraryNamedOriginCredentials,
    /// `null` can read it.
    NullAllowed,
    /// `null` can read it with credentials.
    NullAllowedCredentials,
    /// The server asked for fewer requests: nothing more was asked.
    RateLimited,
    /// Nothing answered.
    Unreachable,
}

/// The policy behind the outcomes, as far as a page can know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inference {
    /// The most likely policy.
    pub verdict: Sharing,
    /// What it can be instead, because something was not asked.
    pub alternatives: Vec<Sharing>,
    /// How much it matters.
    pub severity: Concern,
    /// What was found, the main thing first.
    pub findings: Vec<Finding>,
    /// Whether nothing else explains the outcomes.
    pub sure: bool,
    /// What was seen and what that means.
    pub why: String,
    /// What the server may really do: policies that look the same from a page.
    pub readings: &'static [&'static str],
}

/// The outcomes that decide the verdict; `None` where nothing was asked and nothing follows.
#[derive(Clone, Copy, Debug, Default)]
struct Core {
    own: Option<bool>,
    own_include: Option<bool>,
    null: Option<bool>,
    null_include: Option<bool>,
    foreign: Option<bool>,
    foreign_include: Option<bool>,
    json: Option<bool>,
}

/// Tells the policy behind the outcomes.
pub fn infer(outcomes: &Outcomes) -> Inference {
    let core = Core::of(outcomes);
    let verdict = if outcomes.rate_limited {
        Sharing::RateLimited
    } else if is_unreachable(outcomes) {
        Sharing::Unreachable
    } else {
        core.verdict()
    };
    let settled = matches!(verdict, Sharing::RateLimited | Sharing::Unreachable);
    let alternatives = if settled { Vec::new() } else { core.alternatives(outcomes) };
    let readings = why::readings(outcomes, verdict);
    Inference {
        verdict,
        sure: alternatives.is_empty() && readings.len() <= 1,
        severity: finding::concern(outcomes, verdict),
        findings: finding::of(outcomes, verdict),
        why: why::of(outcomes, verdict),
        alternatives,
        readings,
    }
}

impl Inference {
    /// The machine's part, without words for people.
    pub fn json(&self) -> Value {
        json!({
            "verdict": self.verdict,
            "alternatives": self.alternatives,
            "severity": self.severity,
            "findings": self.findings,
        })
    }
}

impl Sharing {
    /// The name used on the page, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotShared => "not-shared",
            Self::PublicRead => "public-read",
            Self::PublicApi => "public-api",
            Self::NamedAllow => "named-allow",
            Self::NamedAllowCredentials => "named-allow-credentials",
            Self::ReflectAnyCredentials => "reflect-any-credentials",
            Self::ArbitraryNamedOriginCredentials => "arbitrary-named-origin-credentials",
            Self::NullAllowed => "null-allowed",
            Self::NullAllowedCredentials => "null-allowed-credentials",
            Self::RateLimited => "rate-limited",
            Self::Unreachable => "unreachable",
        }
    }
}

/// Whether no request in any mode was answered, and a side channel says that none came.
fn is_unreachable(outcomes: &Outcomes) -> bool {
    let silent = outcomes.get(Probe::Opaque) == Some(Code::Blocked)
        && outcomes.reads(Probe::Own) != Some(true);
    let late = outcomes.signal == Some(Signal::TimedOut);
    let network =
        matches!(outcomes.signal, Some(Signal::Network | Signal::Tls | Signal::RefusedLocally));
    silent && (network || late)
}

impl Core {
    fn of(outcomes: &Outcomes) -> Self {
        let reads = |probe| outcomes.reads(probe);
        // "*" that was seen settles what need not be asked.
        let star = (outcomes.allow_origin.as_deref() == Some("*")).then_some(true);
        let own = reads(Probe::Own);
        let null = reads(Probe::Null).or(star);
        let foreign_include = reads(Probe::ForeignInclude);
        // Whoever may read with credentials may read without; whoever may not read without
        // them is not asked again with them.
        let follows = |plain: Option<bool>| plain.filter(|reads| !reads);
        let any_header = reads(Probe::RandomHeader).filter(|reads| *reads);
        Self {
            own,
            own_include: reads(Probe::OwnInclude).or(follows(own)),
            null,
            null_include: reads(Probe::NullInclude)
                .or(follows(null))
                .or(star.map(|_| false))
                .or(follows(reads(Probe::OwnInclude)).filter(|_| own == Some(true))),
            foreign: reads(Probe::Foreign).or(foreign_include.filter(|reads| *reads)).or(star),
            foreign_include,
            json: reads(Probe::Json).or(any_header),
        }
    }

    fn verdict(self) -> Sharing {
        let is = |outcome: Option<bool>| outcome == Some(true);
        let own = is(self.own) || is(self.own_include);
        let null = is(self.null) || is(self.null_include);
        let refuted = self.foreign_include == Some(false) || self.foreign == Some(false);
        match (own, is(self.own_include), null, is(self.null_include)) {
            (false, _, false, _) => Sharing::NotShared,
            (false, _, true, false) => Sharing::NullAllowed,
            (false, _, true, true) | (true, false, _, true) => Sharing::NullAllowedCredentials,
            // Two vantages cannot tell everyone from just these two.
            (true, true, _, true) if refuted => Sharing::NullAllowedCredentials,
            (true, true, _, true) => Sharing::ReflectAnyCredentials,
            (true, true, _, false) if is(self.foreign_include) => {
                Sharing::ArbitraryNamedOriginCredentials
            }
            (true, true, _, false) => Sharing::NamedAllowCredentials,
            (true, false, false, _) => Sharing::NamedAllow,
            (true, false, true, false) if self.foreign == Some(false) => Sharing::NullAllowed,
            (true, false, true, false) if is(self.json) => Sharing::PublicApi,
            (true, false, true, false) => Sharing::PublicRead,
        }
    }

    /// The verdicts that what was not asked could still bring.
    fn alternatives(self, outcomes: &Outcomes) -> Vec<Sharing> {
        let slots = [
            self.own,
            self.own_include,
            self.null,
            self.null_include,
            self.foreign,
            self.foreign_include,
            self.json,
        ];
        let mut found = Vec::new();
        for guess in 0_u32..(1 << slots.len()) {
            let bit = |at: usize| guess & (1 << at) != 0;
            let contradicts =
                |(at, slot): (usize, &Option<bool>)| slot.is_some_and(|s| s != bit(at));
            // Credentials never open what is closed without them, unless that was seen.
            let odd = |plain: usize, with: usize, seen: Option<bool>| {
                bit(with) && !bit(plain) && seen.is_none()
            };
            if slots.iter().enumerate().any(contradicts)
                || odd(0, 1, self.own_include)
                || odd(2, 3, self.null_include)
                || odd(4, 5, self.foreign_include)
            {
                continue;
            }
            found.push(Self::of_bits(bit).verdict());
        }
        let quiet = outcomes.get(Probe::Opaque) == Some(Code::Blocked) && outcomes.signal.is_none();
        if quiet && self.verdict() == Sharing::NotShared {
            found.push(Sharing::Unreachable);
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|other| *other != self.verdict());
        found
    }

    fn of_bits(bit: impl Fn(usize) -> bool) -> Self {
        Self {
            own: Some(bit(0)),
            own_include: Some(bit(1)),
            null: Some(bit(2)),
            null_include: Some(bit(3)),
            foreign: Some(bit(4)),
            foreign_include: Some(bit(5)),
            json: Some(bit(6)),
        }
    }
}

#[cfg(test)]
mod tests;
