//! What a server is to change: the remedies of many checks, merged into one coherent list.

use crate::audit::check::Remedy;

/// A header field to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The name.
    pub name: &'static str,
    /// The value.
    pub value: &'static str,
    /// Whether a field of this name was sent, and has to give way.
    pub replaces: bool,
}

/// The merged changes. Each name stands once, in one of the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Fields to send in place of any of the same name.
    pub set: Vec<Setting>,
    /// Names to add to the `Vary` field, beside those that it lists.
    pub vary: Vec<&'static str>,
    /// Names of fields to stop sending.
    pub remove: Vec<&'static str>,
    /// Whether cookies are to get the flags that they lack.
    pub cookies: bool,
    /// Whether `http:` is to be redirected to `https:`.
    pub https: bool,
    /// What is done about the content security policy.
    pub policy: PolicyStep,
}

/// What is done about the content security policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PolicyStep {
    /// Nothing.
    #[default]
    Nothing,
    /// None was sent: a first one is enforced.
    Start,
    /// One was sent that does nothing: the first one is rehearsed beside it.
    Rehearse,
    /// One is being rehearsed: it is the owner's to enforce.
    Leave,
}

/// The field that enforces a policy.
pub(super) const ENFORCE: &str = "Content-Security-Policy";
/// The field that rehearses a policy.
pub(super) const REHEARSE: &str = "Content-Security-Policy-Report-Only";

impl Changes {
    /// Merges remedies; where two want one field, the stricter value wins.
    pub fn of(remedies: &[Remedy]) -> Self {
        let mut changes = Self::default();
        for remedy in remedies {
            changes.add(*remedy);
        }
        changes
    }

    /// Adds one remedy.
    pub fn add(&mut self, remedy: Remedy) {
        match remedy {
            Remedy::Set(fields) => fields.iter().for_each(|(name, value)| self.send(name, value)),
            Remedy::Remove(names) => names.iter().for_each(|name| self.drop_field(name)),
            Remedy::Cookies => self.cookies = true,
            Remedy::RedirectToHttps => self.https = true,
            Remedy::Manual => {}
        }
    }

    /// Whether there is nothing to change.
    pub fn is_empty(&self) -> bool {
        let Self { set, vary, remove, cookies, https, policy: _ } = self;
        set.is_empty() && vary.is_empty() && remove.is_empty() && !cookies && !https
    }

    /// The value that a field is to have.
    pub fn value(&self, name: &str) -> Option<&'static str> {
        let same = |setting: &&Setting| setting.name.eq_ignore_ascii_case(name);
        self.set.iter().find(same).map(|setting| setting.value)
    }

    /// Whether a field is to go.
    pub fn removes(&self, name: &str) -> bool {
        self.remove.iter().any(|removed| removed.eq_ignore_ascii_case(name))
    }

    fn send(&mut self, name: &'static str, value: &'static str) {
        if name.eq_ignore_ascii_case("Vary") {
            if !self.vary.contains(&value) {
                self.vary.push(value);
            }
            return;
        }
        if name == ENFORCE {
            self.policy = PolicyStep::Start;
        }
        self.remove.retain(|removed| !removed.eq_ignore_ascii_case(name));
        match self.set.iter_mut().find(|setting| setting.name.eq_ignore_ascii_case(name)) {
            Some(setting) if rank(name, value) > rank(name, setting.value) => setting.value = value,
            Some(_) => {}
            None => self.set.push(Setting { name, value, replaces: false }),
        }
    }

    pub(super) fn drop_field(&mut self, name: &'static str) {
        if self.value(name).is_none() && !self.removes(name) {
            self.remove.push(name);
        }
    }

    /// What to know whatever the server.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut say = |when: bool, says: &str| {
            if when {
                notes.push(says.to_owned());
            }
        };
        say(self.policy == PolicyStep::Start, START);
        say(self.policy == PolicyStep::Rehearse, BESIDE);
        say(self.policy == PolicyStep::Leave, LEAVE);
        let subdomains = |value: &str| value.contains("includeSubDomains");
        let hsts = self.value("Strict-Transport-Security");
        say(hsts.is_some_and(subdomains), SUBDOMAINS);
        say(self.value("X-Frame-Options").is_some(), FRAMES);
        let of_one = |setting: &Setting| ONE_ANSWER.contains(&setting.name);
        say(self.set.iter().any(of_one) || self.removes("Set-Cookie"), PLACE);
        let isolates = ["Cross-Origin-Embedder-Policy", "Cross-Origin-Opener-Policy"];
        say(isolates.iter().any(|name| self.value(name).is_some()), ISOLATION);
        say(self.cookies, COOKIES);
        notes
    }
}

