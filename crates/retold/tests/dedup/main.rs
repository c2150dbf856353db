//! `dedup` writes the input again: what is kept of each format is as it was, and nothing else is.
#![allow(clippy::unwrap_used, missing_docs)]

mod formats;
mod laws;
mod parquet;
#[path = "../properties/random.rs"]
mod random;

use std::fs;
use std::path::{Path, PathBuf};

use retold::collection::TableFormat;
use retold::dedup::{Deduped, Keep, Reason, Settings, dedup};
use retold::source::Limits;
use retold_core::relation::Relation;
use serde_json::Value;
use tempfile::TempDir;

/// A story, and another one.
pub const PORT: &str = "The harbour of Varn was shut on Monday after 340 dockers walked out over the cranes of Brisen \
    Quay. Elise Marchetti, who runs the port, offered 2.5 percent and spoke of 120 apprentices in Lorne.";
pub const BRIDGE: &str = "Engineers in Tolleby closed the Anders Bridge on Friday when 14 bolts were found to be loose. \
    Mayor Ottilie Brandt said that repairs would cost 3.2 million crowns and take until August.";

/// A folder with inputs, and one for the result.
pub struct Bench {
    folder: TempDir,
}

impl Default for Bench {
    fn default() -> Bench {
        Bench { folder: TempDir::new().unwrap() }
    }
}

impl Bench {
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn input(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn settings(&self) -> Settings {
        Settings { output: self.path("out"), format: TableFormat::Jsonl, ..Settings::default() }
    }

    pub fn dedup(&self, inputs: &[&str], settings: &Settings) -> Deduped {
        let inputs: Vec<String> = inputs.iter().map(|&input| input.to_owned()).collect();
        dedup(&inputs, settings).unwrap()
    }

    pub fn refusal(&self, inputs: &[&str], settings: &Settings) -> String {
        let inputs: Vec<String> = inputs.iter().map(|&input| input.to_owned()).collect();
        dedup(&inputs, settings).err().unwrap().to_string()
    }

    pub fn data(&self, name: &str) -> Vec<u8> {
        fs::read(self.path("out/data").join(name)).unwrap()
    }

    pub fn rows(&self, table: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.path("out").join(format!("{table}.jsonl"))).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// All files below a folder, by their places in it.
    pub fn files(&self, below: &str) -> Vec<String> {
        let root = self.path(below);
        let walk = walkdir::WalkDir::new(&root).sort_by_file_name();
        let files = walk.into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        files.map(|entry| entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned()).collect()
    }
}

/// Three lines: a page, another one, and the first one again, which is older and longer by its title.
pub fn lines() -> String {
    let line = |id: &str, date: &str, text: &str| {
        format!("{{\"id\":\"{id}\", \"n\":1,\"date\":\"{date}\",\"text\":\"{text}\"}}\n")
    };
    line("b", "2031-05-13", PORT) + &line("c", "2031-05-12", BRIDGE) + &line("a", "2031-05-12", PORT)
}

#[test]
fn every_document_that_is_dropped_has_a_row_that_says_why() {
    let bench = Bench::default();
    let input = bench.input("in.jsonl", lines());
    let done = bench.dedup(&[&input], &bench.settings());
    let story = done.traced.stories();
    assert_eq!(story.len(), 1);
    let dropped = bench.rows("dropped");
    assert_eq!(dropped.len(), 1);
    let row = serde_json::json!({
        "document": "b", "source": {"file": input, "record": 1}, "story": dropped[0]["story"], "kept": "a",
        "relation": "copy", "reason": "story"
    });
    assert_eq!(dropped[0], row);
    let file = serde_json::json!({
        "file": input, "written": "in.jsonl", "format": "jsonl", "documents": 3, "kept": 2,
        "bytes": lines().len(), "bytes_written": bench.data("in.jsonl").len()
    });
    assert_eq!(bench.rows("files"), [file]);
    assert_eq!(bench.files("out")[..2], ["collection/documents.jsonl", "collection/links.jsonl"]);
    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("out/dedup.json")).unwrap()).unwrap();
    assert_eq!(manifest["counts"]["dropped"], serde_json::json!({"story": 1}));
    assert_eq!(manifest["counts"]["relations"], serde_json::json!({"copy": 1}));
}

#[test]
fn which_witness_is_kept_can_be_chosen() {
    let bench = Bench::default();
    let line = |id: &str, date: &str, text: &str| {
        format!("{{\"id\":\"{id}\",\"date\":\"{date}\",\"text\":\"{text}\"}}\n")
    };
    let longer = format!(
        "{PORT} It is the first strike there since 2019, said Marchetti, and nobody expects it to be short."
    );
    let input = bench.input(
        "in.jsonl",
        line("late", "2031-05-14", PORT)
            + &line("long", "2031-05-15", &longer)
            + &line("old", "2031-05-12", PORT),
    );
    for (keep, expected) in [(Keep::First, "late"), (Keep::Longest, "long"), (Keep::Oldest, "old")] {
        bench.dedup(&[&input], &Settings { keep, ..bench.settings() });
        let kept: Value = serde_json::from_slice(&bench.data("in.jsonl")).unwrap();
        assert_eq!(kept["id"], expected);
    }
}

