//! The box that takes what curl printed.

use leptos::prelude::*;

use crate::audit::address::Address;
use crate::audit::evidence::Evidence;
use crate::audit::ingest::{self, Ingested};

/// The box, and what it took the text for.
#[component]
pub fn Paste(
    /// The address that was typed above, for a paste that does not tell its own.
    url: RwSignal<String>,
    /// Where the evidence goes.
    evidence: RwSignal<Option<Evidence>>,
    /// Where all answers go, when there are several.
    exchanges: RwSignal<Vec<Evidence>>,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let said = RwSignal::new(None::<Said>);
    let read = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let address = Address::parse(&url.read_untracked()).ok();
        match ingest::read_of(&text.read_untracked(), address.as_ref()) {
            Ok(ingested) => {
                said.set(Some(Said::of(&ingested)));
                text.update(|text| *text = ingest::secrets::whole(text));
                evidence.set(ingested.exchanges.last().cloned());
                exchanges.set(ingested.exchanges);
            }
            Err(error) => said.set(Some(Said::refusal(&error))),
        }
    };
    let problem = move || said.read().as_ref().is_some_and(|said| said.is_problem);
    view! {
        <section class="panel" aria-labelledby="paste">
            <h2 id="paste">"Or paste what curl printed"</h2>
            <form on:submit=read>
                <div class="field">
                    <label for="pasted">"Output of curl -i, -I, -v or -L, HTTPie, a list of headers, or a HAR file"</label>
                    <textarea
                        id="pasted"
                        spellcheck="false"
                        autocomplete="off"
                        aria-describedby="paste-said"
                        placeholder="HTTP/2 200
content-type: text/html; charset=utf-8
strict-transport-security: max-age=63072000"
                        prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))
                    ></textarea>
                </div>
                <div class="actions"><button type="submit">"Judge it"</button></div>
            </form>
            <div id="paste-said" role="status">
                <Show when=move || said.read().is_some()>
                    <div class=move || if problem() { "notice bad" } else { "notice good" } data-paste-said>
                        <p>{move || said.get().map(|said| said.head)}</p>
                        <ul>{move || said.get().map(|said| said.lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view())}</ul>
                    </div>
                </Show>
            </div>
        </section>
    }
}

/// What is said below the box.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    is_problem: bool,
    head: String,
    lines: Vec<String>,
}

/// The most lines of complaint that are shown.
const LINES_MAX: usize = 8;

impl Said {
    fn of(ingested: &Ingested) -> Self {
        let n_answers = ingested.exchanges.len();
        let several = if n_answers > 1 {
            format!(" It holds {n_answers} answers; the last one is judged.")
        } else {
            String::new()
        };
        let masked = match ingested.masked {
            0 => String::new(),
            1 => " One secret was masked.".to_owned(),
            n => format!(" {n} secrets were masked."),
        };
        let line = |problem: &ingest::Problem| {
            format!("Line {}: {} ({})", problem.line, problem.says, problem.text)
        };
        Self {
            is_problem: false,
            head: format!("Read as {}.{several}{masked}", ingested.kind.name()),
            lines: ingested.problems.iter().take(LINES_MAX).map(line).collect(),
        }
    }

    fn refusal(error: &ingest::IngestError) -> Self {
        Self {
            is_problem: true,
            head: format!("{} {}", error.says(), error.instead()),
            lines: Vec::new(),
        }
    }
}
