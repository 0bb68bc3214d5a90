//! Answers as HTTP/1 writes them: a status line, fields, a blank line, a body.
//!
//! Read are `curl -i`, `-I`, `-D -` and `-L` chains, `HTTPie`, raw headers of browsers, header
//! lists without a status line, and HTTP/2 pseudo headers.

use crate::audit::address::Scheme;

use super::answer::{Answer, Found};
use super::lines::Line;
use super::shell::{self, Asked};
use super::syntax::{self, field, is_chatter, is_fold, pseudo, request_line, status_line};

/// Where in an exchange the reader stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    RequestHead,
    RequestBody,
    Head,
    Body,
}

/// Reads every answer.
pub(super) fn read(lines: &[Line<'_>], found: &mut Found) {
    let mut reader = Reader { found, place: Place::Outside, asked: None, answer: None };
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).map_or("", |line| line.text.as_ref());
        reader.line(line, next);
    }
    reader.close();
}

struct Reader<'f> {
    found: &'f mut Found,
    place: Place,
    /// What was asked, and by which line; taken by the next answer.
    asked: Option<(usize, Request)>,
    answer: Option<Answer>,
}

/// A request as far as it was printed.
#[derive(Default)]
struct Request {
    asked: Asked,
    scheme: Option<Scheme>,
    target: String,
    /// Whether it is only a command, which is no exchange yet.
    is_command: bool,
}

