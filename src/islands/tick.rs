//! The state of one item: a small menu in lists, a row of choices on its own page.

#![expect(missing_docs, reason = "the island macro makes a struct of the props")]

use leptos::prelude::*;

use super::state::State;
use crate::read::id::ItemId;
use crate::track::event::{Act, State as Stand};

/// The menu beside an item in a list.
#[island]
pub fn Tick(
    /// The item's id.
    item: String,
    /// The item's revision.
    rev: u32,
    /// Its title, for those who hear the page.
    title: String,
) -> impl IntoView {
    let (stand, set) = stand(item, rev);
    let select = NodeRef::<leptos::html::Select>::new();
    Effect::new(move |_| {
        // A choice made before the page woke is kept.
        if let Some(select) = select.get()
            && let Some(word) = select.dataset().get("early")
        {
            select.dataset().delete("early");
            set.run(word);
        }
    });
    let option = move |choice: Stand| {
        view! { <option value=choice.word() prop:selected=move || stand.get() == choice>{choice.title()}</option> }
    };
    view! {
        <span class="tick" data-state=move || stand.get().word()>
            <select
                node_ref=select
                data-tick
                autocomplete="off"
                aria-label=format!("State: {title}")
                on:change=move |event| set.run(event_target_value(&event))
            >
                {Stand::ALL.map(option).collect_view()}
            </select>
        </span>
    }
}

/// The row of choices on an item's own page.
#[island]
pub fn Switch(
    /// The item's id.
    item: String,
    /// The item's revision.
    rev: u32,
) -> impl IntoView {
    let name = format!("state-{item}");
    let (stand, set) = stand(item, rev);
    let choice = move |choice: Stand| {
        let radio = NodeRef::<leptos::html::Input>::new();
        Effect::new(move |_| {
            if let Some(radio) = radio.get()
                && radio.dataset().get("early").is_some()
            {
                radio.dataset().delete("early");
                set.run(choice.word().to_owned());
            }
        });
        view! {
            <label>
                <input
                    node_ref=radio
                    data-tick
                    type="radio"
                    autocomplete="off"
                    name=name.clone()
                    value=choice.word()
                    checked=choice == Stand::Open
                    prop:checked=move || stand.get() == choice
                    on:change=move |_| set.run(choice.word().to_owned())
                />
                {choice.title()}
            </label>
        }
    };
    view! {
        <fieldset class="switch">
            <legend>"In this project"</legend>
            {Stand::ALL.map(choice).collect_view()}
        </fieldset>
    }
}

/// The item's state in the current project, and how to set it by its word.
fn stand(item: String, rev: u32) -> (Memo<Stand>, Callback<String>) {
    let state = State::of_page();
    let id = ItemId::parse(&item).ok();
    let (progress, wanted) = (state.progress.clone(), id.clone());
    let stand =
        Memo::new(move |_| wanted.as_ref().map_or(Stand::Open, |id| progress.read().state(id)));
    let waking = StoredValue::new_local(state);
    Effect::new(move |_| waking.with_value(State::wake));
    let set = Callback::new(move |word: String| {
        if let (Some(item), Some(state)) = (id.clone(), Stand::parse(&word)) {
            waking.with_value(|page| page.act(Act::ItemState { item, state, rev }));
        }
    });
    (stand, set)
}
