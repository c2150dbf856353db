//! The bytes of one file, decompressed, with a look ahead.

use std::io::{self, Cursor, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::compression::{self, Bytes, Compression, Once};
use super::encoding;
use super::options::Setup;
use super::skipped::{Fault, Reason};
use super::utf_32;

/// How far readers look ahead to recognise a format, in bytes. HTML pages can begin with a long comment or licence
/// header, JSON Lines with a long first record; 4 KiB decides nearly always, and costs nothing.
pub(super) const HEAD_BYTES: usize = 4096;

/// The decompressed bytes of one file. Errors carry a [`Reason`] (see [`Reason::from`]).
pub(super) struct Stream {
    bytes: Box<dyn Bytes>,
    head: Vec<u8>,
    /// Bytes of `head` that were handed out already.
    taken: usize,
    /// The error met while looking ahead; it comes after the head.
    error: Option<io::Error>,
    compression: Option<Compression>,
}

impl Stream {
    /// Puts the layers on top of a file's raw bytes: counting, decompression and its limits.
    pub fn new(raw: Box<dyn Read + Send>, setup: &Setup) -> Self {
        let packed = Arc::new(AtomicU64::new(0));
        let counted = Counted { raw, total: setup.progress.bytes.clone(), packed: packed.clone() };
        let mut outer = Stream::plain(counted);
        outer.look(compression::MAGIC_BYTES);
        match compression::of(&outer.head) {
            Some(kind) => {
                let bytes = kind.unpack(outer, packed, setup.limits.clone());
                Stream { compression: Some(kind), ..Stream::over(bytes) }
            }
            None => outer,
        }
    }

    /// A stream over bytes that need no other layer.
    pub fn plain(bytes: impl Read + Send + 'static) -> Self {
        Stream::over(Box::new(Once(bytes)))
    }

    fn over(bytes: Box<dyn Bytes>) -> Self {
        Stream { bytes, head: Vec::new(), taken: 0, error: None, compression: None }
    }

    /// How the file is packed.
    pub fn compression(&self) -> Option<Compression> {
        self.compression
    }

    /// After a fault of compressed data: goes on at the next part of the file that unpacks to `beginning`, if there is
    /// one.
    pub fn resume(&mut self, beginning: &[u8]) -> bool {
        self.bytes.resume(beginning)
    }

    /// The next bytes, at most [`HEAD_BYTES`], without taking them. Fewer come only at the end of the stream or
    /// before an error.
    pub fn head(&mut self) -> &[u8] {
        self.look(HEAD_BYTES);
        &self.head
    }

    /// The error that came before any byte, if one did.
    pub fn failed_at_once(&mut self) -> Option<io::Error> {
        self.error.take_if(|_| self.head.is_empty())
    }

    fn look(&mut self, wanted: usize) {
        debug_assert_eq!(self.taken, 0);
        let mut length = self.head.len();
        while length < wanted && self.error.is_none() {
            self.head.resize(wanted, 0);
            match self.bytes.read(&mut self.head[length..]) {
                Ok(0) => break,
                Ok(n) => length += n,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => self.error = Some(e),
            }
        }
        self.head.truncate(length);
    }

    /// For readers that look for ASCII signs (line ends, quotes, brackets): the stream without its byte order mark,
    /// recoded to UTF-8 if it is UTF-16 or UTF-32; and the number of bytes of the mark. Other encodings keep the ASCII signs
    /// where they are, so that each record can be decoded by itself.
    pub fn into_ascii_compatible(mut self) -> (Self, u64) {
        if let Some(order) = utf_32::order(self.head()) {
            self.taken = utf_32::MARK;
            return (Stream::plain(utf_32::Recoder::new(self, order)), 0);
        }
        match self.head() {
            [0xEF, 0xBB, 0xBF, ..] => {
                self.taken = 3;
                (self, 3)
            }
            [0xFF, 0xFE, ..] => (Recoder::stream(self, UTF_16LE.new_decoder_with_bom_removal()), 0),
            [0xFE, 0xFF, ..] => (Recoder::stream(self, UTF_16BE.new_decoder_with_bom_removal()), 0),
            head => match encoding::utf_16_order(head).filter(|order| begins_with_ascii(head, order)) {
                Some(order) => (Recoder::stream(self, order.new_decoder_without_bom_handling()), 0),
                None => (self, 0),
            },
        }
    }
}

/// Is the first character in UTF-16 an ASCII one, as in all that these readers read?
fn begins_with_ascii(head: &[u8], order: &'static Encoding) -> bool {
    match *head {
        [ascii, 0, ..] if order == UTF_16LE => ascii != 0,
        [0, ascii, ..] if order == UTF_16BE => ascii != 0,
        _ => false,
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken < self.head.len() {
            let n = Cursor::new(&self.head[self.taken..]).read(buffer)?;
            self.taken += n;
            return Ok(n);
        }
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        self.bytes.read(buffer)
    }
}

/// Counts the bytes that leave the disk, for the user's progress and for the ratio of a decompression.
struct Counted {
    raw: Box<dyn Read + Send>,
    total: Arc<AtomicU64>,
    packed: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.raw.read(buffer) {
            Ok(n) => {
                self.total.fetch_add(n as u64, Ordering::Relaxed);
                self.packed.fetch_add(n as u64, Ordering::Relaxed);
                Ok(n)
            }
            // Readers try again by themselves.
            Err(error) if error.kind() == ErrorKind::Interrupted => Err(error),
            // Marked, so that the decompressor above does not take it for a fault of the data.
            Err(error) => Err(Fault(Reason::from(error)).into()),
        }
    }
}

