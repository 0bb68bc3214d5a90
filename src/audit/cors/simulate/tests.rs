//! Policies of our own, each with the outcomes that the standard gives it.

use proptest::prelude::*;

use crate::audit::address::Address;
use crate::audit::cors::{Code, Probe, Sharing, infer};
use crate::audit::headers::Headers;

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

type Fields<'a> = &'a [(&'a str, &'a str)];

/// A server that answers preflights and other requests with these headers.
fn policy(preflight: (u16, Fields<'_>), actual: (u16, Fields<'_>)) -> Policy {
    let rule = |kind: &str, (status, fields): (u16, Fields<'_>)| Rule {
        when: When { kind: Some(kind.into()), ..When::default() },
        then: Then {
            status,
            headers: fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
            body: None,
        },
    };
    Policy { rules: vec![rule("preflight", preflight), rule("actual", actual)] }
}

const ORIGIN: &str = "Access-Control-Allow-Origin";
const CREDENTIALS: &str = "Access-Control-Allow-Credentials";
const METHODS: &str = "Access-Control-Allow-Methods";
const HEADERS: &str = "Access-Control-Allow-Headers";

/// Compares all outcomes, written in the order of the probes.
#[track_caller]
fn check(policy: &Policy, want: &str, sharing: Sharing) {
    let lab = lab();
    let outcomes = run(&lab, &|_, asked| policy.answer(asked, &lab.site));
    let letters: String = Probe::all().filter_map(|p| outcomes.get(p)).map(Code::letter).collect();
    assert_eq!(letters, want);
    assert_eq!(infer(&outcomes).verdict, sharing);
}

#[test]
fn no_headers_share_nothing() {
    check(&policy((204, &[]), (200, &[])), "000000o0000000000000o", Sharing::NotShared);
}

#[test]
fn a_star_shares_without_credentials() {
    let star = [(ORIGIN, "*"), (HEADERS, "*"), (METHODS, "PUT")];
    check(&policy((204, &star), (200, &star)), "101010o1110000100111o", Sharing::PublicApi);
}

#[test]
fn a_preflight_must_answer_ok_and_directly() {
    let star = [(ORIGIN, "*"), (HEADERS, "*")];
    for status in [301, 401, 405, 500] {
        let policy = policy((status, &star), (200, &star));
        check(&policy, "101010o0000000000111o", Sharing::PublicRead);
    }
}

#[test]
fn reflection_with_credentials_opens_everything() {
    let echo = [
        (ORIGIN, "{{origin}}"),
        (CREDENTIALS, "true"),
        (METHODS, "{{acrm}}"),
        (HEADERS, "{{acrh}}"),
    ];
    check(
        &policy((200, &echo), (200, &echo)),
        "111111o1111111111111o",
        Sharing::ReflectAnyCredentials,
    );
}

#[test]
fn a_star_is_a_name_beside_credentials() {
    let own = [(ORIGIN, "{{self}}"), (CREDENTIALS, "true"), (METHODS, "*"), (HEADERS, "*")];
    check(
        &policy((200, &own), (200, &own)),
        "110000o1110011111111o",
        Sharing::NamedAllowCredentials,
    );
}

#[test]
fn a_resource_policy_stops_embedding_only() {
    let fields = [(ORIGIN, "*"), ("Cross-Origin-Resource-Policy", "same-origin")];
    check(&policy((405, &[]), (200, &fields)), "101010000000000001110", Sharing::PublicRead);
}

#[test]
fn every_hop_of_a_redirect_must_share() {
    let lab = lab();
    let serve = |shared: bool| {
        move |url: &Address, asked: &Asked| {
            let own = url.host() == "api.example.org" && asked.path == "/data";
            let mut headers = Headers::default();
            if own {
                headers.push("location", "https://second.example.org/x");
            }
            if !own || shared {
                let origin = asked.headers.first("origin").unwrap_or("*").to_owned();
                headers.push(ORIGIN, origin);
            }
            Response { status: if own { 302 } else { 200 }, headers }
        }
    };
    let call = lab.call(Probe::Own);
    assert_eq!(fetch(&call, &serve(false)), Answer::Blocked(Blocked::Cors));
    let Answer::Readable(answer) = fetch(&call, &serve(true)) else { panic!("not readable") };
    // The second foreign origin is not told who asked.
    assert_eq!(answer.headers.first(ORIGIN), Some("null"));
}

#[test]
fn the_reason_is_told() {
    let lab = lab();
    let list = [(ORIGIN, "*"), (HEADERS, "Content-Type")];
    let policy = policy((204, &list), (200, &list));
    let of = |probe| fetch(&lab.call(probe), &|_, asked| policy.answer(asked, &lab.site));
    assert_eq!(of(Probe::Authorization), Answer::Blocked(Blocked::Header("authorization".into())));
    assert_eq!(of(Probe::Propfind), Answer::Blocked(Blocked::Method("PROPFIND".into())));
    assert_eq!(of(Probe::OwnInclude), Answer::Blocked(Blocked::Cors));
}

#[test]
fn endless_redirects_end() {
    let lab = lab();
    let again = policy((204, &[]), (302, &[(ORIGIN, "*"), ("Location", "{{path}}")]));
    let answer = fetch(&lab.call(Probe::Own), &|_, asked| again.answer(asked, &lab.site));
    assert_eq!(answer, Answer::Blocked(Blocked::TooManyRedirects));
}

proptest! {
    #[test]
    fn a_verdict_never_says_less_than_what_was_read(
        origin in prop::sample::select(vec!["*", "{{origin}}", "{{self}}", "null", "{{foreign}}", ""]),
        credentials in prop::sample::select(vec!["true", "True", ""]),
        status in prop::sample::select(vec![200_u16, 204, 301, 404, 503]),
    ) {
        let lab = lab();
        let fields = [(ORIGIN, origin), (CREDENTIALS, credentials), (HEADERS, "*")];
        let policy = policy((status, &fields), (status, &fields));
        let outcomes = run(&lab, &|_, asked| policy.answer(asked, &lab.site));
        let any = ["co", "ci", "no", "ni"].into_iter().filter_map(Probe::parse);
        let read = any.into_iter().any(|probe| outcomes.reads(probe) == Some(true));
        prop_assert_eq!(infer(&outcomes).verdict == Sharing::NotShared, !read);
    }
}
