//! What a cookie is for, as far as its name tells.

/// What a cookie is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It stands for a signed-in person or a session.
    Session,
    /// It guards against forged requests; scripts may have to read it.
    Csrf,
    /// Anything else.
    Other,
}

impl Purpose {
    /// Guesses from the name, word by word, so that `assessment` is no session.
    pub fn of(name: &str) -> Self {
        let name = bare(name);
        let lower = name.to_ascii_lowercase();
        let has = |wanted: &[&str]| {
            words(name).any(|word| wanted.iter().any(|known| known.eq_ignore_ascii_case(word)))
        };
        let within = |wanted: &[&str]| wanted.iter().any(|part| lower.contains(part));
        if within(&["csrf", "xsrf"]) || lower == "_token" || lower == "authenticity_token" {
            return Self::Csrf;
        }
        if has(&NOT_SESSION) {
            return Self::Other;
        }
        let known = has(&SESSION_WORDS)
            || within(&SESSION_PARTS)
            || SESSION_STARTS.iter().any(|start| lower.starts_with(start));
        if known { Self::Session } else { Self::Other }
    }
}

/// Words that name a session or its owner when they stand alone.
const SESSION_WORDS: [&str; 20] = [
    "sess",
    "session",
    "sessions",
    "sessionid",
    "sessid",
    "sid",
    "ssid",
    "auth",
    "authn",
    "token",
    "jwt",
    "jsessionid",
    "phpsessid",
    "sso",
    "login",
    "logintoken",
    "remember",
    "rememberme",
    "authtoken",
    "accesstoken",
];

/// Parts of names that frameworks use and that no ordinary word contains.
const SESSION_PARTS: [&str; 5] =
    ["sessionid", "sessid", "session_id", "wordpress_logged_in", "wordpress_sec"];

/// Names that frameworks begin with.
const SESSION_STARTS: [&str; 5] =
    ["aspsessionid", ".aspnet", ".aspxauth", "remember_", "jsessionid"];

/// Words that make a name speak of something around the session: a banner, a setting.
const NOT_SESSION: [&str; 13] = [
    "hide",
    "banner",
    "settings",
    "affinity",
    "popup",
    "dismissed",
    "theme",
    "lang",
    "language",
    "redirect",
    "count",
    "seen",
    "hint",
];

fn bare(name: &str) -> &str {
    super::Prefix::of(name).and_then(|prefix| name.get(prefix.text().len()..)).unwrap_or(name)
}

/// Splits at anything but letters, and where a small letter meets a capital one.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphabetic()).flat_map(|run| {
        let bytes = run.as_bytes();
        let humps = bytes.windows(2).enumerate().filter_map(|(at, pair)| match pair {
            [left, right] if left.is_ascii_lowercase() && right.is_ascii_uppercase() => {
                Some(at + 1)
            }
            _ => None,
        });
        let ends = humps.chain([run.len()]);
        ends.scan(0, move |start, end| {
            let word = run.get(*start..end);
            *start = end;
            word
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(names: &str, want: Purpose) {
        for name in names.split_whitespace() {
            assert_eq!(Purpose::of(name), want, "{name}");
        }
    }

    #[test]
    fn sessions_are_known_by_name() {
        check(
            "connect.sid sid SID JSESSIONID PHPSESSID ASPSESSIONIDQQABCD ASP.NET_SessionId \
             .AspNetCore.Session .AspNetCore.Identity.Application laravel_session \
             _myapp_session sessionid session auth auth_token token jwt access_token \
             refresh_token id_token accessToken remember_user_token rememberMe SSO __session \
             wordpress_logged_in_0a1b __Host-session __Secure-next-auth.session-token \
             koa:sess user_session login sess_id SESSION .ASPXAUTH",
            Purpose::Session,
        );
    }

    #[test]
    fn ordinary_words_are_not_taken_for_sessions() {
        check(
            "assessment assessment_view hide_login_banner wp-settings-1 side inside author \
             authors tokens_used_count theme lang residence _ga heroku-session-affinity \
             possession",
            Purpose::Other,
        );
    }

    #[test]
    fn forgery_tokens_are_told_apart() {
        check("csrftoken XSRF-TOKEN _csrf _token __Host-csrf csrf_session", Purpose::Csrf);
    }

    proptest! {
        #[test]
        fn case_of_an_all_lower_name_does_not_matter(name in "[a-z_.-]{0,16}") {
            prop_assert_eq!(Purpose::of(&name), Purpose::of(&name.to_ascii_uppercase()));
        }

        #[test]
        fn any_name_is_answered(name in ".{0,30}") {
            prop_assert_eq!(Purpose::of(&name), Purpose::of(&name));
        }
    }
}
