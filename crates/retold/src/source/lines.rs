//! Cuts a stream into lines, in bounded memory.

use std::io::{self, ErrorKind, Read};

/// The first size of the buffer in bytes: some dozens of usual records, so that system calls and moves of the rest
/// to the front are rare.
const BUFFER: usize = 512 << 10;

/// A line without its end, at byte `offset` of the stream.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// The line's bytes, without `\n` and `\r\n`.
    Whole { offset: u64, bytes: &'a [u8] },
    /// A line above the limit, which was passed over.
    TooLong { offset: u64 },
    /// The stream failed. The line that was being read is lost, and nothing follows.
    Failed { offset: u64, error: io::Error },
}

/// The lines of a stream. Its buffer grows to the limit at most (and its double for a moment).
pub(super) struct Lines<R> {
    bytes: R,
    buffer: Vec<u8>,
    /// The unread part of the buffer, and how far no line end was found in it.
    start: usize,
    searched: usize,
    end: usize,
    /// Where in the stream the unread part starts.
    offset: u64,
    limit: usize,
    at_end: bool,
}

impl<R: Read> Lines<R> {
    /// The lines of `bytes`, which stand at `offset` of their file. Lines longer than `limit` bytes are passed over.
    pub fn new(bytes: R, offset: u64, limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX / 4);
        Lines { bytes, buffer: vec![0; BUFFER], start: 0, searched: 0, end: 0, offset, limit, at_end: false }
    }

    /// The next line; `None` at the end. An empty rest after the last line end is no line.
    pub fn next(&mut self) -> Option<Line<'_>> {
        let offset = self.offset;
        let mut too_long = false;
        loop {
            let found = memchr::memchr(b'\n', &self.buffer[self.searched..self.end]);
            let line_end = match found {
                Some(at) => self.searched + at,
                None if self.at_end => self.end,
                None => {
                    self.searched = self.end;
                    if self.end - self.start > self.limit {
                        too_long = true;
                        self.take(self.end);
                    }
                    match self.fill() {
                        Ok(()) => continue,
                        Err(error) => {
                            self.at_end = true;
                            let offset = self.offset + (self.end - self.start) as u64;
                            self.start = self.end;
                            return Some(Line::Failed { offset, error });
                        }
                    }
                }
            };
            let (start, is_end) = (self.start, found.is_none());
            if is_end && start == line_end && !too_long {
                return None;
            }
            self.take(if is_end { line_end } else { line_end + 1 });
            if too_long || line_end - start > self.limit {
                return Some(Line::TooLong { offset });
            }
            let bytes = &self.buffer[start..line_end];
            return Some(Line::Whole { offset, bytes: bytes.strip_suffix(b"\r").unwrap_or(bytes) });
        }
    }

    /// Marks everything up to `to` as read.
    fn take(&mut self, to: usize) {
        self.offset += (to - self.start) as u64;
        self.start = to;
        self.searched = to;
    }

    /// Reads more behind the unread part, which moves to the front and may make the buffer grow.
    fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.searched -= self.start;
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        loop {
            match self.bytes.read(&mut self.buffer[self.end..]) {
                Ok(n) => {
                    self.end += n;
                    self.at_end = n == 0;
                    return Ok(());
                }
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::stream::tests::Dribble;

    /// Offset and bytes, `None` for a line that is too long.
    type Seen = (u64, Option<Vec<u8>>);

    fn all(input: &[u8], limit: u64, chunk: usize) -> Vec<Seen> {
        let mut lines = Lines::new(Dribble::new(input, chunk), 0, limit);
        let mut out = Vec::new();
        while let Some(line) = lines.next() {
            out.push(match line {
                Line::Whole { offset, bytes } => (offset, Some(bytes.to_vec())),
                Line::TooLong { offset } => (offset, None),
                Line::Failed { error, .. } => panic!("{error}"),
            });
        }
        out
    }

    #[test]
    fn lines_carry_their_offsets_however_the_bytes_come() {
        let whole = |offset, text: &str| (offset, Some(text.as_bytes().to_vec()));
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
    fn a_line_may_be_longer_than_the_first_buffer() {
        let input = [vec![b'x'; BUFFER * 3], b"\nend".to_vec()].concat();
        let lines = all(&input, 1 << 30, BUFFER);
        assert_eq!(lines[0].1.as_deref().map(<[u8]>::len), Some(BUFFER * 3));
        assert_eq!(lines[1], ((BUFFER * 3 + 1) as u64, Some(b"end".to_vec())));
    }
}
