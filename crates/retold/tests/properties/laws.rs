//! What must hold whatever the bytes are. A law panics where it is broken.
//!
//! The fuzz targets of `fuzz/` check the same laws; there the bytes are found by the fuzzer, here by a generator.

use std::cell::RefCell;
use std::io::{self, Cursor, Read, Write};

use retold::source::{self, Limits, ReadOptions, Record, Skipped};
use retold_core::clean::clean;
use retold_core::document::Page;
use retold_core::language::{Language, Lexicon};
use retold_core::span::Span;
use retold_core::statements::statements;
use retold_core::transcript::Transcript;

/// Small, so that hostile bytes reach it.
const PAGE_BYTES: u64 = 1 << 10;

fn read_in(name: &str, bytes: Box<dyn Read + Send>, page_bytes: u64) -> Vec<Record> {
    let limits = Limits { page_bytes, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let records: Vec<Record> = source::open_bytes(name, bytes, &options).collect();
    assert!(!records.is_empty(), "a file left no record");
    for record in &records {
        match record {
            Record::Page(page) => holds_for_every_page(page, page_bytes),
            Record::Skipped(note) => assert_ne!(note.reason.key(), "reader-failed", "{note}"),
        }
    }
    records
}

fn read(name: &str, bytes: &[u8]) -> Vec<Record> {
    read_in(name, Box::new(Cursor::new(bytes.to_vec())), Limits::default().page_bytes)
}

fn pages(records: &[Record]) -> impl Iterator<Item = &Page> {
    records.iter().filter_map(|record| match record {
        Record::Page(page) => Some(page),
        Record::Skipped(_) => None,
    })
}

fn notes(records: &[Record]) -> impl Iterator<Item = &Skipped> {
    records.iter().filter_map(|record| match record {
        Record::Page(_) => None,
        Record::Skipped(note) => Some(note),
    })
}

fn holds_for_every_page(page: &Page, page_bytes: u64) {
    assert!(!page.text.trim().is_empty() && !page.text.contains('\0'));
    assert!(!page.id.is_empty() && page.origin.record > 0);
    assert!(page.text.len() as u64 <= page_bytes);
    lie_in_order(&page.outside, &page.text);
}

/// Spans that hold something, one behind the other, and cut no character.
fn lie_in_order(spans: &[Span], text: &str) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end && !span.is_empty(), "{span:?} behind {end}");
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character or is outside");
        end = span.end;
    }
}

fn is_compressed(bytes: &[u8]) -> bool {
    let is_zstd = |bytes: &[u8]| matches!(bytes, b"\xB5\x2F\xFD" | b"\x2A\x4D\x18");
    bytes.starts_with(b"\x1F\x8B\x08") || bytes.get(1..4).is_some_and(is_zstd)
}

/// A page that is not said to be derived has the text of its file, to the byte.
fn not_derived_is_the_file(name: &str, bytes: &[u8]) {
    let records = read(name, bytes);
    if is_compressed(bytes) {
        // Such files have laws of their own.
        return;
    }
    assert_eq!(records.len(), 1);
    for page in pages(&records).filter(|page| !page.derived) {
        assert_eq!(page.text.as_bytes(), bytes);
    }
}

pub fn text_that_is_not_derived_is_the_file(bytes: &[u8]) {
    not_derived_is_the_file("a.txt", bytes);
}

pub fn markdown_that_is_not_derived_is_the_file(bytes: &[u8]) {
    not_derived_is_the_file("a.md", bytes);
}

