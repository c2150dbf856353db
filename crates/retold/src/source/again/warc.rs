//! WARC: the records that are kept as they are, each packed for itself, and the records that describe the file.

use std::io::{self, Write};
use std::sync::Arc;

use super::Pass;
use super::packed::Packed;
use crate::source::format::Source;
use crate::source::options::Setup;
use crate::source::warc::Records;

pub fn write(source: Source, setup: &Arc<Setup>, pass: &mut Pass, out: &mut Packed) -> io::Result<()> {
    for piece in Records::new(source.stream, &setup.limits) {
        let (Some(record), Ok(content)) = (piece.record, piece.content) else { continue };
        let is_kept = pass.of(record).is_some();
        if is_kept || content.head().is("WARC-Type", "warcinfo") {
            out.write_all(content.bytes())?;
            out.write_all(b"\r\n\r\n")?;
            out.end_member()?;
        }
    }
    Ok(())
}
