//! Each format is written as it came.

use std::io::{Read, Write};

use retold::dedup::Settings;

use crate::{BRIDGE, Bench, PORT, lines, read, same};

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn unpacked(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    match name.rsplit('.').next() {
        Some("gz") => flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut all).unwrap(),
        Some("zst") => zstd::Decoder::new(bytes).unwrap().read_to_end(&mut all).unwrap(),
        _ => return bytes.to_vec(),
    };
    all
}

/// A file, what is to be kept of it, and what it is with columns; all of them unpacked.
struct Case {
    name: &'static str,
    given: Vec<u8>,
    kept: Vec<u8>,
    annotated: Option<Vec<u8>>,
}

/// Of a file whose lines are these, the first is dropped.
fn of_lines(name: &'static str, text: &str) -> Case {
    let kept = text.split_inclusive('\n').skip(1).collect::<String>();
    Case { name, given: text.into(), kept: kept.into(), annotated: None }
}

fn tables() -> Vec<Case> {
    let [first, other, again] = ["b", "c", "a"];
    let table = |separator: &str, end: &str, added: bool| {
        let row = |cells: &[&str], more: &[&str]| {
            let more = if added { more } else { &[] };
            [cells, more].concat().join(separator) + end
        };
        let head =
            row(&["id", "text", "note \"x\""], &["document", "story", "relation", "parent", "best", "spun"]);
        let rows = [
            row(&[first, &format!("\"{PORT}\""), "1"], &["b", "STORY", "copy", "a", "a", "0"]),
            row(&[other, &format!("\"{BRIDGE}\""), "\"2\n3\""], &["c", "", "", "", "c", "0"]),
            row(&[again, &format!("\"{PORT}\""), ""], &["a", "STORY", "", "", "a", "0"]),
        ];
        (head, rows)
    };
    let case = |name, mark: &str, separator, end| {
        let (head, [first, rest @ ..]) = table(separator, end, false);
        let (head_added, rows_added) = table(separator, end, true);
        Case {
            name,
            given: format!("{mark}{head}{first}{}", rest.concat()).into(),
            kept: format!("{mark}{head}{}", rest.concat()).into(),
            annotated: Some(format!("{mark}{head_added}{}", rows_added.concat()).into()),
        }
    };
    vec![
        case("in.csv", "", ",", "\n"),
        case("in.csv", "\u{feff}", ";", "\r\n"),
        case("in.csv", "", ",", "\r"),
        case("in.tsv", "", "\t", "\n"),
        case("in.csv.gz", "", ",", "\n"),
    ]
}

fn records_of_json() -> Vec<Case> {
    let json = lines();
    let objects: Vec<&str> = json.lines().collect();
    let pretty = |objects: &[&str]| format!("[\n{}\n]\n", objects.join(",\n"));
    let list = Case {
        name: "in.json",
        given: format!("[{} , [{}],\n\n {}]", objects[0], objects[1], objects[2]).into(),
        kept: pretty(&objects[1..]).into(),
        annotated: None,
    };
    let one_by_one = Case {
        name: "in.json.gz",
        given: objects.join("\n\n").into(),
        kept: (objects[1..].join("\n") + "\n").into(),
        annotated: None,
    };
    vec![
        of_lines("in.jsonl", &json),
        of_lines("in.jsonl.gz", &json),
        of_lines("in.jsonl.zst", &json),
        of_lines("in.jsonl", &json.replace('\n', "\r\n")),
        list,
        one_by_one,
    ]
}

fn archives() -> Vec<Case> {
    let record = |kind: &str, id: &str, text: &str| {
        let length = text.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nX-Own: ü\r\nWARC-Record-ID: <{id}>\r\nContent-Type: text/plain\r\n\
             Content-Length: {length}\r\n\r\n{text}\r\n\r\n"
        )
    };
    let info = record("warcinfo", "i", "software: x");
    let [first, other, again] =
        [("b", PORT), ("c", BRIDGE), ("a", PORT)].map(|(id, text)| record("conversion", id, text));
    let given = [&*info, &first, &record("request", "r", "GET /"), &other, &again].concat();
    let kept = [&*info, &other, &again].concat();
    ["in.warc", "in.wet.gz", "in.warc.zst"]
        .map(|name| Case { name, given: given.clone().into(), kept: kept.clone().into(), annotated: None })
        .into()
}

