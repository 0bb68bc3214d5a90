//! A report in an address: made on request, opened without asking anybody.

use leptos::prelude::*;

use crate::audit::evidence::Evidence;
use crate::audit::shared;
use crate::browser::{fragment, page};

/// The name of the fragment.
const NAME: &str = "report";

/// Makes the address of a report.
#[component]
pub fn Share(
    /// What was seen.
    evidence: Memo<Option<Evidence>>,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let make = move |_| {
        let Some(evidence) = evidence.get_untracked() else { return };
        leptos::task::spawn_local(async move { said.set(link(&evidence).await) });
    };
    view! {
        <section class="panel" aria-labelledby="share">
            <h3 id="share">"Pass it on"</h3>
            <p class="hint">"The report travels inside the address, behind the #, which browsers never send. It holds the header fields with their secrets masked, and no body."</p>
            <p class="actions"><button type="button" on:click=make>"Copy a link to this report"</button></p>
            <p class="hint" role="status" data-share>{said}</p>
        </section>
    }
}

async fn link(evidence: &Evidence) -> String {
    let Ok(text) = shared::encode(evidence) else {
        return "This report cannot be put into a link.".to_owned();
    };
    match fragment::pack(&text).await {
        Ok(packed) => {
            let link = format!("{}{}audit/#{NAME}={packed}", page::origin(), page::base());
            let copied = page::copy(&link).await;
            format!("{} {link}", if copied { "Copied:" } else { "Select it and copy:" })
        }
        Err(error) => format!("This report does not fit into a link ({error}). Export it instead."),
    }
}

/// Reads the report in the page's address, if there is one.
pub async fn opened() -> Option<Result<Evidence, String>> {
    let packed = fragment::get(NAME)?;
    let text = match fragment::unpack(&packed).await {
        Ok(text) => text,
        Err(error) => return Some(Err(broken(&error.to_string()))),
    };
    Some(shared::decode(&text).map_err(|error| broken(&error.to_string())))
}

fn broken(why: &str) -> String {
    format!(
        "The link holds no report that can be read ({why}). Ask for it again; a part may be missing."
    )
}
