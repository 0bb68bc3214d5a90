//! The box that takes what curl printed.

use leptos::prelude::*;

use crate::audit::address::Address;
use crate::audit::evidence::Evidence;
use crate::audit::ingest::{self, Ingested};
use crate::browser::file::{self, Brought, FileError};

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
    let read = move || {
        let address = Address::parse(&url.read_untracked()).ok();
        // A statement of its own: the text is let go before it is written again.
        let found = ingest::read_of(&text.read_untracked(), address.as_ref());
        match found {
            Ok(ingested) => {
                said.set(Some(Said::of(&ingested)));
                text.update(|text| *text = ingest::secrets::whole(text));
                evidence.set(ingested.exchanges.last().cloned());
                exchanges.set(ingested.exchanges);
            }
            Err(error) => said.set(Some(Said::refusal(&error))),
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        read();
    };
    let take = UnsyncCallback::new(move |brought: Option<Brought>| {
        let Some(brought) = brought else { return };
        leptos::task::spawn_local(async move {
            match brought.text().await {
                Ok(found) => {
                    text.set(found);
                    read();
                }
                Err(error) => said.set(Some(Said::unread(&error))),
            }
        });
    });
    let drop = move |event| take.run(file::dropped(&event));
    view! {
        <section class="panel" aria-labelledby="paste">
            <h2 id="paste">"Or paste what curl printed"</h2>
            <form on:submit=submit on:dragover=move |event| file::welcome(&event) on:drop=drop>
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
                <Ways take/>
            </form>
            <Reply said/>
        </section>
    }
}

/// The ways to hand a text in.
#[component]
fn Ways(
    /// Takes a file.
    take: UnsyncCallback<Option<Brought>>,
) -> impl IntoView {
    let choose = move |event| take.run(file::chosen(&event));
    view! {
        <div class="actions">
            <button type="submit">"Judge it"</button>
            <label class="button">
                "Open a file"
                <input class="visually-hidden" type="file" accept=".har,.json,.txt" on:change=choose/>
            </label>
            <span class="hint">"or drop one on the box. It is read here and sent nowhere."</span>
        </div>
    }
}

/// What the text was taken for, or why it was refused.
#[component]
fn Reply(
    /// What is said.
    said: RwSignal<Option<Said>>,
) -> impl IntoView {
    let class = move || {
        let problem = said.read().as_ref().is_some_and(|said| said.is_problem);
        if problem { "notice bad" } else { "notice good" }
    };
    let line = |line: String| view! { <li>{line}</li> };
    let lines = move || said.get().map(|said| said.lines.into_iter().map(line).collect_view());
    view! {
        <div id="paste-said" role="status">
            <Show when=move || said.read().is_some()>
                <div class=class data-paste-said>
                    <p>{move || said.get().map(|said| said.head)}</p>
                    <ul>{lines}</ul>
                </div>
            </Show>
        </div>
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

    fn unread(error: &FileError) -> Self {
        let head = format!("The file was not read: {error}. Paste the part that matters.");
        Self { is_problem: true, head, lines: Vec::new() }
    }

    fn refusal(error: &ingest::IngestError) -> Self {
        Self {
            is_problem: true,
            head: format!("{} {}", error.says(), error.instead()),
            lines: Vec::new(),
        }
    }
}