#[test]
fn a_page_that_carries_a_passage_is_kept_for_the_rest_of_it() {
    const PASSAGE: &str = "The brass bell of the Hesselby ferry was rung for the last time by Captain Odile Marsh. It \
        weighs 48 kilos and was cast in 1911 by the Kvarn foundry for a school that was never built. Skipper Jonas \
        Wiek rang it in fog, at weddings and once, in 1974, for a cow that had swum out to meet him in midstream.";
    let report = format!("{BRIDGE} {PASSAGE} The new bus leaves every half hour from the market.");
    let letter = format!("{PORT} {PASSAGE} Beekeepers around Lower Tarn expect little honey before August.");
    let bench = Bench::default();
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let input = line("letter", &letter)
        + &line("report", &report)
        + &line("again", &report)
        + &line("twice", &letter);
    let input = bench.input("in.jsonl", input);
    for drop in [Vec::new(), vec![Relation::Excerpt]] {
        let done = bench.dedup(&[&input], &Settings { keep: Keep::First, drop, ..bench.settings() });
        assert_eq!(done.traced.stories().len(), 1);
        let kept = bench.data("in.jsonl");
        let kept = kept.split(|&b| b == b'\n').filter(|line| !line.is_empty());
        let kept: Vec<Value> = kept.map(|line| serde_json::from_slice(line).unwrap()).collect();
        assert_eq!(
            kept.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(),
            ["letter", "report"]
        );
    }
}

#[test]
fn witnesses_whose_relation_is_unwanted_are_never_kept() {
    const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pages");
    let bench = Bench::default();
    for drop in [vec![Relation::Spun], vec![Relation::Reprint, Relation::Rewrite], Relation::ALL.to_vec()] {
        let done =
            bench.dedup(&[PAGES], &Settings { keep: Keep::Longest, drop: drop.clone(), ..bench.settings() });
        for (document, verdict) in (0u32..).zip(&done.verdicts) {
            let relation = done.traced.descents[document as usize].relation;
            let unwanted = relation.is_some_and(|relation| drop.contains(&relation));
            let spun = drop.contains(&Relation::Spun) && done.traced.looks_spun(document);
            assert_eq!(verdict.dropped == Some(Reason::Relation), unwanted || spun, "{relation:?}");
        }
    }
}

#[test]
fn all_is_written_with_what_was_found_beside_it() {
    let bench = Bench::default();
    let input = bench.input("in.jsonl", lines());
    let done = bench.dedup(&[&input], &Settings { annotate: true, ..bench.settings() });
    assert_eq!(done.counts.kept, 2);
    let text = String::from_utf8(bench.data("in.jsonl")).unwrap();
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let added = |row: &Value| {
        ["document", "story", "relation", "parent", "best", "spun"].map(|name| row[name].clone())
    };
    let story = rows[0]["story"].clone();
    assert!(story.is_string());
    assert_eq!(
        added(&rows[0]),
        ["b".into(), story.clone(), "copy".into(), "a".into(), "a".into(), 0.0.into()]
    );
    assert_eq!(added(&rows[1]), ["c".into(), Value::Null, Value::Null, Value::Null, "c".into(), 0.0.into()]);
    assert_eq!(added(&rows[2]), ["a".into(), story, Value::Null, Value::Null, "a".into(), 0.0.into()]);
    for (given, written) in lines().lines().zip(text.lines()) {
        assert!(written.starts_with(given.strip_suffix('}').unwrap()));
    }
    assert_eq!(bench.rows("annotations").len(), 3);
    // Annotated once more, its columns have other names; a third time there are none left.
    let again = bench.input("again.jsonl", text);
    bench.dedup(&[&again], &Settings { annotate: true, ..bench.settings() });
    let twice = bench.data("again.jsonl");
    assert!(String::from_utf8(twice.clone()).unwrap().contains("\"retold_story\":"));
    let thrice = bench.input("thrice.jsonl", twice);
    let refused = bench.refusal(&[&thrice], &Settings { annotate: true, ..bench.settings() });
    assert!(refused.contains("retold_"), "{refused}");
}

#[test]
fn a_result_is_there_whole_or_not_at_all() {
    let bench = Bench::default();
    let input = bench.input("in.jsonl", lines());
    bench.dedup(&[&input], &bench.settings());
    let before = bench.files("out");
    // Another result takes its place, with other tables.
    let only = bench.input("x/in.txt", PORT);
    bench.dedup(&[&only], &Settings { format: TableFormat::Parquet, annotate: true, ..bench.settings() });
    assert_eq!(bench.files("out/data"), ["in.txt"]);
    assert!(bench.path("out/annotations.parquet").exists() && !bench.path("out/dropped.jsonl").exists());
    bench.dedup(&[&input], &bench.settings());
    assert_eq!(bench.files("out"), before);
    // What is no result is refused, and so is an input inside it.
    bench.input("strangers/thesis.tex", "years of work");
    let refused = bench.refusal(&[&input], &Settings { output: bench.path("strangers"), ..bench.settings() });
    assert!(refused.contains("thesis.tex"), "{refused}");
    let inside = bench.path("out/data/in.jsonl");
    let refused = bench.refusal(&[inside.to_str().unwrap()], &bench.settings());
    assert!(refused.contains("stands in the folder of the result"), "{refused}");
    assert_eq!(bench.files("out"), before);
}

