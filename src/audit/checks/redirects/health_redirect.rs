//! Does the health endpoint answer by itself?

use super::chain::is_redirect;
use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

pub(super) const CHECK: Check = Check {
    id: "health-redirect",
    title: "The health endpoint answers without redirects",
    why: "Some probes count a redirect as healthy and others follow it to a login page that is \
          always up; either way an outage stays unnoticed.",
    how: crate::audit::check::page_only(
        "A redirect status, or a redirect on the way to the answer, warns; any other status passes.",
    ),
    fix: "Answer health requests on the probed address itself, with 200 or 503.",
    severity: Severity::Low,
    sources: &[
        Source {
            name: "Kubernetes, HTTP probes",
            url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes",
        },
        Source {
            name: "RFC 9110 section 15.4",
            url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4",
        },
    ],
    items: &["health-endpoint-exists"],
    profiles: &[Profile::Health],
    remedy: Remedy::Manual,
    run,
};

fn run(subject: &Subject<'_>) -> Verdict {
    let evidence = subject.evidence;
    if let Some(hop) = evidence.hops.first() {
        let from = hop.url.as_ref().map_or("the first address".to_owned(), ToString::to_string);
        let says = "A probe must follow a redirect before it reaches the health answer.";
        return Verdict::warn(Severity::Low, format!("{from} ({})", hop.status), says);
    }
    match evidence.status {
        None => Verdict::unseen("The status was not seen."),
        Some(status) if is_redirect(status) => {
            let location = evidence.headers.first("location").unwrap_or("nowhere");
            let says = "Probes count it as healthy, or judge the place it leads to.";
            Verdict::warn(Severity::Low, format!("{status} → {location}"), says)
        }
        Some(status) => Verdict::pass(status.to_string(), "It answers by itself."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Outcome;
    use crate::audit::checks::testing::{sent, verdict};
    use crate::audit::evidence::Hop;
    use crate::audit::headers::Headers;

    #[track_caller]
    fn check(status: Option<u16>, n_hops: usize, outcome: Outcome) {
        let mut evidence = sent(&[]);
        evidence.status = status;
        evidence.hops = vec![Hop { url: None, status: 301, headers: Headers::default() }; n_hops];
        assert_eq!(verdict(&CHECK, &evidence, Profile::Health).outcome, outcome);
    }

    #[test]
    fn only_a_direct_answer_passes() {
        check(Some(200), 0, Outcome::Pass);
        check(Some(503), 0, Outcome::Pass);
        check(Some(302), 0, Outcome::Warn);
        check(Some(200), 1, Outcome::Warn);
        check(None, 0, Outcome::Unseen);
    }
}
