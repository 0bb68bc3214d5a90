//! What a page cannot ask: requests with forged origins, printed for a terminal and decoded.

use crate::audit::address::Address;
use crate::audit::headers::Headers;

use super::finding::Concern;
use super::header::{self, OriginFault};

/// An origin that a browser would never let a page take on, and why it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forgery {
    /// An unrelated origin: is everyone let in?
    Unrelated,
    /// `null`.
    Null,
    /// The trusted host at the beginning of another.
    Prefix,
    /// The trusted host at the end of another.
    Suffix,
    /// The trusted host with its dot replaced: is a pattern unescaped?
    Dot,
    /// The trusted host without encryption.
    Plain,
    /// A subdomain: does one weak page open all?
    Subdomain,
    /// The trusted origin itself, with the request before a DELETE.
    Preflight,
}

/// A command to run in a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What it tries.
    pub forgery: Forgery,
    /// The origin that it sends.
    pub origin: String,
    /// The line to copy.
    pub line: String,
    /// What it asks, in words.
    pub asks: &'static str,
}

/// What a pasted answer proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Whether browsers would let the origin read the answer.
    pub lets_in: bool,
    /// Whether with credentials too.
    pub with_credentials: bool,
    /// The fault in the value, where the origin is not let in.
    pub fault: Option<OriginFault>,
    /// How much it matters.
    pub concern: Concern,
    /// What it means.
    pub says: String,
}

impl Forgery {
    /// Every forgery, in the order in which it is printed.
    pub const ALL: [Self; 8] = [
        Self::Unrelated,
        Self::Null,
        Self::Prefix,
        Self::Suffix,
        Self::Dot,
        Self::Plain,
        Self::Subdomain,
        Self::Preflight,
    ];

    fn asks(self) -> &'static str {
        match self {
            Self::Unrelated => "Is an unrelated origin let in?",
            Self::Null => "Is the origin null let in?",
            Self::Prefix => "Is a host let in that only begins like the trusted one?",
            Self::Suffix => "Is a host let in that only ends like the trusted one?",
            Self::Dot => "Does an unescaped dot in a pattern match any letter?",
            Self::Plain => "Is the trusted host let in without encryption?",
            Self::Subdomain => "Is every subdomain let in?",
            Self::Preflight => "Does a DELETE pass the preflight? Nothing is deleted by asking.",
        }
    }

    /// The origin to send; `None` where the trusted host allows no such forgery.
    fn origin(self, trusted: &Address) -> Option<String> {
        let host = trusted.host();
        let named = !trusted.is_local_or_ip();
        match self {
            Self::Unrelated => Some("https://preflight-probe.example".into()),
            Self::Null => Some("null".into()),
            Self::Preflight => Some(trusted.origin()),
            Self::Prefix if named => Some(format!("https://{host}.preflight-probe.example")),
            Self::Suffix if named => Some(format!("https://preflight-probe{host}")),
            Self::Subdomain if named => Some(format!("https://preflight-probe.{host}")),
            Self::Dot if named => {
                let (first, rest) = host.split_once('.')?;
                rest.contains('.').then(|| format!("https://{first}x{rest}"))
            }
            Self::Plain if trusted.is_https() => Some(format!("http://{host}")),
            Self::Prefix | Self::Suffix | Self::Subdomain | Self::Dot | Self::Plain => None,
        }
    }
}

/// The commands that show what a page cannot ask; `trusted` is the origin of the app.
pub fn commands(target: &Address, trusted: &Address) -> Vec<Command> {
    let command = |forgery: Forgery| {
        let origin = forgery.origin(trusted)?;
        let ask = if forgery == Forgery::Preflight {
            "-X OPTIONS -H 'Access-Control-Request-Method: DELETE' \
             -H 'Access-Control-Request-Headers: authorization,content-type' "
        } else {
            "-o /dev/null -D - "
        };
        let quoted = quote(&target.to_string());
        let line = format!("curl -si {ask}-H {} {quoted}", quote(&format!("Origin: {origin}")));
        Some(Command { forgery, origin, line, asks: forgery.asks() })
    };
    Forgery::ALL.into_iter().filter_map(command).collect()
}

