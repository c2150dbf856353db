//! JSON and JSON Lines: the objects that are kept, to the byte; or with fields behind their own.

use std::io::{self, Write};
use std::sync::Arc;

use super::names::{COLUMNS, Note};
use super::packed::Packed;
use super::{Pass, line_end};
use crate::source::format::Source;
use crate::source::options::Setup;
use crate::source::{encoding, json, jsonl};

/// An object a line.
pub fn lines(mut source: Source, setup: &Arc<Setup>, pass: &mut Pass, out: &mut Packed) -> io::Result<()> {
    let end = line_end(source.stream.head());
    let columns = pass.columns();
    pass.each(jsonl::Records::new(source.stream, &setup.limits), |object, note| {
        write_object(object, columns, note, out)?;
        out.write_all(end)
    })
}

/// A list of objects, or objects one behind the other.
pub fn list(mut source: Source, setup: &Arc<Setup>, pass: &mut Pass, out: &mut Packed) -> io::Result<()> {
    let head = source.stream.head();
    let is_list = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start().starts_with(b"[");
    let [open, between, close]: [&[u8]; 3] =
        if is_list { [b"[\n", b",\n", b"\n]\n"] } else { [b"", b"\n", b"\n"] };
    let columns = pass.columns();
    let mut before = open;
    pass.each(json::Records::new(source.stream, &setup.limits), |object, note| {
        out.write_all(std::mem::replace(&mut before, between))?;
        write_object(object, columns, note, out)
    })?;
    // An empty list is one, too.
    if before == open {
        out.write_all(open)?;
    }
    out.write_all(close)
}

fn write_object(
    object: Vec<u8>,
    columns: Option<&[String; COLUMNS.len()]>,
    note: &Note,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(columns) = columns else { return out.write_all(&object) };
    // What is added is UTF-8.
    let object = encoding::decode(object, None).text;
    let object = object.trim_end();
    out.write_all(object.strip_suffix('}').unwrap_or(object).trim_end().as_bytes())?;
    for (name, cell) in columns.iter().zip(note.cells()) {
        write!(out, ",{}:", serde_json::to_string(name)?)?;
        serde_json::to_writer(&mut *out, &cell)?;
    }
    out.write_all(b"}")
}