#[test]
fn where_nothing_could_be_read_the_earlier_result_stays() {
    let bench = Bench::default();
    let input = bench.input("in.jsonl", lines());
    bench.dedup(&[&input], &bench.settings());
    let before =
        (bench.files("out"), bench.data("in.jsonl"), fs::read(bench.path("out/dedup.json")).unwrap());
    let (typo, empty) = (bench.path("typo.jsonl"), bench.input("empty.txt", ""));
    for annotate in [false, true] {
        for output in ["out", "new"] {
            let settings = Settings { annotate, output: bench.path(output), ..bench.settings() };
            let refused = bench.refusal(&[typo.to_str().unwrap(), &empty], &settings);
            assert!(
                refused.ends_with("empty.txt: no page could be read, and nothing was written"),
                "{refused}"
            );
        }
    }
    let after = (bench.files("out"), bench.data("in.jsonl"), fs::read(bench.path("out/dedup.json")).unwrap());
    assert!(before == after && !bench.path("new").exists());
}

#[test]
fn a_result_is_not_read_as_pages_and_a_collection_is_not_replaced() {
    let bench = Bench::default();
    bench.input("pages/in.jsonl", lines());
    let pages = bench.path("pages");
    let settings = Settings { output: bench.path("pages/out"), ..bench.settings() };
    let first = bench.dedup(&[pages.to_str().unwrap()], &settings).counts.documents;
    assert_eq!((first, bench.dedup(&[pages.to_str().unwrap()], &settings).counts.documents), (3, 3));
    let collection = Settings { output: bench.path("pages/out/collection"), ..bench.settings() };
    let input = bench.input("other.jsonl", lines());
    assert!(bench.refusal(&[&input], &collection).contains("no result of dedup"));
}

#[test]
fn an_input_that_changes_meanwhile_is_named() {
    // A file that takes the place of the one that was read, between the two passes: the collection is written then.
    let bench = Bench::default();
    let input = bench.input("in.jsonl", lines());
    let settings = bench.settings();
    let (path, progress) = (input.clone(), settings.progress.clone());
    let writer = std::thread::spawn(move || {
        while progress.documents() == 0 {
            std::thread::yield_now();
        }
        fs::write(path, "{\"text\":\"x\"}\n").unwrap();
    });
    let refused = bench.refusal(&[&input], &settings);
    writer.join().unwrap();
    assert!(refused.contains("in.jsonl: was changed"), "{refused}");
    assert!(!bench.path("out/dedup.json").exists());
}

#[test]
fn names_lead_nowhere_else_and_are_told_apart() {
    let bench = Bench::default();
    let hostile = lines()
        .replace("\"id\":\"b\"", "\"id\":\"../../escaped\"")
        .replace("\"id\":\"c\"", "\"id\":\"/etc/x\"");
    let inputs =
        [bench.input("a/in.jsonl", hostile), bench.input("b/in.jsonl", "{\"text\":\"another page\"}\n")];
    let up = format!("{}/../a/in.jsonl", bench.path("b").display());
    bench.dedup(&[&up, &inputs[1]], &bench.settings());
    assert_eq!(bench.files("out/data"), ["in-2.jsonl", "in.jsonl"]);
    assert_eq!(fs::read_dir(bench.folder.path()).unwrap().count(), 3);
    let twice = bench.refusal(&[&inputs[0], &inputs[0]], &bench.settings());
    assert!(twice.contains("named twice"), "{twice}");
}

#[test]
fn what_is_no_page_is_not_written_and_what_is_broken_is_named() {
    let bench = Bench::default();
    let input = bench.input("in.jsonl", format!("not JSON\n{}{{}}\n", lines()));
    let limits = Limits { page_bytes: 1 << 20, ..Limits::default() };
    let read = retold::source::ReadOptions { limits, ..Default::default() };
    let done = bench.dedup(&[&input], &Settings { read, annotate: true, ..bench.settings() });
    assert_eq!(bench.data("in.jsonl").split(|b| *b == b'\n').count(), 4);
    assert_eq!(done.traced.skipped().len(), 2);
    assert!(done.traced.lost_input());
}

/// For tests that compare what is written.
pub fn same(what: &str, found: &[u8], expected: &[u8]) {
    assert!(found == expected, "{what}: {}\n  instead of\n{}", found.escape_ascii(), expected.escape_ascii());
}

pub fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}
