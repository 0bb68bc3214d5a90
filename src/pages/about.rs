//! What Preflight is, what it keeps and what it sends.

use leptos::prelude::*;

use super::site::Site;
use super::{Page, parts};

/// The page about the site itself.
pub fn page(site: &Site) -> Page {
    let body = view! {
        {parts::crumbs(site, &[], "About")}
        <div class="head">
            <h1>"How it works, and what it keeps"</h1>
            <p class="lede">"Preflight is a folder of static files. There is no server behind it, no account, no cookie and no count of visitors."</p>
        </div>
        <div class="prose">
            <section aria-labelledby="progress">
                <h2 id="progress">"Your progress"</h2>
                <p>"Every tick is an entry in a log that your browser keeps in IndexedDB, written through and read back before it is shown as saved. Tabs tell each other. Nothing is ever overwritten: the latest entry on an item counts, and the earlier ones stay."</p>
                <p>"A browser may clear what sites keep: when you ask it to, when the disk is full, or, in Safari, after seven days without a visit. The menu with your project's name says whether yours promised to keep it, and saves everything to a file."</p>
            </section>
            <section aria-labelledby="requests">
                <h2 id="requests">"What is sent"</h2>
                <p>"This site's own files are fetched from where you opened it. The audit sends GET and HEAD requests to the address you type, when you press the button, without cookies. Nothing else leaves the page; its Content-Security-Policy says so, and your browser holds it to that."</p>
            </section>
            <section aria-labelledby="honest">
                <h2 id="honest">"What a verdict means"</h2>
                <p>"A pass quotes what was seen. Unseen is not missing: a page on one site may read few headers of another, so what could not be looked at is listed apart and never scored. Each check names the standard it follows."</p>
                <p><a href=site.link("checks/")>"Every check and how the score comes about"</a></p>
            </section>
            <section aria-labelledby="again">
                <h2 id="again">"Start again, or go on elsewhere"</h2>
                <p>"The site can be served from any static host, under any path, and is free software under MIT or Apache-2.0."</p>
            </section>
        </div>
    };
    Page {
        path: "about/".into(),
        title: "How it works, and what it keeps".into(),
        description:
            "What Preflight keeps in your browser, what it sends, and what its verdicts mean."
                .into(),
        body: body.into_any(),
        listed: true,
        audits: false,
    }
}
