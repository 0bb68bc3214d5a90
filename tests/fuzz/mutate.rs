//! Inputs out of inputs: bytes, tokens and lines changed, pieces of seeds put together.

/// What is put in: characters that parsers turn on, and numbers at the edge.
const TOKENS: [&str; 48] = [
    ";",
    ",",
    "=",
    "\"",
    "'",
    ":",
    "/",
    "//",
    "\\",
    "%",
    "*",
    "@",
    "?",
    "#",
    "&",
    "<",
    ">",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "\r\n",
    "\n\n",
    "\t",
    "\0",
    "\u{feff}",
    "é",
    "😀",
    "\u{202e}",
    "-1",
    "0",
    "18446744073709551616",
    "9999999999999999999999",
    "1e999",
    "NaN",
    "null",
    "true",
    "<!--",
    "<script>",
    "http://",
    "https://[::1]:65536",
    "HTTP/1.1 200 OK",
    "Set-Cookie: ",
    "xn--",
    "--",
    "\x1b[31m",
];

/// A source of inputs; the same seed gives the same ones.
pub struct Mutator<'a> {
    state: u64,
    corpus: &'a [Vec<u8>],
    bytes_max: usize,
}

impl<'a> Mutator<'a> {
    /// Starts over a corpus that is not empty.
    pub fn new(seed: u64, corpus: &'a [Vec<u8>], bytes_max: usize) -> Self {
        Self { state: seed | 1, corpus, bytes_max }
    }

    /// The next input.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut bytes = self.seed();
        for _ in 0..=self.below(6) {
            self.change(&mut bytes);
        }
        // One in sixteen is as long as may be: what is not linear shows there.
        if self.below(16) == 0 {
            self.grow(&mut bytes);
        }
        bytes.truncate(self.bytes_max);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let (from, to) = self.range(bytes.len());
        match self.below(9) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let token = TOKENS.get(self.below(TOKENS.len())).unwrap().as_bytes();
                drop(bytes.splice(from..from, token.iter().copied()));
            }
            2 => {
                let token = TOKENS.get(self.below(TOKENS.len())).unwrap().as_bytes();
                drop(bytes.splice(from..to, token.iter().copied()));
            }
            3 => {
                let byte = u8::try_from(self.below(256)).unwrap();
                bytes.iter_mut().skip(from).take(1).for_each(|old| *old = byte);
            }
            4 => {
                let bit = 1_u8 << self.below(8);
                bytes.iter_mut().skip(from).take(1).for_each(|old| *old ^= bit);
            }
            5 => {
                let piece: Vec<u8> = bytes.iter().copied().skip(from).take(to - from).collect();
                let times = 1 + self.below(8);
                drop(bytes.splice(to..to, piece.repeat(times)));
            }
            6 => {
                let other = self.seed();
                let (start, end) = self.range(other.len());
                drop(bytes.splice(from..to, other.iter().copied().skip(start).take(end - start)));
            }
            7 => self.change_lines(bytes),
            _ => bytes.truncate(to),
        }
        bytes.truncate(self.bytes_max);
    }

    /// Swaps, repeats or drops lines.
    fn change_lines(&mut self, bytes: &mut Vec<u8>) {
        let mut lines: Vec<Vec<u8>> =
            bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        let (one, other) = (self.below(lines.len()), self.below(lines.len()));
        match self.below(3) {
            0 => lines.swap(one, other),
            1 => lines.insert(one, lines.get(other).unwrap().clone()),
            _ => drop(lines.remove(one)),
        }
        *bytes = lines.join(&b'\n');
    }

    /// Repeats a piece until the input is as long as may be.
    fn grow(&mut self, bytes: &mut Vec<u8>) {
        let (from, to) = self.range(bytes.len());
        let piece: Vec<u8> = bytes.iter().copied().skip(from).take((to - from).max(1)).collect();
        if !piece.is_empty() {
            let times = self.bytes_max / piece.len() + 1;
            drop(bytes.splice(to..to, piece.repeat(times)));
        }
    }

    fn seed(&mut self) -> Vec<u8> {
        self.corpus.get(self.below(self.corpus.len())).unwrap().clone()
    }

    /// A place and an end after it; mostly close together.
    fn range(&mut self, len: usize) -> (usize, usize) {
        let from = self.below(len + 1);
        let far = if self.below(4) == 0 { len } else { 16 };
        (from, len.min(from + self.below(far + 1)))
    }

    /// xorshift64*: a number below the limit.
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let number = self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap() % limit.max(1)
    }
}
