//! What to change, in the reader's own server, and what it would be worth.

use leptos::prelude::*;

use super::report::CopyLine;
use crate::audit::check::Profile;
use crate::audit::evidence::Evidence;
use crate::audit::fix::plan::plan;
use crate::audit::fix::{self, Plan, Server, Snippet};
use crate::audit::score::Score;
use crate::browser::preference;

/// The preference that holds the reader's server.
const SERVER: &str = "preflight-server";

/// The lines for one server, and the grade after them.
#[component]
pub fn Fixes(
    /// What was seen.
    evidence: Memo<Option<Evidence>>,
    /// What it is judged as.
    profile: Signal<Profile>,
) -> impl IntoView {
    let kept = preference::get(SERVER).and_then(|word| Server::parse(&word));
    let server = RwSignal::new(kept.unwrap_or(Server::Nginx));
    let choose = move |word: String| {
        if let Some(chosen) = Server::parse(&word) {
            preference::set(SERVER, chosen.word());
            server.set(chosen);
        }
    };
    let option = move |choice: Server| {
        let selected = move || server.get() == choice;
        view! { <option value=choice.word() prop:selected=selected>{choice.name()}</option> }
    };
    let body = move || {
        let evidence = evidence.read();
        evidence.as_ref().map(|evidence| shown(&plan(evidence, profile.get()), server.get()))
    };
    view! {
        <section class="panel" aria-labelledby="fixes" data-fixes>
            <h3 id="fixes">"What to change on your server"</h3>
            <div class="field">
                <label for="server">"Server or framework"</label>
                <select id="server" on:change=move |event| choose(event_target_value(&event))>
                    {Server::ALL.into_iter().map(option).collect_view()}
                </select>
            </div>
            {body}
        </section>
    }
}

fn shown(plan: &Plan, server: Server) -> AnyView {
    let snippet = fix::lines(server, &plan.changes);
    if snippet.text.is_empty() {
        return view! { <p>"Header lines alone would change nothing that was judged."</p> }
            .into_any();
    }
    let worth = format!(
        "Now {}, after these lines {}, judged on the same evidence.",
        grade(plan.before.score.as_ref()),
        grade(plan.after.score.as_ref())
    );
    let Snippet { where_to_put, text, notes, .. } = snippet;
    let note = |note: String| view! { <li>{note}</li> };
    view! {
        <p data-worth>{worth}</p>
        <p class="hint">{where_to_put}</p>
        <CopyLine text=Signal::stored(text)/>
        <ul class="hint">{notes.into_iter().map(note).collect_view()}</ul>
    }
    .into_any()
}

fn grade(score: Option<&Score>) -> String {
    score.map_or_else(
        || "no score".to_owned(),
        |score| format!("{} ({} of 100)", score.grade.name(), score.points),
    )
}
