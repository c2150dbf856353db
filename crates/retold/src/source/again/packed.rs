//! A file that is packed as the one was that it is made from.

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

use flate2::write::GzEncoder;

use crate::source::compression::Compression;

/// Bytes that are written at once.
const BUFFER: usize = 128 << 10;

/// The file, open.
pub struct Packed {
    file: BufWriter<File>,
    kind: Kind,
    /// Was anything written since a part ended?
    is_open: bool,
}

/// What packs, into memory.
enum Kind {
    Plain,
    Gzip(GzEncoder<Vec<u8>>),
    Zstd(zstd::Encoder<'static, Vec<u8>>),
}

impl Packed {
    pub fn new(file: File, compression: Option<Compression>) -> io::Result<Self> {
        let kind = match compression {
            None => Kind::Plain,
            Some(Compression::Gzip) => Kind::Gzip(gzip()),
            Some(Compression::Zstd) => {
                Kind::Zstd(zstd::Encoder::new(Vec::new(), zstd::DEFAULT_COMPRESSION_LEVEL)?)
            }
        };
        Ok(Packed { file: BufWriter::with_capacity(BUFFER, file), kind, is_open: false })
    }

    /// Ends a part that is packed for itself, where the format knows such parts.
    pub fn end_member(&mut self) -> io::Result<()> {
        if let Kind::Gzip(encoder) = &mut self.kind {
            let member = std::mem::replace(encoder, gzip());
            self.file.write_all(&member.finish()?)?;
            self.is_open = false;
        }
        Ok(())
    }

    /// Puts everything on the disk.
    pub fn finish(mut self) -> io::Result<()> {
        let rest = match self.kind {
            Kind::Plain => Vec::new(),
            // A file of members that have ended needs no empty one behind them.
            Kind::Gzip(_) if !self.is_open && self.file.stream_position()? > 0 => Vec::new(),
            Kind::Gzip(encoder) => encoder.finish()?,
            Kind::Zstd(encoder) => encoder.finish()?,
        };
        self.file.write_all(&rest)?;
        // Some systems say only now that the disk is full.
        self.file.into_inner()?.sync_all()
    }
}

fn gzip() -> GzEncoder<Vec<u8>> {
    GzEncoder::new(Vec::new(), flate2::Compression::default())
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.is_open = true;
        let (count, packed) = match &mut self.kind {
            Kind::Plain => return self.file.write(bytes),
            Kind::Gzip(encoder) => (encoder.write(bytes)?, encoder.get_mut()),
            Kind::Zstd(encoder) => (encoder.write(bytes)?, encoder.get_mut()),
        };
        if packed.len() >= BUFFER {
            self.file.write_all(packed)?;
            packed.clear();
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