/// Extraction from HTML invents nothing: no character is more often in the text than in the page.
pub fn html_text_is_contained(bytes: &[u8]) {
    read("a.html", bytes);
    // Without entities and encodings, in which a character is not written as itself.
    let plain: Vec<u8> =
        bytes.iter().copied().filter(|b| b.is_ascii() && !matches!(b, b'&' | 0 | 0x1b)).collect();
    let count = |bytes: &[u8]| {
        let mut counts = [0usize; 256];
        bytes.iter().filter(|b| !b.is_ascii_whitespace()).for_each(|b| counts[usize::from(*b)] += 1);
        counts
    };
    let given = count(&plain);
    for page in pages(&read("a.html", &plain)) {
        let kept = count(page.text.as_bytes());
        for (byte, (kept, given)) in kept.iter().zip(given).enumerate() {
            assert!(*kept <= given, "byte {byte} comes {kept} times, not {given}");
        }
    }
}

/// Whatever stands between two good records, both are read.
fn never_loses_the_rest(name: &str, before: &str, bytes: &[u8], after: &str) {
    let records = read(name, &[before.as_bytes(), bytes, after.as_bytes()].concat());
    for (id, text) in [("first", "a"), ("last", "b")] {
        let found = pages(&records).any(|page| page.id == id && page.text == text);
        assert!(found, "{id} is lost: {records:?}");
    }
}

pub fn jsonl_reader_never_loses_the_rest(bytes: &[u8]) {
    let (before, after) = ("{\"id\":\"first\",\"text\":\"a\"}\n", "\n{\"id\":\"last\",\"text\":\"b\"}\n");
    never_loses_the_rest("a.jsonl", before, bytes, after);
}

pub fn json_reader_never_loses_the_rest(bytes: &[u8]) {
    let (before, after) = ("[{\"id\":\"first\",\"text\":\"a\"},\n", "\n{\"id\":\"last\",\"text\":\"b\"}]\n");
    never_loses_the_rest("a.json", before, bytes, after);
}

pub fn csv_reader_never_loses_the_rest(bytes: &[u8]) {
    never_loses_the_rest("a.csv", "id,text\nfirst,a\n", bytes, "\nlast,b\n");
}

/// A page of WET.
fn wet(id: &str, text: &str) -> String {
    let length = text.len();
    format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <{id}>\r\nContent-Type: text/plain\r\n\
         Content-Length: {length}\r\n\r\n{text}\r\n\r\n"
    )
}

pub fn warc_reader_never_loses_the_rest(bytes: &[u8]) {
    let (before, after) = (wet("first", "a"), format!("\n{}", wet("last", "b")));
    let has_length = bytes.to_ascii_lowercase().windows(14).any(|part| part == b"content-length");
    if has_length {
        // A record may hold another one.
        read("a.warc", &[before.as_bytes(), bytes, after.as_bytes()].concat());
    } else {
        never_loses_the_rest("a.warc", &before, bytes, &after);
    }
}

/// What a server sent is unpacked or it is not, and reading it ends.
pub fn warc_responses_are_read(bytes: &[u8]) {
    let mut content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n".to_vec();
    content.extend_from_slice(bytes);
    let length = content.len();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
    );
    read("a.warc", &[head.as_bytes(), &content, b"\r\n\r\n", wet("last", "b").as_bytes()].concat());
}

/// A broken member of a packed WARC file costs no other.
pub fn warc_members_stand_alone(bytes: &[u8]) {
    let pack = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).expect("memory");
        encoder.finish().expect("memory")
    };
    let [first, mut broken, last] =
        [pack(&wet("first", "a")), pack(&wet("broken", &"x ".repeat(100))), pack(&wet("last", "b"))];
    damage(&mut broken, bytes);
    let records = read("a.warc.gz", &[first, broken, last].concat());
    for id in ["first", "last"] {
        assert!(pages(&records).any(|page| page.id == id), "{id} is lost: {records:?}");
    }
}

/// Turns the byte whose place the first two bytes say, and so on.
fn damage(whole: &mut [u8], bytes: &[u8]) {
    for change in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % whole.len();
        whole[at] ^= change[2];
    }
}

/// Whatever is damaged in a Parquet file, reading it ends, and what is not read is told.
pub fn parquet_reader_survives_damage(bytes: &[u8]) {
    // Written by pyarrow: a list of texts, a struct with the address, a map and timestamps, in three groups of rows.
    let mut file = include_bytes!("sample.parquet").to_vec();
    damage(&mut file, bytes);
    read("a.parquet", &file);
    // And whatever stands there instead.
    read("a.parquet", bytes);
}

