//! Does a health body tell more than health?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};

use super::internal_details::{has_stack_trace, private_host};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "health-details",
    title: "Health answers tell nothing of the inside",
    why: "Health endpoints are open to everyone and forgotten by everyone. Versions, hosts and \
          connection strings in them are the first thing that an attacker reads.",
    how: crate::audit::check::page_only(
        "The body is searched when the request carried no Cookie and no Authorization. A \
          connection string, an environment, a stack trace or an access key fails. A private \
          address or host, a software version or a file path warns. Otherwise the body passes.",
    ),
    fix: "Answer strangers with the status alone, and details only after sign-in.",
    severity: Severity::Medium,
    sources: &[
        Source {
            name: "Spring Boot Actuator, health show-details",
            url: "https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.health",
        },
        Source {
            name: "Health Check Response Format for HTTP APIs section 6",
            url: "https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check#section-6",
        },
    ],
    items: &["health-no-internal-details"],
    profiles: &[Profile::Health],
    remedy: Remedy::Manual,
    run,
}];

/// Beginnings of connection strings.
const CONNECTIONS: [&str; 14] = [
    "postgres://",
    "postgresql://",
    "mysql://",
    "mariadb://",
    "mongodb://",
    "mongodb+srv://",
    "redis://",
    "rediss://",
    "amqp://",
    "amqps://",
    "jdbc:",
    "sqlserver://",
    "ldap://",
    "Data Source=",
];

/// Names that only an environment or a secret store has.
const SECRETS: [&str; 8] = [
    "DATABASE_URL",
    "SECRET_KEY",
    "AWS_ACCESS",
    "AWS_SECRET",
    "API_KEY",
    "PRIVATE KEY",
    "PASSWORD\"",
    "LD_LIBRARY_PATH",
];

/// Member names that hold a version.
const VERSIONS: [&str; 12] = [
    "\"version\"",
    "\"releaseid\"",
    "\"release\"",
    "\"build\"",
    "\"commit\"",
    "\"revision\"",
    "\"node_version\"",
    "\"java.version\"",
    "\"runtime\"",
    "\"gitsha\"",
    "\"git_sha\"",
    "\"appversion\"",
];

fn run(subject: &Subject<'_>) -> Verdict {
    let evidence = subject.evidence;
    let asked = &evidence.request.headers;
    let Some(body) = evidence.body_text() else {
        return Verdict::unseen("The body was not read.");
    };
    if asked.has("authorization") || asked.has("cookie") {
        return Verdict::not_applicable("It was asked with a sign-in, so details may be meant.");
    }
    if let Some(what) = secret(body) {
        let says = format!("The body holds {what}, and anyone may ask for it.");
        return Verdict::fail(Severity::Medium, "", says);
    }
    if let Some(what) = hint(body) {
        let says = format!("The body holds {what}, and anyone may ask for it.");
        return Verdict::warn(Severity::Medium, "", says);
    }
    if super::view::has_whole_body(subject) {
        Verdict::pass("", "The body tells nothing of the inside.")
    } else {
        Verdict::unseen("The part of the body that was read tells nothing; the rest was not read.")
    }
}

/// Whether a body tells anything that this check would find.
pub(super) fn has_details(body: &str) -> bool {
    secret(body).is_some() || hint(body).is_some()
}

fn secret(body: &str) -> Option<&'static str> {
    let upper = body.to_ascii_uppercase();
    if CONNECTIONS.iter().any(|start| body.contains(start)) {
        Some("a connection string")
    } else if SECRETS.iter().any(|name| upper.contains(name)) {
        Some("a part of the environment or a secret")
    } else if has_stack_trace(body) {
        Some("a stack trace")
    } else {
        None
    }
}

fn hint(body: &str) -> Option<String> {
    if let Some(host) = private_host(body) {
        return Some(format!("the private address {host}"));
    }
    let lower = body.to_ascii_lowercase();
    if VERSIONS.iter().any(|name| lower.contains(name)) {
        return Some("a version".to_owned());
    }
    ["/var/", "/home/", "/usr/", "/etc/", ":\\\\"]
        .iter()
        .any(|folder| body.contains(folder))
        .then(|| "the path of a file".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;
    use crate::audit::evidence::Body;

    #[track_caller]
    fn check(body: &str, want: &str) {
        trial(Profile::Health, "").body(body).is(&CHECKS[0], want);
    }

    #[test]
    fn the_status_alone_passes() {
        check(r#"{"status":"pass","checks":{"database":[{"status":"pass"}]}}"#, "pass");
        check("OK", "pass");
        check("{broken", "pass");
    }

    #[test]
    fn secrets_fail_and_are_not_quoted() {
        let body = r#"{"db":"postgres://app:S3cret@db/app"}"#;
        let verdict = trial(Profile::Health, "").body(body).is(&CHECKS[0], "fail medium");
        assert!(!format!("{verdict:?}").contains("S3cret"));
        check("Traceback (most recent call last):", "fail medium");
        check(r#"{"env":{"AWS_SECRET_ACCESS_KEY":"x"}}"#, "fail medium");
    }

    #[test]
    fn hints_warn() {
        check(r#"{"status":"pass","version":"1.2.3"}"#, "warn medium");
        check(r#"{"host":"10.0.0.4"}"#, "warn medium");
        check(r#"{"disk":{"path":"/var/data"}}"#, "warn medium");
    }

    #[test]
    fn a_sign_in_or_an_unread_body_is_not_judged() {
        let signed_in = trial(Profile::Health, "").body("10.0.0.4").asked("Authorization: x");
        signed_in.is(&CHECKS[0], "not-applicable");
        trial(Profile::Health, "").is(&CHECKS[0], "unseen");
        let mut cut = trial(Profile::Health, "");
        cut.evidence.body = Body::Read { text: "{".into(), whole: false };
        cut.is(&CHECKS[0], "unseen");
    }
}
