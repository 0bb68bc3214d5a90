//! What holds for every check: ids, words, and a table to review.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;
use crate::audit::check::{Outcome, Profile, Severity, Subject};
use crate::audit::evidence::{Body, Door, Evidence, Visibility};
use crate::audit::headers::Headers;

#[track_caller]
fn check(want: &Expect) {
    let mut table = String::new();
    for check in all() {
        writeln!(table, "{:<24}{}", check.id, check.severity.name()).unwrap();
    }
    want.assert_eq(&table);
}

fn is_kebab_case(id: &str) -> bool {
    let letters = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    id.split('-').all(letters)
}

#[test]
fn ids_are_unique_and_kebab_case() {
    let ids: BTreeSet<_> = all().iter().map(|check| check.id).collect();
    assert_eq!(ids.len(), all().len());
    assert!(ids.iter().all(|id| is_kebab_case(id)), "{ids:?}");
    assert!(
        all().iter().all(|check| find(check.id).is_some_and(|found| found.title == check.title))
    );
}

#[test]
fn no_words_are_missing() {
    for check in all() {
        let id = check.id;
        for words in [check.title, check.why, check.how, check.fix] {
            assert!(
                !words.is_empty() && words == words.trim() && !words.contains("  "),
                "{id}: {words}"
            );
        }
        for sentence in [check.why, check.how, check.fix] {
            assert!(sentence.ends_with('.'), "{id}: {sentence}");
        }
        assert!(!check.title.ends_with('.'), "{id}");
        assert!(!check.why.contains(check.title), "{id}: why repeats the title");
        assert!(!check.profiles.is_empty() && !check.sources.is_empty(), "{id}");
        assert!(check.sources.iter().all(|source| source.url.starts_with("https://")), "{id}");
        assert!(check.items.iter().all(|item| is_kebab_case(item)), "{id}");
    }
}

#[test]
fn no_check_exceeds_its_severity_or_judges_what_it_cannot_see() {
    let mut blind = Evidence::of_headers(Door::Probe, None, 200, Headers::default());
    blind.status = None;
    blind.visibility = Visibility::Nothing;
    let mut empty = Evidence::of_headers(Door::Paste, None, 200, Headers::default());
    empty.body = Body::Read { text: String::new(), whole: true };
    for check in all() {
        for profile in check.profiles.iter().copied() {
            let seen_nothing = (check.run)(&Subject::of(&blind, profile));
            assert!(!seen_nothing.outcome.is_judged(), "{}: {}", check.id, seen_nothing.says);
            assert!(!seen_nothing.says.is_empty(), "{}", check.id);
            let verdict = (check.run)(&Subject::of(&empty, profile));
            assert!(verdict.severity <= check.severity, "{}", check.id);
            let weighs = matches!(verdict.outcome, Outcome::Warn | Outcome::Fail);
            assert!(weighs || verdict.severity == Severity::Info, "{}", check.id);
        }
    }
}

#[test]
fn every_profile_is_asked_something() {
    for profile in Profile::ALL {
        assert!(all().iter().any(|check| check.profiles.contains(&profile)));
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "the table has a line for each check")]
fn the_table_was_reviewed() {
    check(&expect![[r#"
        csp-present             high
        csp-report-only         info
        csp-legacy              low
        csp-meta                low
        csp-script-src          high
        csp-script-inline       high
        csp-unsafe-hashes       low
        csp-eval                medium
        csp-script-sources      high
        csp-strict-dynamic      high
        csp-nonce               high
        csp-hash                high
        csp-trusted-types       low
        csp-default-src         low
        csp-object              medium
        csp-base-uri            medium
        csp-form-action         low
        csp-style               low
        csp-mixed-content       high
        csp-local-sources       low
        csp-syntax              medium
        csp-duplicates          low
        csp-deprecated          info
        csp-reporting           low
        csp-sandbox             info
        csp-size                info
        https                   high
        certificate             high
        http-redirect           high
        redirect-status         info
        redirect-chain          low
        health-redirect         low
        hsts                    high
        hsts-max-age            medium
        hsts-subdomains         low
        hsts-preload            low
        alt-svc                 info
        framing                 high
        framing-agreement       info
        content-sniffing        medium
        asset-type              medium
        content-type            medium
        json-as-html            high
        content-disposition     info
        referrer-policy         medium
        permissions-policy      low
        powerful-features       medium
        permissions-syntax      low
        feature-policy          info
        document-policy         info
        opener-policy           low
        embedder-policy         low
        cross-origin-isolation  info
        resource-policy         low
        origin-agent-cluster    info
        cross-domain-policies   low
        dns-prefetch-control    info
        integrity-policy        info
        insecure-scripts        high
        script-integrity        low
        style-integrity         info
        integrity-crossorigin   medium
        integrity-hashes        medium
        cookie-secure           high
        cookie-http-only        high
        cookie-same-site        high
        cookie-prefix           high
        cookie-domain           medium
        cookie-size             medium
        cookie-syntax           medium
        cookie-lifetime         low
        cookie-partitioned      low
        cookie-value            medium
        cookie-caching          high
        cookie-placement        low
        cookie-duplicates       low
        allow-origin            low
        allow-origin-credentialscritical
        allow-origin-null       high
        allow-origin-look-alike high
        allow-origin-syntax     medium
        vary-origin             medium
        allow-credentials-value low
        preflight-lists         low
        preflight-max-age       info
        preflight-status        medium
        expose-headers          info
        private-network         info
        timing-allow-origin     info
        server-version          low
        powered-by              low
        debug-headers           medium
        backend-names           low
        server-timing           low
        internal-details        medium
        etag-inode              info
        xss-protection          low
        deprecated-headers      info
        reporting-endpoints     low
        network-error-logging   info
        clear-site-data         low
        cache-private           high
        stale-health            high
        cache-page              low
        cache-static            low
        cache-directives        low
        vary                    low
        compression             low
        rate-limit              info
        retry-after             low
        deprecation             low
        sunset                  low
        health-status           high
        health-details          medium
        date-skew               info
        duplicate-headers       low
        trace-method            medium
        authenticate            medium
    "#]]);
}
