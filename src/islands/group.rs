//! Several answers at once: the worst and the share, per host and kind, and what only shows
//! side by side.

use leptos::prelude::*;

use crate::audit::check::Outcome;
use crate::audit::evidence::Evidence;
use crate::audit::group::{self, Across, Group, Share};
use crate::browser::page;

/// The most checks that are listed for one group.
const SHARES_MAX: usize = 30;

/// The answers of a HAR file or a chain, judged together.
#[component]
pub fn Together(
    /// Every answer that was read.
    exchanges: RwSignal<Vec<Evidence>>,
) -> impl IntoView {
    let grouped = Memo::new(move |_| {
        let exchanges = exchanges.read();
        (exchanges.len() > 1).then(|| Shown(group::judge(&exchanges, None)))
    });
    let body = move || {
        grouped.get().map(|shown| {
            let across = shown.0.across.iter().map(across_row).collect_view();
            let groups = shown.0.groups.iter().map(group_view).collect_view();
            view! {
                <section class="result" aria-labelledby="together" data-together>
                    <h2 id="together">"All answers together"</h2>
                    <ul class="findings">{across}</ul>
                    {groups}
                </section>
            }
        })
    };
    view! { <div>{body}</div> }
}

/// Judged answers that a memo can hold; a new input is always drawn anew.
#[derive(Clone)]
struct Shown(group::Grouped);

impl PartialEq for Shown {
    fn eq(&self, _other: &Self) -> bool {
        false
    }
}

fn across_row(across: &Across) -> AnyView {
    view! {
        <li class="finding warn" data-check=across.id>
            <details open>
                <summary><span class="outcome">"across"</span><b>{across.title}</b><span class="hint">{across.severity.name()}</span></summary>
                <div>
                    <p class="seen">{across.seen.clone()}</p>
                    <p>{across.says}</p>
                    <p><b>"What to do: "</b>{across.fix}</p>
                    <p class="hint">{across.places.join(", ")}</p>
                </div>
            </details>
        </li>
    }
    .into_any()
}

fn group_view(group: &Group) -> AnyView {
    let mut bad: Vec<&Share> = group.shares.iter().filter(|share| share.n_bad > 0).collect();
    bad.sort_by_key(|share| std::cmp::Reverse((share.verdict.severity, share.n_bad)));
    let worst = group.worst.as_ref().map_or("no score".to_owned(), |score| {
        format!("at worst {} ({} of 100)", score.grade.name(), score.points)
    });
    let origin = if group.origin.is_empty() { "an unknown host" } else { group.origin.as_str() };
    let kind = group.profile.title();
    let head = format!("{origin}, {} answers taken for {kind}: {worst}", group.n_responses);
    view! {
        <details class="panel">
            <summary><h3 class="inline">{head}</h3></summary>
            <ul class="findings">{bad.into_iter().take(SHARES_MAX).map(share_row).collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn share_row(share: &Share) -> AnyView {
    let outcome = share.verdict.outcome;
    let class = match outcome {
        Outcome::Fail => "finding fail",
        Outcome::Warn => "finding warn",
        Outcome::Pass | Outcome::Note | Outcome::NotApplicable | Outcome::Unseen => "finding",
    };
    let href = format!("{}checks/{}/", page::base(), share.check.id);
    view! {
        <li class=class>
            <details>
                <summary><span class="outcome">{outcome.name()}</span><b>{share.check.title}</b><span class="hint">{share.told()}</span></summary>
                <div>
                    <p class="seen">{share.verdict.seen.clone()}</p>
                    <p>{share.verdict.says.clone()}</p>
                    <p><b>"What to do: "</b>{share.check.fix}</p>
                    <p class="hint">{share.where_bad.join(", ")}" "<a href=href>"How it is judged"</a></p>
                </div>
            </details>
        </li>
    }
    .into_any()
}
