//! `retold show` as a user or a script meets it: what is printed, exit status, messages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::{RETOLD, words};

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    crate::folder("show", test)
}

/// The example pages as a collection of this test's own.
fn collection(test: &str, format: &str) -> PathBuf {
    crate::collection("show", test, format)
}

fn show(collection: &Path, more: &[&str]) -> Output {
    Command::new(RETOLD).arg("show").arg(collection).args(more).output().unwrap()
}

/// What is printed where all is well.
fn shown(collection: &Path, more: &[&str]) -> String {
    let done = show(collection, more);
    assert_eq!(done.status.code(), Some(0), "{more:?}: {}", words(&done.stderr));
    words(&done.stdout)
}

/// The exit status and what is told of it.
fn refused(collection: &Path, more: &[&str]) -> (Option<i32>, String) {
    let done = show(collection, more);
    assert!(done.stdout.is_empty());
    (done.status.code(), words(&done.stderr))
}

#[test]
fn stories_are_listed_and_found_by_what_the_list_shows() {
    let collection = collection("list", "parquet");
    let list = shown(&collection, &[]);
    let lines: Vec<&str> = list.lines().collect();
    assert!(lines.len() > 3 && lines[0].starts_with("story"), "{list}");
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{list}");
    for line in &lines[1..] {
        let (beginning, rest) = line.split_once(' ').unwrap();
        let story = shown(&collection, &[beginning]);
        assert!(story.contains(&format!("\nstory {beginning}")), "{story}");
        let pages = rest.split_whitespace().next().unwrap();
        assert!(story.contains(&format!("\n{pages} witnesses")), "{story}");
    }
    let one = shown(&collection, &["--limit", "1"]);
    assert_eq!(one.lines().count(), 3);
    assert!(one.contains("more stories"), "{one}");
}

#[test]
fn both_formats_of_tables_are_shown_alike() {
    let (one, two) = (collection("parquet", "parquet"), collection("jsonl", "jsonl"));
    assert_eq!(shown(&one, &[]), shown(&two, &[]));
    let list: Value = serde_json::from_str(&shown(&one, &["--format", "json"])).unwrap();
    for story in list.as_array().unwrap() {
        let id = story["id"].as_str().unwrap();
        for format in ["text", "json", "dot", "graphml", "newick", "tei"] {
            let more = [id, "--format", format];
            let text = shown(&one, &more);
            assert_eq!(text, shown(&two, &more));
            assert!(!text.is_empty());
        }
        let whole: Value = serde_json::from_str(&shown(&one, &[id, "--format", "json"])).unwrap();
        assert_eq!(whole["witnesses"], story["witnesses"]);
        assert_eq!(whole["published"], story["published"]);
        let document = whole["nodes"][0]["name"].as_str().unwrap();
        assert_eq!(shown(&one, &[document, "--format", "dot"]), shown(&one, &[id, "--format", "dot"]));
    }
}

#[test]
fn the_exit_status_tells_not_found_from_an_error() {
    let collection = collection("status", "jsonl");
    let (status, told) = refused(&collection, &["no-such-story\u{1b}[2J"]);
    assert_eq!(
        (status, told.as_str()),
        (Some(1), "retold: no-such-story [2J: no story and no document has this id\n")
    );
    assert_eq!(refused(&collection, &[""]).0, Some(1));
    let (status, told) = refused(&collection, &["s"]);
    assert!(status == Some(2) && told.contains("s: the ids of 4 stories begin so: s"), "{told}");
    let documents = fs::read_to_string(collection.join("documents.jsonl")).unwrap();
    let rows = documents.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let alone =
        rows.filter(|row| row["story"].is_null()).find_map(|row| row["id"].as_str().map(str::to_owned));
    let (status, told) = refused(&collection, &[&alone.unwrap()]);
    assert!(status == Some(1) && told.contains("this document is in no story"), "{told}");
    for more in [&["--format", "dot"][..], &["--all"], &["s1", "--limit", "2"], &["s1", "--format", "xls"]] {
        assert_eq!(refused(&collection, more).0, Some(2), "{more:?}");
    }
}

#[test]
fn a_collection_without_stories_has_none_to_show() {
    let folder = folder("none");
    fs::write(folder.join("page.txt"), "A page that nobody copied stands here, alone.").unwrap();
    let output = folder.join("collection");
    Command::new(RETOLD).arg("trace").arg(folder.join("page.txt")).arg("-o").arg(&output).output().unwrap();
    let done = show(&output, &[]);
    assert_eq!((done.status.code(), words(&done.stdout)), (Some(1), "no story\n".to_owned()));
    let done = show(&output, &["--format", "json"]);
    assert_eq!((done.status.code(), words(&done.stdout)), (Some(1), "[]\n".to_owned()));
}

