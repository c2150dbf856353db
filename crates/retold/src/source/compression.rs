//! Decompression, recognised by the first bytes and never by the name alone.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::members::Members;
use super::options::Limits;
use super::skipped::{Fault, Reason};

/// How many first bytes tell the compression.
pub(super) const MAGIC_BYTES: usize = 4;

/// File name endings that say nothing but "compressed": the format is told by the ending before.
pub(super) const ENDINGS: [&str; 4] = ["gz", "gzip", "zst", "zstd"];

/// How much is read from the disk at a time, in bytes.
const PACKED_BUFFER: usize = 128 << 10;

/// How much a decompressor is given at a time, in bytes. Where the data are damaged it fails as a whole, with all that
/// it was given; so little costs a few paragraphs, and hardly any time.
const SIP: usize = 4 << 10;

/// A known compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    /// RFC 1952, of one or many members.
    Gzip,
    /// RFC 8878, of one or many frames.
    Zstd,
}

/// Which compression do these first bytes announce?
pub(super) fn of(head: &[u8]) -> Option<Compression> {
    match head {
        // The third byte is the method, and deflate is the only one.
        [0x1F, 0x8B, 8, ..] => Some(Compression::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
        // A skippable frame, as `pzstd` and seekable archives put in front.
        [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Compression::Zstd),
        _ => None,
    }
}

/// Bytes that may go on behind a fault.
pub(super) trait Bytes: Read + Send {
    /// After a fault: goes on where something begins that unpacks to `beginning`. False if there is nothing.
    fn resume(&mut self, _beginning: &[u8]) -> bool {
        false
    }
}

/// Bytes that end with their first fault.
pub(super) struct Once<R>(pub R);

impl<R: Read> Read for Once<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<R: Read + Send> Bytes for Once<R> {}

impl Compression {
    /// The usual ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Compression::Gzip => ".gz",
            Compression::Zstd => ".zst",
        }
    }

    /// The unpacked bytes. `packed` counts the bytes that the decompressor took.
    pub fn unpack(
        self,
        bytes: impl Read + Send + 'static,
        packed: Arc<AtomicU64>,
        limits: Limits,
    ) -> Box<dyn Bytes> {
        let bytes = Sips(BufReader::with_capacity(PACKED_BUFFER, bytes));
        let bytes: Box<dyn Bytes> = match self {
            Compression::Gzip => Box::new(Members::new(bytes)),
            Compression::Zstd => match zstd::Decoder::with_buffer(bytes) {
                Ok(bytes) => Box::new(Once(bytes)),
                Err(error) => return Box::new(Once(Broken(Some(error)))),
            },
        };
        Box::new(Guard { bytes, packed, unpacked: 0, limits })
    }
}

/// Gives little at a time.
struct Sips<R>(BufReader<R>);

impl<R: Read> Read for Sips<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(SIP);
        self.0.read(&mut buffer[..length])
    }
}

impl<R: Read> BufRead for Sips<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf().map(|bytes| &bytes[..bytes.len().min(SIP)])
    }

    fn consume(&mut self, count: usize) {
        self.0.consume(count);
    }
}

/// Stops a decompression bomb, and gives the faults of the data their names.
struct Guard {
    bytes: Box<dyn Bytes>,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    limits: Limits,
}

impl Read for Guard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ratio_limit = self.packed.load(Ordering::Relaxed).saturating_mul(self.limits.unpacked_ratio);
        let limit = self.limits.unpacked_bytes.min(ratio_limit.max(Limits::RATIO_GRACE));
        if self.unpacked > limit {
            return Err(Fault(Reason::Bomb).into());
        }
        let n = self.bytes.read(buffer).map_err(name_fault)?;
        self.unpacked += n as u64;
        Ok(n)
    }
}

impl Bytes for Guard {
    fn resume(&mut self, beginning: &[u8]) -> bool {
        self.bytes.resume(beginning)
    }
}

fn name_fault(error: io::Error) -> io::Error {
    if error.kind() == ErrorKind::Interrupted || error.get_ref().is_some_and(|e| e.is::<Fault>()) {
        return error;
    }
    match error.kind() {
        ErrorKind::UnexpectedEof => Fault(Reason::Truncated).into(),
        _ => Fault(Reason::Corrupt).into(),
    }
}

