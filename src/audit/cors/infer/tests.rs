//! The table of patterns and policies.

use proptest::prelude::*;

use super::*;

/// Reads a pattern such as `1010`: own, own with credentials, null, null with credentials, then
/// the second origin without and with credentials.
fn outcomes(pattern: &str, more: &[(Probe, Code)]) -> Outcomes {
    let probes = [
        Probe::Own,
        Probe::OwnInclude,
        Probe::Null,
        Probe::NullInclude,
        Probe::Foreign,
        Probe::ForeignInclude,
    ];
    let codes = pattern.chars().map(|c| Code::parse(&c.to_string()));
    let asked = probes.into_iter().zip(codes).filter_map(|(probe, code)| Some((probe, code?)));
    asked.chain(more.iter().copied()).collect()
}

#[track_caller]
fn check(pattern: &str, want: Sharing, alternatives: &[Sharing]) {
    let inference = infer(&outcomes(pattern, &[(Probe::Json, Code::Blocked)]));
    assert_eq!(inference.verdict, want, "{pattern}");
    assert_eq!(inference.alternatives, alternatives, "{pattern}");
}

#[test]
fn two_vantages_tell_most_policies() {
    use Sharing::*;
    check("0000", NotShared, &[]);
    check("1010", PublicRead, &[NullAllowed]);
    check("1111", ReflectAnyCredentials, &[NullAllowedCredentials]);
    check("1100", NamedAllowCredentials, &[ArbitraryNamedOriginCredentials]);
    check("1000", NamedAllow, &[]);
    check("0010", NullAllowed, &[]);
    check("0011", NullAllowedCredentials, &[]);
}

#[test]
fn a_second_origin_settles_the_rest() {
    use Sharing::*;
    check("101010", PublicRead, &[]);
    check("101000", NullAllowed, &[]);
    check("111111", ReflectAnyCredentials, &[]);
    check("111100", NullAllowedCredentials, &[]);
    check("110011", ArbitraryNamedOriginCredentials, &[]);
    check("110000", NamedAllowCredentials, &[]);
}

#[test]
fn a_star_that_was_seen_need_not_be_asked_for() {
    let mut seen = outcomes("10", &[(Probe::Json, Code::Readable)]);
    seen.allow_origin = Some("*".into());
    let inference = infer(&seen);
    assert_eq!((inference.verdict, inference.alternatives), (Sharing::PublicApi, vec![]));
}

#[test]
fn silence_is_unreachable_only_with_a_sign() {
    let mut seen = outcomes("0", &[(Probe::Opaque, Code::Blocked)]);
    let inference = infer(&seen);
    assert_eq!(inference.verdict, Sharing::NotShared);
    assert!(inference.alternatives.contains(&Sharing::Unreachable) && !inference.sure);
    seen.signal = Some(Signal::Network);
    assert_eq!(infer(&seen).verdict, Sharing::Unreachable);
}

proptest! {
    #[test]
    fn more_answers_never_bring_a_surprise(pattern in "[01]{6}", asked in 0_usize..6) {
        // Whatever the whole pattern shows was the verdict or an alternative of its beginning,
        // unless credentials open what is closed without them.
        let open = |at: usize| pattern.get(at..=at) == Some("1");
        prop_assume!([0, 2, 4].iter().all(|at| open(*at) || !open(at + 1)));
        // Null was not asked with credentials where the page itself is refused with them.
        prop_assume!(!open(3) || open(1));
        let json = [(Probe::Json, Code::Blocked)];
        let part = infer(&outcomes(pattern.get(..asked).unwrap(), &json));
        let whole = infer(&outcomes(&pattern, &json)).verdict;
        prop_assert!(part.verdict == whole || part.alternatives.contains(&whole));
    }

    #[test]
    fn laboratory_methods_change_nothing(pattern in "[01]{6}") {
        let lab = [(Probe::Put, Code::Readable), (Probe::Delete, Code::Readable)];
        prop_assert_eq!(infer(&outcomes(&pattern, &lab)), infer(&outcomes(&pattern, &[])));
    }
}
