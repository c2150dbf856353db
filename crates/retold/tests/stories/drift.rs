//! The changed facts that a fixture lists, held against the rows of `variants`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::check::{Answer, Diff};
use crate::fixture::{Block, Drift, Fixture, listed};

/// Of each witness that the block names: the lines that a row meets, those that none does, and the rows that meet no
/// line. Two rows may meet one line, as a phrase may have changed in two places.
pub fn diff(fixture: &Fixture, answer: &Answer) -> Diff {
    let mut diff = Diff { met: Vec::new(), missing: Vec::new(), surplus: Vec::new() };
    let lines = || fixture.lines(Block::Drift);
    let named: BTreeSet<&str> = lines().map(|line| listed(line).unwrap().0).collect();
    for id in named {
        let rows = answer[id]["variants"].as_array().into_iter().flatten();
        let rows: Vec<&Value> = rows.filter(|row| row["drift"] == true).collect();
        let drifts = lines().filter_map(|line| Some((line, Drift::parse(line).unwrap()?)));
        let drifts: Vec<(&str, Drift)> = drifts.filter(|(_, drift)| drift.id == id).collect();
        for (line, drift) in &drifts {
            let met = rows.iter().any(|row| meets(row, drift));
            if met { &mut diff.met } else { &mut diff.missing }.push((*line).to_owned());
        }
        let surplus = rows.iter().filter(|row| !drifts.iter().any(|(_, drift)| meets(row, drift)));
        diff.surplus.extend(surplus.map(|row| shown(id, row)));
    }
    diff
}

/// Is it the same type, does what stood there share a word, and is what stands there half the same at least?
fn meets(row: &Value, drift: &Drift) -> bool {
    let phrase = |column: &str| words(row[column].as_str().unwrap_or(""));
    let (before, after) = (phrase("before"), phrase("after"));
    let (stood, stands) = (words(drift.before), words(drift.after));
    let shared = after.intersection(&stands).count();
    row["type"] == drift.kind
        && before.intersection(&stood).next().is_some()
        && shared > 0
        && 2 * shared >= after.len().min(stands.len())
}

/// The words of a phrase, case and punctuation apart.
fn words(phrase: &str) -> BTreeSet<String> {
    let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn shown(id: &str, row: &Value) -> String {
    let phrase = |column: &str| row[column].as_str().unwrap_or("nothing");
    format!("{id}: {}: {:?} -> {:?}", phrase("type"), phrase("before"), phrase("after"))
}
