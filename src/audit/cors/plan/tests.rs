//! The plan, carried out against simulated servers.

use proptest::prelude::*;

use crate::audit::address::Address;
use crate::audit::cors::outcomes::Probe;
use crate::audit::cors::simulate::{self, Asked, Lab, Policy, Rule, Site, Then, When};
use crate::audit::cors::{Sharing, infer};

use super::*;

fn lab() -> Lab {
    Lab {
        site: Site {
            own: "https://page.example".into(),
            foreign: "https://other.example.net".into(),
            alt: "https://second.example.org".into(),
            hit: "/data".into(),
        },
        target: Address::parse("https://api.example.org/data").unwrap(),
        missing: Address::parse("https://api.example.org/none").unwrap(),
    }
}

/// Carries out the plan against a server that sends these headers to everyone.
fn carry_out(fields: &[(&str, &str)], means: Means) -> (Progress, Vec<Step>, Stop, usize) {
    let headers = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let then = Then { status: 200, headers, body: None };
    let policy = Policy { rules: vec![Rule { when: When::default(), then }] };
    let lab = lab();
    let (mut progress, mut steps) = (Progress::default(), Vec::new());
    let wire = std::cell::Cell::new(0);
    loop {
        let request = match next(&progress, means) {
            Next::Ask(request) => request,
            Next::Stop(stop) => return (progress, steps, stop, wire.get()),
        };
        let serve = |_: &Address, asked: &Asked| {
            wire.set(wire.get() + 1);
            policy.answer(asked, &lab.site)
        };
        let code = |probe| lab.probe(probe, &serve);
        let came = match request.step.probe() {
            Some(probe) => Came::Code(code(probe)),
            None => Came::Nothing,
        };
        steps.push(request.step);
        progress.note(request.step, came);
    }
}

#[track_caller]
fn check(fields: &[(&str, &str)], want: &[Step], stop: Stop, sharing: Sharing) {
    let (progress, steps, stopped, _) = carry_out(fields, Means::default());
    assert_eq!(steps, want);
    assert_eq!(stopped, stop);
    assert_eq!(infer(&progress.outcomes).verdict, sharing);
}

#[test]
fn a_private_service_costs_four_requests() {
    let want = [Step::Own, Step::Opaque, Step::Null, Step::RedirectManual];
    check(&[], &want, Stop::NotShared, Sharing::NotShared);
}

#[test]
fn the_worst_ends_the_search() {
    let null =
        [("Access-Control-Allow-Origin", "null"), ("Access-Control-Allow-Credentials", "true")];
    let want = [Step::Own, Step::Opaque, Step::Null, Step::NullInclude];
    check(&null, &want, Stop::NullAllowed, Sharing::NullAllowedCredentials);
}

#[test]
fn a_public_service_is_not_asked_with_credentials_in_vain() {
    let star = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "*")];
    let want = [
        Step::Own,
        Step::OwnInclude,
        Step::Null,
        Step::RandomHeader,
        Step::Authorization,
        Step::Propfind,
        Step::Missing,
    ];
    check(&star, &want, Stop::Done, Sharing::PublicApi);
}

#[test]
fn a_request_to_slow_down_is_obeyed() {
    let mut progress = Progress::default();
    progress.note(Step::Own, Came::RateLimited);
    assert_eq!(next(&progress, Means::default()), Next::Stop(Stop::RateLimited));
    assert_eq!(infer(&progress.outcomes).verdict, Sharing::RateLimited);
}

#[test]
fn two_timeouts_end_the_search() {
    let mut progress = Progress::default();
    progress.note(Step::Own, Came::Late);
    assert_eq!(next(&progress, Means::default()), Next::Ask(Step::Opaque.request()));
    progress.note(Step::Opaque, Came::Late);
    assert_eq!(next(&progress, Means::default()), Next::Stop(Stop::TimedOut));
    assert_eq!(infer(&progress.outcomes).verdict, Sharing::Unreachable);
}

#[test]
fn silence_is_looked_into_once() {
    let means = Means { side_channel: true, ..Means::default() };
    let mut progress = Progress::default();
    progress.note(Step::Own, Came::Code(Code::Blocked));
    progress.note(Step::Opaque, Came::Code(Code::Blocked));
    assert_eq!(next(&progress, means), Next::Ask(Step::SideChannel.request()));
    progress.note(Step::SideChannel, Came::Signal(Signal::Network));
    assert_eq!(next(&progress, means), Next::Stop(Stop::Unreachable));
}

proptest! {
    #[test]
    fn the_plan_ends_and_finds_what_everything_would(
        origin in prop::sample::select(vec!["*", "{{origin}}", "{{self}}", "null", "{{foreign}}"]),
        credentials in prop::sample::select(vec!["true", "no"]),
        list in prop::sample::select(vec!["*", "content-type", "{{acrh}}"]),
        second_origin: bool,
    ) {
        let fields = [
            ("Access-Control-Allow-Origin", origin),
            ("Access-Control-Allow-Credentials", credentials),
            ("Access-Control-Allow-Headers", list),
        ];
        let means = Means { second_origin, ..Means::default() };
        let (progress, steps, _, wire) = carry_out(&fields, means);
        prop_assert!(wire <= 15, "{wire} for {steps:?}");
        let headers = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let then = Then { status: 200, headers, body: None };
        let policy = Policy { rules: vec![Rule { when: When::default(), then }] };
        let lab = lab();
        let everything = simulate::run(&lab, &|_, asked| policy.answer(asked, &lab.site));
        let foreign = |p: Probe| matches!(p, Probe::Foreign | Probe::ForeignInclude);
        let known: Outcomes = Probe::all()
            .filter(|probe| second_origin || !foreign(*probe))
            .filter_map(|probe| Some((probe, everything.get(probe)?)))
            .collect();
        prop_assert_eq!(infer(&progress.outcomes).verdict, infer(&known).verdict);
    }
}