impl Reader<'_> {
    fn line(&mut self, line: &Line<'_>, next: &str) {
        let text = line.text.as_ref();
        match self.place {
            Place::Outside => self.outside(line),
            Place::RequestHead => self.request_head(line),
            Place::RequestBody => {
                if self.begins(line, next) {
                    self.outside(line);
                }
            }
            Place::Head => self.head(line),
            Place::Body if self.begins(line, next) => self.outside(line),
            Place::Body => self.body(line.number, text),
        }
    }

    /// Whether a line after a head begins another exchange.
    fn begins(&self, line: &Line<'_>, next: &str) -> bool {
        let text = line.text.as_ref();
        // The body so far is looked at last: doing it for each of its lines would be quadratic.
        if shell::command(text).is_some() {
            return self.body_so_far().is_empty()
                || !text.starts_with(|c: char| c.is_ascii_alphabetic());
        }
        let followed = || next.trim().is_empty() || field(next).is_some() || pseudo(next).is_some();
        let is_start = status_line(text).is_some() || request_line(text).is_some();
        pseudo(text).is_some() || (is_start && followed() && !self.is_in_page())
    }

    /// Whether a page that was begun has not ended: one that explains HTTP holds such lines too.
    fn is_in_page(&self) -> bool {
        let body = self.body_so_far();
        let last_tag = body.rfind('<').and_then(|at| body.get(at..)).unwrap_or("");
        let is_closed = last_tag.starts_with("</") && last_tag.ends_with('>');
        body.starts_with('<') && !is_closed
    }

    fn body_so_far(&self) -> &str {
        self.answer.as_ref().and_then(|answer| answer.body.as_deref()).unwrap_or("").trim()
    }

    fn outside(&mut self, line: &Line<'_>) {
        let text = line.text.as_ref();
        if text.trim().is_empty() || is_chatter(text) {
        } else if let Some((status, _)) = status_line(text.trim_start()) {
            self.open(line.number, Some(status));
        } else if let Some((method, target)) = request_line(text) {
            self.ask(line.number, method, target);
        } else if let Some(asked) = shell::command(text) {
            self.close();
            let request = Request { asked, is_command: true, ..Request::default() };
            self.asked = Some((line.number, request));
            self.place = Place::Outside;
        } else if let Some((name, value)) = pseudo(text) {
            self.pseudo(line.number, name, value);
        } else if field(text).is_some() {
            self.open(line.number, None);
            self.head(line);
        } else {
            let says = "This line is no part of an HTTP answer and was left out.";
            self.found.problem(line.number, text, says);
        }
    }

    fn request_head(&mut self, line: &Line<'_>) {
        let text = line.text.as_ref();
        let Some((_, request)) = &mut self.asked else { return };
        if text.trim().is_empty() {
            self.place = Place::RequestBody;
        } else if let Some((name, value)) = pseudo(text) {
            self.pseudo(line.number, name, value);
        } else if let Some((name, value)) = field(text) {
            request.asked.headers.push(name, value);
        } else if status_line(text).is_some() {
            self.outside(line);
        }
    }

    fn head(&mut self, line: &Line<'_>) {
        let text = line.text.as_ref();
        let Some(answer) = &mut self.answer else { return };
        if text.trim().is_empty() {
            // A bare list of fields may have gaps; only an answer has a body.
            if answer.status.is_some() {
                self.place = Place::Body;
            }
        } else if status_line(text).is_some() || request_line(text).is_some() {
            self.outside(line);
        } else if let Some((name, value)) = pseudo(text) {
            self.pseudo(line.number, name, value);
        } else if let (true, Some(above)) = (is_fold(text), answer.headers.fields.last_mut()) {
            above.value = format!("{} {}", above.value, text.trim());
            let says = "A folded line was joined to the field above it. HTTP no longer allows \
                        folding, and clients may refuse the answer.";
            self.found.problem(line.number, text, says);
        } else if let Some((name, value)) = field(text) {
            answer.headers.push(name, value);
        } else if is_chatter(text) {
        } else if shell::command(text).is_some() {
            self.outside(line);
        } else if answer.status.is_none() && text.trim_start().starts_with(['<', '{', '[']) {
            self.place = Place::Body;
            self.body(line.number, text);
        } else {
            let says = "This line is no header field and was left out. If a terminal broke a long \
                        line here, join it with the line above and paste again.";
            self.found.problem(line.number, text, says);
        }
    }

    fn body(&mut self, number: usize, text: &str) {
        let Some(answer) = &mut self.answer else { return };
        // The body of a redirect may end without a line end, with the next status line behind it.
        let glued = answer.status.filter(|status| (300..500).contains(status)).and_then(|_| {
            let at = text.find("HTTP/").filter(|at| *at > 0)?;
            text.get(at..).filter(|tail| status_line(tail).is_some()).map(|tail| (at, tail))
        });
        let (text, tail) = match glued {
            Some((at, tail)) => (text.get(..at).unwrap_or(""), Some(tail)),
            None => (text, None),
        };
        let body = answer.body.get_or_insert_default();
        body.push_str(text);
        body.push('\n');
        if let Some((status, _)) = tail.and_then(status_line) {
            self.open(number, Some(status));
        }
    }

    fn pseudo(&mut self, number: usize, name: &str, value: &str) {
        if name == "status" {
            self.open(number, syntax::status_code(value));
            return;
        }
        let known = self.asked.as_ref().is_some_and(|(_, request)| !request.is_command);
        if !known || self.place != Place::RequestHead {
            self.ask(number, "", "/");
        }
        let Some((_, request)) = &mut self.asked else { return };
        match name {
            "method" => value.clone_into(&mut request.asked.method),
            "authority" => request.asked.headers.push("host", value),
            "scheme" if value == "https" => request.scheme = Some(Scheme::Https),
            "scheme" => request.scheme = Some(Scheme::Http),
            "path" => value.clone_into(&mut request.target),
            _ => {}
        }
    }

    fn ask(&mut self, number: usize, method: &str, target: &str) {
        let command = self.asked.take().filter(|(_, request)| request.is_command);
        self.close();
        let mut request = command.map(|(_, request)| request).unwrap_or_default();
        request.is_command = false;
        method.clone_into(&mut request.asked.method);
        target.clone_into(&mut request.target);
        self.asked = Some((number, request));
        self.place = Place::RequestHead;
    }

    fn open(&mut self, line: usize, status: Option<u16>) {
        self.push();
        let asked = self.asked.take().map(|(_, request)| request.finish()).unwrap_or_default();
        self.answer = Some(Answer { line, asked, status, ..Answer::default() });
        self.place = Place::Head;
    }

    /// Ends the exchange, answered or not.
    fn close(&mut self) {
        self.push();
        if let Some((line, request)) = self.asked.take() {
            self.found.requests.push((line, request.finish()));
        }
    }

    fn push(&mut self) {
        self.found.answers.extend(self.answer.take());
    }
}

impl Request {
    fn finish(mut self) -> Asked {
        if !self.is_command {
            self.asked.resolve(self.scheme, &self.target);
        }
        self.asked
    }
}
