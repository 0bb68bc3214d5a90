//! One JSON object a line in, one a line out, in the same order.

use std::io::{self, BufRead, Write};
use std::thread;

use serde_json::{Value, json};

/// What turns a line into its answer, which is JSON without a line end.
pub(super) type Answer<'a> = dyn Fn(&str) -> String + Sync + 'a;

/// Fewer lines than this are not worth a thread.
const LINES_PER_THREAD_MIN: usize = 16;

/// Answers every line; empty ones are passed over.
///
/// What has arrived is answered before more is awaited, so that a partner who waits for an
/// answer before the next question gets it.
///
/// # Errors
/// When reading or writing fails.
pub(super) fn run(
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    answer: &Answer<'_>,
) -> io::Result<()> {
    let mut waiting: Vec<u8> = Vec::new();
    loop {
        let arrived = match input.fill_buf() {
            Ok(arrived) => arrived,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let n_arrived = arrived.len();
        if n_arrived == 0 {
            return answer_all(&waiting, output, answer);
        }
        let complete = arrived.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (lines, rest) = arrived.split_at(complete);
        if complete > 0 {
            waiting.extend_from_slice(lines);
            answer_all(&waiting, output, answer)?;
            waiting.clear();
        }
        waiting.extend_from_slice(rest);
        input.consume(n_arrived);
    }
}

/// The answer to a line that was not understood.
pub(super) fn not_understood(line: &str, error: &str) -> String {
    let id = serde_json::from_str::<Value>(line).ok().and_then(|value| value.get("id").cloned());
    let answer = match id {
        Some(id) => json!({ "id": id, "error": error }),
        None => json!({ "error": error }),
    };
    answer.to_string()
}

fn answer_all(bytes: &[u8], output: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let share = lines.len().div_ceil(n_threads).max(LINES_PER_THREAD_MIN);
    let answers = |lines: &[&str]| -> Vec<u8> {
        let mut answers = Vec::new();
        for line in lines {
            answers.extend_from_slice(answer(line).as_bytes());
            answers.push(b'\n');
        }
        answers
    };
    if lines.len() <= share {
        output.write_all(&answers(&lines))?;
        return output.flush();
    }
    thread::scope(|scope| {
        let parts: Vec<_> = lines.chunks(share).map(|part| scope.spawn(|| answers(part))).collect();
        for part in parts {
            let gone = |_| io::Error::other("an answer could not be computed");
            output.write_all(&part.join().map_err(gone)?)?;
        }
        output.flush()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echo(line: &str) -> String {
        match line.parse::<u32>() {
            Ok(number) => number.to_string(),
            Err(_) => not_understood(line, "no number"),
        }
    }

    #[track_caller]
    fn check(input: &str, capacity: usize, want: &str) {
        let mut output = Vec::new();
        let mut input = io::BufReader::with_capacity(capacity, input.as_bytes());
        run(&mut input, &mut output, &echo).unwrap();
        assert_eq!(String::from_utf8(output).unwrap(), want);
    }

    #[test]
    fn a_bad_line_does_not_stop_the_run() {
        let want = "1\n{\"error\":\"no number\"}\n{\"id\":7,\"error\":\"no number\"}\n2\n";
        check("1\nx\n{\"id\":7}\n\n2", 4096, want);
    }

    #[test]
    fn the_order_is_kept_across_threads_and_buffers() {
        let numbers: Vec<_> = (0..500).map(|number| format!("{number}\n")).collect();
        let text = numbers.concat();
        check(&text, 4096, &text);
        check(&text, 3, &text);
    }
}
