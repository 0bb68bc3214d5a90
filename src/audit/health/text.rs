//! Health answers in plain text: a word, a list of lines, or metrics.

use super::Flag;
use super::reading::{Form, Reading};
use super::words::{self, Condition};

/// Whether the text lists checks as Kubernetes does: `[+]etcd ok`.
pub(super) fn is_verbose(text: &str) -> bool {
    text.lines().any(|line| verbose_line(line).is_some())
}

/// Reads a plain text.
pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let text = text.trim();
    if words::says_draining(text) || text.split('_').count() > 2 && is_leaving(text) {
        reading.flags.insert(Flag::Draining);
    }
    if words::says_starting(text) {
        reading.flags.insert(Flag::Starting);
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    if let (Some(line), None) = (lines.next(), lines.next()) {
        read_single(&mut reading, line);
    } else {
        read_lines(&mut reading, text);
    }
    reading.finish()
}

fn is_leaving(text: &str) -> bool {
    words::of_phrase(text) == Some(Condition::Unhealthy) && text.ends_with("SHUTTING_DOWN")
}

fn read_single(reading: &mut Reading, line: &str) {
    let named = read_line(line).filter(|(name, _)| super::json::is_status_key(name));
    if let Some((name, condition)) = verbose_line(line) {
        reading.add(name, condition);
    } else if let Some((_, condition)) = named {
        reading.overall = Some((condition, line.to_owned()));
    } else if let Some(condition) = words::of_phrase(line) {
        match read_line(line) {
            // "OK: 3 workers" speaks of the whole; "db: ok" of a part.
            Some((name, part)) if words::of_word(name).is_none() => reading.add(name, part),
            Some(_) | None => reading.overall = Some((condition, line.to_owned())),
        }
    } else if let Some((name, condition)) = read_line(line) {
        add_line(reading, line, name, condition);
    }
}

fn read_lines(reading: &mut Reading, text: &str) {
    let (mut told, mut all) = (0_usize, 0_usize);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        all += 1;
        if let Some((name, condition)) = verbose_line(line) {
            reading.add(name, condition);
        } else if let Some(condition) = summary_line(line) {
            reading.overall = Some((condition, line.to_owned()));
        } else if let Some((name, condition)) = read_line(line) {
            add_line(reading, line, name, condition);
        } else {
            continue;
        }
        told += 1;
    }
    // A page of prose with one lucky line is no health answer.
    if told * 2 < all {
        *reading = Reading { form: Form::Foreign, ..Reading::default() };
    }
}

fn add_line(reading: &mut Reading, line: &str, name: &str, condition: Condition) {
    if super::json::is_status_key(name) {
        reading.overall.get_or_insert_with(|| (condition, line.to_owned()));
    } else {
        reading.add(name, condition);
    }
}

/// `[+]etcd ok`, `[-]etcd failed: reason withheld`, `[+]etcd excluded: ok`.
fn verbose_line(line: &str) -> Option<(&str, Condition)> {
    let line = line.trim();
    let (good, rest) = match (line.strip_prefix("[+]"), line.strip_prefix("[-]")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return None,
    };
    let (name, said) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let excluded = said.trim_start().starts_with("excluded");
    let condition = if excluded { Condition::Unknown } else { Condition::of_bool(good) };
    (!name.is_empty()).then_some((name.trim_end_matches(':'), condition))
}

/// `readyz check passed`, `livez check failed`, or a word alone on its line.
fn summary_line(line: &str) -> Option<Condition> {
    match line.rsplit_once(" check ") {
        Some((name, word)) if !name.contains([' ', ':']) => words::of_word(word),
        Some(_) | None => words::of_word(line),
    }
}

/// `name: STATUS anything`; the status is a whole word.
pub(super) fn read_line(line: &str) -> Option<(&str, Condition)> {
    let (name, said) = line.split_once(": ").or_else(|| line.split_once('='))?;
    let (name, said) = (name.trim().trim_start_matches(['-', '*', ' ']), said.trim());
    let first = said.split([' ', ',', ';', ':', '(']).next().unwrap_or(said);
    let condition = words::of_phrase(said).or_else(|| words::of_word(first))?;
    (!name.is_empty() && name.len() <= 120).then_some((name, condition))
}

/// Reads metrics in the exposition formats: gauges that are 1 when good.
pub(super) fn read_metrics(text: &str) -> Reading {
    let mut reading = Reading::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((series, value)) = line.trim().rsplit_once(' ') else { continue };
        let (metric, labels) = series.split_once('{').unwrap_or((series, ""));
        let told = ["status", "health", "healthy", "up"];
        let last = metric.trim().rsplit('_').next().unwrap_or("");
        let condition = match value.trim() {
            "1" | "1.0" => Condition::Healthy,
            "0" | "0.0" => Condition::Unhealthy,
            _ => continue,
        };
        if !told.contains(&last) {
            continue;
        }
        match labels.split('"').nth(1) {
            Some(name) if !metric.contains("overall") => reading.add(name, condition),
            Some(_) | None => reading.overall = Some((condition, line.trim().to_owned())),
        }
    }
    if reading.overall.is_some() || !reading.checks.is_empty() {
        reading.flags.insert(Flag::Always200Format);
    }
    reading.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, overall: Option<Condition>, checks: &[(&str, Condition)]) {
        let reading = read(text);
        assert_eq!(reading.overall.map(|(condition, _)| condition), overall);
        let got: Vec<_> = reading.checks.iter().map(|c| (c.name.as_str(), c.verdict)).collect();
        assert_eq!(got, checks);
    }

    #[test]
    fn verbose_lists_are_read() {
        check(
            "[+]ping ok\n[-]disk failed: reason withheld\nhealthz check failed\n",
            Some(Condition::Unhealthy),
            &[("ping", Condition::Healthy), ("disk", Condition::Unhealthy)],
        );
    }

    #[test]
    fn lines_name_parts_or_the_whole() {
        check("mail: FAILED could not connect (1s)", None, &[("mail", Condition::Unhealthy)]);
        check("status: ok", Some(Condition::Healthy), &[]);
        check("ready: false", Some(Condition::Unhealthy), &[]);
        check("WARN: metadata is inconsistent", Some(Condition::Degraded), &[]);
        check(
            "Cache(alias='a'): OK\nDisk: Unavailable: full",
            None,
            &[("Cache(alias='a')", Condition::Healthy), ("Disk", Condition::Unhealthy)],
        );
    }

    #[test]
    fn prose_is_no_answer() {
        check("Welcome.\nThis is a page.\nNote: ready for more\nBye", None, &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[ -~\\n]{0,60}") {
            let reading = read(&text);
            prop_assert!(reading.checks.len() <= text.lines().count().max(1));
            prop_assert!(read_metrics(&text).checks.len() <= text.lines().count());
        }
    }
}
