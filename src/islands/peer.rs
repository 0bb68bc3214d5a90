//! The Observatory's view beside ours: its twelve tests, its score, and where the two part.

use leptos::prelude::*;

use crate::audit::evidence::Evidence;
use crate::audit::observatory::explain::{Difference, differences};
use crate::audit::observatory::{self, Input, Partial, Refusal, Test, grade};

/// What MDN's HTTP Observatory would say of the same answer.
#[component]
pub fn Peer(
    /// What was seen.
    evidence: Memo<Option<Evidence>>,
) -> impl IntoView {
    let body = move || {
        let evidence = evidence.read();
        evidence.as_ref().map(view_of)
    };
    view! {
        <details class="panel" data-observatory>
            <summary><h3 class="inline">"What MDN's HTTP Observatory would say"</h3></summary>
            {body}
        </details>
    }
}

fn view_of(evidence: &Evidence) -> AnyView {
    let input = match Input::of(evidence) {
        Ok(input) => input,
        Err(unfit) => {
            return view! { <p>{format!("It would not scan this: {unfit}.")}</p> }.into_any();
        }
    };
    let scan = observatory::scan(&input);
    let apart: Vec<Difference> = differences(&input, &scan);
    let rows = match observatory::partial(&input) {
        Ok(partial) => partial_view(&partial),
        Err(refusal) => view! { <p>{refused(&refusal)}</p> }.into_any(),
    };
    let apart = (!apart.is_empty()).then(|| {
        let line = |difference: Difference| {
            view! {
                <li>
                    <b>{difference.test}</b>": "{difference.peer}" "{difference.ours}" "{difference.why}" "
                    <a href=difference.source.url rel="external">{difference.source.name}</a>
                </li>
            }
        };
        view! {
            <h4>"Where it parts from the standards"</h4>
            <ul>{apart.into_iter().map(line).collect_view()}</ul>
        }
    });
    view! { <div class="prose">{rows}{apart}</div> }.into_any()
}

fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Status(status) => {
            format!("It scans 2xx, 3xx, 401 and 403 only, and refuses status {status}.")
        }
        Refusal::Crash(text) => format!("It would fail on this answer: {text}"),
        Refusal::Unknown(_) => "Too much is unseen for its score.".to_owned(),
    }
}

fn partial_view(partial: &Partial) -> AnyView {
    let head = if partial.lowest == partial.highest {
        format!("{} of 100, grade {}.", partial.lowest, grade::grade(partial.lowest))
    } else {
        format!(
            "Between {} ({}) and {} ({}): some of its twelve tests look at what was not seen here.",
            partial.lowest,
            grade::grade(partial.lowest),
            partial.highest,
            grade::grade(partial.highest)
        )
    };
    let row = |(name, test): &(&'static str, Result<Test, &'static str>)| {
        let (points, says) = match test {
            Ok(test) => (format!("{:+}", test.modifier), test.says.to_owned()),
            Err(needs) => ("?".to_owned(), format!("Unseen: {needs}")),
        };
        view! { <tr><th scope="row"><code>{*name}</code></th><td>{points}</td><td>{says}</td></tr> }
    };
    view! {
        <p data-observatory-score>{head}</p>
        <div class="scroll" tabindex="0" role="region" aria-label="The Observatory's tests">
            <table>
                <thead><tr><th scope="col">"Test"</th><th scope="col">"Points"</th><th scope="col">"Result"</th></tr></thead>
                <tbody>{partial.tests.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
