//! The same policy is an A or an F: it depends on what the owner means to share.

use crate::audit::score::Grade;

use super::finding::Finding;
use super::infer::{Inference, Sharing};

/// What the owner means to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Nothing: only pages of its own origin read it.
    Private,
    /// Everyone may read it.
    PublicRead,
    /// Everyone may call it, with JSON and tokens.
    PublicApi,
    /// Only one's own app, on another origin, with credentials.
    OwnApp,
}

/// Whether the owner listed the origin that the probe came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listed {
    /// It was not said.
    #[default]
    Unsaid,
    /// The owner put it on the list.
    Yes,
    /// The owner did not.
    No,
}

/// A policy measured against what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// 0 to 100; `None` where nothing was seen that could be judged.
    pub points: Option<u32>,
    /// The grade of the points.
    pub grade: Option<Grade>,
    /// What it means, in one or two sentences.
    pub says: &'static str,
    /// What was taken away, and how much.
    pub losses: Vec<(Finding, u32)>,
}

impl Intent {
    /// Every intent, in the order in which it is offered.
    pub const ALL: [Self; 4] = [Self::Private, Self::PublicRead, Self::PublicApi, Self::OwnApp];

    /// The name used on the page, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::PublicRead => "public-read",
            Self::PublicApi => "public-api",
            Self::OwnApp => "own-app",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|intent| intent.name().eq_ignore_ascii_case(name.trim()))
    }

    /// What the owner says with it.
    pub fn says(self) -> &'static str {
        match self {
            Self::Private => "Private: no other site should read it",
            Self::PublicRead => "Public: everyone may read it",
            Self::PublicApi => "Public API: everyone may call it",
            Self::OwnApp => "My app only: one origin, with credentials",
        }
    }
}

/// Measures a policy against what was meant.
pub fn judge(inference: &Inference, intent: Intent, listed: Listed) -> Judgement {
    let (start, says) = start(inference.verdict, intent, listed);
    let Some(start) = start else {
        return Judgement { points: None, grade: None, says, losses: Vec::new() };
    };
    let mut losses = Vec::new();
    let mut points = start;
    for finding in &inference.findings {
        let loss = loss(*finding, intent).min(points);
        if loss > 0 {
            losses.push((*finding, loss));
            points -= loss;
        }
    }
    Judgement { points: Some(points), grade: Some(Grade::of_points(points)), says, losses }
}

/// The points before the faults, and what they mean.
fn start(verdict: Sharing, intent: Intent, listed: Listed) -> (Option<u32>, &'static str) {
    match verdict {
        Sharing::RateLimited => (None, "The server asked us to slow down, so nothing is judged."),
        Sharing::Unreachable => (None, "Nothing answered, so nothing is judged."),
        Sharing::ReflectAnyCredentials
        | Sharing::ArbitraryNamedOriginCredentials
        | Sharing::NullAllowedCredentials => {
            (Some(0), "Any page that a signed-in user opens can take their data. Close it now.")
        }
        Sharing::NullAllowed => (
            Some(30),
            "The origin null is anyone's: a sandboxed frame on any page has it. Remove it.",
        ),
        Sharing::NotShared => not_shared(intent),
        Sharing::PublicRead | Sharing::PublicApi => public(intent),
        Sharing::NamedAllow | Sharing::NamedAllowCredentials => {
            named(intent, listed, verdict == Sharing::NamedAllowCredentials)
        }
    }
}

fn not_shared(intent: Intent) -> (Option<u32>, &'static str) {
    match intent {
        Intent::Private => (Some(100), "As meant: browsers keep it from other sites."),
        Intent::PublicRead | Intent::PublicApi => {
            (Some(0), "Meant for everyone, and no other site can read it.")
        }
        Intent::OwnApp => (
            None,
            "This page is not your app, so being kept out says nothing. Run the console snippet on \
             your app's origin.",
        ),
    }
}

fn public(intent: Intent) -> (Option<u32>, &'static str) {
    match intent {
        Intent::Private => {
            (Some(20), "Meant to be private, and any web page can read it without credentials.")
        }
        Intent::PublicRead => (Some(100), "As meant: any web page can read it."),
        Intent::PublicApi => (Some(100), "As meant: any web page can call it."),
        Intent::OwnApp => (
            Some(60),
            "Meant for one app, and any web page can read what needs no sign-in. Calls with \
             cookies from your app fail.",
        ),
    }
}

