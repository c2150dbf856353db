//! JSON: one object, or a list of objects, or objects one after the other; each is a page.
//!
//! The file is never parsed as a whole: it is cut into its objects as it comes, and each is parsed by itself, so that
//! memory is bounded by the largest object and a fault costs one record. Lists inside lists are read as one list.
//!
//! After a fault (a line end inside a string, a bare word) the next record is looked for at the next line that begins
//! with `{`.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::sync::Arc;

use super::draft::Draft;
use super::format::{Reader, Source};
use super::jsonl;
use super::options::Setup;
use super::skipped::Reason;
use super::stream::Stream;

/// The reader.
pub(super) const FORMAT: Reader = Reader {
    name: "json",
    endings: &["json"],
    sniff: |head| matches!(head.trim_ascii_start().first(), Some(b'{' | b'[')),
    read: |source, setup| Box::new(Records::new(source, setup.clone())),
};

struct Records {
    file: String,
    elements: Elements<Stream>,
    record: u64,
    done: bool,
    setup: Arc<Setup>,
}

impl Records {
    fn new(source: Source, setup: Arc<Setup>) -> Self {
        let (stream, offset) = source.stream.into_ascii_compatible();
        let elements = Elements::new(stream, offset, setup.limits.page_bytes);
        Records { file: source.file, elements, record: 0, done: false, setup }
    }
}

impl Iterator for Records {
    type Item = Draft;

    fn next(&mut self) -> Option<Draft> {
        if self.done {
            return None;
        }
        self.record += 1;
        let (offset, reason) = match self.elements.next() {
            Ok(Some((offset, Element::Object(bytes)))) => {
                return Some(jsonl::draft(bytes, offset, &self.file, self.record, &self.setup));
            }
            Ok(Some((offset, Element::Fault(reason)))) => (offset, reason),
            Ok(None) => {
                self.done = true;
                let empty = || Draft::skipped(&self.file, None, None, Reason::EmptyFile);
                return (self.record == 1).then(empty);
            }
            Err(error) => {
                self.done = true;
                (self.elements.offset, error.into())
            }
        };
        Some(Draft::skipped(&self.file, Some(self.record), Some(offset), reason))
    }
}

/// What stands between the commas.
#[derive(Debug, PartialEq, Eq)]
enum Element {
    /// From `{` to the `}` that closes it.
    Object(Vec<u8>),
    /// Something else.
    Fault(Reason),
}

/// How much is read at a time, in bytes.
const BUFFER: usize = 256 << 10;

/// Cuts a stream into elements.
struct Elements<R> {
    bytes: BufReader<R>,
    /// How many bytes of the file were taken.
    offset: u64,
    limit: u64,
    /// Was there a fault, so that only a line that begins with `{` is believed?
    lost: bool,
}

impl<R: Read> Elements<R> {
    fn new(bytes: R, offset: u64, limit: u64) -> Self {
        Elements { bytes: BufReader::with_capacity(BUFFER, bytes), offset, limit, lost: false }
    }

    /// The next element and its offset; `None` at the end.
    fn next(&mut self) -> io::Result<Option<(u64, Element)>> {
        loop {
            self.take_while(|b| b.is_ascii_whitespace() || matches!(b, b',' | b'[' | b']'))?;
            let offset = self.offset;
            let element = match self.chunk()?.first().copied() {
                None => return Ok(None),
                Some(b'{') => self.object()?,
                Some(_) if self.lost => {
                    self.take_while(|b| b != b'\n')?;
                    continue;
                }
                Some(_) => self.other()?,
            };
            self.lost = matches!(element, Element::Fault(Reason::NotJson { .. }));
            return Ok(Some((offset, element)));
        }
    }

    /// Takes an object. Brackets need not be looked at, for braces close in their order.
    fn object(&mut self) -> io::Result<Element> {
        let limit = self.limit;
        let (mut kept, mut length) = (Vec::new(), 0u64);
        let mut cut = Cut::default();
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                return Ok(Element::Fault(Reason::NotJson { column: length as usize }));
            }
            let used = cut.scan(chunk);
            length += used as u64;
            if length <= limit {
                kept.extend_from_slice(&chunk[..used]);
            } else {
                kept = Vec::new();
            }
            self.take(used);
            match cut.state {
                State::Closed if length > limit => return Ok(Element::Fault(Reason::TooLarge { limit })),
                State::Closed => return Ok(Element::Object(kept)),
                State::Broken => return Ok(Element::Fault(Reason::NotJson { column: length as usize })),
                _ => {}
            }
        }
    }

    /// Takes what is no object, to the end of its line or to the next comma or bracket: if it is a number or the
    /// like, it is at least JSON.
    fn other(&mut self) -> io::Result<Element> {
        /// No number is longer.
        const LONGEST: usize = 64;
        let mut kept = Vec::new();
        let mut in_string = false;
        self.take_while(|b| {
            in_string ^= b == b'"';
            let goes_on = b != b'\n' && (in_string || !matches!(b, b',' | b'[' | b']' | b'{'));
            if goes_on && (kept.len() <= LONGEST || in_string || b == b'"') && kept.len() < BUFFER {
                kept.push(b);
            }
            goes_on
        })?;
        match serde_json::from_slice::<serde::de::IgnoredAny>(&kept) {
            Ok(_) => Ok(Element::Fault(Reason::NotAnObject)),
            Err(error) => Ok(Element::Fault(Reason::NotJson { column: error.column() })),
        }
    }

    fn take_while(&mut self, mut wanted: impl FnMut(u8) -> bool) -> io::Result<()> {
        loop {
            let chunk = self.chunk()?;
            let length = chunk.len();
            let used = chunk.iter().position(|b| !wanted(*b)).unwrap_or(length);
            self.take(used);
            if used < length || length == 0 {
                return Ok(());
            }
        }
    }

    /// The bytes that are next; none only at the end.
    fn chunk(&mut self) -> io::Result<&[u8]> {
        while let Err(error) = self.bytes.fill_buf() {
            if error.kind() != ErrorKind::Interrupted {
                return Err(error);
            }
        }
        Ok(self.bytes.buffer())
    }

    fn take(&mut self, count: usize) {
        self.bytes.consume(count);
        self.offset += count as u64;
    }
}

