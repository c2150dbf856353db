//! The members of a gzip file, one behind the other, as if they were one; and the way on behind a broken one.

use std::io::{self, BufRead, ErrorKind, Read};

use flate2::bufread::GzDecoder;

use super::compression::Bytes;
use super::skipped::{Fault, Reason};

/// How a member begins: two bytes of magic, and the one method that there is.
const MAGIC: [u8; 3] = [0x1F, 0x8B, 8];

/// The unpacked bytes of all members.
pub(super) struct Members<R> {
    /// `None` behind the last member.
    member: Option<GzDecoder<Rewinding<R>>>,
    /// What was unpacked already, to see how a member begins.
    ahead: io::Cursor<Vec<u8>>,
}

impl<R: BufRead> Members<R> {
    pub fn new(bytes: R) -> Self {
        let member = GzDecoder::new(Rewinding { bytes, kept: Vec::new(), again: 0 });
        Members { member: Some(member), ahead: io::Cursor::default() }
    }

    /// Goes on to the next member; false if there is none.
    fn next_member(&mut self) -> io::Result<bool> {
        let Some(member) = self.member.take() else { return Ok(false) };
        let mut bytes = member.into_inner();
        bytes.forget();
        if bytes.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.member = Some(GzDecoder::new(bytes));
        Ok(true)
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.ahead.read(buffer)?;
        if count > 0 || buffer.is_empty() {
            return Ok(count);
        }
        while let Some(member) = &mut self.member {
            let count = member.read(buffer).map_err(|error| name_fault(error, member))?;
            if count > 0 || !self.next_member()? {
                return Ok(count);
            }
        }
        Ok(0)
    }
}

/// What follows a member, and does not begin as one, is no broken member.
fn name_fault<R: BufRead>(error: io::Error, member: &GzDecoder<Rewinding<R>>) -> io::Error {
    let of_data = matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::InvalidInput);
    match of_data && member.header().is_none() && !member.get_ref().began_with(&MAGIC) {
        true => Fault(Reason::Trailing).into(),
        false => error,
    }
}

impl<R: BufRead + Send> Bytes for Members<R> {
    /// A member that was cut may have taken the beginning of the next one for its own, so that the search begins right
    /// behind its first byte.
    fn resume(&mut self, beginning: &[u8]) -> bool {
        while let Some(member) = self.member.take() {
            let mut bytes = member.into_inner();
            bytes.rewind();
            if !bytes.skip_to(MAGIC).unwrap_or(false) {
                break;
            }
            let mut member = GzDecoder::new(bytes);
            let mut ahead = vec![0; beginning.len()];
            let found = member.read_exact(&mut ahead).is_ok() && ahead == beginning;
            self.member = Some(member);
            if found {
                self.ahead = io::Cursor::new(ahead);
                return true;
            }
        }
        false
    }
}

/// How much of a member is kept, to be searched again: more than most pages have in all.
const KEPT: usize = 1 << 20;

/// Keeps what was read since it was last told to forget, so far as it is not too much.
struct Rewinding<R> {
    bytes: R,
    kept: Vec<u8>,
    /// So many bytes at the end of `kept` are to be read again.
    again: usize,
}

impl<R: BufRead> Rewinding<R> {
    fn forget(&mut self) {
        self.kept.drain(..self.kept.len() - self.again);
    }

    /// Does what was read since it last forgot begin like this, as far as it goes?
    fn began_with(&self, beginning: &[u8]) -> bool {
        let read = &self.kept[..self.kept.len() - self.again];
        read.iter().zip(beginning).all(|(a, b)| a == b)
    }

    /// Back to where it last forgot, or to as near as it can.
    fn rewind(&mut self) {
        self.again = self.kept.len();
    }

    /// Goes to the next place, but for this one, that begins with `mark`, and forgets what is before it. False at the
    /// end.
    fn skip_to(&mut self, mark: [u8; 3]) -> io::Result<bool> {
        let mut last = [0; 3];
        // The byte that stands here is passed over.
        self.next_byte()?;
        while let Some(byte) = self.next_byte()? {
            last = [last[1], last[2], byte];
            if last == mark {
                self.again += mark.len();
                self.forget();
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn next_byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.fill_buf()?.first().copied();
        self.consume(usize::from(byte.is_some()));
        Ok(byte)
    }
}

impl<R: BufRead> Read for Rewinding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Rewinding<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.again > 0 {
            return Ok(&self.kept[self.kept.len() - self.again..]);
        }
        self.bytes.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if self.again > 0 {
            self.again -= count.min(self.again);
            return;
        }
        if self.kept.len() + count > KEPT {
            self.kept.clear();
        }
        if let Ok(bytes) = self.bytes.fill_buf() {
            self.kept.extend_from_slice(&bytes[..count]);
        }
        self.bytes.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).expect("memory");
        encoder.finish().expect("memory")
    }

    /// What is read, with a bar for every fault.
    fn read(bytes: &[u8]) -> String {
        let mut members = Members::new(bytes);
        let mut all = Vec::new();
        while members.read_to_end(&mut all).is_err() && members.resume(b"page ") {
            all.push(b'|');
        }
        String::from_utf8_lossy(&all).into_owned()
    }

    #[test]
    fn a_broken_member_costs_no_other() {
        let [one, two, three] = ["page one", "page two, a longer one", "page three"].map(member);
        assert_eq!(
            read(&[one.clone(), two.clone(), three.clone()].concat()),
            "page onepage two, a longer onepage three"
        );
        // Cut, so that it runs into the next one.
        for cut in 1..two.len() {
            let read = read(&[&one, &two[..cut], &three].concat());
            assert!(read.starts_with("page one") && read.ends_with("|page three"), "{cut}: {read}");
        }
        // Each byte turned.
        for at in 0..two.len() {
            let mut bad = two.clone();
            bad[at] ^= 0x55;
            let read = read(&[&one, &bad[..], &three].concat());
            assert!(read.starts_with("page one") && read.ends_with("page three"), "{at}: {read}");
        }
        assert_eq!(read(&[&one, b"\0\0 padding".as_slice()].concat()), "page one");
    }
}
