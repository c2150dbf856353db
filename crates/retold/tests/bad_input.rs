//! Bad input: whatever a file holds, it costs a line that says what and why, and the rest is read.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use retold::collection::TableFormat;
use retold::run::{Settings, trace};
use retold::source::{self, Limits, ReadOptions, Record, Skipped};
use retold_core::document::Page;

/// A file, and what must come of it.
struct Case {
    what: &'static str,
    file: &'static str,
    bytes: Vec<u8>,
    /// Id and text of each page; ids that are paths are written without their folder.
    pages: Vec<(&'static str, String)>,
    /// Record, offset and key of each note.
    notes: Vec<(Option<u64>, Option<u64>, &'static str)>,
}

fn case(what: &'static str, file: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case { what, file, bytes: bytes.into(), pages: Vec::new(), notes: Vec::new() }
}

impl Case {
    fn page(mut self, id: &'static str, text: impl Into<String>) -> Self {
        self.pages.push((id, text.into()));
        self
    }

    fn note(
        mut self,
        record: impl Into<Option<u64>>,
        offset: impl Into<Option<u64>>,
        key: &'static str,
    ) -> Self {
        self.notes.push((record.into(), offset.into(), key));
        self
    }
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn zstd(data: &[u8]) -> Vec<u8> {
    zstd::encode_all(data, 1).unwrap()
}

/// 20,000 records, numbered, in JSON Lines that do not compress to nothing.
fn many_lines() -> String {
    let noise = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (0..20_000).map(|n| format!("{{\"id\":{n},\"text\":\"{:x}{:x}\"}}\n", noise(n), noise(n + 7))).collect()
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf_32(text: &str) -> Vec<u8> {
    text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()
}

fn empty_files() -> Vec<Case> {
    vec![
        case("an empty file", "a.txt", "").note(None, None, "empty-file"),
        case("an empty page", "a.html", "").note(None, None, "empty-file"),
        case("an empty file of lines", "a.jsonl", "\n \n").note(None, None, "empty-file"),
        case("an empty list", "a.json", "[]").note(None, None, "empty-file"),
        case("a table of no rows", "a.csv", "").note(None, None, "empty-file"),
        case("a table of one row", "a.csv", "id,text\n").note(None, None, "empty-file"),
        case("nothing, packed", "a.txt.gz", gzip(b"")).note(None, None, "empty-file"),
        case("white space", "a.txt", " \n\u{a0}").note(1, 0, "empty-text"),
        case("a page of no text", "a.html", "<script>x</script>").note(1, 0, "empty-text"),
        case("metadata alone", "a.md", "---\ntitle: x\n---\n").note(1, 0, "empty-text"),
    ]
}

fn encodings() -> Vec<Case> {
    let latin = "Une crème brûlée, s'il vous plaît";
    let latin_1 = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    vec![
        case("Latin-1", "a.txt", latin_1(latin)).page("a.txt", latin),
        case("Latin-1 in a line", "a.jsonl", latin_1("{\"text\":\"crème brûlée\"}\n{\"text\":\"b\"}"))
            .page("a.jsonl#1", "crème brûlée")
            .page("a.jsonl#2", "b"),
        case("Latin-1 in a table", "a.csv", latin_1("id,text\n1,crème brûlée\n2,b"))
            .page("1", "crème brûlée")
            .page("2", "b"),
        case("a declared encoding", "a.html", b"<meta charset=koi8-r><p>\xF0\xD2\xC9\xD7\xC5\xD4".to_vec())
            .page("a.html", "Привет"),
        case("UTF-16", "a.txt", utf_16("\u{feff}zwölf")).page("a.txt", "zwölf"),
        case("UTF-16 in lines", "a.jsonl", utf_16("\u{feff}{\"text\":\"ö\"}\n{\"text\":\"b\"}"))
            .page("a.jsonl#1", "ö")
            .page("a.jsonl#2", "b"),
        case("UTF-32", "a.txt", utf_32("\u{feff}zwölf")).page("a.txt", "zwölf"),
        case("UTF-32 of no known name", "a", utf_32("\u{feff}zwölf")).page("a", "zwölf"),
        case("UTF-32 in lines", "a.jsonl", utf_32("\u{feff}{\"text\":\"ö\"}\n{\"text\":\"b\"}"))
            .page("a.jsonl#1", "ö")
            .page("a.jsonl#2", "b"),
        case("no text", "a.txt", [b"\x01\x02".repeat(50)].concat()).note(1, 0, "binary"),
        case("bytes behind a packed page", "a.txt.gz", [gzip(b"page"), b"more".to_vec()].concat())
            .page("a.txt.gz", "page")
            .note(None, 4, "trailing-bytes"),
        case("UTF-16 without a mark", "a.jsonl", utf_16("{\"text\":\"ö\"}\nx\n{\"text\":\"b\"}"))
            .page("a.jsonl#1", "ö")
            .page("a.jsonl#3", "b")
            .note(2, 14, "not-json"),
        case("UTF-16 in a table", "a.csv", utf_16("id,text\n1,ö\n2,b")).page("1", "ö").page("2", "b"),
        case("a mark before lines", "a.jsonl", "\u{feff}{\"text\":\"a\"}\nx")
            .page("a.jsonl#1", "a")
            .note(2, 16, "not-json"),
        case("half a character", "a.txt", b"caf\xC3\xA9 \xE2\x80".to_vec()).page("a.txt", "café \u{fffd}"),
        case("half a pair", "a.jsonl", "{\"text\":\"a\\ud83d\"}").page("a.jsonl#1", "a\u{fffd}"),
        case("mojibake", "a.txt", "Itâ€™s a cafÃ©").page("a.txt", "It’s a café"),
        case("mojibake in a line", "a.jsonl", "{\"text\":\"Itâ€™s\"}").page("a.jsonl#1", "It’s"),
        case("mojibake in a page", "a.html", "<p>Itâ€™s").page("a.html", "It’s"),
    ]
}

fn control_characters() -> Vec<Case> {
    vec![
        case("NUL in a text", "a.txt", "a\0b").page("a.txt", "a b"),
        case("NUL in a page", "a.html", "<p>a\0b").page("a.html", "a b"),
        case("NUL in a table", "a.csv", "id,text\n1,a\0b\n2,c").page("1", "a b").page("2", "c"),
        case("NUL in a line", "a.jsonl", "{\"text\":\"a\0b\"}\n{\"text\":\"c\"}")
            .page("a.jsonl#1", "a b")
            .page("a.jsonl#2", "c"),
        case("NUL as an escape", "a.jsonl", "{\"text\":\"a\\u0000b\"}").page("a.jsonl#1", "a b"),
        case("raw tabs and escapes", "a.jsonl", "{\"text\":\"a\tb\u{1b}c\"}\n{\"text\":\"d\"}")
            .page("a.jsonl#1", "a\tb\u{1b}c")
            .page("a.jsonl#2", "d"),
        case("raw line ends", "a.jsonl", "{\"text\":\"a\r\n\r\nb\"}\nx\n{\"text\":\"c\"}")
            .page("a.jsonl#1", "a\r\n\r\nb")
            .page("a.jsonl#5", "c")
            .note(4, 18, "not-json"),
        case("raw line ends in a list", "a.json", "[{\"text\":\"a\nb\"},\n{\"text\":\"c\"}]")
            .page("a.json#1", "a\nb")
            .page("a.json#2", "c"),
        case("a string that is never closed", "a.jsonl", "{\"text\":\"a\nb\n{\"text\":\"c\"}")
            .page("a.jsonl#3", "c")
            .note(1, 0, "not-json"),
        case("a lone backslash", "a.jsonl", "{\"text\":\"C:\\Users\"}").page("a.jsonl#1", "C:\\Users"),
    ]
}

fn broken_json() -> Vec<Case> {
    vec![
        case("lines that are not JSON", "a.jsonl", "{\"text\":\"a\"}\nx\n{\"text\":\n{\"text\":\"b\"}")
            .page("a.jsonl#1", "a")
            .page("a.jsonl#4", "b")
            .note(2, 13, "not-json")
            .note(3, 15, "not-json"),
        case("a line that is no object", "a.jsonl", "[1]\n{\"text\":\"b\"}").page("a.jsonl#2", "b").note(
            1,
            0,
            "not-an-object",
        ),
        case("NaN", "a.jsonl", "{\"n\":NaN,\"text\":\"a\"}\n{\"n\":-Infinity,\"text\":\"b NaN\"}")
            .page("a.jsonl#1", "a")
            .page("a.jsonl#2", "b NaN"),
        case("NaN for a text", "a.jsonl", "{\"text\":NaN}\n{\"text\":\"b\"}")
            .page("a.jsonl#2", "b")
            .note(1, 0, "no-text"),
        case("NaN in a list", "a.json", "[{\"n\":NaN,\"text\":\"a\"}]").page("a.json#1", "a"),
        case("missing fields", "a.jsonl", "{\"id\":1}\n{\"text\":null}\n{\"text\":\"b\"}")
            .page("a.jsonl#3", "b")
            .note(1, 0, "no-text")
            .note(2, 9, "no-text"),
        case("a broken record", "a.json", "[{\"text\":\"a\"},\n{\"text\" \"\"},\n{\"text\":\"b\"}]")
            .page("a.json#1", "a")
            .page("a.json#3", "b")
            .note(2, 15, "not-json"),
        case("a missing brace", "a.json", "[{\"text\":\"a\",\n {\"text\":\"b\"}]")
            .page("a.json#2", "b")
            .note(1, 1, "not-json"),
        case("a missing quote", "a.json", "[{\"text\":\"a},\n {\"text\":\"b\"}]")
            .page("a.json#2", "b")
            .note(1, 1, "not-json"),
        case("a list that breaks off", "a.json", "[{\"text\":\"a\"}, {\"te")
            .page("a.json#1", "a")
            .note(2, 15, "not-json"),
        case("duplicate ids", "a.jsonl", "{\"id\":1,\"text\":\"a\"}\n{\"id\":\"1\",\"text\":\"b\"}")
            .page("1", "a")
            .page("1", "b"),
        case("ids that look like paths", "a.jsonl", "{\"id\":\"../../x\\u001b[2J/\\n\",\"text\":\"a\"}")
            .page("../../x\u{1b}[2J/\n", "a"),
    ]
}

fn broken_tables() -> Vec<Case> {
    vec![
        case("a table without text", "a.csv", "id,n\n1,2\n3,4\n").note(None, None, "no-text-column"),
        case("rows without text", "a.csv", "id,text\n1\n2,\n3,c\n")
            .page("3", "c")
            .note(1, 8, "no-text")
            .note(2, 10, "no-text"),
        case("a quote that never closes", "a.csv", "id,text\n1,a\n2,\"b\n3,c\n4,d\n")
            .page("1", "a")
            .page("3", "c")
            .page("4", "d")
            .note(2, 14, "unclosed-quote"),
        case(
            "one that the next row's quote would close",
            "a.csv",
            "id,text\n1,\"b\n2,\"c\nd\"\n3,\"e, f\"\n",
        )
        .page("2", "c\nd")
        .page("3", "e, f")
        .note(1, 10, "unclosed-quote"),
        case("a text that breaks off in quotes", "a.tsv", "id\turl\ttext\n1\tu\ta\n2\tu\t\"b\nc\nd\n")
            .page("1", "a")
            .note(2, 22, "unclosed-quote"),
        case("quotes that are not the table's", "a.tsv", "id\ttext\n1\t\"Peace\" is near\n2\tb\n")
            .page("1", "\"Peace\" is near")
            .page("2", "b"),
        case("separators without quotes", "a.csv", "id,text,url\n1,\"x\",\n2,a, b, c,u\n3,d,u,,\n")
            .page("1", "x")
            .page("2", "a, b, c")
            .page("3", "d"),
    ]
}

fn deep_nesting() -> Vec<Case> {
    let deep = "[".repeat(1_000_000);
    vec![
        case("in the text", "a.jsonl", format!("{{\"text\":{deep}\n{{\"text\":\"b\"}}"))
            .page("a.jsonl#2", "b")
            .note(1, 0, "too-deep"),
        case("elsewhere", "a.jsonl", format!("{{\"x\":{deep}\n{{\"text\":\"b\"}}"))
            .page("a.jsonl#2", "b")
            .note(1, 0, "not-json"),
        case("in a list", "a.json", deep + "{\"text\":\"b\"}").page("a.json#1", "b"),
        case("of objects", "a.json", "{\"a\":".repeat(100_000) + "\n{\"text\":\"b\"}")
            .page("a.json#2", "b")
            .note(1, 0, "not-json"),
        case("in HTML", "a.html", "<div>".repeat(200_000) + "b").page("a.html", "b"),
        case("of formats in HTML", "a.html", "<b><i>".repeat(100_000) + "b").page("a.html", "b"),
    ]
}

fn packed_and_unknown_files() -> Vec<Case> {
    vec![
        case("an unknown kind", "a.bin", b"\x7FELF\0\0".to_vec()).note(None, None, "unknown-format"),
        case("a document", "a.pdf", "%PDF-1.7 and no NUL").note(None, None, "unknown-format"),
        case("an archive", "a.zip", b"PK\x03\x04 and no NUL".to_vec()).note(None, None, "unknown-format"),
        case("a name that lies", "a.jsonl.gz", "{\"text\":\"a\"}").page("a.jsonl.gz#1", "a"),
        case("packed without the name", "a.jsonl", gzip(b"{\"text\":\"a\"}")).page("a.jsonl#1", "a"),
        case("packed in two parts", "a.txt.zst", [zstd(b"a "), zstd(b"b")].concat()).page("a.txt.zst", "a b"),
        case("damage behind the data", "a.txt.gz", [gzip(b"a"), b"garbage, not a member".to_vec()].concat())
            .page("a.txt.gz", "a")
            .note(None, 1, "trailing-bytes"),
        case("nothing but the head", "a.txt.gz", gzip(b"a")[..10].to_vec()).note(None, 0, "truncated"),
        case("damage at once", "a.jsonl.zst", b"\x28\xB5\x2F\xFD\x20\x01\x07\0\0".to_vec())
            .note(1, 0, "corrupt"),
    ]
}

/// A record of WARC, whose length is that of its content and `off` more.
fn warc_record(head: &str, content: &str, off: isize) -> String {
    let length = content.len().wrapping_add_signed(off);
    format!("WARC/1.0\r\n{head}\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n")
}

/// A page of WET, which is a page of its text.
fn wet(id: &str, off: isize) -> String {
    let head = format!("WARC-Type: conversion\r\nWARC-Record-ID: <{id}>\r\nContent-Type: text/plain");
    warc_record(&head, &format!("text of {id}"), off)
}

fn response(id: &str, http: &str, body: &str) -> String {
    let head = format!("WARC-Type: response\r\nWARC-Record-ID: <{id}>\r\nContent-Type: application/http");
    warc_record(&head, &format!("{http}\r\n\r\n{body}"), 0)
}

/// A table of Parquet, in groups of so many rows.
fn parquet(message: &str, columns: &[&[&str]], group: usize) -> Vec<u8> {
    use parquet::basic::{Compression, Encoding};
    use parquet::data_type::{ByteArray, ByteArrayType};
    let schema = parquet::schema::parser::parse_message_type(&format!("message m {{ {message} }}")).unwrap();
    let properties = parquet::file::properties::WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_dictionary_enabled(false)
        .set_encoding(Encoding::PLAIN)
        .build();
    let mut bytes = Vec::new();
    let mut file =
        parquet::file::writer::SerializedFileWriter::new(&mut bytes, schema.into(), properties.into())
            .unwrap();
    for start in (0..columns[0].len()).step_by(group) {
        let mut rows = file.next_row_group().unwrap();
        for column in columns {
            let part = &column[start..column.len().min(start + group)];
            let values: Vec<ByteArray> = part.iter().filter(|v| !v.is_empty()).map(|&v| v.into()).collect();
            let there: Vec<i16> = part.iter().map(|v| i16::from(!v.is_empty())).collect();
            let mut writer = rows.next_column().unwrap().unwrap();
            writer.typed::<ByteArrayType>().write_batch(&values, Some(&there), None).unwrap();
            writer.close().unwrap();
        }
        rows.close().unwrap();
    }
    file.close().unwrap();
    bytes
}

fn broken_parquet() -> Vec<Case> {
    const TABLE: &str = "optional binary id (UTF8); optional binary text (UTF8);";
    let table = || parquet(TABLE, &[&["1", "2", "3", "4"], &["one", "two", "", "four"]], 2);
    let damaged = |what: &[u8]| {
        let mut bytes = table();
        let at = memchr::memmem::find(&bytes, what).unwrap();
        bytes[at - 6..at + 2].fill(0xFF);
        bytes
    };
    let whole = |file: &'static str, bytes: Vec<u8>| {
        case("a table", file, bytes)
            .page("1", "one")
            .page("2", "two")
            .page("4", "four")
            .note(3, 78, "no-text")
    };
    vec![
        whole("a.parquet", table()),
        whole("a", table()),
        whole("a.parquet.gz", gzip(&table())),
        case("bytes that are no UTF-8", "a.parquet", {
            let mut bytes = table();
            let at = memchr::memmem::find(&bytes, b"four").unwrap();
            bytes[at + 3] = 0xE9;
            bytes
        })
        .page("1", "one")
        .page("2", "two")
        .page("4", "foué")
        .note(3, 78, "no-text"),
        case("no rows", "a.parquet", parquet(TABLE, &[&[], &[]], 2)).note(None, None, "empty-file"),
        case("no text", "a.parquet", parquet("optional binary n;", &[&["1"]], 2)).note(
            None,
            None,
            "no-text-column",
        ),
        case("a cut file", "a.parquet", table()[..200].to_vec()).note(None, None, "not-parquet"),
        case("another kind", "a.parquet", "{\"text\":\"a\"}").note(None, None, "not-parquet"),
        case("nothing", "a.parquet", "").note(None, None, "empty-file"),
        case("a damaged end", "a.parquet", {
            let mut bytes = table();
            let end = bytes.len();
            bytes[end - 60..end - 20].fill(0xFF);
            bytes
        })
        .note(None, None, "not-parquet"),
        case("a damaged group", "a.parquet", damaged(b"one"))
            .page("4", "four")
            .note(1, 4, "broken-rows")
            .note(3, 78, "no-text"),
        case("a damaged last group", "a.parquet", damaged(b"four")).page("1", "one").page("2", "two").note(
            3,
            78,
            "broken-rows",
        ),
    ]
}

fn broken_archives() -> Vec<Case> {
    let good = |bytes: &[&str]| bytes.concat();
    let [a, b, c] = ["a", "b", "c"].map(|id| wet(id, 0));
    let other =
        warc_record("WARC-Type: request\r\nContent-Type: application/http", "GET / HTTP/1.1\r\n\r\n", 0);
    let log = warc_record(
        "WARC-Type: resource\r\nContent-Type: text/plain\r\nWARC-Target-URI: metadata://gnu.org/wget.log",
        "no page",
        0,
    );
    let again =
        warc_record("WARC-Type: revisit\r\nContent-Type: application/http", "HTTP/1.1 200 OK\r\n\r\n", 0);
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r";
    let at = |before: &[&str]| before.concat().len() as u64;
    vec![
        case("an empty archive", "a.warc", "\r\n").note(None, None, "empty-file"),
        case("told by its content", "a", a.clone()).page("a", "text of a"),
        case("line ends alone", "a.wet", a.replace("\r\n", "\n") + &b)
            .page("a", "text of a")
            .page("b", "text of b"),
        case("records that are no pages", "a.warc", good(&[&other, &again, &again, &log, &a]))
            .page("a", "text of a")
            .note(None, None, "no-pages")
            .note(None, None, "revisits"),
        case("errors, redirects, images", "a.warc", {
            let [error, moved] = ["404 Not Found", "302 Found"]
                .map(|code| response("x", &format!("HTTP/1.1 {code}\r\nContent-Type: text/html"), "x"));
            let image = response("x", "HTTP/1.1 200 OK\r\nContent-Type: image/png", "x");
            good(&[&error, &moved, &image, &a])
        })
        .page("a", "text of a")
        .note(None, None, "no-pages"),
        case("a charset that the server told", "a.warc", {
            let mut bytes = response("p", html, "<meta charset=utf-8><p>XXXXXX").into_bytes();
            let end = bytes.len() - 4;
            bytes[end - 6..end].copy_from_slice(b"\xF0\xD2\xC9\xD7\xC5\xD4");
            bytes
        })
        .page("p", "Привет"),
        case("a page of nothing", "a.warc", response("p", html, "<script>x</script>") + &a)
            .page("a", "text of a")
            .note(1, 0, "empty-text"),
        case("a length that is too small", "a.warc", good(&[&a, &wet("x", -3), &b]))
            .page("a", "text of a")
            .page("b", "text of b")
            .note(2, at(&[&a]), "wrong-length"),
        case("a length that is too large", "a.warc", good(&[&a, &wet("x", 20), &b]))
            .page("a", "text of a")
            .page("b", "text of b")
            .note(2, at(&[&a]), "wrong-length"),
        case("a length that is far too large", "a.warc", good(&[&a, &wet("x", 1 << 50), &b]))
            .page("a", "text of a")
            .page("b", "text of b")
            .note(2, at(&[&a]), "too-large"),
        case("no length", "a.warc", good(&[&a, "WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n", &b]))
            .page("a", "text of a")
            .page("b", "text of b")
            .note(2, at(&[&a]), "wrong-length"),
        case("a head without an end", "a.warc", good(&[&a, "WARC/1.0\r\nWARC-Type: response\r\n", &b]))
            .page("a", "text of a")
            .page("b", "text of b")
            .note(2, at(&[&a]), "wrong-length"),
        case("rubbish before and behind", "a.warc", good(&["rubbish\n", &a, "more\r\n\r\nof it\r\n", &b]))
            .page("a", "text of a")
            .page("b", "text of b")
            .note(1, 0, "wrong-length")
            .note(3, 8 + at(&[&a]), "wrong-length"),
        case("an end in a content", "a.warc", a.clone() + &b[..b.len() - 9]).page("a", "text of a").note(
            2,
            at(&[&a]),
            "cut-off",
        ),
        case("an end in a head", "a.warc", a.clone() + &b[..30]).page("a", "text of a").note(
            2,
            at(&[&a]),
            "cut-off",
        ),
        case("a member that is cut", "a.warc.gz", {
            [gzip(a.as_bytes()), gzip(b.as_bytes())[..40].to_vec(), gzip(c.as_bytes())].concat()
        })
        .page("a", "text of a")
        .page("c", "text of c")
        .note(2, at(&[&a]), "corrupt"),
        case("a member that is damaged", "a.wet.gz", {
            let mut bad = gzip(b.as_bytes());
            bad[20..40].fill(0xFF);
            [gzip(a.as_bytes()), bad, gzip(c.as_bytes())].concat()
        })
        .page("a", "text of a")
        .page("c", "text of c")
        .note(2, at(&[&a]), "corrupt"),
        case(
            "a last member that is cut",
            "a.warc.gz",
            [gzip(a.as_bytes()), gzip(b.as_bytes())[..40].to_vec()].concat(),
        )
        .page("a", "text of a")
        .note(2, at(&[&a]), "truncated"),
    ]
}

#[test]
fn every_fault_has_its_line_and_the_rest_is_read() {
    let table = [
        empty_files(),
        encodings(),
        control_characters(),
        broken_json(),
        broken_tables(),
        deep_nesting(),
        packed_and_unknown_files(),
        broken_archives(),
        broken_parquet(),
    ];
    for case in table.into_iter().flatten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(case.file);
        fs::write(&path, &case.bytes).unwrap();
        let (pages, notes) = read(&[path.to_str().unwrap()], &ReadOptions::default());
        let prefix = format!("{}/", folder.path().display());
        let pages: Vec<(String, String)> =
            pages.into_iter().map(|p| (p.id.replace(&prefix, ""), p.text)).collect();
        let expected: Vec<_> = case.pages.into_iter().map(|(id, text)| (id.to_owned(), text)).collect();
        assert_eq!(pages, expected, "{}", case.what);
        let seen: Vec<_> = notes.iter().map(|n| (n.record, n.offset, n.reason.key())).collect();
        assert_eq!(seen, case.notes, "{}", case.what);
        assert!(notes.iter().all(|n| Path::new(&n.file) == path), "{}", case.what);
    }
}

fn read(inputs: &[&str], options: &ReadOptions) -> (Vec<Page>, Vec<Skipped>) {
    let inputs: Vec<String> = inputs.iter().map(|&i| i.to_owned()).collect();
    split(source::open(&inputs, options))
}

fn split(records: impl Iterator<Item = Record>) -> (Vec<Page>, Vec<Skipped>) {
    let (mut pages, mut notes) = (Vec::new(), Vec::new());
    for record in records {
        match record {
            Record::Page(page) => pages.push(page),
            Record::Skipped(note) => notes.push(note),
        }
    }
    (pages, notes)
}

#[test]
fn what_comes_before_a_cut_is_kept() {
    let lines = many_lines();
    let packed = [gzip(lines.as_bytes()), zstd(lines.as_bytes())];
    for (packed, name) in packed.into_iter().zip(["a.jsonl.gz", "a.jsonl.zst"]) {
        let cut = packed[..packed.len() * 3 / 4].to_vec();
        let (pages, notes) =
            split(source::open_bytes(name, Box::new(io::Cursor::new(cut)), &ReadOptions::default()));
        assert!(pages.len() > 10_000 && pages.len() < 20_000, "{name}: {}", pages.len());
        assert!(pages.iter().enumerate().all(|(n, page)| page.id == n.to_string()));
        let [note] = notes.try_into().unwrap();
        assert_eq!((note.reason.key(), note.record), ("truncated", Some(pages.len() as u64 + 1)));
        // The data ended inside that record.
        let starts: Vec<usize> = lines.match_indices('\n').map(|(at, _)| at + 1).collect();
        let offset = note.offset.unwrap() as usize;
        assert!((starts[pages.len() - 1]..=starts[pages.len()]).contains(&offset), "{name}");
    }
}

#[test]
fn a_page_above_the_limit_is_passed_over() {
    let limits = Limits { page_bytes: 1 << 20, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let word = "word ".repeat(20 << 20);
    let small = "{\"id\":\"z\",\"text\":\"a\"}";
    let cases = [
        ("a.txt", word.clone(), (None, None), false),
        ("a.html", format!("<p>{word}"), (None, None), false),
        ("a.jsonl", format!("{{\"text\":\"{word}\"}}\n{small}"), (Some(1), Some(0)), true),
        ("a.json", format!("[{{\"text\":\"{word}\"}},{small}]"), (Some(1), Some(1)), true),
        ("a.csv", format!("id,text\ny,{word}\nz,a"), (Some(1), Some(8)), true),
    ];
    for (name, content, place, rest) in cases {
        let bytes = Box::new(io::Cursor::new(content.into_bytes()));
        let (pages, notes) = split(source::open_bytes(name, bytes, &options));
        let notes: Vec<_> = notes.iter().map(|n| ((n.record, n.offset), n.reason.key())).collect();
        assert_eq!(notes, [(place, "too-large")], "{name}");
        assert_eq!(
            pages.iter().map(|p| (&*p.id, &*p.text)).collect::<Vec<_>>(),
            [("z", "a")][..usize::from(rest)]
        );
    }
}

#[test]
fn a_page_of_a_hundred_megabytes_is_named_or_read() {
    let word = "word ".repeat(20 << 20);
    let read = |limits| {
        let bytes = Box::new(io::Cursor::new(word.clone().into_bytes()));
        split(source::open_bytes("a.txt", bytes, &ReadOptions { limits, ..ReadOptions::default() }))
    };
    let (pages, notes) = read(Limits::default());
    assert!(pages.is_empty());
    assert_eq!(notes[0].to_string(), "a.txt: larger than the limit of 67108864 bytes a page");
    let (pages, notes) = read(Limits { page_bytes: 128 << 20, ..Limits::default() });
    assert!(pages[0].text == word && notes.is_empty());
}

#[test]
fn a_bomb_is_stopped_and_what_came_before_is_kept() {
    // 200 MB of zeros behind a page, in 200 KB.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(b"{\"text\":\"a\"}\n").unwrap();
    io::copy(&mut io::repeat(b' ').take(200 << 20), &mut encoder).unwrap();
    let bomb = encoder.finish().unwrap();
    let bytes = Box::new(io::Cursor::new(bomb));
    let (pages, notes) = split(source::open_bytes("a.jsonl.gz", bytes, &ReadOptions::default()));
    assert_eq!(pages.len(), 1);
    // Either its size or its ratio is noticed; here one line of spaces exceeds the page before.
    assert!(
        !notes.is_empty()
            && notes.iter().all(|n| matches!(n.reason.key(), "too-large" | "decompression-bomb"))
    );
}

#[test]
fn a_million_pages_of_a_line_stream() {
    struct Endless {
        left: u64,
        line: Vec<u8>,
        at: usize,
    }
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.at == self.line.len() {
                if self.left == 0 {
                    return Ok(0);
                }
                self.left -= 1;
                (self.line, self.at) = (format!("{{\"id\":{},\"text\":\"x\"}}\n", self.left).into_bytes(), 0);
            }
            let n = (&self.line[self.at..]).read(buffer)?;
            self.at += n;
            Ok(n)
        }
    }
    let endless = Endless { left: 1_000_000, line: Vec::new(), at: 0 };
    let records = source::open_bytes("a.jsonl", Box::new(endless), &ReadOptions::default());
    assert_eq!(records.filter(|r| matches!(r, Record::Page(_))).count(), 1_000_000);
}

#[test]
fn folders_are_walked_in_order_with_all_their_faults() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    write("b/2.txt", b"two");
    write("b/1.txt", b"one");
    write("a.JSONL", b"{\"text\":\"zero\"}");
    write("c.php?id=7", b"<!DOCTYPE html><p>three");
    write("c.bin", b"\0\x01");
    write("c.rs", b"fn main() {}");
    write("d.pdf", b"%PDF-1.7");
    write("e_files/logo.png", b"\x89PNG");
    write("style.CSS", b"p {}");
    write(".hidden/x.txt", b"no");
    write(".x.txt", b"no");
    let options = ReadOptions::default();
    let root = folder.path().to_str().unwrap();
    let missing = format!("{root}/none.txt");
    let (pages, notes) = read(&[root, &missing], &options);
    let texts: Vec<&str> = pages.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["zero", "one", "two", "three"]);
    let assets = notes.iter().find(|n| n.reason.key() == "assets").unwrap();
    let notes: Vec<_> = notes.iter().map(|n| (&n.file[root.len()..], n.reason.key())).collect();
    assert_eq!(
        notes,
        [
            ("/c.bin", "unknown-format"),
            ("/c.rs", "unknown-format"),
            ("/d.pdf", "unknown-format"),
            ("", "assets"),
            ("/none.txt", "missing"),
        ]
    );
    assert_eq!((options.progress.assets(), assets.count(), assets.reason.is_loss()), (2, 2, false));

    let listed = source::list(&[root.to_owned(), missing.clone(), "-".to_owned()]);
    assert_eq!(listed.len(), 11);
    assert_eq!(listed[1].bytes, Some(3));
    assert_eq!((listed[9].path.as_str(), listed[9].bytes), (missing.as_str(), None));
}