/// A text as one word of a shell.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Tells what the answer to a forged origin proves.
pub fn prove(forgery: Forgery, origin: &str, headers: &Headers) -> Proof {
    let lets_in = header::cors_check(headers, origin, false);
    let with_credentials = header::cors_check(headers, origin, true);
    let star = headers.combined("access-control-allow-origin").as_deref() == Some("*");
    let fault = header::origin_fault(headers, origin, false);
    let concern = if forgery == Forgery::Preflight {
        Concern::Info
    } else if with_credentials {
        // A subdomain is often meant; still, one weak page there opens the rest.
        if forgery == Forgery::Subdomain { Concern::Warn } else { Concern::Critical }
    } else if !lets_in {
        Concern::Ok
    } else if star {
        Concern::Info
    } else if forgery == Forgery::Null {
        Concern::High
    } else {
        Concern::Warn
    };
    let says = match fault {
        Some(fault) => format!("{origin} is not let in. {}", fault.says()),
        None if with_credentials => format!("{origin} may read with the visitor's credentials."),
        None if star => "Everyone may read without credentials.".to_owned(),
        None => format!("{origin} may read, without credentials."),
    };
    Proof { lets_in, with_credentials, fault, concern, says }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(trusted: &str) -> Vec<Command> {
        let target = Address::parse("https://api.example.org/a'b").unwrap();
        commands(&target, &Address::parse(trusted).unwrap())
    }

    #[test]
    fn commands_can_be_copied() {
        let commands = all("https://app.example.com");
        assert_eq!(commands.len(), Forgery::ALL.len());
        assert_eq!(
            commands[2].line,
            "curl -si -o /dev/null -D - \
             -H 'Origin: https://app.example.com.preflight-probe.example' \
             'https://api.example.org/a'\\''b'"
        );
        let origins: Vec<_> = commands.iter().map(|command| command.origin.as_str()).collect();
        assert!(origins.contains(&"https://appxexample.com"));
        assert!(origins.contains(&"https://preflight-probeapp.example.com"));
    }

    #[test]
    fn an_address_without_a_name_allows_fewer_forgeries() {
        let forgeries: Vec<_> = all("http://127.0.0.1:3000").iter().map(|c| c.forgery).collect();
        assert_eq!(forgeries, [Forgery::Unrelated, Forgery::Null, Forgery::Preflight]);
    }

    #[track_caller]
    fn check(forgery: Forgery, allowed: &str, credentials: &str, want: (bool, Concern)) {
        let fields = [
            ("Access-Control-Allow-Origin", allowed),
            ("Access-Control-Allow-Credentials", credentials),
        ];
        let proof = prove(forgery, "https://evil.example", &fields.into_iter().collect());
        assert_eq!((proof.lets_in, proof.concern), want, "{}", proof.says);
    }

    #[test]
    fn an_answer_is_decoded() {
        let evil = "https://evil.example";
        check(Forgery::Unrelated, evil, "true", (true, Concern::Critical));
        check(Forgery::Unrelated, evil, "no", (true, Concern::Warn));
        check(Forgery::Suffix, "*", "true", (true, Concern::Info));
        check(Forgery::Suffix, "https://app.example", "true", (false, Concern::Ok));
        check(Forgery::Subdomain, evil, "true", (true, Concern::Warn));
    }

    proptest! {
        #[test]
        fn who_is_let_in_has_no_fault(allowed in "[ -~]{0,20}") {
            let headers = [("access-control-allow-origin", &allowed)].into_iter().collect();
            let proof = prove(Forgery::Null, "null", &headers);
            prop_assert_eq!(proof.lets_in, proof.fault.is_none());
        }
    }
}
