//! A whole paste with its secrets replaced, for the box it was typed into.

use super::{body, headers, queries};
use crate::audit::parse::list::is_token;

/// Replaces the secrets of a paste and leaves the rest as it stands.
///
/// What comes out is read to the same evidence, since readers know the placeholders.
pub fn whole(text: &str) -> String {
    if text.trim_start().starts_with(['{', '[']) {
        return body(text).0;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        out.push_str(&masked(content));
        out.push_str(line.get(content.len()..).unwrap_or(""));
    }
    out
}

/// One line; the marks that `curl -v` puts in front stay.
fn masked(line: &str) -> String {
    let plain = line.trim_start_matches(['<', '>', '*', ' ', '\t']);
    let marks = line.get(..line.len() - plain.len()).unwrap_or("");
    if let Some((name, value)) = plain.split_once(':')
        && is_token(name)
    {
        let (fields, n_masked) = headers([(name, value)].into_iter().collect());
        if let Some(first) = fields.fields.first().filter(|_| n_masked > 0) {
            return format!("{marks}{name}: {}", first.value);
        }
    }
    let (text, _) = queries(line);
    body(&text).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::ingest;
    use proptest::prelude::*;

    const PASTE: &str = "> GET /a?token=plantedsecret1 HTTP/2\r\n> authorization: Bearer plantedsecret2\r\n\
        > \r\n< HTTP/2 200 \r\n< set-cookie: session=plantedsecret3; Path=/; Secure\r\n\
        < content-type: text/html\r\n< \r\n";

    #[test]
    fn no_secret_stays_in_the_box() {
        let masked = whole(PASTE);
        assert!(!masked.contains("planted"), "{masked}");
        assert!(
            masked.contains("Path=/; Secure") && masked.contains("< content-type: text/html\r\n")
        );
        assert!(masked.starts_with("> GET /a?token="));
    }

    #[test]
    fn what_comes_out_is_read_to_the_same_answer() {
        let read = |text: &str| ingest::read(text).map(|read| read.exchanges[0].headers.clone());
        assert_eq!(read(&whole(PASTE)), read(PASTE));
    }

    #[test]
    fn what_holds_no_secret_stays_as_it_was() {
        let text = "HTTP/1.1 200 OK\nServer: nginx\nDate: x\n\n<p>hello</p>\n";
        assert_eq!(whole(text), text);
    }

    proptest! {
        #[test]
        fn masking_twice_changes_nothing_more(text in "(set-cookie: [a-z]=[a-z]{8}; Secure\n|x: y\n){0,4}") {
            let once = whole(&text);
            prop_assert_eq!(whole(&once), once);
        }
    }
}