/// A decompressor that could not be set up: it fails once, then is at its end.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(data).expect("memory");
        encoder.finish().expect("memory")
    }

    fn zstd(data: &[u8]) -> Vec<u8> {
        zstd::encode_all(data, 1).expect("memory")
    }

    /// Unpacks, and says what came before the end or the fault.
    fn unpack(packed: Vec<u8>, limits: Limits) -> (Vec<u8>, Option<Reason>) {
        let kind = of(&packed).expect("compressed");
        let count = Arc::new(AtomicU64::new(packed.len() as u64));
        let mut unpacked = Vec::new();
        let result = kind.unpack(io::Cursor::new(packed), count, limits).read_to_end(&mut unpacked);
        (unpacked, result.err().map(Reason::from))
    }

    #[test]
    fn members_and_frames_are_joined() {
        for pack in [gzip, zstd] {
            let packed = [pack(b"one "), pack(b"two")].concat();
            assert_eq!(unpack(packed, Limits::default()), (b"one two".to_vec(), None));
        }
    }

    #[test]
    fn what_stands_behind_the_end_of_a_gzip_is_called_so() {
        let page = gzip(b"page");
        let name = |behind: &[u8]| unpack([&page, behind].concat(), Limits::default());
        for behind in [b"x".as_slice(), b"\0\0", b"<!-- page -->\n", &[b'x'; 5000]] {
            assert_eq!(name(behind), (b"page".to_vec(), Some(Reason::Trailing)), "{behind:?}");
        }
        // A member that was cut, however early.
        for length in 1..page.len() {
            assert_eq!(name(&page[..length]).1, Some(Reason::Truncated), "{length}");
        }
    }

    #[test]
    fn what_comes_before_a_cut_or_a_fault_is_kept() {
        // Numbers do not repeat, so that the packed form is long enough to be cut in the middle.
        let data: Vec<u8> =
            (0..200_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for pack in [gzip, zstd] {
            let whole = pack(&data);
            let (kept, reason) = unpack(whole[..whole.len() / 2].to_vec(), Limits::default());
            assert_eq!(reason, Some(Reason::Truncated));
            assert!(kept.len() > data.len() / 4 && data.starts_with(&kept), "kept {}", kept.len());
        }
        assert_eq!(
            unpack(vec![0x28, 0xB5, 0x2F, 0xFD, 0xFF, 0xFF], Limits::default()).1,
            Some(Reason::Truncated)
        );
    }

    #[test]
    fn damage_costs_little_of_what_comes_before() {
        let lines: Vec<u8> = (0..50_000u32).flat_map(|n| format!("line {n}\n").into_bytes()).collect();
        let mut bad = gzip(&lines);
        let middle = bad.len() / 2;
        bad[middle..middle + 64].fill(0xFF);
        let mut unpacked = Compression::Gzip.unpack(io::Cursor::new(bad), Arc::default(), Limits::default());
        // As much at a time as readers ask for.
        let (mut buffer, mut kept) = (vec![0; 1 << 20], Vec::new());
        let reason = loop {
            match unpacked.read(&mut buffer) {
                Ok(count) => kept.extend_from_slice(&buffer[..count]),
                Err(error) => break Reason::from(error),
            }
        };
        assert_eq!(reason, Reason::Corrupt);
        assert!(kept.len() > lines.len() * 2 / 5 && lines.starts_with(&kept[..kept.len() * 9 / 10]));
    }

    #[test]
    fn a_bomb_is_stopped_by_size_and_by_ratio() {
        let zeros = zstd(&vec![0; 80 << 20]);
        let (kept, reason) = unpack(zeros.clone(), Limits::default());
        assert_eq!(reason, Some(Reason::Bomb));
        assert!(kept.len() as u64 <= Limits::RATIO_GRACE + (1 << 20));
        let small = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
        let (kept, reason) = unpack(zeros, small);
        assert_eq!(reason, Some(Reason::Bomb));
        assert!(kept.len() <= 2 << 20);
    }
}
