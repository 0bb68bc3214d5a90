//! "Would this load?": one request against the policies of the lab.

use leptos::prelude::*;

use crate::audit::csp::effective::Kind;
use crate::audit::csp::inline::{Block, Inline};
use crate::audit::csp::load::{Asked, Fetch, Objection, objections};
use crate::audit::csp::policy::{Disposition, Policies};
use crate::audit::csp::target::Target;

/// The question and its answer.
#[component]
pub fn Load(
    /// The policies of the lab.
    policies: Memo<Policies>,
) -> impl IntoView {
    let page = RwSignal::new("https://app.example.com/".to_owned());
    let what = RwSignal::new("script-src-elem".to_owned());
    let url = RwSignal::new("https://cdn.jsdelivr.net/npm/x.js".to_owned());
    let nonce = RwSignal::new(String::new());
    let answer = move || {
        answer(&policies.read(), &page.read(), &what.read(), &url.read(), nonce.read().trim())
    };
    let has_url = move || {
        !["inline-script", "inline-handler", "inline-style", "eval", "wasm"]
            .contains(&what.read().as_str())
    };
    let options = Kind::ALL.map(|kind| kind.chain().first().copied().unwrap_or_default());
    view! {
        <section class="section" aria-labelledby="load">
            <h2 id="load">"Would this load?"</h2>
            <div class="cards">
                <Field id="load-page" label="On the page" text=page/>
                <div class="field">
                    <label for="load-what">"As"</label>
                    <select id="load-what" on:change=move |event| what.set(event_target_value(&event))>
                        {options.map(|name| view! { <option value=name selected=name == "script-src-elem">{name}</option> }).collect_view()}
                        <option value="inline-script">"an inline script"</option>
                        <option value="inline-handler">"an inline event handler"</option>
                        <option value="inline-style">"an inline style"</option>
                        <option value="eval">"a string that becomes script"</option>
                        <option value="wasm">"WebAssembly"</option>
                    </select>
                </div>
                <Show when=has_url><Field id="load-url" label="From" text=url/></Show>
                <Field id="load-nonce" label="Nonce of the element (optional)" text=nonce/>
            </div>
            <p class="notice" role="status" data-load>{answer}</p>
        </section>
    }
}

/// One line of text.
#[component]
fn Field(
    /// The id of the field.
    id: &'static str,
    /// What it takes.
    label: &'static str,
    /// What was typed.
    text: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type="text"
                spellcheck="false"
                autocomplete="off"
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
        </div>
    }
}

fn answer(policies: &Policies, page: &str, what: &str, url: &str, nonce: &str) -> String {
    let Some(page) = Target::parse(page.trim()) else {
        return format!("{page:?} is no address of a page; write it with https://.");
    };
    let nonce = (!nonce.is_empty()).then_some(nonce);
    let block = Block { nonce, hashes: &[] };
    let asked = match what {
        "inline-script" => Asked::Inline(Inline::Script, block),
        "inline-handler" => Asked::Inline(Inline::ScriptAttribute, block),
        "inline-style" => Asked::Inline(Inline::Style, block),
        "eval" => Asked::Eval,
        "wasm" => Asked::Wasm,
        name => {
            let kind = Kind::ALL.into_iter().find(|kind| kind.chain().first() == Some(&name));
            let (Some(kind), Some(target)) = (kind, Target::parse(url.trim())) else {
                return format!("{url:?} is no whole address; write it with https://.");
            };
            Asked::Url(Fetch { nonce, ..Fetch::of(kind, target) })
        }
    };
    told(&objections(policies, &page, &asked))
}

fn told(objections: &[Objection]) -> String {
    let by = |wanted: Disposition| {
        let said = objections.iter().filter(move |objection| objection.disposition == wanted);
        said.map(|objection| format!("policy {} ({})", objection.policy + 1, objection.directive))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (blocked, reported) = (by(Disposition::Enforce), by(Disposition::Report));
    match (blocked.is_empty(), reported.is_empty()) {
        (true, true) => "It loads: no policy objects.".to_owned(),
        (true, false) => format!("It loads, and is reported by {reported}."),
        (false, true) => format!("It is blocked by {blocked}."),
        (false, false) => format!("It is blocked by {blocked}, and also reported by {reported}."),
    }
}
