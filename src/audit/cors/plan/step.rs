//! The steps of the plan and the requests they send.

use super::super::outcomes::Probe;
use super::super::simulate::{Credentials, Mode, Redirects};

/// A step of the plan, in the order in which steps are considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Ask to read, without credentials.
    Own,
    /// Ask without reading.
    Opaque,
    /// Tell a blocked answer from none.
    SideChannel,
    /// Ask to read, with credentials.
    OwnInclude,
    /// Ask from the origin `null`.
    Null,
    /// Ask from the origin `null`, with credentials.
    NullInclude,
    /// Ask from the second origin.
    Foreign,
    /// Ask from the second origin, with credentials.
    ForeignInclude,
    /// Ask with a random header.
    RandomHeader,
    /// Ask with an Authorization header.
    Authorization,
    /// Ask with a JSON type.
    Json,
    /// Ask with a JSON type and credentials.
    JsonInclude,
    /// Ask with a method in nobody's list.
    Propfind,
    /// Ask for a path that does not exist.
    Missing,
    /// Ask without following redirects.
    RedirectManual,
    /// Tell a good status from a bad one.
    Prefetch,
    /// Ask three times through the cache.
    Cache,
}

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vantage {
    /// The page itself.
    Page,
    /// A sandboxed frame, whose origin is `null`.
    NullFrame,
    /// The second named origin.
    SecondOrigin,
}

/// A request of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// The step that sends it.
    pub step: Step,
    /// Where it comes from.
    pub vantage: Vantage,
    /// The method; always a safe one.
    pub method: &'static str,
    /// Whether the answer is to be read.
    pub mode: Mode,
    /// Whether cookies go along.
    pub credentials: Credentials,
    /// A header that the page sets.
    pub header: Option<(&'static str, &'static str)>,
    /// What to do about redirects.
    pub redirects: Redirects,
    /// Whether it goes to a missing path beside the target.
    pub missing: bool,
    /// The most requests on the wire, with the preflight.
    pub wire_max: u32,
    /// What it is for, as the ledger says it.
    pub says: &'static str,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 17] = [
        Self::Own,
        Self::Opaque,
        Self::SideChannel,
        Self::OwnInclude,
        Self::Null,
        Self::NullInclude,
        Self::Foreign,
        Self::ForeignInclude,
        Self::RandomHeader,
        Self::Authorization,
        Self::Json,
        Self::JsonInclude,
        Self::Propfind,
        Self::Missing,
        Self::RedirectManual,
        Self::Prefetch,
        Self::Cache,
    ];

    /// The probe whose outcome it gives.
    pub fn probe(self) -> Option<Probe> {
        match self {
            Self::Own => Some(Probe::Own),
            Self::Opaque => Some(Probe::Opaque),
            Self::OwnInclude => Some(Probe::OwnInclude),
            Self::Null => Some(Probe::Null),
            Self::NullInclude => Some(Probe::NullInclude),
            Self::Foreign => Some(Probe::Foreign),
            Self::ForeignInclude => Some(Probe::ForeignInclude),
            Self::RandomHeader => Some(Probe::RandomHeader),
            Self::Authorization => Some(Probe::Authorization),
            Self::Json => Some(Probe::Json),
            Self::JsonInclude => Some(Probe::JsonInclude),
            Self::Propfind => Some(Probe::Propfind),
            Self::Missing => Some(Probe::Missing),
            Self::RedirectManual => Some(Probe::RedirectManual),
            Self::SideChannel | Self::Prefetch | Self::Cache => None,
        }
    }

    /// The request that it sends.
    pub fn request(self) -> Request {
        let base = Request {
            step: self,
            vantage: Vantage::Page,
            method: "GET",
            mode: Mode::Cors,
            credentials: Credentials::Omit,
            header: None,
            redirects: Redirects::Follow,
            missing: false,
            wire_max: 1,
            says: self.says(),
        };
        let header = |field: (&'static str, &'static str)| Request {
            header: Some(field),
            wire_max: 2,
            ..base
        };
        let json = header(("content-type", "application/json"));
        match self {
            Self::Own => base,
            // HEAD tells the same; Firefox would load the whole hidden body of a GET.
            Self::Opaque => Request { method: "HEAD", mode: Mode::NoCors, ..base },
            Self::SideChannel | Self::Prefetch => Request { mode: Mode::NoCors, ..base },
            Self::OwnInclude => Request { credentials: Credentials::Include, ..base },
            Self::Null => Request { vantage: Vantage::NullFrame, ..base },
            Self::NullInclude => {
                Request { vantage: Vantage::NullFrame, credentials: Credentials::Include, ..base }
            }
            Self::Foreign => Request { vantage: Vantage::SecondOrigin, ..base },
            Self::ForeignInclude => Request {
                vantage: Vantage::SecondOrigin,
                credentials: Credentials::Include,
                ..base
            },
            Self::RandomHeader => header(("x-preflight-probe", "1")),
            Self::Authorization => header(("authorization", "Preflight-Probe")),
            Self::Json => json,
            Self::JsonInclude => Request { credentials: Credentials::Include, ..json },
            Self::Propfind => Request { method: "PROPFIND", wire_max: 2, ..base },
            Self::Missing => Request { missing: true, ..base },
            Self::RedirectManual => Request { redirects: Redirects::Manual, ..base },
            Self::Cache => Request { wire_max: 2, ..base },
        }
    }

    /// What it is for, as the ledger says it.
    pub fn says(self) -> &'static str {
        match self {
            Self::Own => "Can this page read it?",
            Self::Opaque => "Does anything answer at all?",
            Self::SideChannel => "Was an answer blocked, or did none come?",
            Self::OwnInclude => "Can this page read it with credentials?",
            Self::Null => "Can the origin null read it?",
            Self::NullInclude => "Can the origin null read it with credentials?",
            Self::Foreign => "Can an unrelated origin read it?",
            Self::ForeignInclude => "Can an unrelated origin read it with credentials?",
            Self::RandomHeader => "Does any request header pass the preflight?",
            Self::Authorization => "Does Authorization pass the preflight?",
            Self::Json => "Does a JSON content type pass the preflight?",
            Self::JsonInclude => "Does JSON pass with credentials?",
            Self::Propfind => "Does a method in nobody's list pass the preflight?",
            Self::Missing => "Can the page read an error?",
            Self::RedirectManual => "Does it redirect?",
            Self::Prefetch => "Is the hidden status a good one?",
            Self::Cache => "Does a cache mix up the answers of two origins?",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_methods_are_sent() {
        for step in Step::ALL {
            let method = step.request().method;
            assert!(["GET", "HEAD", "OPTIONS", "PROPFIND"].contains(&method), "{method}");
        }
    }
}
