//! Cuts a WARC file into its records, in bounded memory.
//!
//! A record is a head, which says how long its content is, the content, and two line ends; the next one begins with
//! `WARC/1.`. Where neither stands behind a content, its length is wrong, and the next record is looked for: a line that
//! begins so.
//! A broken part of a packed file costs the records in it, and reading goes on at the next part.

use std::io;

use super::header::{self, Head};
use crate::source::options::Limits;
use crate::source::piece::{Cut, Piece};
use crate::source::skipped::Reason;
use crate::source::stream::Stream;
use crate::source::window::Window;

/// How every record begins, of all versions so far.
pub const MARK: &[u8] = b"WARC/";
/// A line that begins as a record does.
const LINE: &[u8] = b"\nWARC/1.";

/// A whole record, as it stands in the file, without the two line ends behind it.
pub(in crate::source) struct Record {
    bytes: Vec<u8>,
    /// The length of its head.
    head: usize,
}

impl Cut for Record {
    fn bytes(&self) -> usize {
        self.bytes.len()
    }
}

impl Record {
    pub fn head(&self) -> Head<'_> {
        Head(&self.bytes[..self.head])
    }

    pub fn content(&self) -> &[u8] {
        &self.bytes[self.head..]
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The records of a file.
pub(in crate::source) struct Records {
    window: Window<Stream>,
    record: u64,
    done: bool,
    limit: usize,
    /// A fault that was met behind a record that is whole.
    fault: Option<io::Error>,
}

impl Records {
    pub fn new(stream: Stream, limits: &Limits) -> Self {
        let limit = usize::try_from(limits.page_bytes).unwrap_or(usize::MAX / 4);
        Records { window: Window::new(stream, 0), record: 0, done: false, limit, fault: None }
    }

    /// Cuts the record that comes next.
    fn cut(&mut self) -> io::Result<Result<Record, Reason>> {
        let Some(head) = self.head()? else { return self.broken() };
        let length = Head(&self.window.unread()[..head]).get("Content-Length").and_then(number);
        let Some(length) = length else { return self.broken() };
        if length > self.limit as u64 {
            let limit = self.limit as u64;
            self.take_to_mark(head)?;
            return Ok(Err(Reason::TooLarge { limit }));
        }
        let end = head + length as usize;
        if self.ends_at(end)? {
            return Ok(Ok(Record { bytes: self.window.take(end).to_vec(), head }));
        }
        self.broken()
    }

    /// Takes a record whose length is not known.
    fn broken(&mut self) -> io::Result<Result<Record, Reason>> {
        let found = self.take_to_mark(1)?;
        Ok(Err(if found { Reason::WrongLength } else { Reason::CutOff }))
    }

    /// The length of the head that comes next, if it is one. What runs on into the next record's head, as no empty line
    /// comes before, is none.
    fn head(&mut self) -> io::Result<Option<usize>> {
        self.see(MARK.len())?;
        if !self.window.unread().starts_with(MARK) {
            return Ok(None);
        }
        loop {
            let unread = self.window.unread();
            if let Some(length) = header::length(unread) {
                return Ok(Some(length).filter(|_| memchr::memmem::find(&unread[..length], LINE).is_none()));
            }
            if unread.len() > header::LONGEST || !self.window.more()? {
                return Ok(None);
            }
        }
    }

    /// Does a record that ends at byte `end` fit: do two line ends come behind it, as they should, or at least the next
    /// record or the end of the file?
    fn ends_at(&mut self, end: usize) -> io::Result<bool> {
        if !self.see(end)? {
            return Ok(false);
        }
        let (mut at, mut lines) = (end, 0);
        while lines < 2 {
            self.fault = self.fault.take().or(self.see(at + MARK.len()).err());
            match self.window.unread().get(at) {
                Some(b'\r') => {}
                Some(b'\n') => lines += 1,
                // As much of it as there is before a fault.
                Some(_) => return Ok(self.window.unread()[at..].iter().zip(MARK).all(|(a, b)| a == b)),
                None => return Ok(true),
            }
            at += 1;
        }
        Ok(true)
    }

    /// Reads on until so many bytes are seen; false if there are fewer.
    fn see(&mut self, count: usize) -> io::Result<bool> {
        while self.window.unread().len() < count {
            if !self.window.more()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn skip_line_ends(&mut self) -> io::Result<bool> {
        loop {
            let unread = self.window.unread();
            if let Some(at) = unread.iter().position(|b| !matches!(b, b'\r' | b'\n')) {
                self.window.take(at);
                return Ok(true);
            }
            self.window.take_all();
            if !self.window.more()? {
                return Ok(false);
            }
        }
    }

    /// Takes all before the next line that begins as a record does, and at least `least` bytes. False if there is none
    /// up to the end.
    fn take_to_mark(&mut self, least: usize) -> io::Result<bool> {
        self.window.take(least.saturating_sub(1));
        loop {
            let unread = self.window.unread();
            if let Some(at) = memchr::memmem::find(unread, LINE) {
                self.window.take(at + 1);
                return Ok(true);
            }
            self.window.take(unread.len().saturating_sub(LINE.len() - 1));
            if !self.window.more()? {
                self.window.take_all();
                return Ok(false);
            }
        }
    }
}

fn number(digits: &[u8]) -> Option<u64> {
    str::from_utf8(digits).ok()?.parse().ok()
}

impl Iterator for Records {
    type Item = Piece<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.record += 1;
        let more = self.skip_line_ends();
        let offset = self.window.offset();
        let more = self.fault.take().map_or(more, Err);
        match more.and_then(|more| more.then(|| self.cut()).transpose()) {
            Ok(Some(Ok(record))) => Some(Piece::record(self.record, offset, record)),
            Ok(Some(Err(reason))) => Some(Piece::lost(self.record, offset, reason)),
            Ok(None) => {
                self.done = true;
                (self.record == 1).then(|| Piece::note(None, Reason::EmptyFile))
            }
            Err(error) => {
                self.done = !self.window.resume(MARK);
                Some(Piece::lost(self.record, offset, error.into()))
            }
        }
    }
}
