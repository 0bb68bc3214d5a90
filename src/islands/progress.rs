//! How far a set of items is.

#![expect(missing_docs, reason = "the island macro makes a struct of the props")]

use leptos::prelude::*;

use super::state::State;
use crate::read::id::ItemId;

/// A bar with its figures.
#[island]
pub fn Progress(
    /// The ids of the set.
    items: Vec<String>,
    /// What the set is called.
    label: String,
) -> impl IntoView {
    let state = State::of_page();
    let ids: Vec<ItemId> = items.iter().filter_map(|id| ItemId::parse(id).ok()).collect();
    let progress = state.progress.clone();
    let counts = Memo::new(move |_| progress.read().counts(&ids));
    let waking = StoredValue::new_local(state);
    Effect::new(move |_| waking.with_value(State::wake));
    let figure = move |n: usize, word: &'static str| view! { <span><b>{n}</b>" "{word}</span> };
    view! {
        <div class="progress">
            <progress max="100" value=move || counts.get().percent().to_string() aria-label=label></progress>
            <p class="figures">
                {move || figure(counts.get().done, "done")}
                {move || figure(counts.get().in_progress, "in progress")}
                {move || figure(counts.get().open, "open")}
                {move || figure(counts.get().not_applicable, "not applicable")}
                <span>{move || format!("{} %", counts.get().percent())}</span>
            </p>
        </div>
    }
}
