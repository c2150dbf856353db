//! What must hold whatever the pages are, on those of a seeded generator.

use std::collections::BTreeMap;

use retold::dedup::{Keep, Settings};
use retold_core::relation::Relation;

use crate::random::Random;
use crate::{BRIDGE, Bench, PORT};

const IDS: [&str; 6] = ["a", "a", "../x", "b/c", "\\u0000", "z\\n"];

/// Lines: pages, copies and parts of them, and lines that are none.
fn lines(random: &mut Random) -> String {
    let mut text = String::new();
    for n in 0..random.below(30) {
        let page = [PORT, BRIDGE][random.below(2)];
        let page = match random.below(4) {
            0 => page.to_owned(),
            1 => page.split_inclusive('.').rev().collect(),
            2 => format!("{page} Nobody said more on day {}.", random.below(3)),
            _ => format!(
                "Page {n} says nothing that another page says, and says it {} times.",
                random.below(9)
            ),
        };
        let id = IDS[random.below(IDS.len())];
        text += &match random.below(8) {
            0 => "no JSON\n".to_owned(),
            1 => "{\"id\":1}\r\n".to_owned(),
            2 => format!("{{\"text\":\"{page}\"}}\n\n"),
            _ => format!("{{\"id\":\"{id}\",\"text\":\"{page}\"}}\n"),
        };
    }
    text
}

fn counted<'a>(lines: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    lines.for_each(|line| *counts.entry(line).or_default() += 1);
    counts
}

#[test]
fn what_is_kept_and_what_is_dropped_is_all_that_was_read() {
    let mut random = Random(7);
    for case in 0..10 {
        let (bench, text) = (Bench::default(), lines(&mut random));
        let input = bench.input("in.jsonl", &text);
        let keep = [Keep::Best, Keep::First, Keep::Longest, Keep::Oldest][random.below(4)];
        let drop = Relation::ALL[..random.below(4)].to_vec();
        let settings = Settings { keep, drop, ..bench.settings() };
        if !text.contains("\"text\"") {
            assert!(bench.refusal(&[&input], &settings).contains("no page could be read"));
            continue;
        }
        let done = bench.dedup(&[&input], &settings);
        let dropped = bench.rows("dropped");
        assert_eq!(done.counts.kept + dropped.len() as u64, done.counts.documents, "case {case}");
        // Every line that is written was given, and no line more often.
        let written = String::from_utf8(bench.data("in.jsonl")).unwrap();
        let given = counted(text.lines());
        assert_eq!(written.lines().count() as u64, done.counts.kept, "case {case}");
        assert!(counted(written.lines()).iter().all(|(line, n)| given.get(line).is_some_and(|all| n <= all)));
        // What is dropped in favour of a witness has one that is kept.
        let gone: Vec<&str> = dropped.iter().filter_map(|row| row["document"].as_str()).collect();
        assert!(dropped.iter().all(|row| row["kept"].as_str().is_none_or(|kept| !gone.contains(&kept))));
        // A corpus without copies has none.
        let again = bench.path("out/data/in.jsonl");
        let other = Settings { output: bench.path("again"), ..settings };
        let again = bench.dedup(&[again.to_str().unwrap()], &other);
        assert_eq!(again.counts.kept, done.counts.kept, "case {case}: {written}");
    }
}

#[test]
fn threads_change_nothing() {
    let mut random = Random(3);
    let bench = Bench::default();
    for name in ["a.jsonl", "b.jsonl", "c.jsonl.gz"] {
        bench.input(&format!("in/{name}"), lines(&mut random));
    }
    let folder = bench.path("in");
    let with = |threads: usize, out: &str| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let settings = Settings { output: bench.path(out), ..bench.settings() };
        pool.install(|| bench.dedup(&[folder.to_str().unwrap()], &settings));
        bench
            .files(out)
            .iter()
            .map(|file| (file.clone(), crate::read(&bench.path(out).join(file))))
            .collect::<Vec<_>>()
    };
    assert!(with(1, "one") == with(4, "four"));
}