fn named(intent: Intent, listed: Listed, credentials: bool) -> (Option<u32>, &'static str) {
    match (intent, listed) {
        (Intent::OwnApp, Listed::Yes) => (Some(100), "As meant: the listed origin can read it."),
        (Intent::PublicRead | Intent::PublicApi, _) => (
            Some(50),
            "Meant for everyone, and only some origins can read it; send * without credentials.",
        ),
        (_, Listed::No) if credentials => {
            (Some(0), "An origin that you never listed reads with credentials: so can any other.")
        }
        (_, Listed::No) => (Some(40), "An origin that you never listed can read it."),
        (Intent::Private, _) => {
            (Some(40), "Meant to be private, and at least this page's origin can read it.")
        }
        (Intent::OwnApp, Listed::Unsaid) => (
            Some(80),
            "This page's origin can read it. Fine if you listed it; otherwise any origin can, and \
             that is critical.",
        ),
    }
}

/// What a fault takes away, given what was meant.
fn loss(finding: Finding, intent: Intent) -> u32 {
    let called = matches!(intent, Intent::PublicApi | Intent::OwnApp);
    let shared = intent != Intent::Private;
    match finding {
        Finding::VaryOriginMissing => 30,
        Finding::ErrorResponsesLackCors if shared => 25,
        Finding::JsonPreflightRefused if called => 40,
        Finding::AuthorizationRefusedOrErrorWithoutCors if called => 15,
        Finding::AuthorizationOnlyByWildcard if called => 5,
        Finding::WildcardHeadersWithCredentials if called => 20,
        Finding::ResourcePolicyContradictsSharing if shared => 5,
        Finding::ErrorResponsesLackCors
        | Finding::JsonPreflightRefused
        | Finding::AuthorizationRefusedOrErrorWithoutCors
        | Finding::AuthorizationOnlyByWildcard
        | Finding::WildcardHeadersWithCredentials
        | Finding::ResourcePolicyContradictsSharing
        | Finding::NotShared
        | Finding::Public
        | Finding::OurOriginAccepted
        | Finding::OurOriginAcceptedWithCredentials
        | Finding::OriginReflectedWithCredentials
        | Finding::ArbitraryOriginAcceptedWithCredentials
        | Finding::NullOriginAllowed
        | Finding::NullOriginWithCredentials
        | Finding::RateLimited
        | Finding::Unreachable
        | Finding::AnyMethodAllowed
        | Finding::Redirects
        | Finding::Inconsistent => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Code, Outcomes, Probe, infer};
    use super::*;

    #[track_caller]
    fn check(codes: &str, intent: Intent, listed: Listed, want: Option<u32>) {
        let probes = [Probe::Own, Probe::OwnInclude, Probe::Null, Probe::NullInclude, Probe::Json];
        let codes = codes.chars().map(|code| Code::parse(&code.to_string()).unwrap());
        let outcomes: Outcomes = probes.into_iter().zip(codes).collect();
        assert_eq!(judge(&infer(&outcomes), intent, listed).points, want);
    }

    #[test]
    fn the_same_pattern_is_an_a_or_an_f() {
        check("0000", Intent::Private, Listed::Unsaid, Some(100));
        check("0000", Intent::PublicApi, Listed::Unsaid, Some(0));
        check("0000", Intent::OwnApp, Listed::Unsaid, None);
        check("10100", Intent::PublicRead, Listed::Unsaid, Some(100));
        check("10100", Intent::PublicApi, Listed::Unsaid, Some(60));
        check("10101", Intent::Private, Listed::Unsaid, Some(20));
    }

    #[test]
    fn an_open_door_is_meant_by_nobody() {
        for intent in Intent::ALL {
            check("11111", intent, Listed::Unsaid, Some(0));
        }
    }

    #[test]
    fn a_list_is_judged_by_its_owner() {
        check("11001", Intent::OwnApp, Listed::Yes, Some(100));
        check("11001", Intent::OwnApp, Listed::Unsaid, Some(80));
        check("11001", Intent::OwnApp, Listed::No, Some(0));
    }
}
