//! JSON: one object, or a list of objects, or objects one after the other; each is a page.
//!
//! The file is never parsed as a whole: it is cut into its objects as it comes, and each is parsed by itself, so that
//! memory is bounded by the largest object and a fault costs one record. Lists inside lists are read as one list.
//!
//! After a fault (a bare word, a string that is not closed in its line) the next record is looked for at the next line
//! that begins with `{`. A record that never ends (a brace is missing) is followed by the next line that begins with
//! `{` and is indented no more than the record's own, if it began its line: what is nested stands deeper.

use std::io::{self, Read};

use super::again::{self, Again};
use super::format::Reader;
use super::jsonl;
use super::options::Limits;
use super::piece::{self, Piece};
use super::skipped::Reason;
use super::stream::Stream;
use super::window::Window;

/// The reader.
pub(super) const FORMAT: Reader = Reader {
    name: "json",
    endings: &["json"],
    sniff: |head| matches!(head.trim_ascii_start().first(), Some(b'{' | b'[')),
    read: |source, setup| {
        piece::drafts(source.file, Records::new(source.stream, &setup.limits), setup, jsonl::page)
    },
    again: Again::Records(again::json::list),
};

/// The records of a file.
pub(super) struct Records {
    elements: Elements<Stream>,
    record: u64,
    done: bool,
}

impl Records {
    pub fn new(stream: Stream, limits: &Limits) -> Self {
        let (stream, offset) = stream.into_ascii_compatible();
        Records { elements: Elements::new(stream, offset, limits.page_bytes), record: 0, done: false }
    }
}

impl Iterator for Records {
    type Item = Piece<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.record += 1;
        match self.elements.next() {
            Ok(Some((offset, Element::Object(bytes)))) => Some(Piece::record(self.record, offset, bytes)),
            Ok(Some((offset, Element::Fault(reason)))) => Some(Piece::lost(self.record, offset, reason)),
            Ok(None) => {
                self.done = true;
                (self.record == 1).then(|| Piece::note(None, Reason::EmptyFile))
            }
            Err(error) => {
                self.done = true;
                Some(Piece::lost(self.record, self.elements.window.offset(), error.into()))
            }
        }
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

/// Records that never end are scanned again from the line behind them, until so many times the limit was scanned in
/// vain. Without a bound that could take quadratic time.
const VAIN_LIMITS: u64 = 4;

/// Cuts a stream into elements.
struct Elements<R> {
    window: Window<R>,
    limit: u64,
    /// Was there a fault, so that only a line that begins with `{` is believed?
    lost: bool,
    /// How many bytes of its line stand before the next element, if none of them says anything.
    indent: Option<usize>,
    /// Bytes that were scanned in vain.
    vain: u64,
}

impl<R: Read> Elements<R> {
    fn new(bytes: R, offset: u64, limit: u64) -> Self {
        Elements { window: Window::new(bytes, offset), limit, lost: false, indent: Some(0), vain: 0 }
    }

