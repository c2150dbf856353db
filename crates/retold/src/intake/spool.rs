//! Texts put aside on disk until they are needed again.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, IoSlice, Seek, SeekFrom, Write};
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use retold_core::language::Lexicon;
use retold_core::span::Span;
use retold_core::transcript::Transcript;

use crate::Error;

/// Where a text lies in the spool, with the sentences of its story behind it, and behind them what is said in it and
/// its sketch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stored {
    offset: u64,
    text: u32,
    sentences: u32,
    said: u32,
    sketch: u32,
}

/// As numbers, to be written down: offset, text, sentences, said, sketch.
impl From<Stored> for [u64; 5] {
    fn from(stored: Stored) -> [u64; 5] {
        let Stored { offset, text, sentences, said, sketch } = stored;
        [offset, text.into(), sentences.into(), said.into(), sketch.into()]
    }
}

/// The way back.
impl From<[u64; 5]> for Stored {
    fn from([offset, lengths @ ..]: [u64; 5]) -> Stored {
        let [text, sentences, said, sketch] = lengths.map(|length| length as u32);
        Stored { offset, text, sentences, said, sketch }
    }
}

/// What is put aside of a page, as it will lie in the spool. Whoever made the page makes it, so that the page's own memory
/// goes back where it came from.
pub struct Packed {
    bytes: Vec<u8>,
    /// Where each part lies in them.
    stored: Stored,
}

impl Packed {
    /// That of a page with this text, the sentences of its story, what is said in it, and its sketch.
    pub fn of(text: String, sentences: &[Span], said: &[u32], sketch: &[u32]) -> Packed {
        let lengths = [text.len(), sentences.len(), said.len(), sketch.len()];
        let mut bytes = text.into_bytes();
        bytes.reserve_exact(sentences.len() * SPAN + (said.len() + sketch.len()) * NUMBER);
        put_all(&mut bytes, sentences, |span: Span| {
            (u64::from(span.end) << u32::BITS | u64::from(span.start)).to_le_bytes()
        });
        put_all(&mut bytes, said, u32::to_le_bytes);
        put_all(&mut bytes, sketch, u32::to_le_bytes);
        let [text, sentences, said, sketch] = lengths.map(|length| length as u32);
        Packed { bytes, stored: Stored { offset: 0, text, sentences, said, sketch } }
    }
}

/// Where something else lies in the spool.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kept {
    offset: u64,
    len: u32,
}

/// Bytes of a span and of a number in the spool.
const SPAN: usize = 8;
const NUMBER: usize = size_of::<u32>();

impl Stored {
    /// Bytes of the text and the sentences of its story.
    fn before_numbers(self) -> usize {
        self.text as usize + self.sentences as usize * SPAN
    }
}

/// What is [kept](Spool::keep) when all texts are written, behind them.
#[derive(Default)]
struct Late {
    /// So many bytes of it are written.
    written: u64,
    /// The rest.
    waiting: Vec<u8>,
}

/// Texts and the sentences of their stories, in a file.
pub struct Spool {
    file: File,
    /// Held by whoever moves the file's cursor.
    late: Mutex<Late>,
    path: PathBuf,
    end: u64,
    /// What is still to be written, page by page.
    waiting: Vec<Vec<u8>>,
    /// Bytes of it.
    waits: u64,
}

