//! Runs a fixture's witnesses through the engine, and holds the tables that it writes against the fixture's blocks.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use retold::collection::TableFormat;
use retold::run::{self, Settings};
use serde_json::{Value, json};

use crate::drift;
use crate::fixture::{Block, Descent, Fixture, listed};

/// The rows of `documents`, by id.
pub type Answer = BTreeMap<String, Value>;

/// Traces the witnesses together, from a file of JSON Lines to the table in JSON Lines.
pub fn trace(fixture: &Fixture) -> Answer {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("witnesses.jsonl");
    let records = fixture.witnesses.iter().map(|w| {
        json!({"id": w.id, "published": w.published, "url": w.url, "title": w.title, "text": w.text})
            .to_string()
            + "\n"
    });
    std::fs::write(&input, records.collect::<String>()).unwrap();
    let output = folder.path().join("collection");
    let settings = Settings { output, format: TableFormat::Jsonl, ..Settings::default() };
    run::trace(&[input.to_str().unwrap().to_owned()], &settings).unwrap();
    let table = std::fs::read_to_string(settings.output.join("documents.jsonl")).unwrap();
    let rows = table.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let answer: Answer = rows.map(|row| (row["id"].as_str().unwrap().to_owned(), row)).collect();
    assert_eq!(answer.len(), fixture.witnesses.len(), "not every witness came through");
    let tables = ["statements", "variants"];
    tables.into_iter().fold(answer, |answer, table| with(answer, &settings.output, table))
}

/// The documents, each with its rows of another table, under that table's name.
fn with(mut answer: Answer, collection: &Path, table: &str) -> Answer {
    let rows = std::fs::read_to_string(collection.join(format!("{table}.jsonl"))).unwrap();
    for line in rows.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let document = answer.get_mut(row["document"].as_str().unwrap()).unwrap();
        match document[table].as_array_mut() {
            Some(rows) => rows.push(row),
            None => document[table] = json!([row]),
        }
    }
    answer
}

/// What was expected beside what was found, both in the lines of the block.
pub struct Diff {
    pub met: Vec<String>,
    pub missing: Vec<String>,
    pub surplus: Vec<String>,
}

/// Compares a block with the answer.
pub fn diff(fixture: &Fixture, answer: &Answer, block: Block) -> Diff {
    match block {
        Block::Stories => Diff::of(expected_stories(fixture), groups(fixture, answer, "story")),
        Block::Events => Diff::of(expected_events(fixture), groups(fixture, answer, "event")),
        Block::Relations => Diff::of(expected_relations(fixture), relations(answer)),
        Block::Furniture => Diff::of(expected_furniture(fixture), marked(fixture, answer, block)),
        Block::Injected => Diff::of(expected_injected(fixture), marked(fixture, answer, block)),
        Block::Statements => statements(fixture, answer),
        Block::Drift => drift::diff(fixture, answer),
        Block::Passages => {
            let expected = fixture.lines(Block::Passages).map(str::to_owned);
            Diff::of(expected.collect(), passages(fixture, answer))
        }
    }
}

/// A line is met by a statement of that document by that speaker whose text has the words. Further statements are no
/// failure.
fn statements(fixture: &Fixture, answer: &Answer) -> Diff {
    let is_said = |line: &&str| {
        let (id, rest) = listed(line).unwrap();
        let (speaker, words) = rest.split_once(": ").expect("`id: speaker: words`");
        let direct = words.starts_with('"');
        let said = |row: &Value| {
            row["speaker"] == speaker
                && row["direct"] == direct
                && row["text"].as_str().unwrap().contains(words.trim_matches('"'))
        };
        answer[id]["statements"].as_array().is_some_and(|rows| rows.iter().any(said))
    };
    let (met, missing): (Vec<&str>, Vec<&str>) = fixture.lines(Block::Statements).partition(is_said);
    let owned = |lines: Vec<&str>| lines.into_iter().map(str::to_owned).collect();
    Diff { met: owned(met), missing: owned(missing), surplus: Vec::new() }
}

impl Diff {
    /// Both sides as bags of lines.
    fn of(mut expected: Vec<String>, mut found: Vec<String>) -> Diff {
        expected.sort();
        found.sort();
        let (mut met, mut missing) = (Vec::new(), Vec::new());
        for line in expected {
            match found.iter().position(|f| *f == line) {
                Some(at) => met.push(found.remove(at)),
                None => missing.push(line),
            }
        }
        Diff { met, missing, surplus: found }
    }

    /// The lines that differ, with their signs.
    pub fn differs(&self) -> Vec<String> {
        let signed = |sign: char| move |line: &String| format!("{sign} {line}");
        self.missing.iter().map(signed('-')).chain(self.surplus.iter().map(signed('+'))).collect()
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.met.iter().try_for_each(|line| writeln!(out, "    {line}"))?;
        self.differs().iter().try_for_each(|line| writeln!(out, "  {line}"))
    }
}

