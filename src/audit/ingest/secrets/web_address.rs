//! Secrets in addresses: parameters of the query and the fragment, user names and passwords.

use super::names_a_secret;
use crate::audit::address::Address;
use crate::audit::mask::{self, Kind};

/// Replaces secrets in the query of an address; also says how many there were.
pub fn address(address: Address) -> (Address, usize) {
    match address.query() {
        Some(_) => match queries(&address.to_string()) {
            (text, n) if n > 0 => (Address::parse(&text).unwrap_or(address), n),
            _ => (address, 0),
        },
        None => (address, 0),
    }
}

/// Replaces `user:password@` and secret parameters in every address that a text holds.
pub fn queries(text: &str) -> (String, usize) {
    let (text, n_users) = users(text);
    let mut masked = String::with_capacity(text.len());
    let mut n_masked = 0;
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['?', '&', '#']) {
        let (head, tail) = rest.split_at(at + 1);
        masked.push_str(head);
        rest = tail;
        let end = tail.find(|c: char| c.is_whitespace() || "&#?\"'<>,;)".contains(c));
        let pair = tail.get(..end.unwrap_or(tail.len())).unwrap_or("");
        let Some((name, value)) = pair.split_once('=') else { continue };
        let is_token = mask::hint(value).kind == Kind::Jwt;
        if !value.is_empty() && (is_token || names_a_secret(name)) {
            masked.push_str(name);
            masked.push('=');
            masked.push_str(&mask::mask(value));
            n_masked += 1;
            rest = tail.get(pair.len()..).unwrap_or("");
        }
    }
    masked.push_str(rest);
    (masked, n_masked + n_users)
}

fn users(text: &str) -> (String, usize) {
    let mut masked = String::with_capacity(text.len());
    let mut n_masked = 0;
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (head, tail) = rest.split_at(at + 3);
        masked.push_str(head);
        rest = tail;
        let end = tail.find(|c: char| c.is_whitespace() || "/?#\"'<>,;".contains(c));
        let authority = tail.get(..end.unwrap_or(tail.len())).unwrap_or("");
        if let Some(at) = authority.rfind('@') {
            rest = tail.get(at + 1..).unwrap_or("");
            n_masked += 1;
        }
    }
    masked.push_str(rest);
    (masked, n_masked)
}
