//! What was found beside the verdict, and how much it matters.

use serde::Serialize;

use super::infer::Sharing;
use super::outcomes::{Cache, Code, Outcomes, Probe};

/// Something found in the outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// No origin that was tried can read it.
    NotShared,
    /// Any origin can read it anonymously.
    Public,
    /// The page's origin is let in.
    OurOriginAccepted,
    /// The page's origin is let in with credentials.
    OurOriginAcceptedWithCredentials,
    /// The asker's origin is echoed back with credentials, even `null`.
    OriginReflectedWithCredentials,
    /// An unrelated named origin is let in with credentials.
    ArbitraryOriginAcceptedWithCredentials,
    /// The origin `null` is let in.
    NullOriginAllowed,
    /// The origin `null` is let in with credentials.
    NullOriginWithCredentials,
    /// The server asked for fewer requests.
    RateLimited,
    /// Nothing answered.
    Unreachable,
    /// Answers to missing paths cannot be read although good ones can.
    ErrorResponsesLackCors,
    /// `Vary: Origin` is missing on answers that differ by origin.
    VaryOriginMissing,
    /// Calls that declare JSON fail at the preflight.
    JsonPreflightRefused,
    /// Authorization passes only because browsers let `*` cover it.
    AuthorizationOnlyByWildcard,
    /// Authorization is not let through, or the refusal of a bad token lacks CORS headers.
    AuthorizationRefusedOrErrorWithoutCors,
    /// `Access-Control-Allow-Headers: *` stands beside credentials, where it means nothing.
    WildcardHeadersWithCredentials,
    /// Any method passes the preflight.
    AnyMethodAllowed,
    /// It redirects.
    Redirects,
    /// Cross-Origin-Resource-Policy forbids what CORS allows.
    ResourcePolicyContradictsSharing,
    /// Credentials open what is closed without them.
    Inconsistent,
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Concern {
    /// Better than it needs to be.
    Good,
    /// As it should be.
    Ok,
    /// Worth knowing.
    Info,
    /// The owner must say whether this is meant.
    Review,
    /// A weakness or a fault that shows in some cases.
    Warn,
    /// A fault: what is meant to be read cannot be.
    Fail,
    /// A weakness that can be used.
    High,
    /// Data is open now.
    Critical,
}

impl Concern {
    /// The name used on the page, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Ok => "ok",
            Self::Info => "info",
            Self::Review => "review",
            Self::Warn => "warn",
            Self::Fail => "fail",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl Finding {
    /// What was found, as a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::NotShared => "No origin that was tried can read it.",
            Self::Public => "Any web page can read it without credentials.",
            Self::OurOriginAccepted => "This page's origin can read it.",
            Self::OurOriginAcceptedWithCredentials => {
                "This page's origin can read it with the visitor's credentials."
            }
            Self::OriginReflectedWithCredentials => {
                "The asker's origin is echoed back with credentials, even the origin null."
            }
            Self::ArbitraryOriginAcceptedWithCredentials => {
                "Unrelated named origins can read it with the visitor's credentials."
            }
            Self::NullOriginAllowed => "The origin null, which any page can take on, can read it.",
            Self::NullOriginWithCredentials => {
                "The origin null, which any page can take on, can read it with credentials."
            }
            Self::RateLimited => "The server asked for fewer requests, so probing stopped.",
            Self::Unreachable => "Nothing answered.",
            Self::ErrorResponsesLackCors => {
                "Errors lack CORS headers: an app sees \"Failed to fetch\" in place of the error."
            }
            Self::VaryOriginMissing => {
                "Vary: Origin is missing: a cache hands one origin's answer to another."
            }
            Self::JsonPreflightRefused => {
                "Calls with a JSON body or own headers fail at the OPTIONS request."
            }
            Self::AuthorizationOnlyByWildcard => {
                "Authorization passes only because browsers let * cover it; the standard says no."
            }
            Self::AuthorizationRefusedOrErrorWithoutCors => {
                "Calls with Authorization fail: it is not listed, or the 401 lacks CORS headers."
            }
            Self::WildcardHeadersWithCredentials => {
                "Access-Control-Allow-Headers: * means nothing on calls with credentials."
            }
            Self::AnyMethodAllowed => "Any method passes the preflight.",
            Self::Redirects => "It redirects; browsers check CORS on every hop.",
            Self::ResourcePolicyContradictsSharing => {
                "Cross-Origin-Resource-Policy forbids embedding what CORS lets everyone read."
            }
            Self::Inconsistent => "Credentials open what is closed without them; ask again.",
        }
    }
}

