//! `retold compare` as a user or a script meets it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::{RETOLD, words};

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/compare");

fn example(name: &str) -> PathBuf {
    Path::new(EXAMPLES).join(name)
}

fn compare(a: &Path, b: &Path, more: &[&str]) -> Output {
    Command::new(RETOLD).arg("compare").args([a, b]).args(more).output().unwrap()
}

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    crate::folder("compare", test)
}

#[test]
fn facts_that_differ_stand_behind_the_summary() {
    let done = compare(&example("coastal-gazette.txt"), &example("daily-info-portal.txt"), &[]);
    assert_eq!(done.status.code(), Some(0));
    let shown = words(&done.stdout);
    let facts = shown.split("Facts that differ").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    assert!(facts.contains("\n  date      water on Friday, ending eleven  ->  "), "{facts}");
    assert!(facts.contains("\n  number    ") && facts.contains("\n  polarity  "), "{facts}");
    assert!(facts.lines().all(|line| line.chars().count() <= 80), "{facts}");
    assert!(shown.contains("12,400 [number] residents"), "{shown}");
}

#[test]
fn variants_are_told_to_programs_with_their_spans() {
    let (a, b) = (example("coastal-gazette.txt"), example("daily-info-portal.txt"));
    let done = compare(&a, &b, &["--format", "json"]);
    let found: Value = serde_json::from_slice(&done.stdout).unwrap();
    let texts = [("before", fs::read_to_string(a).unwrap()), ("after", fs::read_to_string(b).unwrap())];
    let variants = found["variants"].as_array().unwrap();
    assert!(variants.iter().any(|v| v["drift"] == true) && variants.iter().any(|v| v["drift"] == false));
    for variant in variants {
        for (side, text) in &texts {
            let span = &variant[format!("{side}_span")];
            let Some(shown) = variant[side].as_str() else {
                assert!(span.is_null(), "{variant}");
                continue;
            };
            let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
            assert!(shown.contains(&text[at(0)..at(1)]), "{variant}");
        }
    }
}

#[test]
fn a_page_beside_itself_has_no_variants_and_a_stranger_none_that_are_told() {
    let a = example("coastal-gazette.txt");
    let done = compare(&a, &a, &["--format", "json"]);
    let found: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(found["variants"], Value::Array(Vec::new()));
    assert!(!words(&compare(&a, &a, &[]).stdout).contains("Facts that differ"));
    let stranger = folder("stranger").join("stranger.txt");
    fs::write(&stranger, "The choir of Odderby sang for 14 hours on Monday. Nobody left before the end.")
        .unwrap();
    let done = compare(&a, &stranger, &["--format", "json"]);
    assert_eq!(done.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(found["variants"], Value::Array(Vec::new()));
}

#[test]
fn of_several_pages_none_is_compared() {
    let (folder, page) = (folder("several"), example("coastal-gazette.txt"));
    let table = folder.join("table.csv");
    fs::write(&table, "id,text\n1,The choir sang.\n2,Nobody left.\n").unwrap();
    for several in [&table, Path::new(EXAMPLES)] {
        for (a, b) in [(several, page.as_path()), (page.as_path(), several)] {
            let done = compare(a, b, &[]);
            let told = words(&done.stderr);
            assert!(
                done.status.code() == Some(2) && told.contains("holds more than one page; name "),
                "{told}"
            );
        }
    }
    fs::write(&table, "id,text\n1,The choir sang.\n").unwrap();
    assert_eq!(compare(&table, &table, &[]).status.code(), Some(0));
}

#[test]
fn the_same_few_words_are_a_copy_and_no_names_no_part_of_any() {
    let folder = folder("short");
    let [a, b] = ["a.txt", "b.txt"].map(|name| folder.join(name));
    fs::write(&a, "alpha beta").unwrap();
    fs::write(&b, "alpha beta").unwrap();
    let found = words(&compare(&a, &b, &["--format", "json"]).stdout);
    assert!(found.contains("\"relation_b_to_a\": \"copy\""), "{found}");
    fs::write(&b, "The choir of Odderby sang for 14 hours on Monday.").unwrap();
    for (a, b) in [(&a, &b), (&b, &a)] {
        let found = words(&compare(a, b, &["--format", "json"]).stdout);
        assert!(found.contains("\"names_a\": 0.0") && !found.contains("-0.0"), "{found}");
        assert!(!words(&compare(a, b, &[]).stdout).contains("-0 %"));
    }
}

#[test]
fn a_sentence_that_moved_is_marked_and_a_page_cannot_steer_the_terminal() {
    let folder = folder("moved");
    let (a, b) = (folder.join("a.txt"), folder.join("b.txt"));
    let lines = [
        "The harbour of Kelvik was closed for most of Monday after a crane fell on the quay.",
        "A watchman saw the long arm bend and warned the crew of a ferry that was about to leave.",
        "The owners promised to pay for every one of the 14 boxes that were lost in the water.",
        "Divers will look at the damaged quay before any other ship sails again, the town said.",
    ];
    fs::write(&a, lines.join("\n")).unwrap();
    let moved = [lines[0], lines[2], lines[3], lines[1]].join("\n").replace("14 boxes", "40\u{1b}[31m boxes");
    fs::write(&b, moved).unwrap();
    let shown = words(&compare(&a, &b, &[]).stdout);
    assert!(shown.contains("\nmoved  B  A watchman saw"), "{shown}");
    assert_eq!(shown.matches("moved  B").count(), 1, "{shown}");
    assert!(shown.contains("  number    of the 14 boxes that") && !shown.contains('\u{1b}'), "{shown}");
}

#[test]
fn two_stories_have_their_passages_in_common_told() {
    let folder = folder("passages");
    let ferry = "The last ferry of the Varn line leaves for the scrapyard on Thursday evening. Her captain, Odile \
                 Marsh, says that she never missed a tide in forty years. Passengers will be carried over the new \
                 bridge by a bus that runs every half hour. The town council wants to keep the brass bell for its \
                 museum of the river.";
    let honey = "Beekeepers around Lower Tarn expect the poorest honey harvest in a decade. Rain fell on nineteen \
                 days of June, and the lime trees hardly flowered at all. Some keepers feed their hives with sugar, \
                 which is cheaper than losing the swarm. A jar that cost six crowns last summer may sell for eleven.";
    let storm = "A crane fell on the quay of Kelvik after midnight. The gale had torn two of its anchors loose, \
                 and a watchman saw the long arm bend. Divers will look at the damaged harbour wall before any \
                 other ship sails again, the mayor, Ines Rautio, told reporters.";
    let [a, b] = [("a.txt", ferry), ("b.txt", honey)].map(|(name, own)| {
        let path = folder.join(name);
        fs::write(&path, format!("{own}\n\n{storm}\n\n{}", own.replace("The", "Yesterday the"))).unwrap();
        path
    });
    let done = compare(&a, &b, &["--format", "json"]);
    assert_eq!(done.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&done.stdout).unwrap();
    let [passage] = &found["passages"].as_array().unwrap()[..] else { panic!("one passage: {found:#}") };
    for (side, path) in [("a", &a), ("b", &b)] {
        let [start, end] = [0, 1].map(|end| passage[side][end].as_u64().unwrap() as usize);
        assert_eq!(&fs::read_to_string(path).unwrap()[start..end], storm);
    }
    let shown = words(&compare(&a, &b, &[]).stdout);
    assert!(shown.contains("Passages in common") && shown.contains("A crane fell on the quay"), "{shown}");
}