fn packed(name: &str, bytes: &[u8]) -> Vec<u8> {
    match name.rsplit('.').next() {
        Some("gz") => gzip(bytes),
        Some("zst") => zstd::encode_all(bytes, 1).unwrap(),
        _ => bytes.to_vec(),
    }
}

#[test]
fn what_is_kept_is_as_it_was() {
    for case in [tables(), records_of_json(), archives()].into_iter().flatten() {
        let bench = Bench::default();
        let input = bench.input(case.name, packed(case.name, &case.given));
        let done = bench.dedup(&[&input], &bench.settings());
        assert_eq!((done.counts.documents, done.counts.kept), (3, 2), "{}", case.name);
        same(case.name, &unpacked(case.name, &bench.data(case.name)), &case.kept);
        bench.dedup(&[&input], &Settings { annotate: true, ..bench.settings() });
        if let Some(annotated) = case.annotated {
            let story = bench.rows("annotations")[0]["story"].as_str().unwrap().to_owned();
            let annotated = String::from_utf8(annotated).unwrap().replace("STORY", &story);
            same(case.name, &unpacked(case.name, &bench.data(case.name)), annotated.as_bytes());
        }
    }
}

#[test]
fn rows_that_do_not_fit_are_mended_where_cells_are_added() {
    let bench = Bench::default();
    // Too few cells, and separators without quotes.
    let input = bench.input("in.csv", "id,text,n\n1,short\n2,a, b \"c\", d,7\n");
    bench.dedup(&[&input], &Settings { annotate: true, ..bench.settings() });
    let expected = "id,text,n,document,story,relation,parent,best,spun\n1,short,,1,,,,1,0\n\
                    2,\"a, b \"\"c\"\", d\",7,2,,,,2,0\n";
    same("in.csv", &bench.data("in.csv"), expected.as_bytes());
    bench.dedup(&[&input], &bench.settings());
    same("in.csv", &bench.data("in.csv"), &read(input.as_ref()));
}

#[test]
fn other_encodings_stay_and_become_utf_8_where_something_is_added() {
    let bench = Bench::default();
    let latin = b"{\"id\":\"\xE9\",\"text\":\"Une cr\xE8me br\xFBl\xE9e\"}\n".to_vec();
    let input = bench.input("in.jsonl", &latin);
    bench.dedup(&[&input], &bench.settings());
    same("in.jsonl", &bench.data("in.jsonl"), &latin);
    bench.dedup(&[&input], &Settings { annotate: true, ..bench.settings() });
    let text = String::from_utf8(bench.data("in.jsonl")).unwrap();
    assert!(text.starts_with("{\"id\":\"é\",\"text\":\"Une crème brûlée\",\"document\":\"é\","), "{text}");
}

#[test]
fn pages_of_a_folder_are_copied_to_their_places() {
    let bench = Bench::default();
    let pages = [("a/1.txt", PORT), ("a/2.html", PORT), ("b.md", BRIDGE), ("c/d/3.txt.gz", "a third page")];
    for (name, text) in pages {
        bench.input(&format!("pages/{name}"), packed(name, text.as_bytes()));
    }
    bench.input("pages/logo.png", "no page");
    let folder = bench.path("pages");
    bench.dedup(&[folder.to_str().unwrap()], &bench.settings());
    let written = bench.files("out/data");
    assert_eq!(written.len(), 3);
    assert!(written.contains(&"pages/b.md".to_owned()) && written.contains(&"pages/c/d/3.txt.gz".to_owned()));
    for name in &written {
        same(name, &bench.data(name), &read(&bench.path(name)));
    }
    // There is no place for columns in them, so that these stand in a table.
    bench.dedup(&[folder.to_str().unwrap()], &Settings { annotate: true, ..bench.settings() });
    assert_eq!((bench.files("out/data").len(), bench.rows("annotations").len()), (4, 4));
}
