//! Does the host make browsers keep to https, and for how long?

mod max_age;
mod preload;
mod presence;
mod subdomains;

use crate::audit::address::Address;
use crate::audit::check::{Check, Subject, Verdict};
use crate::audit::evidence::Sight;
use crate::audit::parse::hsts_preload_list::holds_top_level_of;
use crate::audit::parse::strict_transport_security::StrictTransportSecurity;

use super::sight;

pub(super) static CHECKS: &[Check] =
    &[presence::CHECK, max_age::CHECK, subdomains::CHECK, preload::CHECK];

const NAME: &str = "Strict-Transport-Security";

/// The verdict where the standard gives the field no meaning.
fn outside(subject: &Subject<'_>) -> Option<Verdict> {
    let url = subject.evidence.request.url.as_ref()?;
    if url.is_local_or_ip() {
        let says =
            format!("{} is no domain name, and only domain names can be remembered.", url.host());
        return Some(Verdict::not_applicable(says));
    }
    if !url.is_https() {
        let says = "The answer came over http, where browsers ignore the field.";
        return Some(Verdict::not_applicable(says));
    }
    // RFC 6797 section 8.1: a field counts only where the connection had no errors.
    (subject.evidence.surroundings.certificate_valid == Some(false)).then(|| {
        Verdict::not_applicable("The certificate was refused, and browsers then ignore the field.")
    })
}

/// Whether browsers keep to https for this host by a list of their own.
fn is_preloaded(subject: &Subject<'_>) -> bool {
    let listed = subject.evidence.surroundings.hsts_preloaded == Some(true);
    let host = subject.evidence.request.url.as_ref().map_or("", Address::host);
    listed || holds_top_level_of(host)
}

/// The policy that a browser takes from the answer and its text, for checks that judge a part.
fn in_force(subject: &Subject<'_>) -> Result<(StrictTransportSecurity, String), Verdict> {
    if let Some(verdict) = outside(subject) {
        return Err(verdict);
    }
    let first = match subject.evidence.sight(NAME) {
        Sight::Sent(values) => values.first().copied().unwrap_or(""),
        Sight::Missing => return Err(Verdict::not_applicable(format!("No {NAME} was sent."))),
        Sight::Unseen => return Err(sight::hidden(NAME)),
    };
    match StrictTransportSecurity::parse(first) {
        Ok(policy) if policy.max_age_s > 0 => Ok((policy, first.to_owned())),
        Ok(_) => Err(Verdict::not_applicable("The field switches the policy off.")),
        Err(error) => Err(Verdict::not_applicable(format!("Browsers ignore the field: {error}."))),
    }
}
