//! The audit: a URL or a paste in, one report out.

use leptos::prelude::*;

use super::paste::Paste;
use super::peer::Peer;
use super::probe::{self, Found, Sent};
use super::report::{Fields, Judged, Unreadable};
use super::share::{Share, opened};
use crate::audit::address::{Address, AddressError};
use crate::audit::evidence::Evidence;
use crate::browser::fetch::Stop;
use crate::browser::page;

/// One round of asking, and what it brought.
#[derive(Clone, Copy)]
struct Round {
    ledger: RwSignal<Vec<Sent>>,
    found: RwSignal<Option<Found>>,
    pasted: RwSignal<Option<Evidence>>,
    running: RwSignal<Option<Stop>, LocalStorage>,
}

impl Round {
    fn new() -> Self {
        Self {
            ledger: RwSignal::new(Vec::new()),
            found: RwSignal::new(None),
            pasted: RwSignal::new(None),
            running: RwSignal::new_local(None),
        }
    }

    fn start(self, address: Address) {
        let Some(stop) = Stop::new() else { return };
        self.running.set(Some(stop.clone()));
        self.found.set(None);
        self.pasted.set(None);
        self.ledger.set(Vec::new());
        leptos::task::spawn_local(async move {
            let result = probe::run(address, stop, self.ledger).await;
            self.found.set(Some(result));
            self.running.set(None);
        });
    }

    /// Shows the report that came in the page's address.
    fn open(self, problem: RwSignal<Option<String>>) {
        leptos::task::spawn_local(async move {
            match opened().await {
                Some(Ok(evidence)) => self.pasted.set(Some(evidence)),
                Some(Err(text)) => problem.set(Some(text)),
                None => {}
            }
        });
    }

    fn stop(self) {
        if let Some(stop) = self.running.get_untracked() {
            stop.now();
        }
    }

    fn evidence(self) -> Option<Evidence> {
        self.pasted.get().or_else(|| self.found.get().and_then(|found| found.evidence))
    }
}

/// The form and its report.
#[island]
pub fn AuditForm() -> impl IntoView {
    let url = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let round = Round::new();
    let Round { ledger, found, pasted, running } = round;
    let busy = Signal::derive_local(move || running.read().is_some());
    let start = move || match target(&url.read_untracked()) {
        Ok(address) => {
            problem.set(None);
            round.start(address);
        }
        Err(error) => problem.set(Some(words(&error))),
    };
    let own = move |_| {
        url.set(format!("{}{}", page::origin(), page::base()));
        start();
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            start();
        }
    };
    let evidence = Memo::new(move |_| round.evidence());
    Effect::new(move |_| round.open(problem));
    view! {
        <div class="audit">
            <form on:submit=submit>
                <div class="bar">
                    <UrlField url problem/>
                    <div class="actions">
                        <button class="main" type="submit" disabled=move || busy.get()>"Audit"</button>
                        <button type="button" disabled=move || !busy.get() on:click=move |_| round.stop()>"Stop"</button>
                    </div>
                </div>
                <p class="hint">
                    "Nothing at hand? "
                    <button type="button" class="quiet" disabled=move || busy.get() on:click=own>"Audit this site"</button>
                </p>
            </form>
            <Ledger ledger busy/>
            <Show when=move || found.read().is_some() && pasted.read().is_none()><Unreadable found/></Show>
            <Show when=move || evidence.read().is_some()>
                <Judged evidence/>
                <Peer evidence/>
                <Fields evidence/>
                <Share evidence/>
            </Show>
            <Paste url evidence=pasted/>
        </div>
    }
}

/// The field of the address, with what is wrong with it below.
#[component]
fn UrlField(
    /// What was typed.
    url: RwSignal<String>,
    /// What is wrong with it.
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    let invalid = move || problem.read().is_some().to_string();
    view! {
        <div class="field">
            <label for="url">"URL"</label>
            <input
                id="url"
                type="text"
                inputmode="url"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                placeholder="https://api.example.com/health"
                aria-describedby="url-problem"
                aria-invalid=invalid
                prop:value=url
                on:input=move |event| url.set(event_target_value(&event))
            />
            <p id="url-problem" class="hint" role="alert">{move || problem.get()}</p>
        </div>
    }
}

/// Every request that was sent, and what came of it.
#[component]
fn Ledger(
    /// The requests.
    ledger: RwSignal<Vec<Sent>>,
    /// Whether more may come.
    busy: Signal<bool, LocalStorage>,
) -> impl IntoView {
    let line = |sent: Sent| {
        let came = if sent.came.is_empty() { "waiting…".to_owned() } else { sent.came };
        view! { <li>{sent.what}": "{came}</li> }
    };
    let lines = move || ledger.get().into_iter().map(line).collect_view();
    view! {
        <div role="status" aria-busy=move || busy.get().to_string()>
            <Show when=move || !ledger.read().is_empty()>
                <section class="panel" aria-labelledby="ledger">
                    <h2 id="ledger">"Sent"</h2>
                    <ol>{lines}</ol>
                </section>
            </Show>
        </div>
    }
}

fn target(text: &str) -> Result<Address, AddressError> {
    let text = text.trim();
    let whole = if text.is_empty() || text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    let address = Address::parse(&whole)?;
    match page::normal_address(&address.to_string()) {
        Some(normal) => Address::parse(&normal),
        None => Err(AddressError::Host(address.host().to_owned())),
    }
}

fn words(error: &AddressError) -> String {
    match error {
        AddressError::Empty => "Type an address, such as https://api.example.com/health.".into(),
        AddressError::Scheme(text) => {
            format!("Only http:// and https:// can be audited, and {text:?} begins with neither.")
        }
        AddressError::Host(host) => format!("{host:?} is not a host name. Check the spelling."),
        AddressError::Port(port) => format!("{port:?} is not a port. Ports are 0 to 65535."),
        AddressError::Credentials => {
            "Leave the user name and password out of the address; they would be sent along.".into()
        }
    }
}
