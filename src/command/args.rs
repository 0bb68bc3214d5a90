//! The command line, read word by word.

use crate::audit::address::Address;
use crate::audit::check::Profile;
use crate::audit::score::Grade;

use super::format::Format;

/// What a subcommand was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Options {
    /// How to print.
    pub format: Format,
    /// What to judge responses as; guessed where not given.
    pub profile: Option<Profile>,
    /// The grade below which the run fails.
    pub fail_under: Option<Grade>,
    /// A HAR file to read in place of standard input.
    pub har: Option<String>,
    /// The address that was asked.
    pub url: Option<Address>,
    /// Whether to read and write one JSON object a line.
    pub jsonl: bool,
    /// Whether only help is wanted.
    pub help: bool,
}

/// What is wrong with a command line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum UsageError {
    /// There is no such subcommand.
    #[error("there is no subcommand {0:?}; there are audit, csp, health and cors")]
    Subcommand(String),
    /// The subcommand has no such option.
    #[error("{subcommand} has no option {option:?}")]
    Option {
        /// The subcommand.
        subcommand: String,
        /// The option.
        option: String,
    },
    /// An option stands without its value.
    #[error("{0} needs a value")]
    Value(String),
    /// A value is none of those an option takes.
    #[error("{option} is one of {choices}, not {value:?}")]
    Choice {
        /// The option.
        option: &'static str,
        /// What it may be.
        choices: &'static str,
        /// What was given.
        value: String,
    },
    /// An address cannot be read.
    #[error("--url: {0}")]
    Url(#[from] crate::audit::address::AddressError),
    /// Two options do not go together.
    #[error("{0} and {1} do not go together")]
    Together(&'static str, &'static str),
}

impl Options {
    /// Reads the words behind a subcommand.
    pub fn parse(subcommand: &str, words: &[String]) -> Result<Self, UsageError> {
        let mut options = Self::default();
        let mut has_format = false;
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let (name, inline) = match word.split_once('=') {
                Some((name, value)) if word.starts_with("--") => (name, Some(value)),
                Some(_) | None => (word, None),
            };
            let mut value = || {
                inline.or_else(|| words.next()).ok_or_else(|| UsageError::Value(name.to_owned()))
            };
            match name {
                "-h" | "--help" => options.help = true,
                "--jsonl" => options.jsonl = true,
                "--format" => {
                    options.format = format(value()?)?;
                    has_format = true;
                }
                "--url" if subcommand != "csp" => options.url = Some(Address::parse(value()?)?),
                "--profile" if subcommand == "audit" => options.profile = Some(profile(value()?)?),
                "--fail-under" if subcommand == "audit" => {
                    options.fail_under = Some(grade(value()?)?);
                }
                "--har" if subcommand == "audit" => options.har = Some(value()?.to_owned()),
                _ => {
                    let subcommand = subcommand.to_owned();
                    return Err(UsageError::Option { subcommand, option: word.to_owned() });
                }
            }
        }
        if options.jsonl && has_format {
            return Err(UsageError::Together("--jsonl", "--format"));
        }
        if options.jsonl && options.har.is_some() {
            return Err(UsageError::Together("--jsonl", "--har"));
        }
        Ok(options)
    }
}

fn format(value: &str) -> Result<Format, UsageError> {
    Format::parse(value).ok_or_else(|| UsageError::Choice {
        option: "--format",
        choices: "text, json, markdown, sarif, junit",
        value: value.to_owned(),
    })
}

fn profile(value: &str) -> Result<Profile, UsageError> {
    let found = Profile::ALL.into_iter().find(|profile| profile.name().eq_ignore_ascii_case(value));
    found.ok_or_else(|| UsageError::Choice {
        option: "--profile",
        choices: "page, api, health, static",
        value: value.to_owned(),
    })
}

fn grade(value: &str) -> Result<Grade, UsageError> {
    Grade::parse(value).ok_or_else(|| UsageError::Choice {
        option: "--fail-under",
        choices: "A+, A, B, C, D, F",
        value: value.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(subcommand: &str, words: &str, want: Result<Options, &str>) {
        let words: Vec<_> = words.split_whitespace().map(str::to_owned).collect();
        let got = Options::parse(subcommand, &words).map_err(|error| error.to_string());
        assert_eq!(got, want.map_err(str::to_owned));
    }

    #[test]
    fn values_stand_behind_a_blank_or_an_equals_sign() {
        let want = Options {
            format: Format::Sarif,
            profile: Some(Profile::Api),
            fail_under: Some(Grade::APlus),
            ..Options::default()
        };
        check("audit", "--format=sarif --profile api --fail-under a+", Ok(want));
        check("csp", "--jsonl", Ok(Options { jsonl: true, ..Options::default() }));
    }

    #[test]
    fn what_is_wrong_is_named() {
        check("audit", "--format", Err("--format needs a value"));
        check(
            "audit",
            "--format pdf",
            Err("--format is one of text, json, markdown, sarif, junit, not \"pdf\""),
        );
        check("csp", "--har x", Err("csp has no option \"--har\""));
        check("audit", "file", Err("audit has no option \"file\""));
        check(
            "audit",
            "--url a.example",
            Err("--url: no http:// or https:// in front of \"a.example\""),
        );
        check("audit", "--jsonl --format json", Err("--jsonl and --format do not go together"));
    }
}
