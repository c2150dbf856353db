//! The unread bytes of a stream, as many at a time as a reader needs to see.

use std::io::{self, ErrorKind, Read};

use super::stream::Stream;

/// The first size of the buffer in bytes: some dozens of usual records, so that system calls and moves of the rest
/// to the front are rare.
pub(super) const BUFFER: usize = 512 << 10;

/// The least that is asked of the stream, in bytes: moving the rest to the front for less would cost more than it
/// brings, with decompressors that give little at a time.
const ROOM: usize = BUFFER / 8;

/// A stream whose next bytes can be looked at before they are taken, so that a reader that guessed wrong can go
/// back. The buffer grows to what is looked at (and its double for a moment).
pub(super) struct Window<R> {
    bytes: R,
    buffer: Vec<u8>,
    /// The unread part of the buffer.
    start: usize,
    end: usize,
    /// Where in the stream the unread part starts.
    offset: u64,
    at_end: bool,
}

impl<R: Read> Window<R> {
    /// A window over `bytes`, which stand at `offset` of their file.
    pub fn new(bytes: R, offset: u64) -> Self {
        Window { bytes, buffer: vec![0; BUFFER], start: 0, end: 0, offset, at_end: false }
    }

    /// The bytes that were read and not yet taken.
    pub fn unread(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Where in the stream the unread bytes start.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Is there nothing behind the unread bytes?
    pub fn at_end(&self) -> bool {
        self.at_end
    }

    /// Takes the first `count` unread bytes.
    pub fn take(&mut self, count: usize) -> &[u8] {
        let taken = self.start..self.start + count;
        self.start = taken.end;
        self.offset += count as u64;
        &self.buffer[taken]
    }

    /// Takes all unread bytes.
    pub fn take_all(&mut self) {
        self.take(self.end - self.start);
    }

    /// Reads more behind the unread bytes; false if there is no more. Nothing follows an error.
    pub fn more(&mut self) -> io::Result<bool> {
        if self.at_end {
            return Ok(false);
        }
        self.make_room();
        loop {
            match self.bytes.read(&mut self.buffer[self.end..]) {
                Ok(count) => {
                    self.end += count;
                    self.at_end = count == 0;
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.at_end = true;
                    return Err(error);
                }
            }
        }
    }

    /// Sees to it that there is room behind the unread bytes: moves them to the front of the buffer, which grows if
    /// that is not enough.
    fn make_room(&mut self) {
        if self.buffer.len() - self.end >= ROOM {
            return;
        }
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.buffer.len() - self.end < ROOM {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
    }
}

impl Window<Stream> {
    /// After an error: as [`Stream::resume`]. The unread bytes before the fault are taken.
    pub fn resume(&mut self, beginning: &[u8]) -> bool {
        self.take_all();
        self.at_end = !self.bytes.resume(beginning);
        !self.at_end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::stream::tests::Dribble;

    #[test]
    fn what_was_looked_at_can_be_looked_at_again() {
        let mut window = Window::new(Dribble::new(b"abcdef", 2), 10);
        assert!(window.unread().is_empty() && !window.at_end());
        assert!(window.more().expect("memory") && window.more().expect("memory"));
        assert_eq!((window.unread(), window.offset()), (b"abcd".as_slice(), 10));
        assert_eq!(window.take(3), b"abc");
        assert!(window.more().expect("memory"));
        assert_eq!((window.unread(), window.offset()), (b"def".as_slice(), 13));
        assert!(!window.more().expect("memory") && window.at_end());
        window.take_all();
        assert_eq!((window.unread(), window.offset()), (b"".as_slice(), 16));
    }
}
