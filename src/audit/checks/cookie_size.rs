//! Is a cookie small enough to be stored?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict};
use crate::audit::parse::cookie::{ATTRIBUTE_BYTES_MAX, store::PAIR_BYTES_MAX};

use super::cookies::{self, Set};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "cookie-size",
    title: "Cookies are small enough to be stored",
    why: "Browsers drop a cookie whose name and value are too long, without a word. People with \
          many permissions or a full basket then cannot stay signed in, and nobody else sees it.",
    how: crate::audit::check::page_only(
        "More than 4096 bytes of name and value together fail. An attribute value of more than \
          1024 bytes warns, because browsers then ignore that attribute.",
    ),
    fix: "Keep a short random identifier in the cookie and the data on the server.",
    severity: Severity::Medium,
    sources: &[Source {
        name: "RFC 6265bis section 5.6 (Set-Cookie)",
        url: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6",
    }],
    items: &[],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    cookies::each(subject, "No cookie is set here.", |set| Some(judge(set)))
}

fn judge(set: &Set<'_>) -> Verdict {
    let bytes = set.cookie.pair_bytes();
    if bytes > PAIR_BYTES_MAX {
        let says = format!("Name and value take {bytes} bytes; browsers drop it above 4096.");
        return Verdict::fail(Severity::Medium, "", says);
    }
    let long = |text: &str| text.len() > ATTRIBUTE_BYTES_MAX;
    if set.cookie.attributes.iter().any(|attribute| long(attribute.text())) {
        let says = "An attribute is longer than 1024 bytes; browsers ignore that attribute.";
        return Verdict::warn(Severity::Medium, "", says);
    }
    Verdict::pass("", format!("Name and value take {bytes} bytes of the 4096 allowed."))
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        trial(Profile::Page, lines).is(&CHECKS[0], want);
    }

    #[test]
    fn the_limit_is_4096_bytes_of_name_and_value() {
        check(&format!("Set-Cookie: a={}; Path=/", "x".repeat(4095)), "pass");
        check(&format!("Set-Cookie: a={}; Path=/", "x".repeat(4096)), "fail medium");
        check("Set-Cookie: a=<masked:jwt:4096>", "fail medium");
        check("Set-Cookie: a=<masked:4095>", "pass");
    }

    #[test]
    fn a_malformed_attribute_is_measured() {
        check(&format!("Set-Cookie: a=1; Path={}", "/".repeat(1025)), "warn medium");
        check(&format!("Set-Cookie: a=1; ={}", "/".repeat(1025)), "warn medium");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
