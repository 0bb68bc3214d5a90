//! An exchange as it would be seen after the changes.

use super::changes::Changes;
use crate::audit::address::Address;
use crate::audit::evidence::{Evidence, Hop};
use crate::audit::headers::Headers;
use crate::audit::parse::cookie::{Cookie, SameSite};

impl Changes {
    /// The evidence as it would be after these changes; what was not seen stays unseen.
    pub fn apply(&self, evidence: &Evidence) -> Evidence {
        let mut after = evidence.clone();
        if self.https {
            redirect(&mut after);
        }
        if self.cookies {
            let is_plain = after.is_https() == Some(false);
            add_flags(&mut after.headers, is_plain);
        }
        for setting in &self.set {
            // A field that is right already keeps its place.
            if after.headers.all(setting.name) != [setting.value] {
                after.headers.set(setting.name, setting.value);
            }
        }
        for name in &self.vary {
            vary(&mut after.headers, name);
        }
        for name in &self.remove {
            after.headers.remove(name);
        }
        after
    }
}

/// Adds a name to `Vary`, unless it stands there.
fn vary(headers: &mut Headers, name: &str) {
    let listed = headers.combined("Vary");
    let stands = |text: &String| text.split(',').any(|one| one.trim().eq_ignore_ascii_case(name));
    if !listed.as_ref().is_some_and(stands) {
        headers.push("Vary", name);
    }
}

/// Gives every cookie the flags that it lacks; over plain http a Secure cookie is never set.
fn add_flags(headers: &mut Headers, is_plain: bool) {
    let cookies = headers.fields.iter_mut();
    for field in cookies.filter(|field| field.name.eq_ignore_ascii_case("Set-Cookie")) {
        let line = field.value.clone();
        let cookie = Cookie::parse(&line);
        // A shorter line than before could become storable; a longer one still says what it did.
        if !is_plain && !cookie.secure() {
            field.value.push_str("; Secure");
        }
        if !cookie.http_only() {
            field.value.push_str("; HttpOnly");
        }
        match cookie.same_site() {
            SameSite::Strict | SameSite::Lax | SameSite::None => {}
            SameSite::Unknown | SameSite::Absent => field.value.push_str("; SameSite=Lax"),
        }
    }
}

/// Leads from http to the same host on https, and from there to where the answer came from.
fn redirect(evidence: &mut Evidence) {
    let Some(last) = evidence.request.url.clone() else { return };
    let chain = evidence.surroundings.http_chain.as_ref();
    let told = chain.and_then(|chain| chain.first()).map(|(address, _)| address);
    let hopped = evidence.hops.first().and_then(|hop| hop.url.as_ref());
    let first = told.or(hopped).filter(|url| !url.is_https()).unwrap_or(&last).clone();
    let (Some(first_secure), Some(last_secure)) = (secure(&first), secure(&last)) else { return };
    let mut hops = Vec::new();
    if !first.is_https() {
        hops.push(hop(&first, &first_secure));
    }
    if first_secure.host() != last_secure.host() {
        hops.push(hop(&first_secure, &last_secure));
    }
    if evidence.surroundings.http_chain.is_some() {
        let stops = hops.iter().filter_map(|hop| Some((hop.url.clone()?, hop.status)));
        let end = (last_secure.clone(), evidence.status.unwrap_or(200));
        evidence.surroundings.http_chain = Some(stops.chain([end]).collect());
    }
    upgrade_location(&mut evidence.headers);
    evidence.hops = hops;
    evidence.request.url = Some(last_secure);
}

/// A redirect that names an http address would lead out of https again.
fn upgrade_location(headers: &mut Headers) {
    let locations = headers.fields.iter_mut();
    for field in locations.filter(|field| field.name.eq_ignore_ascii_case("Location")) {
        let to = Address::parse(&field.value).ok().filter(|to| !to.is_https());
        if let Some(to) = to.as_ref().and_then(secure) {
            field.value = to.to_string();
        }
    }
}

fn hop(from: &Address, to: &Address) -> Hop {
    let headers = [("Location", to.to_string())].into_iter().collect();
    Hop { url: Some(from.clone()), status: 308, headers }
}

/// The same host and path over https; a port of its own belongs to the http server.
fn secure(address: &Address) -> Option<Address> {
    if address.is_https() {
        return Some(address.clone());
    }
    let query = address.query().map_or_else(String::new, |query| format!("?{query}"));
    Address::parse(&format!("https://{}{}{query}", address.host(), address.path())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::Remedy;
    use crate::audit::evidence::Door;

    fn after(url: &str, fields: &[(&str, &str)], remedies: &[Remedy]) -> Evidence {
        let headers = fields.iter().copied().collect();
        let evidence = Evidence::of_headers(Door::Paste, Address::parse(url).ok(), 200, headers);
        Changes::of(remedies).apply(&evidence)
    }

    #[track_caller]
    fn check(fields: &[(&str, &str)], remedy: Remedy, want: &[&str]) {
        let after = after("https://a.example/", fields, &[remedy]);
        let fields = after.headers.fields.iter();
        let lines: Vec<_> = fields.map(|f| format!("{}: {}", f.name, f.value)).collect();
        assert_eq!(lines, want);
    }

    #[test]
    fn fields_are_replaced_added_and_removed() {
        let set = Remedy::Set(&[("Referrer-Policy", "no-referrer")]);
        check(
            &[("REFERRER-POLICY", "x"), ("A", "b")],
            set,
            &["A: b", "Referrer-Policy: no-referrer"],
        );
        let vary = Remedy::Set(&[("Vary", "Origin")]);
        check(&[("Vary", "Accept, origin")], vary, &["Vary: Accept, origin"]);
        check(&[("Vary", "Accept")], vary, &["Vary: Accept", "Vary: Origin"]);
        check(&[("Server", "x")], Remedy::Remove(&["server"]), &[]);
    }

    #[test]
    fn cookies_get_what_they_lack_and_keep_what_they_say() {
        let cookie = |line| [("Set-Cookie", line)];
        check(
            &cookie("a=1"),
            Remedy::Cookies,
            &["Set-Cookie: a=1; Secure; HttpOnly; SameSite=Lax"],
        );
        check(
            &cookie("a=1; samesite=none; secure"),
            Remedy::Cookies,
            &["Set-Cookie: a=1; samesite=none; secure; HttpOnly"],
        );
    }

    #[test]
    fn http_leads_to_the_same_host_on_https() {
        let after = after("http://a.example:8080/b?c", &[], &[Remedy::RedirectToHttps]);
        assert_eq!(after.request.url.unwrap().to_string(), "https://a.example/b?c");
        assert_eq!(after.hops[0].headers.first("location"), Some("https://a.example/b?c"));
    }
}
