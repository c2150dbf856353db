//! Stories about the same happening.

use std::collections::BTreeMap;

use retold_core::align::Evidence;
use retold_core::group::{Linkage, Pair, group};

use crate::intake::Document;
use crate::neighbourhood::{Compared, days_apart};

/// For each document (by the lowest number of its event) the event of its story. `story` gives each document's story
/// by the lowest number of its members.
pub fn events(documents: &[Document], story: &[u32], compared: &[Compared]) -> Vec<u32> {
    let first = first_published(documents, story);
    // Of two stories the reports that share most names speak: a digest is like many things.
    let mut nearest: BTreeMap<(u32, u32), &Compared> = BTreeMap::new();
    for pair in compared {
        let (a, b) = (story[pair.a as usize], story[pair.b as usize]);
        if a != b {
            let held = nearest.entry((a.min(b), a.max(b))).or_insert(pair);
            if names(&pair.evidence) > names(&held.evidence) {
                *held = pair;
            }
        }
    }
    let score = |(&(a, b), pair): (&(u32, u32), &&Compared)| {
        let days = days_apart(first[a as usize], first[b as usize]);
        Pair { a, b, score: agreement(&pair.evidence, days) }
    };
    let pairs: Vec<Pair> = nearest.iter().map(score).collect();
    let event = group(documents.len(), &pairs, Linkage::All);
    story.iter().map(|&name| event[name as usize]).collect()
}

/// When each story, by its name, was first published: a happening is reported when it happens, and copied for days.
fn first_published(documents: &[Document], story: &[u32]) -> Vec<Option<i64>> {
    let mut first: Vec<Option<i64>> = vec![None; documents.len()];
    for (document, &name) in documents.iter().zip(story) {
        let earliest = &mut first[name as usize];
        *earliest = match (*earliest, document.time) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
    first
}

/// The share of the lighter text's names and numbers that the other has.
fn names(evidence: &Evidence) -> f32 {
    evidence.by_mass().0.hard
}

/// How far two stories are about one happening, 0 to 1: from 1/2 on they are, if other reports agree.
fn agreement(evidence: &Evidence, days: Option<f64>) -> f32 {
    let names = names(evidence);
    match one_happening(evidence, days) {
        true => names.max(0.5),
        false if days.is_some_and(|days| days > DAYS) => 0.0,
        false => names.min(0.49),
    }
}

/// Independent reports of one happening name the same people, places and numbers, at one time and in other words.
fn one_happening(evidence: &Evidence, days: Option<f64>) -> bool {
    /// A later report repeats the background of the first nearly word for word.
    const OTHER_WORDS: f32 = 0.5;
    /// Share of the lighter text's names and numbers that the other must have where the time is not known.
    const NAMES: f32 = 0.6;
    let light = evidence.by_mass().0;
    shares_names(evidence)
        && match days {
            Some(days) => days <= DAYS,
            None => light.hard >= NAMES && light.structure < OTHER_WORDS,
        }
}

/// Days between the first reports of a happening.
const DAYS: f64 = 1.5;

/// Do the two name the same people, places and numbers?
pub fn shares_names(evidence: &Evidence) -> bool {
    /// Share of the lighter text's names and numbers that the other has, and of the heavier one's.
    const LIGHTER: f32 = 0.33;
    const HEAVIER: f32 = 0.2;
    /// The weight of the names and numbers shared that says something: half a dozen rare ones.
    const SHARED: f32 = 30.0;
    let (light, heavy) = evidence.by_mass();
    light.hard * light.hard_mass >= SHARED && light.hard >= LIGHTER && heavy.hard >= HEAVIER
}