impl Spool {
    /// A spool in the file `path`, of whose bytes the first `end` are kept.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(path: &Path, end: u64) -> Result<Spool, Error> {
        let file = put_aside(path, end).map_err(Error::io(path))?;
        Ok(Spool { file, late: Mutex::default(), path: path.to_owned(), end, waiting: Vec::new(), waits: 0 })
    }

    /// Bytes that are written.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// Sees to it that what was written lies on the disk, and says how much that is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&mut self) -> Result<u64, Error> {
        self.flush()?;
        self.file.sync_data().map_err(Error::io(&self.path))?;
        Ok(self.end)
    }

    /// Puts a page aside; it can be read after the next [`flush`](Spool::flush).
    pub fn put(&mut self, Packed { bytes, stored }: Packed) -> Stored {
        let offset = self.end + self.waits;
        self.waits += bytes.len() as u64;
        self.waiting.push(bytes);
        Stored { offset, ..stored }
    }

    /// Writes what waits.
    pub fn flush(&mut self) -> Result<(), Error> {
        // Something may have been read since.
        let at_end = self.file.seek(SeekFrom::Start(self.end));
        at_end.and_then(|_| write_all(&mut self.file, &self.waiting)).map_err(Error::io(&self.path))?;
        self.end += take(&mut self.waits);
        self.waiting.clear();
        Ok(())
    }

    /// Puts bytes aside when all texts are written. What lies where depends on who comes first, what is read back not.
    pub fn keep(&self, bytes: &[u8]) -> io::Result<Kept> {
        if bytes.is_empty() {
            return Ok(Kept::default());
        }
        /// So much is written at once.
        const AT_ONCE: usize = 64 << 10;
        let mut late = self.late();
        let offset = self.end + late.written + late.waiting.len() as u64;
        late.waiting.extend_from_slice(bytes);
        if late.waiting.len() >= AT_ONCE {
            self.write(&mut late)?;
        }
        Ok(Kept { offset, len: bytes.len() as u32 })
    }

    /// What was [kept](Spool::keep).
    pub fn kept(&self, kept: Kept) -> io::Result<Vec<u8>> {
        self.write(&mut self.late())?;
        self.read(kept.offset, kept.len as usize, |bytes| Ok(bytes.to_vec()))
    }

    fn late(&self) -> MutexGuard<'_, Late> {
        self.late.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Writes what waits of what is kept.
    fn write(&self, late: &mut Late) -> io::Result<()> {
        if !late.waiting.is_empty() {
            (&self.file).seek(SeekFrom::Start(self.end + late.written))?;
            (&self.file).write_all(&late.waiting)?;
            late.written += late.waiting.len() as u64;
            late.waiting.clear();
        }
        Ok(())
    }

    /// A text as it was read.
    pub fn text(&self, stored: Stored) -> io::Result<String> {
        self.read(stored.offset, stored.text as usize, text)
    }

    /// A text, and the transcript that its sentences make.
    pub fn transcript(&self, stored: Stored, lexicon: &mut Lexicon) -> io::Result<(String, Transcript)> {
        let (text, sentences) = self.sentences(stored)?;
        let transcript = Transcript::from_sentences(&text, &sentences, lexicon);
        Ok((text, transcript))
    }

    /// A text, and the sentences of its story.
    pub fn sentences(&self, stored: Stored) -> io::Result<(String, Vec<Span>)> {
        self.read(stored.offset, stored.before_numbers(), |bytes| {
            let (own, spans) = bytes.split_at(stored.text as usize);
            let (spans, _) = spans.as_chunks::<SPAN>();
            Ok((text(own)?, spans.iter().map(span).collect()))
        })
    }

    /// What is said in a text.
    pub fn said(&self, stored: Stored) -> io::Result<Vec<u32>> {
        self.numbers(stored, 0, stored.said)
    }

    /// What is `made` of what is said in a text and, if that is anything, of the text: both in one reading, and none is copied.
    pub fn with_said<T>(&self, stored: Stored, made: impl FnOnce(&str, &[u32]) -> T) -> io::Result<T> {
        if stored.said == 0 {
            return Ok(made("", &[]));
        }
        let before = stored.before_numbers();
        self.read(stored.offset, before + stored.said as usize * NUMBER, |bytes| {
            Ok(made(written(&bytes[..stored.text as usize])?, &numbers(&bytes[before..])))
        })
    }

    /// The sketch of a text; empty where none was put aside.
    pub fn sketch(&self, stored: Stored) -> io::Result<Vec<u32>> {
        self.numbers(stored, stored.said, stored.sketch)
    }

    /// So many of the numbers behind a text and its sentences, from the `first` on.
    fn numbers(&self, stored: Stored, first: u32, count: u32) -> io::Result<Vec<u32>> {
        let before = stored.before_numbers() + first as usize * NUMBER;
        let offset = stored.offset + before as u64;
        self.read(offset, count as usize * NUMBER, |bytes| Ok(numbers(bytes)))
    }

    /// Reads so many bytes from a place, of which something is `made`. Each thread reads into the same memory again.
    fn read<T>(&self, offset: u64, len: usize, made: impl FnOnce(&[u8]) -> io::Result<T>) -> io::Result<T> {
        thread_local! {
            static READ: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        /// So much memory is kept.
        const USUAL: usize = 1 << 20;
        READ.with_borrow_mut(|memory| {
            memory.resize(memory.len().max(len), 0);
            let bytes = &mut memory[..len];
            if len > 0 {
                self.read_at(offset, bytes)?;
            }
            let made = made(bytes);
            if memory.len() > USUAL {
                *memory = Vec::new();
            }
            made
        })
    }

    /// Reads from a place, and no thread waits for another.
    #[cfg(unix)]
    fn read_at(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.file, bytes, offset)
    }

    /// The same where a file is read at its cursor alone.
    #[cfg(not(unix))]
    fn read_at(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        let _alone = self.late();
        (&self.file).seek(SeekFrom::Start(offset))?;
        io::Read::read_exact(&mut &self.file, bytes)
    }
}

