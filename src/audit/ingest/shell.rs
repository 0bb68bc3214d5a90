//! The command that made an answer, when it was copied along.

use crate::audit::address::Address;
use crate::audit::headers::Headers;

use super::syntax;

/// What a command line asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The method; empty when the tool's default.
    pub method: String,
    /// The address, if it could be read.
    pub url: Option<Address>,
    /// The fields given with `-H`.
    pub headers: Headers,
}

/// Tools whose first word begins a command that asks for an answer.
const TOOLS: [&str; 12] = [
    "curl",
    "curl.exe",
    "curlie",
    "http",
    "https",
    "xh",
    "xhs",
    "wget",
    "irm",
    "iwr",
    "Invoke-WebRequest",
    "Invoke-RestMethod",
];

/// Options of these tools that take the next word as their value.
const WITH_VALUE: [&str; 38] = [
    "-A",
    "-b",
    "-c",
    "-C",
    "-d",
    "-D",
    "-e",
    "-E",
    "-F",
    "-K",
    "-m",
    "-o",
    "-O-",
    "-r",
    "-T",
    "-t",
    "-u",
    "-U",
    "-w",
    "-x",
    "-y",
    "-Y",
    "-z",
    "--data",
    "--data-raw",
    "--data-binary",
    "--data-urlencode",
    "--json",
    "--output",
    "--dump-header",
    "--user",
    "--user-agent",
    "--write-out",
    "--max-time",
    "--connect-timeout",
    "--resolve",
    "--proxy",
    "--cookie",
];

/// Reads a command line, with or without a prompt before it.
pub(super) fn command(line: &str) -> Option<Asked> {
    let words = words(line);
    let tool_at = words.iter().take(6).position(|word| TOOLS.contains(&word.as_str()))?;
    let tool = words.get(tool_at)?;
    let rest = words.get(tool_at + 1..)?;
    let prompted = words.get(..tool_at).is_some_and(|before| {
        before.is_empty()
            || before.last().is_some_and(|last| last.ends_with(['$', '#', '%', '>', '❯', '➜', '»']))
            || before.iter().all(|word| ["sudo", "time", "$", "#"].contains(&word.as_str()))
    });
    // "http" alone is also an English word; a command has an option or an address behind it.
    let begins = rest.first().is_some_and(|word| word.starts_with('-') || looks_like_address(word));
    (prompted && (begins || tool.contains('-'))).then(|| asked(tool, rest))
}

fn asked(tool: &str, words: &[String]) -> Asked {
    let mut asked = Asked::default();
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        match word {
            "|" | "||" | "&&" | ";" | ">" | "2>&1" | "2>/dev/null" | "<" => break,
            "-X" | "--request" | "-Method" => asked.method = words.next().unwrap_or("").into(),
            "-I" | "--head" => asked.method = "HEAD".into(),
            "-H" | "--header" => {
                if let Some((name, value)) = words.next().and_then(syntax::field) {
                    asked.headers.push(name, value);
                }
            }
            "--url" | "-Uri" => asked.url = words.next().and_then(|url| address(tool, url)),
            _ if WITH_VALUE.contains(&word) => {
                words.next();
            }
            _ if word.starts_with('-') => asked.short_options(word),
            _ if tool.starts_with(['h', 'x']) && syntax::is_method(word) => {
                asked.method = word.into();
            }
            _ if asked.url.is_none() => asked.url = address(tool, word),
            _ => {}
        }
    }
    asked
}

impl Asked {
    /// `-sSI` holds `-I`; `-XPOST` holds its value.
    fn short_options(&mut self, word: &str) {
        let letters = word.strip_prefix('-').filter(|rest| !rest.starts_with('-')).unwrap_or("");
        if let Some(method) = letters.strip_prefix('X').filter(|method| syntax::is_method(method)) {
            self.method = method.into();
        } else if letters.bytes().all(|byte| byte.is_ascii_alphabetic()) && letters.contains('I') {
            self.method = "HEAD".into();
        }
    }
}

fn looks_like_address(word: &str) -> bool {
    let host = word.split(['/', '?']).next().unwrap_or("");
    word.contains("://")
        || syntax::is_method(word)
        || host == "localhost"
        || host.starts_with(':')
        || (host.contains(['.', ':']) && !host.ends_with('.') && !host.ends_with(':'))
}

/// The address a tool would make of a word.
fn address(tool: &str, word: &str) -> Option<Address> {
    if !looks_like_address(word) {
        return None;
    }
    let word = word.trim_matches('^');
    let (scheme, rest) = match word.split_once("://") {
        Some((scheme, rest)) => (scheme, rest),
        None if ["https", "xhs"].contains(&tool) => ("https", word),
        None => ("http", word),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    // A user name and password in the address are a secret, and not part of it.
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let local = if host.is_empty() || host.starts_with(':') { "localhost" } else { "" };
    Address::parse(&format!("{scheme}://{local}{host}{tail}")).ok()
}

/// Cuts a command line into words as a shell does, quotes and backslashes undone.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut open = false;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, ' ' | '\t' | '\n') => {
                if open || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            (None, '\'' | '"') => {
                quote = Some(c);
                open = true;
            }
            (Some(mark), _) if c == mark => quote = None,
            (None | Some('"'), '\\') => word.extend(chars.next()),
            // The mark that Windows' command prompt escapes with.
            (None | Some('"'), '^') => {}
            _ => word.push(c),
        }
    }
    if open || !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(line: &str, want: Option<(&str, &str)>) {
        let got = command(line);
        let url = |asked: &Asked| asked.url.as_ref().map(Address::to_string).unwrap_or_default();
        let got = got.as_ref().map(|asked| (asked.method.clone(), url(asked)));
        assert_eq!(got, want.map(|(method, url)| (method.to_owned(), url.to_owned())));
    }

    #[test]
    fn commands_are_read_with_any_prompt() {
        check("$ curl -sSI https://a.example/x", Some(("HEAD", "https://a.example/x")));
        check("ann@host:~/app$ curl -i a.example", Some(("", "http://a.example/")));
        check("PS C:\\> curl.exe -i https://a.example", Some(("", "https://a.example/")));
        check("❯ https -v PUT a.example/y", Some(("PUT", "https://a.example/y")));
        check("http :3000/health", Some(("", "http://localhost:3000/health")));
        check(
            "curl -o /dev/null -D - 'https://a.example/?a b' | less",
            Some(("", "https://a.example/?a b")),
        );
        check("curl -XPOST -d a.b https://u:p@a.example", Some(("POST", "https://a.example/")));
    }

    #[test]
    fn prose_is_no_command() {
        check("curl is a tool", None);
        check("we use curl -i https://a.example here", None);
        check("http status codes", None);
        check("", None);
    }

    #[test]
    fn the_origin_that_was_sent_is_kept() {
        let asked = command("curl -i -H 'Origin: https://b.example' https://a.example").unwrap();
        assert_eq!(asked.headers.first("origin"), Some("https://b.example"));
    }

    proptest! {
        #[test]
        fn any_line_is_answered(line in "(curl |http )?.{0,60}") {
            let _asked = command(&line);
        }
    }
}
