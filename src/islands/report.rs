//! The report: what was proven, the score, the findings, the fields, and what was unseen.

use leptos::prelude::*;

use super::fixes::Fixes;
use super::probe::Found;
use crate::audit::check::{Outcome, Profile, Source};
use crate::audit::evidence::{Evidence, Visibility};
use crate::audit::profile;
use crate::audit::reach::curl_line;
use crate::audit::report::{Finding, Report};
use crate::audit::score::{Grade, Score};
use crate::browser::page;

/// What was proven about reaching the target.
#[component]
pub fn Unreadable(
    /// What the probe found.
    found: RwSignal<Option<Found>>,
) -> impl IntoView {
    let title = move || found.read().as_ref().map(|found| found.reach.title());
    let text = move || found.read().as_ref().map(|found| found.reach.words());
    let line = move || found.read().as_ref().map(|found| curl_line(&found.url)).unwrap_or_default();
    let more = move || {
        let found = found.read();
        let found = found.as_ref()?;
        let last = found.evidence.as_ref()?.request.url.as_ref()?;
        let redirected = found.redirected.then(|| {
            format!(
                "The target redirected to {last}; the answers in between are not shown to a page. "
            )
        });
        let cut = (!found.whole).then_some("Only the first 64 KiB of the body were read. ");
        Some(format!("{}{}", redirected.unwrap_or_default(), cut.unwrap_or_default()))
    };
    view! {
        <section class="notice" aria-labelledby="reach">
            <h2 id="reach" data-reach>{title}</h2>
            <p>{text}</p>
            <p>{more}</p>
            <p class="hint">"This line shows what a browser may not. Run it and paste what it prints below."</p>
            <CopyLine text=Signal::derive(line)/>
        </section>
    }
}

/// A line to take away, with a button that copies it.
#[component]
pub fn CopyLine(
    /// The line.
    text: Signal<String>,
) -> impl IntoView {
    let said = RwSignal::new("Copy");
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let copied = page::copy(&text.get_untracked()).await;
            said.set(if copied { "Copied" } else { "Select it and copy" });
        });
    };
    view! {
        <div class="copy">
            <code class="seen" data-curl>{text}</code>
            <button type="button" on:click=copy aria-live="polite">{said}</button>
        </div>
    }
}

/// The judged evidence.
#[component]
pub fn Judged(
    /// What was seen.
    evidence: Memo<Option<Evidence>>,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<Profile>);
    let report = Memo::new(move |_| {
        let evidence = evidence.read();
        let evidence = evidence.as_ref()?;
        let judged_as = chosen.get().unwrap_or_else(|| profile::detect(evidence).profile);
        Some(Shown(Report::of(evidence, judged_as)))
    });
    let groups = move || report.get().map(|shown| groups(&shown.0));
    let judged_as = Signal::derive(move || {
        report.read().as_ref().map_or(Profile::Page, |shown| shown.0.profile)
    });
    view! {
        <section class="result" aria-labelledby="report">
            <h2 id="report">"Report"</h2>
            <div class="summary">
                {move || report.get().map(|shown| dial(shown.0.score.as_ref()))}
                <div class="field">
                    <p data-coverage>{move || report.get().map(|shown| coverage(&shown.0))}</p>
                    <label for="profile">"Judged as"</label>
                    <select id="profile" on:change=move |event| chosen.set(profile_of(&event_target_value(&event)))>
                        {Profile::ALL.map(|profile| {
                            let selected = move || report.get().is_some_and(|shown| shown.0.profile == profile);
                            view! { <option value=profile.name() prop:selected=selected>{profile.title()}</option> }
                        }).collect_view()}
                    </select>
                </div>
            </div>
            {groups}
            <Fixes evidence profile=judged_as/>
        </section>
    }
}

/// A report that a memo can compare: the same verdicts draw the same report.
#[derive(Clone)]
struct Shown(Report);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        let verdicts = |report: &Report| {
            report.findings.iter().map(|finding| finding.verdict.clone()).collect::<Vec<_>>()
        };
        self.0.profile == other.0.profile && verdicts(&self.0) == verdicts(&other.0)
    }
}

fn profile_of(name: &str) -> Option<Profile> {
    Profile::ALL.into_iter().find(|profile| profile.name() == name)
}

fn dial(score: Option<&Score>) -> AnyView {
    let Some(score) = score else {
        return view! { <div class="grade"><b>"–"</b><span>"no score"</span></div> }.into_any();
    };
    let class = match score.grade {
        Grade::APlus | Grade::A => "grade good",
        Grade::B | Grade::C => "grade fair",
        Grade::D | Grade::F => "grade poor",
    };
    view! {
        <div class=class><b data-grade>{score.grade.name()}</b><span data-points>{format!("{} of 100", score.points)}</span></div>
    }
    .into_any()
}