/// Fields that are right for one kind of answer and wrong for a whole server.
const ONE_ANSWER: [&str; 3] = ["Cache-Control", "Retry-After", "Access-Control-Max-Age"];

const START: &str = "The policy is a first one and stops inline scripts, inline styles and \
    everything from other hosts. Send it as Content-Security-Policy-Report-Only first, watch the \
    console on every page, add what the pages need, and then enforce it.";
const BESIDE: &str = "The policy that is sent now is left as it is, though browsers find no \
    directive in it. A first one is rehearsed beside it and blocks nothing; enforce it in place \
    of the old one once the console is quiet.";
const LEAVE: &str = "A policy is being rehearsed already, so no other one is proposed. Once its \
    reports are quiet, send the same value as Content-Security-Policy.";
const SUBDOMAINS: &str = "includeSubDomains holds for every subdomain, also internal ones, and \
    browsers remember it for two years. Make sure that all of them answer over https, or begin \
    with a max-age of a day.";
const FRAMES: &str = "DENY keeps the site out of every frame, also its own; send SAMEORIGIN where \
    it frames itself.";
const PLACE: &str = "What is said of Cache-Control, Retry-After, Access-Control-Max-Age and the \
    removal of Set-Cookie is meant for answers like the one that was judged; confine it to that path.";
const ISOLATION: &str = "The cross-origin policies cut ties to windows and files of other origins; \
    try sign-in with pop-ups, payment and embedded media before you ship them.";
const COOKIES: &str = "Leave HttpOnly off a cookie that your scripts read, such as a forgery token, \
    and keep SameSite=None where other sites embed yours.";

/// How strict a value is among those that checks ask for under one name.
fn rank(name: &str, value: &str) -> usize {
    if name.eq_ignore_ascii_case("Strict-Transport-Security") {
        return value.len();
    }
    if name.eq_ignore_ascii_case("Cache-Control") {
        let order = ["public", "no-cache", "no-store", "private, no-store"];
        let begins = |start: &&str| value.starts_with(*start);
        return order.iter().position(begins).map_or(0, |at| at + 1);
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::checks;

    #[test]
    fn the_stricter_value_wins_in_any_order() {
        let remedies = [
            Remedy::Set(&[("Cache-Control", "no-store")]),
            Remedy::Set(&[("Cache-Control", "private, no-store")]),
            Remedy::Set(&[("Vary", "Origin")]),
            Remedy::Set(&[("Vary", "Accept-Encoding")]),
            Remedy::Remove(&["Server"]),
        ];
        let mut backwards = remedies;
        backwards.reverse();
        let [one, other] = [remedies, backwards].map(|list| Changes::of(&list));
        assert_eq!(one.value("cache-control"), Some("private, no-store"));
        assert_eq!(one.set, other.set);
        assert_eq!(one.vary, ["Origin", "Accept-Encoding"]);
        assert!(one.removes("server") && !one.is_empty());
    }

    #[test]
    fn a_field_is_never_both_sent_and_removed() {
        let all: Vec<_> = checks::all().iter().map(|check| check.remedy).collect();
        let changes = Changes::of(&all);
        assert!(changes.set.iter().all(|setting| !changes.removes(setting.name)));
        let preload = "max-age=63072000; includeSubDomains; preload";
        assert_eq!(changes.value("strict-transport-security"), Some(preload));
    }

    #[test]
    fn what_cannot_be_written_in_lines_changes_nothing() {
        assert!(Changes::of(&[Remedy::Manual]).is_empty());
    }
}