/// A group in one line, whatever the order of its members.
fn in_line(mut ids: Vec<&str>) -> String {
    ids.sort_unstable();
    ids.join(" ")
}

fn expected_stories(fixture: &Fixture) -> Vec<String> {
    fixture.lines(Block::Stories).map(|line| in_line(line.split(' ').collect())).collect()
}

/// The events that the lines make of the stories.
fn expected_events(fixture: &Fixture) -> Vec<String> {
    let mut events: Vec<Vec<&str>> =
        fixture.lines(Block::Stories).map(|line| line.split(' ').collect()).collect();
    for line in fixture.lines(Block::Events) {
        let named = |event: &Vec<&str>| event.iter().any(|id| line.split(' ').any(|l| l == *id));
        let (joined, others): (Vec<_>, Vec<_>) = events.into_iter().partition(named);
        events = others;
        events.push(joined.concat());
    }
    events.into_iter().map(in_line).collect()
}

/// The documents by the value of a column; those that have none are alone.
fn groups(fixture: &Fixture, answer: &Answer, column: &str) -> Vec<String> {
    let mut groups: BTreeMap<Result<&str, &str>, Vec<&str>> = BTreeMap::new();
    for witness in &fixture.witnesses {
        let id = witness.id.as_str();
        groups.entry(answer[id][column].as_str().ok_or(id)).or_default().push(id);
    }
    groups.into_values().map(in_line).collect()
}

fn relation_line(child: &str, parents: Vec<&str>, relation: &str) -> String {
    format!("{child} <- {}: {relation}", in_line(parents))
}

fn expected_relations(fixture: &Fixture) -> Vec<String> {
    let descents = fixture.lines(Block::Relations).map(|line| Descent::parse(line).unwrap());
    descents.map(|d| relation_line(d.child, d.parents, d.relation)).collect()
}

fn relations(answer: &Answer) -> Vec<String> {
    let copies = answer.iter().filter(|(_, row)| !row["relation"].is_null() || row["parents"] != json!([]));
    copies
        .map(|(id, row)| {
            let parents = row["parents"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
            relation_line(id, parents, row["relation"].as_str().unwrap_or("null"))
        })
        .collect()
}

/// Every passage that a page carries, by its first and last five words.
fn passages(fixture: &Fixture, answer: &Answer) -> Vec<String> {
    let mut lines = Vec::new();
    for witness in &fixture.witnesses {
        for passage in answer[&witness.id]["passages"].as_array().unwrap() {
            let [start, end] = [0, 1].map(|i| usize::try_from(passage["span"][i].as_u64().unwrap()).unwrap());
            let words: Vec<&str> = witness.text[start..end].split_whitespace().collect();
            let (first, last) = (words[..5].join(" "), words[words.len() - 5..].join(" "));
            lines.push(format!("{} <- {}: {first} … {last}", witness.id, passage["of"].as_str().unwrap()));
        }
    }
    lines
}

/// White space and punctuation at the ends are nobody's.
fn trimmed(piece: &str) -> &str {
    piece.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Each line of a witness that the block lists, as often as the witness has it.
fn expected_furniture(fixture: &Fixture) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, string) in fixture.lines(Block::Furniture).map(|line| listed(line).unwrap()) {
        let times = fixture.witness(id).unwrap().text.lines().filter(|l| *l == string && !l.is_empty());
        lines.extend(times.map(|line| format!("{id}: {}", trimmed(line))));
    }
    lines
}

/// Each string that the block lists.
fn expected_injected(fixture: &Fixture) -> Vec<String> {
    let listed = fixture.lines(Block::Injected).map(|line| listed(line).unwrap());
    let some = listed.filter(|(_, string)| !string.is_empty());
    some.map(|(id, string)| format!("{id}: {}", trimmed(string))).collect()
}

/// What a column marks in the witnesses that the block names, cut at the ends of lines.
fn marked(fixture: &Fixture, answer: &Answer, block: Block) -> Vec<String> {
    let mut named: Vec<&str> = fixture.lines(block).map(|line| listed(line).unwrap().0).collect();
    named.dedup();
    let mut lines = Vec::new();
    for id in named {
        let row = &answer[id];
        let text = row["text"].as_str().unwrap_or(&fixture.witness(id).unwrap().text);
        for span in row[block.name()].as_array().unwrap() {
            let [start, end] = [0, 1].map(|i| usize::try_from(span[i].as_u64().unwrap()).unwrap());
            let pieces = text[start..end].lines().map(trimmed).filter(|piece| !piece.is_empty());
            lines.extend(pieces.map(|piece| format!("{id}: {piece}")));
        }
    }
    lines
}