#[test]
fn a_file_that_vanishes_costs_only_itself() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["1.txt", "2.txt", "3.txt"] {
        fs::write(folder.path().join(name), name).unwrap();
    }
    let mut records = source::open(&[folder.path().to_str().unwrap().to_owned()], &ReadOptions::default());
    let first = records.next().unwrap();
    fs::remove_file(folder.path().join("2.txt")).unwrap();
    let (pages, notes) = split(std::iter::once(first).chain(records));
    assert_eq!(pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["1.txt", "3.txt"]);
    assert_eq!(notes[0].to_string(), format!("{}/2.txt: does not exist", folder.path().display()));
}

/// Traces into `output`, and gives the ids of the documents and the manifest, as they stand on the disk.
fn traced(inputs: &[String], output: &Path) -> (Vec<String>, serde_json::Value) {
    let settings = Settings { output: output.to_owned(), format: TableFormat::Jsonl, ..Settings::default() };
    trace(inputs, &settings).unwrap();
    let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone();
    let documents = fs::read_to_string(output.join("documents.jsonl")).unwrap();
    let ids = documents.lines().map(|line| id(line).as_str().unwrap().to_owned()).collect();
    (ids, serde_json::from_slice(&fs::read(output.join("manifest.json")).unwrap()).unwrap())
}