/// A record of JSON Lines has the number of its line, a fault the offset of its line, and every line that could be a
/// record is one.
pub fn jsonl_offsets_point_at_their_records(bytes: &[u8]) {
    // The first line keeps the file from being taken for compressed or for UTF-16.
    let file = [b"{\"text\":\"first\"}\n".as_slice(), bytes].concat();
    let records = read("a.jsonl", &file);
    let starts: Vec<usize> =
        std::iter::once(0).chain(memchr::memchr_iter(b'\n', &file).map(|at| at + 1)).collect();
    let mut numbers: Vec<u64> = pages(&records).map(|page| page.origin.record).collect();
    for note in notes(&records) {
        let number = note.record.expect("a line has a number");
        assert_eq!(note.offset, Some(starts[number as usize - 1] as u64), "{note}");
        numbers.push(number);
    }
    numbers.sort_unstable();
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "a line gave two records");
    for (line, number) in file.split(|b| *b == b'\n').zip(1..) {
        let begins = line.trim_ascii_start().starts_with(b"{");
        assert!(!begins || numbers.binary_search(&number).is_ok(), "line {number} is lost");
    }
}

/// The rows of a table are numbered without a gap, a quote that is never closed is a quote, and all other faults begin
/// a row.
pub fn csv_offsets_point_at_their_rows(bytes: &[u8]) {
    let file = [b"id,text\n".as_slice(), bytes].concat();
    let records = read("a.csv", &file);
    for (record, number) in records.iter().zip(1..) {
        let (note, seen) = match record {
            Record::Page(page) => (None, page.origin.record),
            Record::Skipped(note) if note.reason.key() == "empty-file" => continue,
            Record::Skipped(note) => (Some(note), note.record.expect("a row has a number")),
        };
        assert_eq!(seen, number);
        let Some(note) = note else { continue };
        let at = note.offset.expect("a row has an offset") as usize;
        match note.reason.key() {
            "unclosed-quote" => assert_eq!(file[at], b'"', "{note}"),
            _ => assert!(matches!(file[at - 1], b'\n' | b'\r'), "{note}"),
        }
    }
}

/// Of a compressed file that is cut, the records before the cut are read, and the cut is named.
fn keeps_what_comes_before_a_cut(name: &str, bytes: &[u8], pack: fn(&[u8]) -> io::Result<Vec<u8>>) {
    // Whatever a compressed file may hold, reading it ends.
    read(name, bytes);
    let lines: String =
        bytes.iter().enumerate().map(|(n, byte)| format!("{{\"id\":{n},\"text\":\"{byte}\"}}\n")).collect();
    let whole = pack(lines.as_bytes()).expect("memory");
    let cut = bytes.first().map_or(0, |byte| whole.len() * usize::from(*byte) / 256);
    if cut == 0 {
        return;
    }
    let records = read_in(name, Box::new(Cursor::new(whole[..cut].to_vec())), PAGE_BYTES);
    let ids: Vec<&str> = pages(&records).map(|page| page.id.as_str()).collect();
    assert!(ids.iter().enumerate().all(|(n, id)| *id == n.to_string()), "{ids:?}");
    assert!(notes(&records).count() > 0, "nobody was told of the cut");
}

pub fn gz_keeps_what_comes_before_a_cut(bytes: &[u8]) {
    keeps_what_comes_before_a_cut("a.jsonl.gz", bytes, |lines| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(lines)?;
        encoder.finish()
    });
}

pub fn zst_keeps_what_comes_before_a_cut(bytes: &[u8]) {
    keeps_what_comes_before_a_cut("a.jsonl.zst", bytes, |lines| zstd::encode_all(lines, 1));
}

