//! The laws of the readers and of the cleaner, on hostile bytes of a seeded generator: the same in every run.
#![allow(clippy::unwrap_used, missing_docs)]

mod laws;
mod random;

use random::Random;

/// What breaks readers: the signs of all formats, half of them cut, and bytes that are none.
const PARTS: [&[u8]; 68] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\"\"",
    b"\\",
    b"\\\"",
    b"\\u",
    b"\\ud83d",
    b"\\u0000",
    b":",
    b",",
    b";",
    b"\t",
    b"\n",
    b"\n",
    b"\r\n",
    b"\r",
    b" ",
    b"  ",
    b"a",
    b"b c",
    b"1",
    b"-",
    b"NaN",
    b"-Infinity",
    b"null",
    b"{\"text\":\"",
    b"\"text\":",
    b"{\"id\":1,\"text\":\"x\"}",
    b"\"}\n",
    b"x,y\n",
    b"x,\"y",
    b"\n\"1\",\"z\"",
    b"\0",
    b"\0a\0b",
    b"\x1b$B",
    b"\x1b",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\xE2\x80",
    b"\xC3\xA9",
    b"\xC3\x83\xC2\xA9",
    b"\xE9",
    b"---\n",
    b"title: x\n",
    b"# T\n",
    b"<",
    b"<!--",
    b"-->",
    b"<p>",
    b"<b>",
    b"</b>",
    b"<table>",
    b"<td>",
    b"<script>",
    b"<pre>",
    b"&amp;",
    b"WARC/1.0\r\n",
    b"WARC-Type: response\r\n",
    b"Content-Length: 9\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"\x1F\x8B\x08",
    b"<li>Menu",
    b"Also read: x. ",
    b"Mr. A said 1.5 percent. ",
];

impl Random {
    /// Up to 40 parts, drawn from a few, so that what belongs together meets.
    fn bytes(&mut self) -> Vec<u8> {
        let few: Vec<&[u8]> = (0..=self.below(8)).map(|_| PARTS[self.below(PARTS.len())]).collect();
        (0..self.below(40)).flat_map(|_| few[self.below(few.len())].to_vec()).collect()
    }
}

/// How many cases of each law are tried.
const CASES: usize = 4_000;

fn holds(law: fn(&[u8])) {
    let mut random = Random(0);
    for _ in 0..CASES {
        let bytes = random.bytes();
        let held = std::panic::catch_unwind(|| law(&bytes));
        assert!(held.is_ok(), "broken by b\"{}\"", bytes.escape_ascii());
    }
}

macro_rules! laws {
    ($($law:ident)*) => {
        $(#[test] fn $law() { holds(laws::$law); })*
    };
}

laws! {
    text_that_is_not_derived_is_the_file
    markdown_that_is_not_derived_is_the_file
    html_text_is_contained
    json_reader_never_loses_the_rest
    jsonl_reader_never_loses_the_rest
    jsonl_offsets_point_at_their_records
    csv_reader_never_loses_the_rest
    csv_offsets_point_at_their_rows
    warc_reader_never_loses_the_rest
    warc_responses_are_read
    warc_members_stand_alone
    parquet_reader_survives_damage
    gz_keeps_what_comes_before_a_cut
    zst_keeps_what_comes_before_a_cut
    answers_do_not_depend_on_how_the_bytes_come
    clean_spans_lie_in_the_text_and_in_order
    statements_lie_in_the_text
}
