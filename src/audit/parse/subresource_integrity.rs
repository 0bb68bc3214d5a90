//! The `integrity` attribute, by the Subresource Integrity standard.

/// The hash functions that the standard knows, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// SHA-256
    Sha256,
    /// SHA-384
    Sha384,
    /// SHA-512
    Sha512,
}

/// What a browser can do with the attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// It holds no hash of a known function: whatever arrives is run.
    Unprotected,
    /// The strongest hashes are not base64: browsers skip them or block the load.
    Garbled(Algorithm),
    /// The strongest hashes are too short or long for their function: nothing ever matches.
    WrongLength(Algorithm),
    /// At least one of the strongest hashes can match.
    Checked(Algorithm),
}

impl Algorithm {
    /// The name used in the attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Sha256, Self::Sha384, Self::Sha512].into_iter().find(|one| one.name() == text)
    }

    /// Characters of base64 before the padding, and the padding.
    fn base64_len(self) -> (usize, &'static str) {
        match self {
            Self::Sha256 => (43, "="),
            Self::Sha384 => (64, ""),
            Self::Sha512 => (86, "=="),
        }
    }
}

impl Integrity {
    /// Reads the value of the attribute; only the strongest function in it counts.
    pub fn parse(attribute: &str) -> Self {
        let hashes = || attribute.split_ascii_whitespace().filter_map(hash);
        let Some(strongest) = hashes().map(|(algorithm, _)| algorithm).max() else {
            return Self::Unprotected;
        };
        let counted = || hashes().filter(|(algorithm, _)| *algorithm == strongest);
        if counted().any(|(_, value)| fits(strongest, value)) {
            Self::Checked(strongest)
        } else if counted().any(|(_, value)| is_base64(value)) {
            Self::WrongLength(strongest)
        } else {
            Self::Garbled(strongest)
        }
    }
}

fn hash(part: &str) -> Option<(Algorithm, &str)> {
    let expression = part.split('?').next().unwrap_or(part);
    let (algorithm, value) = expression.split_once('-').unwrap_or((expression, ""));
    Algorithm::parse(algorithm).map(|algorithm| (algorithm, value))
}

fn fits(algorithm: Algorithm, value: &str) -> bool {
    let (digits, padding) = algorithm.base64_len();
    let body = value.strip_suffix(padding).unwrap_or("");
    body.len() == digits && body.bytes().all(is_base64_digit)
}

fn is_base64(value: &str) -> bool {
    let body = value.trim_end_matches('=');
    !body.is_empty() && value.len() - body.len() <= 2 && body.bytes().all(is_base64_digit)
}

fn is_base64_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(attribute: &str, want: Integrity) {
        assert_eq!(Integrity::parse(attribute), want, "{attribute}");
    }

    fn sound(algorithm: Algorithm) -> String {
        let (digits, padding) = algorithm.base64_len();
        format!("{}-{}{padding}", algorithm.name(), "A".repeat(digits))
    }

    #[test]
    fn the_strongest_function_counts() {
        check(&sound(Algorithm::Sha256), Integrity::Checked(Algorithm::Sha256));
        check(&format!("{}?opt", sound(Algorithm::Sha384)), Integrity::Checked(Algorithm::Sha384));
        let both = format!("{} sha512-AAAA", sound(Algorithm::Sha256));
        check(&both, Integrity::WrongLength(Algorithm::Sha512));
        let two = format!("sha512-AAAA\n{}", sound(Algorithm::Sha512));
        check(&two, Integrity::Checked(Algorithm::Sha512));
    }

    #[test]
    fn unknown_functions_protect_nothing() {
        check("", Integrity::Unprotected);
        check("md5-AAAA sha1-BBBB", Integrity::Unprotected);
        check("SHA384-AAAA", Integrity::Unprotected);
        check("sha384", Integrity::Garbled(Algorithm::Sha384));
        check("sha384-<hash>", Integrity::Garbled(Algorithm::Sha384));
        check("sha256-AAAA=", Integrity::WrongLength(Algorithm::Sha256));
    }

    proptest! {
        #[test]
        fn an_unknown_part_changes_nothing(text in "[ -~]{0,30}") {
            let more = format!("{text} md5-AAAA");
            prop_assert_eq!(Integrity::parse(&more), Integrity::parse(&text));
        }

        #[test]
        fn any_text_is_answered(text in ".{0,30}") {
            let known = text.contains("sha256") || text.contains("sha384") || text.contains("sha512");
            prop_assert!(known || Integrity::parse(&text) == Integrity::Unprotected);
        }
    }
}
