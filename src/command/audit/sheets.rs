//! Reports and groups become sheets.

use super::super::sheet::{Row, Sheet};
use super::forecast;
use crate::audit::check::{Check, Outcome, Profile, Verdict};
use crate::audit::evidence::Evidence;
use crate::audit::group::{self, Across, Group, Share};
use crate::audit::profile;
use crate::audit::report::{Finding, Report};
use crate::audit::score::{Coverage, Grade, Score};

/// The sheet of one exchange.
pub(super) fn one(evidence: &Evidence, profile: Option<Profile>) -> Sheet {
    let detected = profile::detect(evidence);
    let (profile, says) = match profile {
        Some(profile) => (profile, "That is what it was told to be taken for.".to_owned()),
        None => (detected.profile, detected.says),
    };
    let report = Report::of(evidence, profile);
    let mut summary = vec![format!("Judged as {} response: {says}", article(profile))];
    summary.extend(forecast::of(evidence));
    let judged = |finding: &Finding| row(finding.check, &finding.verdict);
    Sheet {
        subject: subject(evidence),
        profile: profile.name().to_owned(),
        summary,
        score: report.score.as_ref().map(points),
        coverage: Some(coverage(&report)),
        rows: report.findings.iter().map(judged).collect(),
    }
}

/// One sheet a group, and one for what only shows side by side.
pub(super) fn many(exchanges: &[Evidence], profile: Option<Profile>) -> Vec<Sheet> {
    let grouped = group::judge(exchanges, profile);
    let mut sheets: Vec<_> = grouped.groups.iter().map(of_group).collect();
    if !grouped.across.is_empty() {
        sheets.push(Sheet {
            subject: "All answers together".into(),
            rows: grouped.across.iter().map(of_across).collect(),
            ..Sheet::default()
        });
    }
    sheets
}

/// What of a report could be judged.
pub(super) fn coverage(report: &Report) -> Coverage {
    let outcomes = || report.findings.iter().map(|finding| finding.verdict.outcome);
    let judged = outcomes().filter(|outcome| outcome.is_judged()).count();
    let unseen = outcomes().filter(|outcome| *outcome == Outcome::Unseen).count();
    Coverage { judged, total: judged + unseen }
}

fn of_group(group: &Group) -> Sheet {
    let n = group.n_responses;
    let word = if n == 1 { "response" } else { "responses" };
    let subject =
        if group.origin.is_empty() { "An address that was not told" } else { &group.origin };
    Sheet {
        subject: subject.to_owned(),
        profile: group.profile.name().to_owned(),
        summary: vec![format!("{n} {word}; the worst of each check is told.")],
        score: group.worst.as_ref().map(points),
        coverage: None,
        rows: group.shares.iter().map(of_share).collect(),
    }
}

fn of_share(share: &Share) -> Row {
    let mut row = row(share.check, &share.verdict);
    if share.n_bad > 0 {
        row.says = format!("{}: {}", share.told(), row.says);
        row.places.clone_from(&share.where_bad);
    }
    row
}

fn of_across(across: &Across) -> Row {
    Row {
        title: across.title.to_owned(),
        outcome: Outcome::Fail,
        severity: across.severity,
        seen: across.seen.clone(),
        says: across.says.to_owned(),
        fix: across.fix.to_owned(),
        weight: across.severity,
        places: across.places.clone(),
        ..Row::named(across.id)
    }
}

fn row(check: &'static Check, verdict: &Verdict) -> Row {
    let source = check.sources.first();
    Row {
        check: check.id.to_owned(),
        title: check.title.to_owned(),
        outcome: verdict.outcome,
        severity: verdict.severity,
        seen: verdict.seen.clone(),
        says: verdict.says.clone(),
        fix: check.fix.to_owned(),
        weight: check.severity,
        why: check.why.to_owned(),
        source: source.map_or_else(String::new, |source| source.name.to_owned()),
        source_url: source.map_or_else(String::new, |source| source.url.to_owned()),
        places: Vec::new(),
    }
}

fn points(score: &Score) -> (u32, Grade) {
    (score.points, score.grade)
}

fn subject(evidence: &Evidence) -> String {
    let url = evidence.request.url.as_ref();
    url.map_or_else(|| "standard input".to_owned(), ToString::to_string)
}

fn article(profile: Profile) -> &'static str {
    match profile {
        Profile::Page => "a page",
        Profile::Api => "an api",
        Profile::Health => "a health",
        Profile::Static => "a static",
    }
}
