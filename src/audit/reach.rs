//! Reachable, readable or blocked: what two ways of asking prove together.
//!
//! A page that asks another origin gets one error for everything it may not see. Asking again in
//! a way that needs no permission tells a target that answers from one that does not.

use super::address::Address;
use super::evidence::{SAFELISTED, Visibility};
use super::headers::Headers;

/// What came of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// An answer that the page may read.
    Readable,
    /// An answer that it may not.
    Opaque,
    /// No answer, for a reason that the browser keeps to itself.
    Failed,
    /// No answer within the limit.
    TimedOut,
    /// The reader stopped it.
    Stopped,
}

/// What that proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The target answered and this page may read it.
    Readable,
    /// The target answers, and its CORS policy does not let this page read it.
    Blocked,
    /// Nothing came back to the page.
    Unreachable,
    /// The target took the request and gave no answer in time.
    Silent,
    /// The reader stopped the audit before anything was proven.
    Stopped,
}

impl Reach {
    /// Decides from the request that CORS must allow and the one that needs no permission.
    pub fn of(shared: Came, opaque: Option<Came>) -> Self {
        match (shared, opaque) {
            (Came::Readable, _) => Self::Readable,
            (Came::Opaque, _) | (_, Some(Came::Readable | Came::Opaque)) => Self::Blocked,
            (Came::Stopped, _) | (_, Some(Came::Stopped)) => Self::Stopped,
            (Came::TimedOut, _) | (_, Some(Came::TimedOut)) => Self::Silent,
            (Came::Failed, Some(Came::Failed) | None) => Self::Unreachable,
        }
    }

    /// What happened, in a few words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Readable => "Reachable and readable",
            Self::Blocked => "Reachable, blocked by CORS",
            Self::Unreachable => "No answer reached this page",
            Self::Silent => "No answer in time",
            Self::Stopped => "Stopped",
        }
    }

    /// What that means, how sure it is, and what to do.
    pub fn words(self) -> &'static str {
        match self {
            Self::Readable => {
                "The target answered and its CORS policy lets this page read the answer."
            }
            Self::Blocked => {
                "The target answered a request that needs no permission, and the browser withheld the answer to one that does: the CORS policy does not name this site. For most apps that is right. The status and the headers were not shown to the page, so nothing about them is judged; paste what curl prints to judge them."
            }
            Self::Unreachable => {
                "Neither request brought an answer. The name may not resolve, the port may be closed, the certificate may be refused, or the target forbids all other sites with Cross-Origin-Resource-Policy: a browser does not tell a page which. Try the address in a tab of its own, then paste what curl prints."
            }
            Self::Silent => {
                "The connection was open for ten seconds without an answer. A load balancer would give up in about that time too. Try curl with --max-time 30 and see where it waits."
            }
            Self::Stopped => "You stopped the audit. Nothing is judged.",
        }
    }
}

/// Which fields of a readable answer the page was able to see.
///
/// Source: Fetch, "CORS filtered response" and "forbidden response-header name".
pub fn visibility(same_origin: bool, headers: &Headers) -> Visibility {
    let exposed = headers.combined("access-control-expose-headers").unwrap_or_default();
    let mut names = exposed.split(',').map(|name| name.trim().to_ascii_lowercase());
    if same_origin || names.any(|name| name == "*") {
        return Visibility::AllBut(vec!["set-cookie".into(), "set-cookie2".into()]);
    }
    Visibility::Only(SAFELISTED.map(String::from).to_vec())
}

/// The line that shows everything, for a shell.
pub fn curl_line(url: &Address) -> String {
    format!("curl -sSiL {}", quoted(&url.to_string()))
}

/// Quotes a text for a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Came::{Failed, Opaque, Readable, Stopped, TimedOut};

    #[test]
    fn two_ways_of_asking_tell_blocked_from_down() {
        for (shared, opaque, want) in [
            (Readable, None, Reach::Readable),
            (Failed, Some(Opaque), Reach::Blocked),
            (TimedOut, Some(Opaque), Reach::Blocked),
            (Failed, Some(Readable), Reach::Blocked),
            (Failed, Some(Failed), Reach::Unreachable),
            (Failed, Some(TimedOut), Reach::Silent),
            (TimedOut, None, Reach::Silent),
            (Stopped, None, Reach::Stopped),
            (Failed, Some(Stopped), Reach::Stopped),
        ] {
            assert_eq!(Reach::of(shared, opaque), want, "{shared:?} {opaque:?}");
        }
    }

    #[test]
    fn a_star_exposes_all_but_cookies() {
        let star = [("Access-Control-Expose-Headers", "a, *")].into_iter().collect();
        assert!(matches!(visibility(false, &star), Visibility::AllBut(_)));
        assert!(matches!(visibility(false, &Headers::default()), Visibility::Only(_)));
        assert!(matches!(visibility(true, &Headers::default()), Visibility::AllBut(_)));
    }

    #[test]
    fn the_line_survives_any_address() {
        let url = Address::parse("https://a.example/it's?$(x)").unwrap();
        assert_eq!(curl_line(&url), r"curl -sSiL 'https://a.example/it'\''s?$(x)'");
    }
}
