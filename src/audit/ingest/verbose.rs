//! What `curl -v` prints: `> ` sent, `< ` received, `* ` notes, the body without a mark.

use crate::audit::address::{Address, Scheme};

use super::answer::{Answer, Found};
use super::lines::Line;
use super::shell::{self, Asked};
use super::syntax::{field, is_chatter, request_line, status_line};

/// Whether these lines are curl's.
pub(super) fn fits(lines: &[Line<'_>]) -> bool {
    let received = |line: &Line<'_>| marked(&line.text, '<').and_then(status_line).is_some();
    let sent = |line: &Line<'_>| marked(&line.text, '>').and_then(request_line).is_some();
    lines.iter().any(|line| received(line) || sent(line))
}

/// Reads every answer.
pub(super) fn read(lines: &[Line<'_>], found: &mut Found) {
    let mut reader = Reader::default();
    for line in lines {
        reader.line(line, found);
    }
    reader.push(found);
    if let (Some(line), true) = (reader.asked_at, found.answers.is_empty()) {
        found.requests.push((line, reader.asked));
    }
}

#[derive(Default)]
struct Reader {
    /// The scheme of the connection, as far as the notes tell it.
    scheme: Option<Scheme>,
    certificate_valid: Option<bool>,
    /// The address that curl said it would ask next.
    next_url: Option<Address>,
    asked: Asked,
    asked_at: Option<usize>,
    target: String,
    answer: Option<Answer>,
    /// Whether the fields of the answer are over.
    in_body: bool,
    /// Whether plain lines repeat the head, as `-v -i` prints it.
    in_echo: bool,
}

impl Reader {
    fn line(&mut self, line: &Line<'_>, found: &mut Found) {
        let text = line.text.as_ref();
        if let Some(note) = marked(text, '*') {
            self.note(note);
        } else if let Some(sent) = marked(text, '>') {
            self.sent(line.number, sent, found);
        } else if let Some(received) = marked(text, '<') {
            self.received(line.number, received, found);
        } else if is_chatter(text) {
        } else if let (None, Some(asked)) = (&self.answer, shell::command(text)) {
            self.next_url = asked.url;
        } else {
            self.plain(text);
        }
    }

    fn note(&mut self, note: &str) {
        if let Some(url) =
            note.split_once("this URL: '").and_then(|(_, url)| url.strip_suffix('\''))
        {
            self.next_url = Address::parse(url).ok();
        } else if note.contains("OPENED stream for ") {
            self.next_url = note.rsplit(' ').next().and_then(|url| Address::parse(url).ok());
        } else if note.starts_with("Connected to ")
            || note.starts_with("Established connection to ")
        {
            self.certificate_valid = None;
            self.scheme = match note {
                _ if note.contains("port 443") => Some(Scheme::Https),
                _ if note.contains("port 80 ") || note.ends_with("port 80") => Some(Scheme::Http),
                _ => None,
            };
        } else if note.starts_with("SSL connection using") || note.starts_with("ALPN") {
            self.scheme = Some(Scheme::Https);
        } else if note.contains("SSL certificate verify ok") {
            self.certificate_valid = Some(true);
        } else if note.contains("SSL certificate problem")
            || note.contains("certificate verify result")
        {
            self.certificate_valid = Some(false);
        }
    }

    fn sent(&mut self, number: usize, text: &str, found: &mut Found) {
        if let Some((method, target)) = request_line(text) {
            self.push(found);
            self.asked =
                Asked { method: method.into(), url: self.next_url.take(), ..Asked::default() };
            self.asked_at = Some(number);
            target.clone_into(&mut self.target);
            let version = text.rsplit(' ').next().unwrap_or("");
            // curl speaks HTTP/2 and 3 over TLS only, unless told otherwise.
            if self.scheme.is_none()
                && (version.starts_with("HTTP/2") || version.starts_with("HTTP/3"))
            {
                self.scheme = Some(Scheme::Https);
            }
        } else if let Some((name, value)) = field(text) {
            self.asked.headers.push(name, value);
        }
    }

    fn received(&mut self, number: usize, text: &str, found: &mut Found) {
        if let Some((status, _)) = status_line(text) {
            self.push(found);
            let mut asked = std::mem::take(&mut self.asked);
            asked.resolve(self.scheme, &self.target);
            let certificate_valid = self.certificate_valid;
            let status = Some(status);
            let line = number;
            self.answer =
                Some(Answer { line, asked, status, certificate_valid, ..Answer::default() });
            self.in_body = false;
            self.in_echo = false;
        } else if let Some((name, value)) = field(text) {
            if let Some(answer) = &mut self.answer {
                answer.headers.push(name, value);
            }
        } else {
            self.in_body = true;
        }
    }

    fn plain(&mut self, text: &str) {
        let Some(answer) = &mut self.answer else { return };
        if !self.in_body {
            return;
        }
        if answer.body.is_none() && status_line(text).is_some() {
            self.in_echo = true;
        } else if self.in_echo {
            self.in_echo = !text.trim().is_empty();
        } else if answer.body.is_some() || !text.trim().is_empty() {
            let body = answer.body.get_or_insert_default();
            body.push_str(text);
            body.push('\n');
        }
    }

    fn push(&mut self, found: &mut Found) {
        found.answers.extend(self.answer.take());
    }
}

fn marked(text: &str, mark: char) -> Option<&str> {
    let rest = text.strip_prefix(mark)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}
