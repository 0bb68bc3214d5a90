//! Every probe of a page, run against simulated servers.

use crate::audit::address::Address;
use crate::audit::cors::outcomes::{Code, Outcomes, Probe};
use crate::audit::headers::Headers;

use super::fetch::{self, Answer, Call, Credentials, Mode, Redirects};
use super::server::{Asked, Response, Site};

/// Where the probes come from and go to.
#[derive(Clone, Debug)]
pub struct Lab {
    /// The origins by name, and the target path.
    pub site: Site,
    /// The target.
    pub target: Address,
    /// A path beside the target that does not exist.
    pub missing: Address,
}

impl Lab {
    /// The call that a probe makes.
    pub fn call(&self, probe: Probe) -> Call {
        let origin = if matches!(probe, Probe::Null | Probe::NullInclude) {
            "null"
        } else if matches!(probe, Probe::Foreign | Probe::ForeignInclude) {
            &self.site.foreign
        } else {
            &self.site.own
        };
        let beside = matches!(probe, Probe::Missing | Probe::MissingOpaque);
        let url = if beside { &self.missing } else { &self.target };
        let opaque = matches!(probe, Probe::Opaque | Probe::MissingOpaque);
        let redirects = if probe == Probe::RedirectManual {
            Redirects::Manual
        } else if probe == Probe::RedirectError {
            Redirects::Error
        } else {
            Redirects::Follow
        };
        Call {
            url: url.clone(),
            method: method(probe).into(),
            origin: origin.into(),
            mode: if opaque { Mode::NoCors } else { Mode::Cors },
            credentials: credentials(probe),
            redirects,
            headers: headers(probe),
        }
    }

    /// Makes the call of a probe and says what came of it.
    pub fn probe(&self, probe: Probe, serve: &dyn Fn(&Address, &Asked) -> Response) -> Code {
        match fetch::fetch(&self.call(probe), serve) {
            Answer::Readable(_) => Code::Readable,
            Answer::Opaque => Code::Opaque,
            Answer::OpaqueRedirect => Code::OpaqueRedirect,
            Answer::Blocked(_) => Code::Blocked,
        }
    }
}

/// Runs every probe.
pub fn run(lab: &Lab, serve: &dyn Fn(&Address, &Asked) -> Response) -> Outcomes {
    Probe::all().map(|probe| (probe, lab.probe(probe, serve))).collect()
}

fn credentials(probe: Probe) -> Credentials {
    let include = matches!(
        probe,
        Probe::OwnInclude
            | Probe::NullInclude
            | Probe::ForeignInclude
            | Probe::JsonInclude
            | Probe::RandomInclude
    );
    if include { Credentials::Include } else { Credentials::Omit }
}

fn method(probe: Probe) -> &'static str {
    let named = [
        (Probe::Options, "OPTIONS"),
        (Probe::Propfind, "PROPFIND"),
        (Probe::Put, "PUT"),
        (Probe::Patch, "PATCH"),
        (Probe::Delete, "DELETE"),
    ];
    named.into_iter().find(|(known, _)| *known == probe).map_or("GET", |(_, name)| name)
}

fn headers(probe: Probe) -> Headers {
    let named = [
        (Probe::RandomHeader, "x-preflight-probe", "1"),
        (Probe::RandomInclude, "x-preflight-probe", "1"),
        (Probe::Authorization, "authorization", "Preflight-Probe"),
        (Probe::Json, "content-type", "application/json"),
        (Probe::JsonInclude, "content-type", "application/json"),
    ];
    let of = |(known, _, _): &(Probe, &str, &str)| *known == probe;
    named.into_iter().filter(of).map(|(_, name, value)| (name, value)).collect()
}