#[test]
fn what_was_not_written_is_not_said_to_be_nothing() {
    let folder = folder("tables");
    for (tables, missing, asked) in [
        ("documents", "stories", &["show"][..]),
        ("documents", "stories", &["show", "--format", "json"]),
        ("documents", "stories", &["report", "-o", "never.html"]),
        ("documents,stories", "texts", &["show", "--claim", "Pumps are recalled."]),
    ] {
        let collection = folder.join(tables);
        let trace = ["trace", crate::EXAMPLES, "--tables", tables, "-o"];
        assert_eq!(
            Command::new(RETOLD).args(trace).arg(&collection).output().unwrap().status.code(),
            Some(0)
        );
        let done = Command::new(RETOLD).args(asked).arg(&collection).output().unwrap();
        let told = words(&done.stderr);
        assert!(done.status.code() == Some(2) && done.stdout.is_empty(), "{told}");
        assert!(
            told.ends_with(&format!("this collection was written without the table {missing}\n")),
            "{told}"
        );
    }
}

#[test]
fn a_claim_is_told_to_programs_and_in_no_format_of_a_story() {
    let collection = collection("claim", "parquet");
    let claim = ["--claim", "41,600 hospital pumps are recalled"];
    let ask = |more: &[&str]| show(&collection, &[&claim, more].concat());
    let found: Value = serde_json::from_slice(&ask(&["--format", "json"]).stdout).unwrap();
    let wordings = found[0]["wordings"].as_array().unwrap();
    assert!(found[0]["story"].is_string() && !wordings.is_empty());
    let text = words(&ask(&[]).stdout);
    assert!(
        wordings.iter().all(|told| told["documents"].is_array() && told["text"].is_string()),
        "{found:#}"
    );
    assert!(text.contains(&found[0]["story"].as_str().unwrap()[..10]), "{text}");
    for format in ["csv", "dot", "tei"] {
        let done = ask(&["--format", format]);
        let told = format!("retold: --claim is told as text or json, not as {format}\n");
        assert_eq!((done.status.code(), words(&done.stderr)), (Some(2), told));
    }
    let nothing = show(&collection, &["--claim", "Zebras juggled.", "--format", "json"]);
    assert_eq!((nothing.status.code(), words(&nothing.stdout)), (Some(1), "[]\n".to_owned()));
}

#[test]
fn a_story_without_a_title_is_shown_by_its_opening() {
    let collection = collection("untitled", "jsonl");
    let path = collection.join("stories.jsonl");
    let rows = fs::read_to_string(&path).unwrap();
    let mut rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    rows[0]["title"] = Value::Null;
    rows[0]["archetype"]["text"] = "\n It rained.\nAnd rained.".into();
    rows[1]["title"] = Value::Null;
    rows[1]["archetype"]["text"] = "".into();
    fs::write(&path, rows.iter().map(|row| format!("{row}\n")).collect::<String>()).unwrap();
    let list = shown(&collection, &[]);
    assert!(list.contains("  “It rained.”\n") && list.contains("  (no title)\n"), "{list}");
}

#[test]
fn what_is_no_collection_is_said_to_be_none() {
    let folder = folder("strangers");
    let (status, told) = refused(&folder, &[]);
    assert!(status == Some(2) && told.ends_with("strangers: holds no finished collection\n"), "{told}");
    assert_eq!(refused(&folder.join("gone"), &[]).0, Some(2));
    let collection = collection("damaged", "jsonl");
    fs::write(collection.join("stories.jsonl"), "{\n").unwrap();
    let (status, told) = refused(&collection, &[]);
    assert!(status == Some(2) && told.contains("damaged/stories.jsonl: row 1: "), "{told}");
    let (status, told) = refused(&collection, &["s1"]);
    assert!(status == Some(2) && told.contains("damaged/stories.jsonl: row 1: "), "{told}");
}

#[test]
fn facts_that_copies_changed_stand_below_the_tree() {
    let collection = collection("facts", "jsonl");
    let list: Value = serde_json::from_str(&shown(&collection, &["--format", "json"])).unwrap();
    let id = list[0]["id"].as_str().unwrap();
    let facts = |more: &[&str]| {
        let shown = shown(&collection, &[&[id], more].concat());
        let parts: Vec<&str> = shown.split("\n\n").collect();
        (*parts.iter().find(|part| part.contains("how many witnesses have ")).unwrap()).to_owned()
    };
    let (some, all) = (facts(&[]), facts(&["--all"]));
    assert!(some.starts_with("Facts that copies changed") && all.starts_with("The facts, "), "{some}\n{all}");
    assert!(some.lines().count() < all.lines().count());
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
    let whole: Value = serde_json::from_str(&shown(&collection, &[id, "--format", "json"])).unwrap();
    let members: Vec<&Value> = whole["nodes"].as_array().unwrap().iter().map(|node| &node["name"]).collect();
    for (table, column) in [("facts", "document"), ("variants", "document"), ("variants", "parent")] {
        let rows = whole[table].as_array().unwrap();
        assert!(!rows.is_empty() && rows.iter().all(|row| members.contains(&&row[column])), "{table}");
    }
}

#[test]
fn a_collection_from_before_the_facts_is_shown_without_them() {
    let collection = collection("old", "jsonl");
    let path = collection.join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let tables = manifest["tables"].as_array_mut().unwrap();
    tables.retain(|table| table["name"] != "facts" && table["name"] != "variants");
    fs::write(&path, manifest.to_string()).unwrap();
    let list: Value = serde_json::from_str(&shown(&collection, &["--format", "json"])).unwrap();
    let text = shown(&collection, &[list[0]["id"].as_str().unwrap()]);
    assert!(!text.contains("how many witnesses have which"), "{text}");
}