/// Where in an object a scan is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Between,
    InString,
    /// Behind a backslash in a string.
    Escaped,
    /// Behind the last brace.
    Closed,
    /// At a line end in a string, which JSON does not allow.
    Broken,
}

/// Finds the end of an object, however it is cut into chunks.
#[derive(Default)]
struct Cut {
    state: State,
    open: usize,
}

impl Cut {
    /// Scans `chunk` and says how much of it belongs to the object.
    fn scan(&mut self, chunk: &[u8]) -> usize {
        let mut at = 0;
        while at < chunk.len() {
            let rest = &chunk[at..];
            let next = match self.state {
                State::Between => rest.iter().position(|b| matches!(b, b'"' | b'{' | b'}')),
                State::InString => memchr::memchr3(b'"', b'\\', b'\n', rest),
                State::Escaped => Some(0),
                State::Closed | State::Broken => return at,
            };
            let Some(next) = next else { break };
            at += next + 1;
            self.step(rest[next]);
        }
        if matches!(self.state, State::Closed | State::Broken) { at } else { chunk.len() }
    }

    fn step(&mut self, byte: u8) {
        self.state = match (self.state, byte) {
            (State::Escaped, _) => State::InString,
            (State::InString, b'"') => State::Between,
            (State::InString, b'\\') => State::Escaped,
            (State::InString, _) => State::Broken,
            (_, b'"') => State::InString,
            (_, b'{') => {
                self.open += 1;
                State::Between
            }
            _ => {
                self.open -= 1;
                if self.open == 0 { State::Closed } else { State::Between }
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::stream::tests::Dribble;

    /// What was cut, with offsets: objects as they are, faults by their keys.
    fn cut(input: &str, chunk: usize) -> Vec<(u64, String)> {
        let mut elements = Elements::new(Dribble::new(input.as_bytes(), chunk), 0, 40);
        let mut all = Vec::new();
        while let Some((offset, element)) = elements.next().expect("memory") {
            all.push(match element {
                Element::Object(bytes) => (offset, String::from_utf8(bytes).expect("UTF-8")),
                Element::Fault(reason) => (offset, reason.key().to_owned()),
            });
        }
        all
    }

    #[test]
    fn objects_are_cut_however_the_bytes_come() {
        let long = format!("[{{\"a\":\"{}\"}}, {{}}]", "x".repeat(40));
        let cases: &[(&str, &[(u64, &str)])] = &[
            ("", &[]),
            (" [ ] ", &[]),
            ("{}", &[(0, "{}")]),
            (
                r#"[{"a":{"b":[1,{}]}} , {"c":"}\"{\\"}]"#,
                &[(1, r#"{"a":{"b":[1,{}]}}"#), (22, r#"{"c":"}\"{\\"}"#)],
            ),
            ("{\"a\":1}\n{\"a\":2}{}", &[(0, "{\"a\":1}"), (8, "{\"a\":2}"), (15, "{}")]),
            (
                "[1, \"a,b\", null, {}]",
                &[(1, "not-an-object"), (4, "not-an-object"), (11, "not-an-object"), (17, "{}")],
            ),
            ("{\"a\":\"b\n\"}\n rest {}\n{}", &[(0, "not-json"), (20, "{}")]),
            ("word {}\nanother\n {}", &[(0, "not-json"), (5, "{}"), (8, "not-json"), (17, "{}")]),
            ("{\"a\":", &[(0, "not-json")]),
            (&long, &[(1, "too-large"), (51, "{}")]),
        ];
        for (input, expected) in cases {
            let expected: Vec<(u64, String)> = expected.iter().map(|(o, e)| (*o, (*e).to_owned())).collect();
            for chunk in [1, 2, 7, 1000] {
                assert_eq!(cut(input, chunk), expected, "{input} by {chunk}");
            }
        }
    }
}