/// Recodes a stream to UTF-8.
struct Recoder {
    bytes: Stream,
    decoder: Decoder,
    input: Vec<u8>,
    /// Bytes of `input` that are decoded already, and that are filled.
    used: usize,
    filled: usize,
    at_end: bool,
    finished: bool,
}

/// How much is recoded at a time, in bytes: large enough to make calls rare, small enough to stay in the cache.
const RECODER_BYTES: usize = 32 << 10;

impl Recoder {
    fn stream(bytes: Stream, decoder: Decoder) -> Stream {
        debug_assert_ne!(decoder.encoding(), UTF_8);
        let input = vec![0; RECODER_BYTES];
        Stream::plain(io::BufReader::with_capacity(
            RECODER_BYTES,
            Recoder { bytes, decoder, input, used: 0, filled: 0, at_end: false, finished: false },
        ))
    }
}

impl Read for Recoder {
    /// Needs a buffer of some bytes (a character has up to 4), which the `BufReader` around it provides.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.used == self.filled && !self.at_end {
                self.filled = self.bytes.read(&mut self.input)?;
                self.used = 0;
                self.at_end = self.filled == 0;
            }
            let input = &self.input[self.used..self.filled];
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, buffer, self.at_end);
            self.used += read;
            self.finished = self.at_end && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Gives at most `chunk` bytes at a time.
    pub struct Dribble {
        bytes: Vec<u8>,
        at: usize,
        chunk: usize,
    }

    impl Dribble {
        pub fn new(bytes: &[u8], chunk: usize) -> Self {
            Dribble { bytes: bytes.to_vec(), at: 0, chunk }
        }
    }

    impl Read for Dribble {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let rest = &self.bytes[self.at..];
            let n = rest.len().min(buffer.len()).min(self.chunk);
            buffer[..n].copy_from_slice(&rest[..n]);
            self.at += n;
            Ok(n)
        }
    }

    #[test]
    fn looking_ahead_takes_nothing() {
        let mut stream = Stream::plain(Dribble::new(b"abcdef", 1));
        assert_eq!(stream.head(), b"abcdef");
        let mut all = String::new();
        stream.read_to_string(&mut all).expect("memory");
        assert_eq!(all, "abcdef");
    }

    #[test]
    fn utf_16_becomes_utf_8_and_marks_go() {
        let text = "{\"text\": \"caf\u{e9} \u{1f600}\"}\n".repeat(5000);
        let big: Vec<u8> =
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> =
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let unmarked = little[2..].to_vec();
        let marked = format!("\u{feff}{text}").into_bytes();
        for (bytes, mark) in
            [(big, 0), (little, 0), (unmarked, 0), (marked, 3), (text.clone().into_bytes(), 0)]
        {
            for chunk in [1, 1000] {
                let stream = Stream::plain(Dribble::new(&bytes, chunk));
                let (mut stream, skipped) = stream.into_ascii_compatible();
                let mut all = String::new();
                stream.read_to_string(&mut all).expect("memory");
                assert!(all == text && skipped == mark);
            }
        }
    }
}
