//! Which request to send next, and when to stop: the least that settles the verdict.
//!
//! Only safe methods are ever sent. One request is under way at a time; each step depends on
//! what came before, and most targets are settled after a handful.

mod next;
mod step;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::outcomes::{Cache, Code, Outcomes, Signal};
pub use next::next;
pub use step::{Request, Step, Vantage};

/// What the page can do; it decides which steps exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent abilities, each calibrated alone")]
pub struct Means {
    /// A second named origin is deployed.
    pub second_origin: bool,
    /// A side channel tells a blocked answer from none.
    pub side_channel: bool,
    /// Prefetching tells good statuses from bad ones.
    pub prefetch: bool,
    /// A worker from a `data:` address shares the page's cache.
    pub data_worker: bool,
    /// Leave out what may alarm a firewall.
    pub gentle: bool,
}

/// What was asked so far, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What the probes saw.
    pub outcomes: Outcomes,
    done: BTreeSet<Step>,
    late: BTreeSet<Step>,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// An outcome.
    Code(Code),
    /// A readable answer that came after a redirect.
    Redirected,
    /// A readable answer that asks for fewer requests: 429, or 503 with Retry-After.
    RateLimited,
    /// Nothing in time.
    Late,
    /// A side channel spoke.
    Signal(Signal),
    /// The cache spoke.
    Cache(Cache),
    /// Nothing that helps.
    Nothing,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send this.
    Ask(Request),
    /// Stop, for this reason.
    Stop(Stop),
}

/// Why to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Everything that helps was asked.
    Done,
    /// The server asks for fewer requests.
    RateLimited,
    /// Nothing answers.
    Unreachable,
    /// Nothing answers in time.
    TimedOut,
    /// The worst is known: `null` is let in.
    NullAllowed,
    /// It is not shared, and no more can be seen.
    NotShared,
}

impl Progress {
    /// Notes what came of a step.
    pub fn note(&mut self, step: Step, came: Came) {
        self.done.insert(step);
        match came {
            Came::Code(code) => self.set(step, code),
            Came::Redirected => {
                self.outcomes.redirected = true;
                self.set(step, Code::Readable);
            }
            Came::RateLimited => {
                self.outcomes.rate_limited = true;
                self.set(step, Code::Readable);
            }
            Came::Late => {
                self.late.insert(step);
                self.set(step, Code::Blocked);
            }
            Came::Signal(signal) => self.outcomes.signal = Some(signal),
            Came::Cache(cache) => self.outcomes.cache = Some(cache),
            Came::Nothing => {}
        }
        if self.is_late(Step::Own) && self.is_late(Step::Opaque) {
            self.outcomes.signal = Some(Signal::TimedOut);
        }
    }

    fn set(&mut self, step: Step, code: Code) {
        if let Some(probe) = step.probe() {
            self.outcomes.set(probe, code);
        }
    }

    /// Whether a step was taken.
    pub fn is_done(&self, step: Step) -> bool {
        self.done.contains(&step)
    }

    /// Whether nothing came of a step in time.
    pub fn is_late(&self, step: Step) -> bool {
        self.late.contains(&step)
    }
}

impl Stop {
    /// Why probing stopped, as a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::Done => "Everything that helps was asked.",
            Self::RateLimited => "The server asks for fewer requests, so we stopped.",
            Self::Unreachable => "Nothing answers, so there is no more to ask.",
            Self::TimedOut => "No answer came in time, twice.",
            Self::NullAllowed => "The worst is known: the origin null is let in.",
            Self::NotShared => "The answer is kept from this page, and no more can be seen.",
        }
    }
}