/// One file of every reader, and one whose kind is told by its content; and what each begins with.
const FILES: [(&str, &str); 9] = [
    ("a.txt", ""),
    ("a.md", "---\na: b\n"),
    ("a.html", ""),
    ("a.json", "["),
    ("a.jsonl", ""),
    ("a.csv", "id,text\n"),
    ("a.tsv", "id\ttext\n"),
    ("a.warc", "WARC/1.0\r\nContent-Length: 1\r\n\r\nx\r\n\r\nWARC/1.0\r\n"),
    ("a", ""),
];

/// Disks, pipes and decompressors give bytes in pieces of their own; the pages are the same. The first byte chooses
/// the format and the pieces. Of compressed data that are damaged, the pieces decide how much can be read.
pub fn answers_do_not_depend_on_how_the_bytes_come(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let (name, beginning) = FILES[usize::from(*choice) % FILES.len()];
    let piece = 1 + usize::from(*choice) / FILES.len();
    let file = [beginning.as_bytes(), bytes].concat();
    for limit in [PAGE_BYTES, 16] {
        let whole = read_in(name, Box::new(Cursor::new(file.clone())), limit);
        let pieces = read_in(name, Box::new(Pieces { bytes: Cursor::new(file.clone()), piece }), limit);
        let damaged = notes(&whole).chain(notes(&pieces)).any(|note| note.reason.key() == "corrupt");
        assert!(damaged || whole == pieces, "{name} in pieces of {piece}: {whole:?}, not {pieces:?}");
    }
}

struct Pieces {
    bytes: Cursor<Vec<u8>>,
    piece: usize,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(self.piece);
        self.bytes.read(&mut buffer[..length])
    }
}

/// The cleaner marks parts of the text, in order, and leaves a story wherever there are words.
pub fn clean_spans_lie_in_the_text_and_in_order(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    marks_lie_in_order(&Page { text, ..Page::default() });
    // As extraction gives it, with lines outside the main content.
    pages(&read("a.html", bytes)).for_each(marks_lie_in_order);
}

fn marks_lie_in_order(page: &Page) {
    let text = &page.text;
    let clean = clean(page, Language::of(text));
    let blocks: Vec<Span> = clean.blocks.iter().map(|(block, _)| block.span).collect();
    for spans in [&blocks, &clean.furniture(), &clean.sentences] {
        lie_in_order(spans, text);
    }
    let stories = || clean.blocks.iter().filter(|(_, cause)| cause.is_none()).map(|(block, _)| block.span);
    for sentence in &clean.sentences {
        let inside = stories().any(|block| block.start <= sentence.start && sentence.end <= block.end);
        assert!(inside, "a sentence of no story: {:?}", &text[sentence.range()]);
    }
    let has_words = text.chars().any(char::is_alphanumeric);
    assert!(!has_words || !clean.sentences.is_empty(), "the cleaner left nothing");
}

thread_local! {
    static ENGLISH: RefCell<Lexicon> = RefCell::new(Lexicon::english());
}

/// What is reported as said lies in the story's sentences' text, in order, whatever the marks are.
pub fn statements_lie_in_the_text(bytes: &[u8]) {
    // Among words that make it statements, so that the marks find something to do.
    let noise = String::from_utf8_lossy(bytes);
    let text = format!(
        "Ann Orr said {noise} on Monday. “{noise},” the mayor, Bo Lee, said, adding that {noise}\n\"We"
    );
    let page = Page { text, ..Page::default() };
    let text = &page.text;
    let (story, _) = ENGLISH.with_borrow_mut(|lexicon| Transcript::of(&page, lexicon));
    let found = statements(text, &story);
    assert_eq!(found, statements(text, &story));
    for statement in &found {
        assert!(!statement.parts.is_empty());
        lie_in_order(&statement.parts, text);
        let speaker = statement.speaker.iter().flat_map(|s| [Some(s.name), s.title, s.mention]);
        for span in speaker.flatten().chain(statement.cue) {
            lie_in_order(&[span], text);
        }
    }
}
