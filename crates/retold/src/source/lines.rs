//! Cuts a stream of JSON Lines into records, in bounded memory.
//!
//! A record is a line; only where a string is open at the end of the line (a program wrote a line end raw into it),
//! and the next line does not begin with `{` as every record does, the record goes on there.

use std::io::{self, Read};

use super::window::Window;

/// A record, at byte `offset` of the stream.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// Its bytes, without the `\n` or `\r\n` at its end; and how many lines it has.
    Whole { offset: u64, bytes: &'a [u8], lines: u64 },
    /// A line above the limit, which was passed over.
    TooLong { offset: u64 },
    /// The stream failed. The line that was being read is lost, and nothing follows.
    Failed { offset: u64, error: io::Error },
}

/// The records of a stream. Holds as many bytes as the limit at most (and their double for a moment).
pub(super) struct Lines<R> {
    window: Window<R>,
    limit: usize,
}

impl<R: Read> Lines<R> {
    /// The records of `bytes`, which stand at `offset` of their file. Lines longer than `limit` bytes are passed over.
    pub fn new(bytes: R, offset: u64, limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX / 4);
        Lines { window: Window::new(bytes, offset), limit }
    }

    /// The next record; `None` at the end. An empty rest after the last line end is none.
    pub fn next(&mut self) -> Option<Line<'_>> {
        let offset = self.window.offset();
        let found = self.line_end(0).and_then(|first| match first {
            Some(first) => self.last_line_end(first).map(Some),
            None => Ok(None),
        });
        match found {
            Ok(Some(End { at, length, lines })) => {
                let bytes = &self.window.take(at + length)[..at];
                Some(Line::Whole { offset, bytes: bytes.strip_suffix(b"\r").unwrap_or(bytes), lines })
            }
            Ok(None) if self.window.offset() > offset => Some(Line::TooLong { offset }),
            Ok(None) => None,
            Err(error) => {
                self.window.take_all();
                Some(Line::Failed { offset: self.window.offset(), error })
            }
        }
    }

    /// Where the line ends that begins at byte `from` of the window; `None` if there is none, or if it is above the
    /// limit: then it is taken.
    fn line_end(&mut self, from: usize) -> io::Result<Option<End>> {
        let mut searched = from;
        loop {
            let unread = self.window.unread();
            let found = memchr::memchr(b'\n', &unread[searched..]).map(|at| searched + at);
            let length = found.unwrap_or(unread.len());
            if length > self.limit {
                return if from == 0 { self.pass_over(found).map(|()| None) } else { Ok(None) };
            }
            if let Some(at) = found {
                return Ok(Some(End { at, length: 1, lines: 1 }));
            }
            searched = length;
            if !self.window.more()? {
                return Ok((searched > from).then_some(End { at: searched, length: 0, lines: 1 }));
            }
        }
    }

    /// Takes a line whose end is at `found`, or behind what was read.
    fn pass_over(&mut self, mut found: Option<usize>) -> io::Result<()> {
        while found.is_none() {
            self.window.take_all();
            if !self.window.more()? {
                return Ok(());
            }
            found = memchr::memchr(b'\n', self.window.unread());
        }
        self.window.take(found.map_or(0, |at| at + 1));
        Ok(())
    }

    /// Where the record ends whose first line ends at `first`.
    fn last_line_end(&mut self, first: End) -> io::Result<End> {
        // Nearly all records are told by their last byte.
        if first.length == 0 || self.window.unread()[..first.at].trim_ascii_end().ends_with(b"}") {
            return Ok(first);
        }
        let mut quotes = Quotes::default();
        let mut end = first;
        while quotes.is_open_behind(&self.window.unread()[..end.at + end.length]) {
            let from = end.at + end.length;
            // Nothing that is within the limit.
            let Some(next) = self.line_end(from)? else { break };
            if self.window.unread()[from..next.at].trim_ascii_start().starts_with(b"{") {
                break;
            }
            end = End { lines: end.lines + 1, ..next };
        }
        Ok(end)
    }
}

/// The end of a line: where it is, how many bytes `\n` has there, and how many lines the record has up to it.
#[derive(Clone, Copy)]
struct End {
    at: usize,
    length: usize,
    lines: u64,
}

