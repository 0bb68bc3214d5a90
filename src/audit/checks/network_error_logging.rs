//! Is network error logging set up so that a browser can use it?

use serde_json::Value;

use crate::audit::check::{Check, Profile, Remedy, Severity, Source, Subject, Verdict, quote};

use super::view::{self, Answer};

pub(super) static CHECKS: &[Check] = &[Check {
    id: "network-error-logging",
    title: "Network error logging names a group that exists",
    why: "Reports on failed connections show outages that the server never sees. They get nowhere \
          unless the group that NEL names is declared in Report-To.",
    how: crate::audit::check::page_only(
        "NEL must be a JSON object with a max_age and a report_to that names a group of \
          Report-To, itself JSON with addresses in https; otherwise it warns. A valid pair is \
          noted: only Chromium reads it.",
    ),
    fix: "Declare in Report-To the group that NEL names.",
    severity: Severity::Info,
    sources: &[Source {
        name: "Network Error Logging, NEL",
        url: "https://www.w3.org/TR/network-error-logging/#nel-response-header",
    }],
    items: &["error-tracking"],
    profiles: &Profile::ALL,
    remedy: Remedy::Manual,
    run,
}];

fn run(subject: &Subject<'_>) -> Verdict {
    view::settle(judge(subject))
}

fn judge(subject: &Subject<'_>) -> Answer {
    let value = view::combined(subject, "NEL", "The field is not sent.")?;
    let seen = quote("NEL", &value);
    let warn = |says: &str| Ok(Verdict::warn(Severity::Info, seen.clone(), says));
    let Ok(Value::Object(policy)) = serde_json::from_str(&value) else {
        return warn("It is no JSON object, so browsers drop it.");
    };
    match policy.get("max_age").and_then(Value::as_u64) {
        None => return warn("It has no max_age in whole seconds, so browsers drop it."),
        Some(0) => return Ok(Verdict::note(seen, "A max_age of zero switches the logging off.")),
        Some(_) => {}
    }
    let Some(group) = policy.get("report_to").and_then(Value::as_str) else {
        return warn("It names no group in report_to, so browsers drop it.");
    };
    let groups = view::sent(subject, "Report-To")?.join(", ");
    // Report-To is a list of objects without the brackets of a list.
    let Ok(groups) = serde_json::from_str::<Vec<Value>>(&format!("[{groups}]")) else {
        return warn("Report-To is no JSON, so the group does not exist.");
    };
    if groups.iter().any(|declared| declares(declared, group)) {
        return Ok(Verdict::note(
            seen,
            "Chromium reports failed connections; other browsers do not.",
        ));
    }
    warn("Report-To declares no such group with an https address.")
}

fn declares(declared: &Value, group: &str) -> bool {
    let name = declared.get("group").and_then(Value::as_str).unwrap_or("default");
    let endpoints = declared.get("endpoints").and_then(Value::as_array);
    let secure = |endpoint: &Value| {
        let url = endpoint.get("url").and_then(Value::as_str);
        url.is_some_and(|url| url.starts_with("https://") || url.starts_with('/'))
    };
    name == group
        && declared.get("max_age").and_then(Value::as_u64).is_some()
        && endpoints.is_some_and(|endpoints| endpoints.iter().any(secure))
}

#[cfg(test)]
mod tests {
    use super::super::trial::trial;
    use super::*;

    const NEL: &str = r#"NEL: {"report_to":"nel","max_age":86400}"#;

    #[track_caller]
    fn check(lines: &str, want: &str) {
        trial(Profile::Page, lines).is(&CHECKS[0], want);
    }

    #[test]
    fn the_group_must_exist() {
        let group =
            r#"Report-To: {"group":"nel","max_age":1,"endpoints":[{"url":"https://r.example"}]}"#;
        check(&format!("{NEL}\n{group}"), "note");
        check(NEL, "warn info");
        check(&format!("{NEL}\nReport-To: {{\"group\":\"other\"}}"), "warn info");
    }

    #[test]
    fn malformed_fields_are_dropped() {
        check("NEL: yes", "warn info");
        check("NEL: {\"report_to\":\"nel\"}", "warn info");
        check("NEL: {\"max_age\":5}", "warn info");
        check(&format!("{NEL}\nReport-To: nel"), "warn info");
        check("NEL: {\"max_age\":0}", "note");
        check("", "not-applicable");
        trial(Profile::Page, "").probed().is(&CHECKS[0], "unseen");
    }
}
