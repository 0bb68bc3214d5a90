//! The order of the steps.

use super::super::outcomes::{Code, Probe, Signal};
use super::{Means, Next, Progress, Step, Stop};

/// Says what to do after what came so far.
pub fn next(progress: &Progress, means: Means) -> Next {
    if progress.outcomes.rate_limited {
        return Next::Stop(Stop::RateLimited);
    }
    if !progress.is_done(Step::Own) {
        return Next::Ask(Step::Own.request());
    }
    if reads(progress, Probe::Own) {
        first(progress, &after_read(progress, means), Stop::Done)
    } else {
        after_block(progress, means)
    }
}

fn reads(progress: &Progress, probe: Probe) -> bool {
    progress.outcomes.reads(probe) == Some(true)
}

/// The first step that is wanted and was not taken.
fn first(progress: &Progress, wanted: &[(Step, bool)], stop: Stop) -> Next {
    let open = wanted.iter().find(|(step, wanted)| *wanted && !progress.is_done(*step));
    open.map_or(Next::Stop(stop), |(step, _)| Next::Ask(step.request()))
}

/// The page can read it: who else can, and what passes the preflight?
fn after_read(progress: &Progress, means: Means) -> [(Step, bool); 12] {
    let with_credentials = reads(progress, Probe::OwnInclude);
    let star = progress.outcomes.allow_origin.as_deref() == Some("*");
    let null = star || reads(progress, Probe::Null);
    // The second origin tells nothing where everyone reads without credentials.
    let second = means.second_origin && (!null || with_credentials);
    let any_header = reads(progress, Probe::RandomHeader);
    let json = any_header || reads(progress, Probe::Json);
    [
        (Step::OwnInclude, true),
        (Step::Null, !star),
        (Step::NullInclude, with_credentials && reads(progress, Probe::Null)),
        (Step::ForeignInclude, second && with_credentials),
        (Step::Foreign, second && !with_credentials),
        (Step::RandomHeader, true),
        (Step::Authorization, true),
        // A list that takes any header takes this one.
        (Step::Json, !any_header),
        (Step::JsonInclude, with_credentials && json),
        (Step::Propfind, json && !means.gentle),
        (Step::Missing, true),
        (Step::Cache, means.data_worker),
    ]
}

/// The page cannot read it: does anything answer, and can `null` read it?
fn after_block(progress: &Progress, means: Means) -> Next {
    let silent = progress.outcomes.get(Probe::Opaque) == Some(Code::Blocked);
    let late = progress.is_late(Step::Own) && progress.is_late(Step::Opaque);
    if late {
        return Next::Stop(Stop::TimedOut);
    }
    match progress.outcomes.signal {
        Some(Signal::TimedOut) => return Next::Stop(Stop::TimedOut),
        Some(Signal::Network | Signal::Tls | Signal::RefusedLocally) if silent => {
            return Next::Stop(Stop::Unreachable);
        }
        Some(
            Signal::BlockedAfterAnswer | Signal::Network | Signal::Tls | Signal::RefusedLocally,
        )
        | None => {}
    }
    let null = reads(progress, Probe::Null);
    let wanted = [
        (Step::Opaque, true),
        (Step::SideChannel, silent && means.side_channel),
        (Step::Null, true),
        (Step::NullInclude, null),
        (Step::RedirectManual, !null),
        (Step::Prefetch, !null && means.prefetch),
    ];
    first(progress, &wanted, if null { Stop::NullAllowed } else { Stop::NotShared })
}
