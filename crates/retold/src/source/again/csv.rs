//! Tables: the rows that are kept, to the byte; or with cells behind their own.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use super::Pass;
use super::names::{Cell, Note};
use super::packed::Packed;
use crate::source::csv::{Record, Records, line_end, separator};
use crate::source::encoding;
use crate::source::format::Source;
use crate::source::options::Setup;

/// Tables whose separator is to be found out.
pub fn table(mut source: Source, setup: &Arc<Setup>, pass: &mut Pass, out: &mut Packed) -> io::Result<()> {
    let separator = separator(source.stream.head());
    write(source, separator, setup, pass, out)
}

/// Tables with tabs.
pub fn table_of_tabs(
    source: Source,
    setup: &Arc<Setup>,
    pass: &mut Pass,
    out: &mut Packed,
) -> io::Result<()> {
    write(source, b'\t', setup, pass, out)
}

fn write(
    mut source: Source,
    separator: u8,
    setup: &Arc<Setup>,
    pass: &mut Pass,
    out: &mut Packed,
) -> io::Result<()> {
    let head = source.stream.head();
    let end = line_end(head);
    if head.starts_with(MARK) {
        out.write_all(MARK)?;
    }
    let mut records = Records::new(source.stream, separator, setup.clone());
    if let Ok(table) = records.table() {
        out.write_all(&row(table.names.bytes.clone(), pass.columns().is_some()))?;
        for name in pass.columns().into_iter().flatten() {
            write_cell(name.as_bytes(), separator, out)?;
        }
        out.write_all(end)?;
    }
    let annotated = pass.columns().is_some();
    pass.each(records, |record, note| {
        if annotated {
            write_annotated(record, separator, note, out)?;
        } else {
            out.write_all(&record.row.bytes)?;
        }
        out.write_all(end)
    })
}

/// The byte order mark of UTF-8, without which some spreadsheets take it for something else.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A row as it is, or, where something is added to it, in UTF-8.
fn row(bytes: Vec<u8>, annotated: bool) -> Vec<u8> {
    if annotated { encoding::decode(bytes, None).text.into_bytes() } else { bytes }
}

fn write_annotated(record: Record, separator: u8, note: &Note, out: &mut impl Write) -> io::Result<()> {
    let columns = record.table.columns.len();
    if record.row.cells().len() == columns {
        out.write_all(&row(record.row.bytes, true))?;
    } else {
        // Else the new cells would not stand in their columns.
        let cells: Vec<Cow<[u8]>> = record.cells();
        for at in 0..columns {
            let cell = cells.get(at).map_or_else(Vec::new, |cell| row(cell.to_vec(), true));
            match at {
                0 => out.write_all(&quoted(&cell, separator))?,
                _ => write_cell(&cell, separator, out)?,
            }
        }
    }
    for cell in note.cells() {
        match cell {
            Cell::Text(text) => write_cell(text.unwrap_or_default().as_bytes(), separator, out)?,
            Cell::Real(number) => write_cell(number.to_string().as_bytes(), separator, out)?,
        }
    }
    Ok(())
}

fn write_cell(cell: &[u8], separator: u8, out: &mut impl Write) -> io::Result<()> {
    out.write_all(&[separator])?;
    out.write_all(&quoted(cell, separator))
}

fn quoted(cell: &[u8], separator: u8) -> Cow<'_, [u8]> {
    if !cell.iter().any(|b| matches!(b, b'"' | b'\n' | b'\r') || *b == separator) {
        return Cow::Borrowed(cell);
    }
    let mut quoted = vec![b'"'];
    for part in cell.split_inclusive(|b| *b == b'"') {
        quoted.extend_from_slice(part);
        if part.ends_with(b"\"") {
            quoted.push(b'"');
        }
    }
    quoted.push(b'"');
    Cow::Owned(quoted)
}
