//! The CSP lab: a policy laid open, judged, and asked whether something would load.

use leptos::prelude::*;

use super::csp_load::Load;
use crate::audit::check::{Outcome, Severity};
use crate::audit::csp::evaluator;
use crate::audit::csp::lab;
use crate::audit::csp::ours::{self, Context, OwnFinding};
use crate::audit::csp::policy::{Disposition, Policies, Policy};

/// A policy to begin with, so that the page shows what it does.
const EXAMPLE: &str = "default-src 'self'; script-src 'self' https://cdn.jsdelivr.net; style-src 'self' 'unsafe-inline'; img-src *";

/// The policy box and everything said about it.
#[island]
pub fn CspLab() -> impl IntoView {
    let enforced = RwSignal::new(EXAMPLE.to_owned());
    let rehearsed = RwSignal::new(String::new());
    let policies = Memo::new(move |_| {
        let mut policies = Policies::of_value(&header(&enforced.read()));
        let rehearsal = Policy::parse_list(&header(&rehearsed.read()), Disposition::Report);
        policies.policies.extend(rehearsal);
        policies
    });
    let own = move || own_rows(&ours::findings(&policies.read(), &Context::default()));
    let peer = move || peer_rows(&header(&enforced.read()));
    view! {
        <div class="audit">
            <PolicyBox id="policy" label="Content-Security-Policy" text=enforced/>
            <PolicyBox id="rehearsal" label="Content-Security-Policy-Report-Only (optional)" text=rehearsed/>
            <section class="section" aria-labelledby="own" aria-live="polite">
                <h2 id="own">"Findings"</h2>
                <ul class="findings" data-own>{own}</ul>
            </section>
            <Effective policies/>
            <Load policies/>
            <section class="section" aria-labelledby="peer">
                <h2 id="peer">"What Google's CSP Evaluator would say"</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="Findings of the CSP Evaluator">
                    <table>
                        <thead><tr><th scope="col">"Severity"</th><th scope="col">"Type"</th><th scope="col">"Directive"</th><th scope="col">"Value"</th></tr></thead>
                        <tbody>{peer}</tbody>
                    </table>
                </div>
            </section>
        </div>
    }
}

/// The value alone: a name in front and line breaks are taken away.
fn header(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name_end = line.find(':').filter(|at| {
        let name = line.get(..*at).unwrap_or("").to_ascii_lowercase();
        name.starts_with("content-security-policy")
    });
    name_end.and_then(|at| line.get(at + 1..)).unwrap_or(&line).trim().to_owned()
}

/// One box for a policy.
#[component]
fn PolicyBox(
    /// The id of the box.
    id: &'static str,
    /// What it takes.
    label: &'static str,
    /// What was typed.
    text: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <textarea
                id=id
                spellcheck="false"
                autocomplete="off"
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            >{text.get_untracked()}</textarea>
        </div>
    }
}

fn own_rows(findings: &[OwnFinding]) -> AnyView {
    let mut shown: Vec<&OwnFinding> = findings.iter().collect();
    shown.sort_by_key(|finding| (rank(finding.outcome), std::cmp::Reverse(finding.severity)));
    let row = |finding: &OwnFinding| {
        let outcome = finding.outcome.name();
        let severe = if finding.severity > Severity::Info { finding.severity.name() } else { "" };
        let value = finding.value.clone().unwrap_or_default();
        view! {
            <li class=format!("finding {outcome}") data-check=finding.check>
                <details open>
                    <summary><span class="outcome">{outcome.replace('-', " ")}</span><b>{finding.check}</b><span class="hint">{severe}</span></summary>
                    <div>
                        <p class="seen">{format!("{} {value}", finding.directive)}</p>
                        <p>{finding.why.clone()}</p>
                    </div>
                </details>
            </li>
        }
    };
    shown.into_iter().map(row).collect_view().into_any()
}

fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Fail => 0,
        Outcome::Warn => 1,
        Outcome::Note => 2,
        Outcome::Unseen => 3,
        Outcome::Pass => 4,
        Outcome::NotApplicable => 5,
    }
}

fn peer_rows(policy: &str) -> AnyView {
    let mut findings = evaluator::default_findings(policy);
    findings.extend(evaluator::strict_findings(policy));
    findings.extend(evaluator::reporting_findings(policy));
    let row = |finding: evaluator::Finding| {
        view! {
            <tr>
                <td>{finding.severity}</td>
                <td><code>{finding.kind}</code></td>
                <td>{finding.directive}</td>
                <td class="mono">{finding.value.unwrap_or_default()}</td>
            </tr>
        }
    };
    findings.into_iter().map(row).collect_view().into_any()
}

/// What decides about each kind of resource.
#[component]
fn Effective(
    /// The policies.
    policies: Memo<Policies>,
) -> impl IntoView {
    let row = |row: lab::Row| {
        let open = match row.open {
            None => "anything: no policy says a word".to_owned(),
            Some(open) if open.is_empty() => "nothing".to_owned(),
            Some(open) => open.join(" "),
        };
        view! {
            <tr>
                <th scope="row"><code>{row.kind.chain().first().copied().unwrap_or_default()}</code></th>
                <td class="mono">{open}</td>
                <td class="mono">{row.decided_by.join("; ")}</td>
            </tr>
        }
    };
    let rows = move || lab::table(&policies.read()).into_iter().map(row).collect_view();
    let changes = move || {
        let change = |change: lab::Change| {
            let kind = change.kind.chain().first().copied().unwrap_or_default();
            view! { <li><code>{kind}</code>{format!(": {} instead of {}", change.rehearsed.join("; "), now(&change.enforced))}</li> }
        };
        lab::changes(&policies.read()).into_iter().map(change).collect_view()
    };
    view! {
        <section class="section" aria-labelledby="effective">
            <h2 id="effective">"What is in force"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Effective policy">
                <table>
                    <thead><tr><th scope="col">"Resource"</th><th scope="col">"May come from"</th><th scope="col">"Decided by"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Show when=move || !lab::changes(&policies.read()).is_empty()>
                <h3>"What the rehearsal would change"</h3>
                <ul>{changes}</ul>
            </Show>
        </section>
    }
}

fn now(enforced: &[String]) -> String {
    if enforced.is_empty() { "nothing".to_owned() } else { enforced.join("; ") }
}