/// Lists what was found, the main thing first.
pub(super) fn of(outcomes: &Outcomes, verdict: Sharing) -> Vec<Finding> {
    let mut findings = main(outcomes, verdict);
    let is = |probe: Probe, reads: bool| outcomes.reads(probe) == Some(reads);
    let mut add = |holds: bool, finding: Finding| {
        if holds {
            findings.push(finding);
        }
    };
    let own = is(Probe::Own, true);
    let any_header = is(Probe::RandomHeader, true);
    let with_credentials = is(Probe::OwnInclude, true);
    let json = is(Probe::Json, true) || any_header;
    add(own && is(Probe::Missing, false), Finding::ErrorResponsesLackCors);
    add(outcomes.cache == Some(Cache::VaryMissing), Finding::VaryOriginMissing);
    add(own && is(Probe::Json, false) && !any_header, Finding::JsonPreflightRefused);
    let by_wildcard = any_header && is(Probe::Authorization, true) && !with_credentials;
    add(own && by_wildcard, Finding::AuthorizationOnlyByWildcard);
    let refused = json && is(Probe::Authorization, false);
    add(own && refused, Finding::AuthorizationRefusedOrErrorWithoutCors);
    let literal = with_credentials
        && any_header
        && (is(Probe::RandomInclude, false) || is(Probe::JsonInclude, false));
    add(own && literal, Finding::WildcardHeadersWithCredentials);
    add(own && is(Probe::Propfind, true), Finding::AnyMethodAllowed);
    add(redirects(outcomes), Finding::Redirects);
    let hidden = outcomes.get(Probe::Opaque) == Some(Code::Blocked);
    add(own && hidden, Finding::ResourcePolicyContradictsSharing);
    let odd = |plain, with| is(plain, false) && is(with, true);
    add(
        odd(Probe::Own, Probe::OwnInclude) || odd(Probe::Null, Probe::NullInclude),
        Finding::Inconsistent,
    );
    findings
}

fn main(outcomes: &Outcomes, verdict: Sharing) -> Vec<Finding> {
    let own_with_credentials = outcomes.reads(Probe::OwnInclude) == Some(true);
    match verdict {
        Sharing::NotShared => vec![Finding::NotShared],
        Sharing::PublicRead | Sharing::PublicApi => vec![Finding::Public],
        Sharing::NamedAllow => vec![Finding::OurOriginAccepted],
        Sharing::NamedAllowCredentials => vec![Finding::OurOriginAcceptedWithCredentials],
        Sharing::ReflectAnyCredentials => vec![Finding::OriginReflectedWithCredentials],
        Sharing::ArbitraryNamedOriginCredentials => {
            vec![Finding::ArbitraryOriginAcceptedWithCredentials]
        }
        Sharing::NullAllowed => vec![Finding::NullOriginAllowed],
        Sharing::NullAllowedCredentials if own_with_credentials => {
            vec![Finding::OriginReflectedWithCredentials]
        }
        Sharing::NullAllowedCredentials => vec![Finding::NullOriginWithCredentials],
        Sharing::RateLimited => vec![Finding::RateLimited],
        Sharing::Unreachable => vec![Finding::Unreachable],
    }
}

fn redirects(outcomes: &Outcomes) -> bool {
    outcomes.redirected || outcomes.get(Probe::RedirectManual) == Some(Code::OpaqueRedirect)
}

/// How much the pattern matters, whatever the owner meant.
pub(super) fn concern(outcomes: &Outcomes, verdict: Sharing) -> Concern {
    let hidden = outcomes.get(Probe::Opaque) == Some(Code::Blocked);
    let errors_hidden = outcomes.reads(Probe::Missing) == Some(false);
    match verdict {
        // Not even embedding is allowed.
        Sharing::NotShared if hidden => Concern::Good,
        // Only a target that means to share has CORS headers on its errors.
        Sharing::NotShared if outcomes.reads(Probe::Missing) == Some(true) => Concern::Fail,
        Sharing::NotShared | Sharing::RateLimited | Sharing::Unreachable => Concern::Info,
        Sharing::PublicRead | Sharing::PublicApi | Sharing::NamedAllow => {
            if errors_hidden || outcomes.cache == Some(Cache::VaryMissing) {
                Concern::Warn
            } else if redirects(outcomes) || hidden {
                Concern::Info
            } else {
                Concern::Ok
            }
        }
        Sharing::NamedAllowCredentials => Concern::Review,
        Sharing::NullAllowed => Concern::High,
        Sharing::ReflectAnyCredentials
        | Sharing::ArbitraryNamedOriginCredentials
        | Sharing::NullAllowedCredentials => Concern::Critical,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(codes: &[(Probe, Code)], verdict: Sharing, want: (&[Finding], Concern)) {
        let outcomes = codes.iter().copied().collect();
        assert_eq!(of(&outcomes, verdict), want.0);
        assert_eq!(concern(&outcomes, verdict), want.1);
    }

    #[test]
    fn faults_stand_behind_the_main_thing() {
        let read = [(Probe::Own, Code::Readable), (Probe::Missing, Code::Blocked)];
        let want = [Finding::Public, Finding::ErrorResponsesLackCors];
        check(&read, Sharing::PublicRead, (&want, Concern::Warn));
        let json = [(Probe::Own, Code::Readable), (Probe::Json, Code::Blocked)];
        let want = [Finding::Public, Finding::JsonPreflightRefused];
        check(&json, Sharing::PublicRead, (&want, Concern::Ok));
    }

    #[test]
    fn a_target_that_hides_while_its_errors_share_is_at_fault() {
        let codes = [(Probe::Own, Code::Blocked), (Probe::Missing, Code::Readable)];
        check(&codes, Sharing::NotShared, (&[Finding::NotShared], Concern::Fail));
    }

    #[test]
    fn a_literal_star_beside_credentials_is_found() {
        let codes = [
            (Probe::Own, Code::Readable),
            (Probe::OwnInclude, Code::Readable),
            (Probe::RandomHeader, Code::Readable),
            (Probe::JsonInclude, Code::Blocked),
        ];
        let want =
            [Finding::OurOriginAcceptedWithCredentials, Finding::WildcardHeadersWithCredentials];
        check(&codes, Sharing::NamedAllowCredentials, (&want, Concern::Review));
    }
}
