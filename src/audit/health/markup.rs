//! Health answers in markup: pages in a colour, sign-in pages, feeds.

use super::Flag;
use super::reading::{Form, Reading};
use super::words::Condition;
use crate::audit::html;

/// How much of a page is looked at.
const PAGE_BYTES_MAX: usize = 64 * 1024;

/// Whether a text is an HTML page.
pub(super) fn is_page(text: &str, media_type: &str) -> bool {
    let start = head(text, 200).to_ascii_lowercase();
    media_type.ends_with("html") && start.contains('<')
        || ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
}

/// Whether a text is a news feed, which some services send instead of a status.
pub(super) fn is_feed(text: &str, media_type: &str) -> bool {
    let start = head(text, 300);
    matches!(media_type, "application/rss+xml" | "application/atom+xml")
        || start.contains("<rss")
        || start.contains("<feed")
}

/// Reads a page: Rails answers in a colour; a sign-in page stands before the answer.
pub(super) fn read_page(text: &str) -> Reading {
    let tags = html::tags(head(text, PAGE_BYTES_MAX));
    let mut reading = Reading::of_form(Form::Page);
    reading.flags.insert(Flag::HtmlBody);
    let body = tags.iter().find(|tag| tag.name == "body");
    let style = body.and_then(|tag| tag.attribute("style")).unwrap_or("").to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    for (color, condition) in [("green", Condition::Healthy), ("red", Condition::Unhealthy)] {
        let declared = |name: &str| {
            let wanted = format!("{name}:{color}");
            style.split(';').any(|declaration| declaration == wanted)
        };
        if declared("background-color") || declared("background") {
            reading.overall = Some((condition, format!("background-color: {color}")));
        }
    }
    if reading.overall.is_none() && asks_to_sign_in(text, &tags) {
        reading.flags.extend([Flag::Redirect, Flag::AuthRequired]);
    }
    reading
}

fn asks_to_sign_in(text: &str, tags: &[html::Tag]) -> bool {
    let password = |tag: &html::Tag| {
        tag.name == "input"
            && tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password"))
    };
    let form = |tag: &html::Tag| {
        tag.name == "form" && tag.attribute("action").is_some_and(leads_to_sign_in)
    };
    let title = between(head(text, PAGE_BYTES_MAX), "<title>", "</title>");
    let title = title.unwrap_or("").trim().to_ascii_lowercase();
    let titled = ["sign in", "log in", "login", "sign-in", "authentication required"];
    tags.iter().any(|tag| password(tag) || form(tag))
        || titled.iter().any(|words| title.starts_with(words))
}

/// Whether an address looks like the way to a sign-in page.
pub(super) fn leads_to_sign_in(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    let path = address.split(['?', '#']).next().unwrap_or("");
    path.split(['/', '.', ':']).any(|part| {
        matches!(
            part,
            "login"
                | "log-in"
                | "log_in"
                | "signin"
                | "sign-in"
                | "sign_in"
                | "sso"
                | "oauth"
                | "oauth2"
                | "authorize"
                | "auth"
                | "saml"
                | "saml2"
                | "session"
                | "sessions"
                | "openid"
                | "openid-connect"
                | "cas"
                | "accounts"
        )
    })
}

/// Reads a feed whose entries are checks, sorted into healthy and unhealthy.
pub(super) fn read_feed(text: &str) -> Reading {
    let text = head(text, PAGE_BYTES_MAX);
    let (open, close) =
        if text.contains("<item") { ("<item", "</item>") } else { ("<entry", "</entry>") };
    let mut reading = Reading::default();
    for entry in text.split(open).skip(1) {
        let entry = entry.split(close).next().unwrap_or(entry);
        let Some(title) = between(entry, "<title", "</title>") else { continue };
        let title = title.split_once('>').map_or(title, |(_, rest)| rest).trim();
        let name = unescape(title);
        let words: Vec<&str> = entry.split(['<', '>', '"', ' ', '\n', ':']).collect();
        if words.contains(&"unhealthy") || words.contains(&"error") {
            reading.add(name, Condition::Unhealthy);
        } else if words.contains(&"warning") {
            reading.add(name, Condition::Degraded);
        } else if words.iter().any(|word| matches!(*word, "healthy" | "OK" | "working")) {
            reading.add(name, Condition::Healthy);
        } else {
            reading.add(name, Condition::Unknown);
        }
    }
    if !reading.checks.is_empty() {
        reading.flags.insert(Flag::Always200Format);
    }
    reading.finish()
}

fn unescape(text: &str) -> String {
    let plain = text.replace("&#x27;", "'").replace("&#39;", "'").replace("&quot;", "\"");
    plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(open)?;
    rest.split_once(close).map(|(inner, _)| inner)
}

fn head(text: &str, bytes_max: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes_max)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_colour_is_an_answer() {
        let page = "<html><body style='margin:0; background-color: RED'></body></html>";
        assert_eq!(
            read_page(page).overall.map(|(condition, _)| condition),
            Some(Condition::Unhealthy)
        );
        let page = "<html><body style='color: green'></body></html>";
        assert_eq!(read_page(page).overall, None);
    }

    #[test]
    fn a_sign_in_page_is_known_by_its_form() {
        let page = "<html><form><input name=p type=password></form></html>";
        assert!(read_page(page).flags.contains(&Flag::AuthRequired));
        assert!(
            !read_page("<html><title>Blog in</title></html>").flags.contains(&Flag::AuthRequired)
        );
        assert!(leads_to_sign_in("https://id.example/oauth2/start?rd=/health"));
        assert!(!leads_to_sign_in("/health/"));
    }

    #[test]
    fn feeds_tell_parts() {
        let feed = "<rss><channel><title>x</title><item><title>Disk(path=&#x27;a&#x27;)</title>\
                    <category>error</category><category>unhealthy</category></item>\
                    <item><title>DNS</title><category>healthy</category></item></channel></rss>";
        let reading = read_feed(feed);
        let got: Vec<_> = reading.checks.iter().map(|c| (c.name.as_str(), c.verdict)).collect();
        assert_eq!(got, [("Disk(path='a')", Condition::Unhealthy), ("DNS", Condition::Healthy)]);
    }

    proptest! {
        #[test]
        fn any_markup_is_read(text in "[<>/a-z \"'=]{0,60}") {
            prop_assert_eq!(read_page(&text).form, Form::Page);
            prop_assert!(read_feed(&text).checks.len() <= text.len());
        }
    }
}
