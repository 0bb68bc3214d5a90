//! Pages and what they load.

use super::*;
use crate::audit::html;
use proptest::prelude::*;

#[track_caller]
fn check(body: &str, want: &[(Kind, Owner, &str)]) {
    let page = Address::parse("https://www.example.com/a/").unwrap();
    let found = Subresources::read(&html::tags(body), Some(&page), false);
    let got: Vec<_> = found
        .list
        .iter()
        .map(|one| (one.kind, one.owner, one.address.as_ref().map(ToString::to_string)))
        .collect();
    let want: Vec<_> = want
        .iter()
        .map(|(kind, owner, url)| (*kind, *owner, (!url.is_empty()).then(|| (*url).to_owned())))
        .collect();
    assert_eq!(got, want);
}

#[test]
fn owners_are_told_by_origin_and_site() {
    check(
        "<script src=x.js></script><script src=//static.example.com/x></script>\
         <script type=module src=https://cdn.example/x></script><script src=data:,1></script>\
         <script>inline</script><script src></script>",
        &[
            (Kind::Script, Owner::SameOrigin, "https://www.example.com/a/x.js"),
            (Kind::Script, Owner::SameSite, "https://static.example.com/x"),
            (Kind::Module, Owner::Foreign, "https://cdn.example/x"),
            (Kind::Script, Owner::Embedded, ""),
        ],
    );
}

#[test]
fn the_first_base_counts_from_where_it_stands() {
    check(
        "<script src=1.js></script><base target=x><base href=//cdn.example/b/><base href=/>\
         <script src=2.js></script>",
        &[
            (Kind::Script, Owner::SameOrigin, "https://www.example.com/a/1.js"),
            (Kind::Script, Owner::Foreign, "https://cdn.example/b/2.js"),
        ],
    );
}

#[test]
fn only_what_runs_is_listed() {
    check(
        "<script type=text/template src=a></script><script type='TEXT/JavaScript ' src=b></script>\
         <script language=vbscript src=c></script><script type='' src=d></script>\
         <link rel='preload StyleSheet' href=e><link rel=stylesheet type=text/less href=f>\
         <link rel=modulepreload href=g><link rel=icon href=h>",
        &[
            (Kind::Script, Owner::SameOrigin, "https://www.example.com/a/b"),
            (Kind::Script, Owner::SameOrigin, "https://www.example.com/a/d"),
            (Kind::Style, Owner::SameOrigin, "https://www.example.com/a/e"),
            (Kind::ModulePreload, Owner::SameOrigin, "https://www.example.com/a/g"),
        ],
    );
}

#[test]
fn an_upgrade_holds_from_its_meta_tag_on() {
    let body = "<script src=http://a/></script>\
                <meta http-equiv=Content-Security-Policy content='upgrade-insecure-requests'>\
                <script src=http://b/></script><script type=importmap></script>";
    let found = Subresources::read(&html::tags(body), None, false);
    assert_eq!(found.list.iter().map(|one| one.upgraded).collect::<Vec<_>>(), [false, true]);
    assert!(found.import_map && found.list.iter().all(|one| one.owner == Owner::Unknown));
}

proptest! {
    #[test]
    fn any_body_is_read(body in "(<(script|link|base|meta) [a-z=\"'/: ]{0,20}>|.){0,6}") {
        let read = Subresources::read(&html::tags(&body), None, false);
        prop_assert!(read.list.iter().all(|one| !one.written.is_empty()));
    }
}