/// Follows the quotes of a JSON text that becomes longer.
#[derive(Default)]
struct Quotes {
    scanned: usize,
    open: bool,
}

impl Quotes {
    /// Is a string open behind `text`, which begins with what was asked before?
    fn is_open_behind(&mut self, text: &[u8]) -> bool {
        while let Some(at) = text.get(self.scanned..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
            let is_quote = text[self.scanned + at] == b'"';
            self.open ^= is_quote;
            // A backslash escapes the byte behind it.
            self.scanned += at + if is_quote { 1 } else { 2 };
        }
        self.scanned = self.scanned.max(text.len());
        self.open
    }
}

#[cfg(test)]
mod tests {
    use super::super::window::BUFFER;
    use super::*;
    use crate::source::stream::tests::Dribble;

    /// Offset and bytes, `None` for a line that is too long.
    type Seen = (u64, Option<Vec<u8>>);

    fn all(input: &[u8], limit: u64, chunk: usize) -> Vec<Seen> {
        let mut lines = Lines::new(Dribble::new(input, chunk), 0, limit);
        let mut out = Vec::new();
        while let Some(line) = lines.next() {
            out.push(match line {
                Line::Whole { offset, bytes, .. } => (offset, Some(bytes.to_vec())),
                Line::TooLong { offset } => (offset, None),
                Line::Failed { error, .. } => panic!("{error}"),
            });
        }
        out
    }

    fn whole(offset: u64, text: &str) -> Seen {
        (offset, Some(text.as_bytes().to_vec()))
    }

    #[test]
    fn lines_carry_their_offsets_however_the_bytes_come() {
        let cases: &[(&[u8], Vec<Seen>)] = &[
            (b"", vec![]),
            (b"\n", vec![whole(0, "")]),
            (b"a", vec![whole(0, "a")]),
            (b"a\r\nbc\n", vec![whole(0, "a"), whole(3, "bc")]),
            (b"a\n\nb", vec![whole(0, "a"), whole(2, ""), whole(3, "b")]),
            (b"123456\n12345\n1234567", vec![(0, None), whole(7, "12345"), (13, None)]),
            (b"1234567890123\nx", vec![(0, None), whole(14, "x")]),
        ];
        for (input, expected) in cases {
            for chunk in [1, 2, 3, 100] {
                assert_eq!(&all(input, 5, chunk), expected, "{input:?} by {chunk}");
            }
        }
    }

    #[test]
    fn a_record_goes_on_while_its_string_is_open() {
        let cases: &[(&str, Vec<Seen>)] = &[
            ("{\"a\":\"b\n\nc\"}\n{}", vec![whole(0, "{\"a\":\"b\n\nc\"}"), whole(13, "{}")]),
            ("{\"a\":\"b\n {}\nx", vec![whole(0, "{\"a\":\"b"), whole(8, " {}"), whole(12, "x")]),
            ("{\"\\\"\nx\"}\ny", vec![whole(0, "{\"\\\"\nx\"}"), whole(9, "y")]),
            ("{\"a\\\n\"}\ny", vec![whole(0, "{\"a\\\n\"}"), whole(8, "y")]),
            ("{\"a\nb", vec![whole(0, "{\"a\nb")]),
            ("{\"a\":\nb", vec![whole(0, "{\"a\":"), whole(6, "b")]),
            // Not within the limit.
            ("{\"a\n123456789012345678901\"", vec![whole(0, "{\"a"), (4, None)]),
        ];
        for (input, expected) in cases {
            for chunk in [1, 2, 3, 100] {
                assert_eq!(&all(input.as_bytes(), 16, chunk), expected, "{input:?} by {chunk}");
            }
        }
    }

    #[test]
    fn a_line_may_be_longer_than_the_first_buffer() {
        let input = [vec![b'x'; BUFFER * 3], b"\nend".to_vec()].concat();
        let lines = all(&input, 1 << 30, BUFFER);
        assert_eq!(lines[0].1.as_deref().map(<[u8]>::len), Some(BUFFER * 3));
        assert_eq!(lines[1], ((BUFFER * 3 + 1) as u64, Some(b"end".to_vec())));
    }
}
