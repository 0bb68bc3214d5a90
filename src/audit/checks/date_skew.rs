//! Does the clock of the server go right?

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};
use crate::audit::parse::http_date;
use crate::audit::parse::list::digits;

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "date-skew",
    title: "The clock of the server goes right",
    why: "A wrong clock makes caches keep answers too long, signatures and tokens fail, and logs \
          of two machines tell two different stories.",
    how: crate::audit::check::page_only(
        "Date, with the Age of a kept answer added, is compared with the clock of whoever looked: \
          more than 60 seconds apart warns. A Date that cannot be read warns. No Date is noted, \
          and so is one that there was no clock to compare with.",
    ),
    fix: "Run a time service (NTP) on the server.",
    severity: Severity::Info,
    sources: &[Source {
        name: "RFC 9110 section 6.6.1 (Date)",
        url: "https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1",
    }],
    items: &["utc-everywhere"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let values = view::sent(subject, "Date")?;
    let Some(value) = values.first() else {
        return Ok(Verdict::note("", "No Date is sent; caches then use the time of arrival."));
    };
    let seen = quote("Date", value);
    let Some(date) = http_date::parse(value) else {
        return Ok(Verdict::warn(Severity::Info, seen, "This is no HTTP date."));
    };
    let Some(now) = view::now(subject) else {
        return Ok(Verdict::note(seen, "There was no clock to compare it with."));
    };
    let age = subject.evidence.headers.first("Age").and_then(digits).unwrap_or(0);
    let skew = now.saturating_sub(date.seconds).saturating_sub_unsigned(age);
    Ok(if skew.unsigned_abs() > 60 {
        let way = if skew > 0 { "behind" } else { "ahead" };
        let says =
            format!("The clock is {} seconds {way} of the one that looked.", skew.unsigned_abs());
        Verdict::warn(Severity::Info, seen, says)
    } else {
        Verdict::pass(seen, "The clock agrees with the one that looked.")
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        let now = http_date::imf_fixdate("Fri, 20 Nov 2026 10:00:00 GMT").unwrap();
        trial(Profile::Page, lines).now(now).is(&CHECKS[0], want);
    }

    #[test]
    fn a_minute_is_allowed() {
        check("Date: Fri, 20 Nov 2026 09:59:30 GMT", "pass");
        check("Date: Fri, 20 Nov 2026 09:50:00 GMT", "warn info");
        check("Date: Fri, 20 Nov 2026 09:50:00 GMT\nAge: 600", "pass");
        check("Date: Fri, 20 Nov 2026 10:05:00 GMT", "warn info");
        check(&format!("Date: Fri, 20 Nov 2026 09:50:00 GMT\nAge: {}", u64::MAX), "warn info");
    }

    #[test]
    fn absent_malformed_and_unseen_dates() {
        check("", "note");
        check("Date: now", "warn info");
        trial(Profile::Page, "Date: Fri, 20 Nov 2026 09:50:00 GMT").is(&CHECKS[0], "note");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
