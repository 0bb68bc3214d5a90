//! Choose, make, rename and put away projects; what is kept, and where.

use leptos::prelude::*;

use super::state::{Keeping, State};
use crate::browser::permanence::{self, Permanence};
use crate::browser::{clock, file};
use crate::track::event::Act;
use crate::track::project::{Project, ProjectError, ProjectName};
use crate::track::saved;

/// The menu with the current project's name.
#[island]
pub fn Projects() -> impl IntoView {
    let state = State::of_page();
    let waking = StoredValue::new_local(state);
    Effect::new(move |_| waking.with_value(State::wake));
    let all = Signal::derive_local(move || waking.with_value(State::projects));
    let current = Signal::derive_local(move || {
        let id = waking.with_value(|state| state.current.get());
        all.get().into_iter().find(|project| project.id == id)
    });
    let name =
        move || current.get().map_or_else(|| "My project".to_owned(), |p| p.name.to_string());
    view! {
        <details class="menu">
            <summary aria-label=move || format!("Project: {}", name())><span>{name}</span></summary>
            <div>
                <ul aria-label="Projects">{move || rows(&all.get(), current.get().as_ref(), waking)}</ul>
                <NameForm label="New project" button="Create" act=Callback::new(move |name| {
                    waking.with_value(|state| state.create(Act::ProjectCreated { name }));
                })/>
                <NameForm label="Rename this project" button="Rename" act=Callback::new(move |name| {
                    waking.with_value(|state| state.act(Act::ProjectRenamed { name }));
                })/>
                <Shelf archived=Signal::derive_local(move || current.get().is_some_and(|p| p.archived)) waking/>
                <KeepingLine waking/>
            </div>
        </details>
    }
}

fn rows(all: &[Project], current: Option<&Project>, waking: Page) -> AnyView {
    let row = |project: &Project| {
        let is_current = current.is_some_and(|current| current.id == project.id);
        let id = project.id.clone();
        let note = if project.archived { " (put away)" } else { "" };
        view! {
            <li>
                <button
                    type="button"
                    class="quiet"
                    aria-current=is_current.to_string()
                    on:click=move |_| waking.with_value(|state| state.choose(id.clone()))
                >
                    {format!("{}{note}", project.name)}
                </button>
            </li>
        }
    };
    all.iter().map(row).collect_view().into_any()
}

type Page = StoredValue<State, LocalStorage>;

/// Puts the project away or takes it out again: nothing is ever deleted.
#[component]
fn Shelf(
    /// Whether it is away.
    archived: Signal<bool, LocalStorage>,
    /// The page's state.
    waking: Page,
) -> impl IntoView {
    let word = move || {
        if archived.get() { "Take this project out again" } else { "Put this project away" }
    };
    let turn = move |_| {
        let act = Act::ProjectArchived { archived: !archived.get_untracked() };
        waking.with_value(|state| state.act(act));
    };
    view! { <button type="button" on:click=turn>{word}</button> }
}

/// One field and a button that takes a project's name.
#[component]
fn NameForm(
    /// What the field asks for.
    label: &'static str,
    /// What the button does.
    button: &'static str,
    /// Takes the name.
    act: Callback<ProjectName>,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match ProjectName::parse(&text.read_untracked()) {
            Ok(name) => {
                act.run(name);
                text.set(String::new());
                problem.set(None);
            }
            Err(error) => problem.set(Some(words(&error))),
        }
    };
    view! {
        <form on:submit=submit>
            <label class="field">
                <span>{label}</span>
                <span class="pair">
                    <input
                        type="text"
                        autocomplete="off"
                        prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))
                    />
                    <button type="submit">{button}</button>
                </span>
            </label>
            <p class="hint" role="status">{move || problem.get()}</p>
        </form>
    }
}

fn words(error: &ProjectError) -> String {
    match error {
        ProjectError::Blank | ProjectError::Id(_) => "Type a name first.".to_owned(),
        ProjectError::Long(chars) => {
            format!("That name has {chars} characters; at most 80 fit. Shorten it.")
        }
        ProjectError::Control => "That name holds a character that cannot be shown.".to_owned(),
    }
}

/// What is kept, how much of it, and whether the browser promised to keep it.
#[component]
fn KeepingLine(
    /// The page's state.
    waking: Page,
) -> impl IntoView {
    let promise = RwSignal::new(None::<Permanence>);
    let look = move || {
        leptos::task::spawn_local(async move { promise.set(permanence::look().await) });
    };
    Effect::new(move |_| look());
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            permanence::ask().await;
            look();
        });
    };
    let keeping = move || {
        let n_entries = waking.with_value(|state| state.kept.read().log.len());
        match waking.with_value(|state| state.keeping.get()) {
            Keeping::Loading => "Reading this browser's store…".to_owned(),
            Keeping::Saving => "Saving…".to_owned(),
            Keeping::Kept => format!("Saved in this browser (IndexedDB), {n_entries} entries."),
            Keeping::Failed(_) => "Not saved. See the notice at the foot of the window.".to_owned(),
        }
    };
    let promised = move || {
        promise.get().map(|found| {
            if found.promised {
                "The browser promised to keep it."
            } else {
                "The browser may clear it to make room."
            }
        })
    };
    let may_ask = move || promise.get().is_some_and(|found| !found.promised);
    view! {
        <p class="hint" role="status" data-keeping>{keeping} " " {promised}</p>
        <p class="actions">
            <button type="button" on:click=move |_| waking.with_value(offer_file)>"Save to a file"</button>
            <Show when=may_ask>
                <button type="button" on:click=ask>"Ask it to keep this"</button>
            </Show>
        </p>
    }
}

/// Offers everything that was kept as one file.
pub fn offer_file(state: &State) {
    let date = crate::track::stamp::day(clock::now_ms());
    match saved::encode_file(&state.kept.read_untracked()) {
        Ok(text) => {
            if !file::offer(&format!("preflight-{date}.json"), "application/json", &text) {
                leptos::logging::warn!("the browser took no file");
            }
        }
        Err(error) => leptos::logging::warn!("{error}"),
    }
}
