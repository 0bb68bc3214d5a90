//! Does the server tell what its time went into?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::server_timing;

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "server-timing",
    title: "Server-Timing describes no queries and no machines",
    why: "Durations help to find what is slow. Descriptions with queries, tables or host names \
          show the inside of the system to everybody, and durations alone can tell whether an \
          account exists.",
    how: crate::audit::check::page_only(
        "A description that contains words of a query, a database product, or a host name warns. \
          Any other Server-Timing is noted. Without the field the question does not arise.",
    ),
    fix: "Send durations without descriptions, and only to those who measure.",
    severity: Severity::Low,
    sources: &[Source {
        name: "Server Timing, privacy and security",
        url: "https://www.w3.org/TR/server-timing/#privacy-and-security",
    }],
    items: &["no-internal-errors-exposed"],
    profiles: &Profile::ALL,
    remedy: Remedy::Remove(&["Server-Timing"]),
    run,
}];

const WORDS: [&str; 21] = [
    "select",
    "insert",
    "update",
    "delete",
    "join",
    "from",
    "where",
    "sql",
    "query",
    "queries",
    "db",
    "database",
    "mysql",
    "postgres",
    "postgresql",
    "mariadb",
    "mongo",
    "mongodb",
    "redis",
    "host",
    "shard",
];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let value = view::combined(subject, "Server-Timing", "The field is not sent.")?;
    let seen = quote("Server-Timing", &value);
    let metrics = server_timing::parse(&value);
    Ok(if metrics.iter().any(|metric| tells_inside(&metric.description)) {
        let says = "A description names a query, a database or a machine.";
        Verdict::warn(Severity::Low, seen, says)
    } else {
        Verdict::note(seen, "Everybody can see how long the parts of the answer took.")
    })
}

fn tells_inside(description: &str) -> bool {
    let mut words = description.split(|c: char| !c.is_ascii_alphanumeric());
    let known = words.any(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)));
    known || super::internal_details::private_host(description).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[test]
    fn descriptions_must_not_tell_the_inside() {
        let check = |value: &str, want: &str| {
            trial(Profile::Page, &format!("Server-Timing: {value}")).is(&CHECKS[0], want);
        };
        check("db;dur=53, total;dur=120", "note");
        check("cache;desc=\"Cache Read\"", "note");
        check("db;desc=\"SELECT * FROM users\";dur=2", "warn low");
        check("app;desc=\"10.1.2.3\"", "warn low");
        check("app;desc=\"db-primary-1\"", "warn low");
        check(";;;=\"", "note");
        trial(Profile::Page, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
