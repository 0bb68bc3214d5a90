//! The answers of an exchange to the origins that asked, for the CORS checks.

use crate::audit::address::Address;
use crate::audit::check::{Subject, Verdict};
use crate::audit::evidence::{Evidence, Sight};
use crate::audit::headers::Headers;
use crate::audit::parse::allow_origin::{AllowOrigin, Origin};
use crate::audit::site;

/// An answer that carries `Access-Control-Allow-Origin`.
pub(super) struct Answer<'a> {
    /// The origin that asked, where one did.
    pub asked_by: Option<&'a str>,
    /// Whether that origin stands for any stranger.
    pub stranger: bool,
    /// What the field says.
    pub allows: AllowOrigin,
    /// The field as sent, with its name.
    pub seen: String,
    /// The fields of this answer.
    pub headers: &'a Headers,
    value: String,
}

/// What is known of the answers to other origins.
pub(super) enum Reading<'a> {
    /// Answers that open something.
    Open(Vec<Answer<'a>>),
    /// A foreign origin asked and nothing was opened.
    Closed,
    /// No foreign origin asked, and what is not asked for is not shown.
    NotAsked,
    /// The field was out of sight.
    Unseen,
}

const NAME: &str = "Access-Control-Allow-Origin";

impl<'a> Answer<'a> {
    /// Whether the origin that asked may read the answer because it asked.
    pub fn reflects(&self) -> bool {
        self.asked_by.is_some_and(|origin| origin == self.value)
    }

    /// Whether it lets the browser send cookies along.
    pub fn with_credentials(&self) -> bool {
        self.headers.combined("Access-Control-Allow-Credentials").as_deref() == Some("true")
    }

    /// The field together with the one on credentials.
    pub fn seen_with_credentials(&self) -> String {
        format!("{}; Access-Control-Allow-Credentials: true", self.seen)
    }

    fn read(asked_by: Option<&'a str>, stranger: bool, headers: &'a Headers) -> Option<Self> {
        let value = headers.combined(NAME)?;
        let allows = AllowOrigin::parse(&value);
        let mut seen = format!("{NAME}: {value}");
        if let Some(origin) = asked_by {
            seen = format!("Origin: {origin} → {seen}");
        }
        Some(Self { asked_by, stranger, allows, seen, headers, value })
    }
}

/// Reads the last answer and the answer to a foreign origin.
pub(super) fn read<'a>(subject: &Subject<'a>) -> Reading<'a> {
    let evidence = subject.evidence;
    let own = evidence.request.origin.as_deref();
    let url = evidence.request.url.as_ref();
    let stranger = own.is_some_and(is_invented);
    let mut answers: Vec<_> = Answer::read(own, stranger, &evidence.headers).into_iter().collect();
    let foreign = evidence.surroundings.foreign_origin.as_ref();
    if let Some((origin, headers)) = foreign {
        answers.extend(Answer::read(Some(origin), true, headers));
    }
    if !answers.is_empty() {
        return Reading::Open(answers);
    }
    let asked = foreign.is_some() || own.is_some_and(|origin| is_foreign(origin, url));
    match evidence.sight(NAME) {
        _ if foreign.is_some() => Reading::Closed,
        Sight::Unseen => Reading::Unseen,
        Sight::Missing | Sight::Sent(_) if asked => Reading::Closed,
        Sight::Missing | Sight::Sent(_) => Reading::NotAsked,
    }
}

/// The open answers, or a verdict when there are none.
///
/// # Errors
/// An unseen verdict, or the given one where nothing is open.
pub(super) fn open<'a>(subject: &Subject<'a>, closed: Verdict) -> Result<Vec<Answer<'a>>, Verdict> {
    match read(subject) {
        Reading::Open(answers) => Ok(answers),
        Reading::Closed => Err(closed),
        Reading::NotAsked => Err(Verdict::unseen(
            "The request carried no Origin of another site, and many servers send CORS fields \
             only to those. Ask with curl -i -H 'Origin: https://stranger.example'.",
        )),
        Reading::Unseen => Err(super::view::unseen(NAME)),
    }
}

/// Whether a stranger's origin is answered with itself.
pub(super) fn reflects_strangers(answers: &[Answer<'_>]) -> bool {
    answers.iter().any(|answer| answer.stranger && answer.reflects())
}

/// Whether an origin belongs to another site than the address.
pub(super) fn is_foreign(origin: &str, url: Option<&Address>) -> bool {
    match (Origin::parse(origin), url) {
        (Ok(origin), Some(url)) => !site::same_site(&origin.host, url.host()),
        (Ok(_), None) => true,
        (Err(_), _) => origin == "null",
    }
}

/// Whether an origin merely looks like the address: `evil-example.com`, `example.com.evil.net`.
pub(super) fn is_look_alike(origin: &str, url: Option<&Address>) -> bool {
    let (Ok(origin), Some(url)) = (Origin::parse(origin), url) else { return false };
    let host = url.host();
    let domain = site::registrable_domain(host).unwrap_or_else(|| host.to_owned());
    !site::same_site(&origin.host, host)
        && (origin.host.ends_with(&domain)
            || origin.host.starts_with(&format!("{domain}."))
            || origin.host.starts_with(host))
}

/// Whether nobody owns the origin: a reserved name, or one that says so.
///
/// Source: RFC 2606 section 2.
fn is_invented(origin: &str) -> bool {
    let Ok(origin) = Origin::parse(origin) else { return false };
    let end = origin.host.rsplit('.').next().unwrap_or("");
    matches!(end, "example" | "invalid" | "test")
        || ["evil", "attacker"].iter().any(|word| origin.host.contains(word))
}

/// The exchange itself, for the checks of preflights.
pub(super) fn is_preflight(evidence: &Evidence) -> bool {
    evidence.request.method == "OPTIONS"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_not_the_site() {
        let url = Address::parse("https://app.example.com/").ok();
        let alike = |origin: &str| is_look_alike(origin, url.as_ref());
        assert!(alike("https://evil-example.com") && alike("https://example.com.evil.net"));
        assert!(alike("https://app.example.com.evil.net"));
        assert!(!alike("https://www.example.com") && !alike("https://evil.net"));
    }

    #[test]
    fn strangers_are_known_by_their_names() {
        assert!(is_invented("https://evil.com") && is_invented("https://stranger.example"));
        assert!(!is_invented("https://app.example.com") && !is_invented("null"));
    }
}
