//! Where the page says what it could not keep, on every page.

use leptos::prelude::*;

use super::projects::offer_file;
use super::state::{Keeping, State};
use crate::browser::storage::StorageError;

/// The words for what went wrong with keeping, or nothing.
#[island]
pub fn Notice() -> impl IntoView {
    let state = State::of_page();
    let (keeping, kept) = (state.keeping.clone(), state.kept.clone());
    let trouble = Memo::new(move |_| match &*keeping.read() {
        Keeping::Failed(error) => Some(words(error)),
        Keeping::Loading | Keeping::Kept | Keeping::Saving => None,
    });
    let n_unread = Memo::new(move |_| kept.read().unread.len());
    let state = StoredValue::new_local(state);
    let again = move |_| {
        state.with_value(|state| {
            state.reload();
            state.save();
        });
    };
    let save = move |_| state.with_value(offer_file);
    view! {
        <div role="status" class="section trouble no-print">
            <Show when=move || trouble.read().is_some()>
                <div class="notice bad">
                    <p>{move || trouble.get().unwrap_or_default()}</p>
                    <p class="actions">
                        <button type="button" on:click=save>"Save to a file"</button>
                        <button type="button" on:click=again>"Try again"</button>
                    </p>
                </div>
            </Show>
            <Show when=move || { n_unread.get() > 0 }>
                <div class="notice warn">
                    <p>
                        {move || n_unread.get()}
                        " entries in this browser's store could not be read, perhaps because a newer version wrote them. They are untouched, and a saved file holds them too."
                    </p>
                    <p class="actions">
                        <button type="button" on:click=save>"Save to a file"</button>
                    </p>
                </div>
            </Show>
        </div>
    }
}

fn words(error: &StorageError) -> String {
    let what = match error {
        StorageError::Refused(_) => {
            "This browser does not let the page keep anything here, as in some private windows."
        }
        StorageError::Full(_) => "There is no room left in this browser's storage.",
        StorageError::ReadBack => "What was kept did not read back as it was written.",
    };
    format!(
        "Not saved. {what} What you did is still in this tab: save it to a file before you close it. ({error})"
    )
}
