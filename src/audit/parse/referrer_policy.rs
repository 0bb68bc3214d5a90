//! `Referrer-Policy`: the last known token decides.

/// How much of an address a browser tells when it leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferrerPolicy {
    /// `no-referrer`
    NoReferrer,
    /// `no-referrer-when-downgrade`
    NoReferrerWhenDowngrade,
    /// `same-origin`
    SameOrigin,
    /// `origin`
    Origin,
    /// `strict-origin`
    StrictOrigin,
    /// `origin-when-cross-origin`
    OriginWhenCrossOrigin,
    /// `strict-origin-when-cross-origin`
    StrictOriginWhenCrossOrigin,
    /// `unsafe-url`
    UnsafeUrl,
}

impl ReferrerPolicy {
    /// Every policy.
    pub const ALL: [Self; 8] = [
        Self::NoReferrer,
        Self::NoReferrerWhenDowngrade,
        Self::SameOrigin,
        Self::Origin,
        Self::StrictOrigin,
        Self::OriginWhenCrossOrigin,
        Self::StrictOriginWhenCrossOrigin,
        Self::UnsafeUrl,
    ];

    /// The token.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoReferrer => "no-referrer",
            Self::NoReferrerWhenDowngrade => "no-referrer-when-downgrade",
            Self::SameOrigin => "same-origin",
            Self::Origin => "origin",
            Self::StrictOrigin => "strict-origin",
            Self::OriginWhenCrossOrigin => "origin-when-cross-origin",
            Self::StrictOriginWhenCrossOrigin => "strict-origin-when-cross-origin",
            Self::UnsafeUrl => "unsafe-url",
        }
    }

    /// Reads the combined value of all fields; `None` leaves the browser's default.
    pub fn parse(combined: &str) -> Option<Self> {
        let known = |token: &str| Self::token(token.trim_matches([' ', '\t']));
        combined.rsplit(',').find_map(known)
    }

    /// Reads the `content` of `<meta name="referrer">`, old keywords included.
    pub fn parse_meta(content: &str) -> Option<Self> {
        match content.to_ascii_lowercase().as_str() {
            "never" => Some(Self::NoReferrer),
            "default" => Some(Self::StrictOriginWhenCrossOrigin),
            "always" => Some(Self::UnsafeUrl),
            "origin-when-crossorigin" => Some(Self::OriginWhenCrossOrigin),
            other => Self::token(other),
        }
    }

    fn token(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name().eq_ignore_ascii_case(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(combined: &str, want: Option<ReferrerPolicy>) {
        assert_eq!(ReferrerPolicy::parse(combined), want);
    }

    #[test]
    fn the_last_known_token_decides() {
        check(
            "no-referrer, strict-origin-when-cross-origin",
            Some(ReferrerPolicy::StrictOriginWhenCrossOrigin),
        );
        check("same-origin, from-the-future", Some(ReferrerPolicy::SameOrigin));
        check("UNSAFE-URL", Some(ReferrerPolicy::UnsafeUrl));
        check("strict-origin; no-referrer", None);
        check("\"no-referrer\"", None);
        check("", None);
        check("always", None);
        assert_eq!(ReferrerPolicy::parse_meta("Always"), Some(ReferrerPolicy::UnsafeUrl));
        assert_eq!(ReferrerPolicy::parse_meta("no-referrer, origin"), None);
    }

    proptest! {
        #[test]
        fn an_unknown_token_changes_nothing(text in ".{0,30}", known in 0..8_usize) {
            let known = ReferrerPolicy::ALL[known];
            prop_assume!(ReferrerPolicy::parse(&text).is_none());
            prop_assert_eq!(ReferrerPolicy::parse(&format!("{},{text}", known.name())), Some(known));
        }
    }
}