#[test]
fn a_run_over_bad_input_ends_with_a_collection() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let lines = "{\"id\":\"../../etc/x\",\"text\":\"a b c\"}\nx\n{\"id\":7,\"text\":\"d\"}\n{\"id\":7,\"text\":\"e\"}\n";
    fs::write(path("a.jsonl"), lines).unwrap();
    let packed = gzip(many_lines().as_bytes());
    fs::write(path("b.jsonl.gz"), &packed[..packed.len() / 100]).unwrap();
    let output = folder.path().join("out");
    let (ids, manifest) = traced(&[path("a.jsonl"), path("none.txt"), path("b.jsonl.gz")], &output);
    assert!(["../../etc/x", "7", "7#2"].iter().all(|id| ids.iter().any(|i| i == id)), "{ids:?}");
    // Ids are no paths: nothing is written but the collection.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    let skipped = manifest["skipped"].as_array().unwrap();
    let reasons: Vec<_> = skipped.iter().map(|row| row["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["not-json", "missing", "truncated"]);
    let bad_line = serde_json::json!({"file": path("a.jsonl"), "record": 2, "offset": 36, "reason": "not-json",
        "detail": "not JSON (byte 1 of the record)"});
    assert_eq!(skipped[0], bad_line);
    let counts = serde_json::json!({"missing": 1, "not-json": 1, "truncated": 1});
    assert_eq!(manifest["counts"]["skipped"], counts);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.jsonl");
    fs::write(&input, many_lines()).unwrap();
    let output = folder.path().join("out");
    let settings = Settings { output: output.clone(), format: TableFormat::Jsonl, ..Settings::default() };
    let inputs = [input.to_str().unwrap().to_owned()];
    trace(&inputs, &settings).unwrap();
    let before = fs::read(output.join("documents.jsonl")).unwrap();
    // The next run's table goes to a device on which there is never any space.
    std::os::unix::fs::symlink("/dev/full", output.join("documents.jsonl.part")).unwrap();
    let error = trace(&inputs, &settings).err().unwrap().to_string();
    assert!(error.contains("documents.jsonl: ") && error.contains("space"), "{error}");
    assert!(fs::read(output.join("documents.jsonl")).unwrap() == before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf_8_is_read_all_the_same() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xE9.txt")), "a").unwrap();
    let (pages, notes) = read(&[folder.path().to_str().unwrap()], &ReadOptions::default());
    assert_eq!((pages.len(), notes.len()), (1, 0));
    assert!(pages[0].id.ends_with("caf\u{fffd}.txt"));
}

#[cfg(unix)]
#[test]
fn links_and_rights_and_pipes() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("a")).unwrap();
    fs::write(path("a/1.txt"), "one").unwrap();
    fs::write(path("secret.txt"), "two").unwrap();
    fs::set_permissions(path("secret.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    symlink(folder.path(), path("a/loop")).unwrap();
    symlink(path("gone"), path("broken.txt")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(path("socket.txt")).unwrap();
    // The administrator may read everything.
    let may_read = fs::read(path("secret.txt")).is_ok();

    let (pages, notes) = read(&[folder.path().to_str().unwrap()], &ReadOptions::default());
    assert_eq!(pages.len(), 1 + usize::from(may_read));
    let keys: Vec<_> = notes.iter().map(|n| n.reason.key()).collect();
    let expected = ["link-loop", "missing", "unreadable", "not-a-file"];
    assert_eq!(keys, expected.into_iter().filter(|k| !may_read || *k != "unreadable").collect::<Vec<_>>());
}

#[test]
fn a_file_that_fails_while_it_is_read() {
    struct Failing(&'static [u8]);
    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(io::Error::other("the disk is on fire")),
                n => Ok(n),
            }
        }
    }
    for (name, content, offset) in [
        ("a.jsonl", b"{\"text\":\"a\"}\n{\"te".as_slice(), 17),
        ("a.json", b"[{\"text\":\"a\"}, ", 15),
        ("a.csv", b"text\na\nb", 8),
        ("a.txt", b"a", 1),
        ("a.html", b"a", 1),
        ("a.md", b"a", 1),
        ("a", b"a", 1),
    ] {
        let records = source::open_bytes(name, Box::new(Failing(content)), &ReadOptions::default());
        let (pages, notes) = split(records);
        assert_eq!(pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["a"], "{name}");
        let [note] = notes.try_into().unwrap();
        assert_eq!(note.reason.to_string(), "cannot be read: the disk is on fire", "{name}");
        assert_eq!(note.offset, Some(offset), "{name}");
    }
}