/// Opens a file to which is added behind its first `end` bytes.
///
/// # Errors
/// When it cannot be opened, or is shorter.
pub fn put_aside(path: &Path, end: u64) -> io::Result<File> {
    let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
    if file.metadata()?.len() < end {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    file.set_len(end)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

/// Writes one after the other, many at once.
fn write_all(out: &mut impl Write, parts: &[Vec<u8>]) -> io::Result<()> {
    let mut slices: Vec<IoSlice> = parts.iter().map(|part| IoSlice::new(part)).collect();
    let mut rest = &mut slices[..];
    // What is empty at the begin is taken off.
    IoSlice::advance_slices(&mut rest, 0);
    while !rest.is_empty() {
        match out.write_vectored(rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => IoSlice::advance_slices(&mut rest, written),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Appends the bytes of all items, for which room is made once.
fn put_all<T: Copy, const N: usize>(out: &mut Vec<u8>, items: &[T], bytes: impl Fn(T) -> [u8; N]) {
    let start = out.len();
    out.resize(start + N * items.len(), 0);
    let (places, _) = out[start..].as_chunks_mut::<N>();
    places.iter_mut().zip(items).for_each(|(place, &item)| *place = bytes(item));
}

fn text(bytes: &[u8]) -> io::Result<String> {
    written(bytes).map(str::to_owned)
}

fn written(bytes: &[u8]) -> io::Result<&str> {
    std::str::from_utf8(bytes).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let (numbers, _) = bytes.as_chunks();
    numbers.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()
}

fn span(bytes: &[u8; SPAN]) -> Span {
    let [a, b, c, d, e, f, g, h] = *bytes;
    Span { start: u32::from_le_bytes([a, b, c, d]), end: u32::from_le_bytes([e, f, g, h]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes no more than a few bytes at once, and is disturbed now and then.
    struct Slow(Vec<u8>, usize);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.1 += 1;
            if self.1.is_multiple_of(3) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            self.0.extend(bytes.iter().take(4));
            Ok(bytes.len().min(4))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn all_parts_are_written_however_slowly_they_are_taken() {
        let parts = ["", "ab", "", "cdefghijkl", "", "", "m", ""].map(|part| part.as_bytes().to_vec());
        let mut slow = Slow(Vec::new(), 0);
        write_all(&mut slow, &parts).expect("it takes all in the end");
        assert_eq!(slow.0, parts.concat());
        assert!(write_all(&mut [0; 5].as_mut_slice(), &parts).is_err());
    }
}