    /// The next element and its offset; `None` at the end.
    fn next(&mut self) -> io::Result<Option<(u64, Element)>> {
        loop {
            let mut indent = self.indent;
            self.take_while(|b| {
                let goes_on = is_between(b);
                match b {
                    b'\n' => indent = Some(0),
                    _ if goes_on => indent = indent.map(|bytes| bytes + 1),
                    _ => {}
                }
                goes_on
            })?;
            self.indent = indent;
            let offset = self.window.offset();
            let element = match self.window.unread().first() {
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
        let indent = self.indent.take().unwrap_or(0);
        let mut cut = Cut::default();
        let mut scanned = 0;
        // One more than allowed tells an object at the limit from one above it. What is found must not depend on how
        // much happens to be read.
        let most = usize::try_from(self.limit + 1).unwrap_or(usize::MAX);
        loop {
            let unread = self.window.unread();
            scanned += cut.scan(&unread[scanned..unread.len().min(most)]);
            let too_large = scanned == most;
            match cut.state {
                State::Closed if too_large => {
                    self.window.take(scanned);
                    return Ok(self.too_large());
                }
                State::Closed => return Ok(Element::Object(self.window.take(scanned).to_vec())),
                State::Broken => return Ok(self.broken(cut.line_end)),
                _ => {}
            }
            if too_large {
                return match self.next_alike(indent, scanned) {
                    Some(next) => Ok(self.broken(next)),
                    None => {
                        self.window.take(scanned);
                        self.pass_over(cut, scanned)
                    }
                };
            }
            if !self.window.more()? {
                let next = self.next_alike(indent, scanned);
                return Ok(self.broken(next.unwrap_or(scanned)));
            }
        }
    }

    fn too_large(&self) -> Element {
        Element::Fault(Reason::TooLarge { limit: self.limit })
    }

    /// Takes the first `length` bytes, which are a broken object and end with their line.
    fn broken(&mut self, length: usize) -> Element {
        self.window.take(length);
        self.indent = Some(0);
        Element::Fault(Reason::NotJson { column: length })
    }

    /// Where in the first `scanned` bytes, which are no whole object, the first line begins that looks like the next
    /// one: its `{` has no more before it than `indent`, which is what the object itself has.
    fn next_alike(&mut self, indent: usize, scanned: usize) -> Option<usize> {
        if self.vain > self.limit.saturating_mul(VAIN_LIMITS) {
            return None;
        }
        self.vain += scanned as u64;
        let bytes = &self.window.unread()[..scanned];
        memchr::memchr_iter(b'\n', bytes).map(|at| at + 1).find(|start| {
            let blank = bytes[*start..].iter().take(indent + 1).take_while(|b| is_between(**b)).count();
            blank <= indent && bytes.get(start + blank) == Some(&b'{')
        })
    }

    /// Takes the rest of an object above the limit, of which `length` bytes are taken, without keeping it.
    fn pass_over(&mut self, mut cut: Cut, mut length: usize) -> io::Result<Element> {
        loop {
            let used = cut.scan(self.window.unread());
            // The brace that begins the next record stays.
            let used = used - usize::from(cut.state == State::Broken);
            length += used;
            self.window.take(used);
            match cut.state {
                State::Closed => return Ok(self.too_large()),
                State::Broken => break,
                _ if !self.window.more()? => break,
                _ => {}
            }
        }
        Ok(Element::Fault(Reason::NotJson { column: length }))
    }

    /// Takes what is no object, to the end of its line or to the next comma or bracket: if it is a number or the
    /// like, it is at least JSON.
    fn other(&mut self) -> io::Result<Element> {
        /// No number is longer.
        const LONGEST: usize = 64;
        /// No string is of use, so that more of it need not be looked at.
        const LONGEST_STRING: usize = 256 << 10;
        let mut kept = Vec::new();
        let mut in_string = false;
        self.indent = None;
        self.take_while(|b| {
            in_string ^= b == b'"';
            let goes_on = b != b'\n' && (in_string || !matches!(b, b',' | b'[' | b']' | b'{'));
            let longest = if in_string || b == b'"' { LONGEST_STRING } else { LONGEST };
            if goes_on && kept.len() <= longest {
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
            let end = self.window.unread().iter().position(|b| !wanted(*b));
            match end {
                Some(end) => {
                    self.window.take(end);
                    return Ok(());
                }
                None => self.window.take_all(),
            }
            if !self.window.more()? {
                return Ok(());
            }
        }
    }
}

/// What stands between objects and says nothing.
fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']')
}

/// Where in an object a scan is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Between,
    InString,
    /// Behind a backslash in a string.
    Escaped,
    /// Behind a line end in a string, and what says nothing. JSON does not allow it, but programs write it.
    AtLine,
    /// Behind the last brace.
    Closed,
    /// At a brace that begins a line in a string: the string was never closed, and here the next record begins.
    Broken,
}

/// Finds the end of an object, however it is cut into chunks.
#[derive(Default)]
struct Cut {
    state: State,
    open: usize,
    /// How much was scanned, and where the last line in a string begins.
    scanned: usize,
    line_end: usize,
}

impl Cut {
    /// Scans `chunk` and says how much of it belongs to the object.
    fn scan(&mut self, chunk: &[u8]) -> usize {
        let mut at = 0;
        while at < chunk.len() && !matches!(self.state, State::Closed | State::Broken) {
            let rest = &chunk[at..];
            let next = match self.state {
                State::Between => rest.iter().position(|b| matches!(b, b'"' | b'{' | b'}')),
                State::InString => memchr::memchr3(b'"', b'\\', b'\n', rest),
                _ => Some(0),
            };
            let Some(next) = next else {
                at = chunk.len();
                break;
            };
            at += next + 1;
            self.step(rest[next], self.scanned + at);
        }
        self.scanned += at;
        at
    }

    /// Goes on by a byte, which ends at `end`.
    fn step(&mut self, byte: u8, end: usize) {
        self.state = match (self.state, byte) {
            (State::Escaped, _) => State::InString,
            (State::InString | State::AtLine, b'"') => State::Between,
            (State::InString | State::AtLine, b'\\') => State::Escaped,
            (State::InString | State::AtLine, b'\n') => {
                self.line_end = end;
                State::AtLine
            }
            (State::AtLine, b'{') => State::Broken,
            (State::AtLine, b) if is_between(b) => State::AtLine,
            (State::InString | State::AtLine, _) => State::InString,
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
            // A string that goes on in the next line, and one that does not.
            (
                "{\"a\":\"b\n\"}\n rest {}\n{}",
                &[(0, "{\"a\":\"b\n\"}"), (12, "not-json"), (17, "{}"), (20, "{}")],
            ),
            ("{\"a\":\"b}\n {}\n{}", &[(0, "not-json"), (10, "{}"), (13, "{}")]),
            ("[{\"a\":\"b},\nc\n, {}]", &[(1, "not-json"), (15, "{}")]),
            // Braces that are missing: what is indented like the record is the next one, what is deeper is not.
            ("[{\"a\":1\n,{\"b\":2},\n {\"c\":3}]", &[(1, "not-json"), (9, "{\"b\":2}"), (19, "{\"c\":3}")]),
            ("{\"a\":[\n {}\n]\n{}\n{", &[(0, "not-json"), (13, "{}"), (16, "not-json")]),
            ("{\"a\":[\n {}\n {},", &[(0, "not-json")]),
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