fn coverage(report: &Report) -> String {
    match &report.score {
        None => "Nothing could be judged, so there is no score.".to_owned(),
        Some(score) => format!(
            "Judged {} of {} checks that apply. What was unseen counts for nothing.",
            score.coverage.judged, score.coverage.total
        ),
    }
}

const GROUPS: [(Outcome, &str, bool); 6] = [
    (Outcome::Fail, "To mend", true),
    (Outcome::Warn, "To strengthen", true),
    (Outcome::Unseen, "Unseen", false),
    (Outcome::Note, "Worth knowing", false),
    (Outcome::Pass, "In order", false),
    (Outcome::NotApplicable, "Does not apply", false),
];

fn groups(report: &Report) -> AnyView {
    let group = |(outcome, title, open): (Outcome, &'static str, bool)| {
        let mut found: Vec<_> =
            report.findings.iter().filter(|finding| finding.verdict.outcome == outcome).collect();
        found.sort_by_key(|finding| std::cmp::Reverse(finding.verdict.severity));
        (!found.is_empty()).then(|| {
            let n_found = found.len();
            let list = found.into_iter().map(row).collect_view();
            view! {
                <details open=open>
                    <summary><h3 class="inline">{format!("{title} ({n_found})")}</h3></summary>
                    <ul class="findings">{list}</ul>
                </details>
            }
        })
    };
    GROUPS.map(group).collect_view().into_any()
}

fn row(finding: &Finding) -> AnyView {
    let verdict = finding.verdict.clone();
    let check = finding.check;
    let outcome = verdict.outcome.name();
    let severe = match verdict.outcome {
        Outcome::Fail | Outcome::Warn => verdict.severity.name(),
        Outcome::Pass | Outcome::Note | Outcome::NotApplicable | Outcome::Unseen => "",
    };
    let fixable = !severe.is_empty();
    let href = format!("{}checks/{}/", page::base(), check.id);
    view! {
        <li class=format!("finding {outcome}") data-check=check.id data-outcome=outcome>
            <details>
                <summary><span class="outcome">{outcome.replace('-', " ")}</span><b>{check.title}</b><span class="hint">{severe}</span></summary>
                <div>
                    {(!verdict.seen.is_empty()).then(|| view! { <p class="seen">{verdict.seen.clone()}</p> })}
                    <p>{verdict.says.clone()}</p>
                    {fixable.then(|| view! { <p><b>"What to do: "</b>{check.fix}</p> })}
                    <p class="hint">{check.why}</p>
                    <p class="hint">{check.sources.first().map(source)}" · "<a href=href>"How it is judged"</a></p>
                </div>
            </details>
        </li>
    }
    .into_any()
}

fn source(source: &'static Source) -> AnyView {
    view! { <a href=source.url rel="external">{source.name}</a> }.into_any()
}

/// Every header field that was seen, and how many may be hidden.
#[component]
pub fn Fields(
    /// What was seen.
    evidence: Memo<Option<Evidence>>,
) -> impl IntoView {
    let head = move || {
        let evidence = evidence.read();
        let evidence = evidence.as_ref()?;
        let status = evidence.status.map(|status| format!("Status {status}. ")).unwrap_or_default();
        let time = evidence.timings.first_byte_ms;
        let time = time.map(|ms| format!("First byte after {ms:.0} ms. ")).unwrap_or_default();
        let seen = match &evidence.visibility {
            Visibility::All => "Every header field is known.",
            Visibility::AllBut(_) => {
                "Every header field but Set-Cookie, which browsers keep from pages."
            }
            Visibility::Only(_) => {
                "Only the fields that CORS lets any page read, and those the target exposes."
            }
            Visibility::Nothing => "No header field could be read.",
        };
        Some(format!("{status}{time}{seen}"))
    };
    let rows = move || {
        let fields = evidence.read().as_ref().map(|found| found.headers.fields.clone());
        let row = |field: crate::audit::headers::Field| {
            view! { <tr><th scope="row"><code>{field.name}</code></th><td class="mono">{field.value}</td></tr> }
        };
        fields.unwrap_or_default().into_iter().map(row).collect_view()
    };
    view! {
        <section class="panel" aria-labelledby="fields">
            <h2 id="fields">"What was read"</h2>
            <p class="hint" data-status>{head}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Header fields">
                <table>
                    <thead><tr><th scope="col">"Field"</th><th scope="col">"Value"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
