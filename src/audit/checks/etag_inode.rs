//! Does an entity tag carry the number of a file?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "etag-inode",
    title: "Entity tags carry no file numbers",
    why: "Old configurations of Apache put the inode into the entity tag. The number differs from \
          server to server, so behind a balancer caches never agree; it also tells of the disk.",
    how: crate::audit::check::page_only(
        "An ETag of three hexadecimal numbers with hyphens between them is noted, any other \
          passes. Without an ETag the question does not arise.",
    ),
    fix: "Set FileETag MTime Size.",
    severity: Severity::Info,
    sources: &[Source {
        name: "Apache HTTP Server, FileETag",
        url: "https://httpd.apache.org/docs/2.4/mod/core.html#fileetag",
    }],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let value = view::combined(subject, "ETag", "No ETag is sent.")?;
    let seen = quote("ETag", &value);
    let tag = value.strip_prefix("W/").unwrap_or(&value).trim_matches('"');
    let parts: Vec<_> = tag.split('-').collect();
    let hex = |part: &&str| {
        (1..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    Ok(if parts.len() == 3 && parts.iter().all(hex) {
        Verdict::note(seen, "This looks like inode, size and time, as Apache once wrote them.")
    } else {
        Verdict::pass(seen, "The tag tells nothing of the file.")
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[test]
    fn three_numbers_are_an_inode() {
        let check = |value: &str, want: &str| {
            trial(Profile::Static, &format!("ETag: {value}")).is(&CHECKS[0], want);
        };
        check("\"1f2-3a4-5e6f7\"", "note");
        check("W/\"5e6f7-3a4\"", "pass");
        check("\"--\"", "pass");
        trial(Profile::Static, "").is(&CHECKS[0], "not-applicable");
        trial(Profile::Static, "").probed().is(&CHECKS[0], "unseen");
    }
}
