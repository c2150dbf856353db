//! Stories about the same happening.

use retold_core::align::Evidence;

use crate::intake::Document;
use crate::pairs::{Compared, days_apart};

/// For each document (by the lowest number of its event) the event of its story. `story` gives each document's story
/// by the lowest number of its members.
pub fn events(documents: &[Document], story: &[u32], compared: &[Compared]) -> Vec<u32> {
    let first = first_published(documents, story);
    let mut root: Vec<u32> = story.to_vec();
    for pair in compared {
        let (a, b) = (story[pair.a as usize], story[pair.b as usize]);
        if a != b && one_happening(&pair.evidence, days_apart(first[a as usize], first[b as usize])) {
            let (x, y) = (find(&mut root, a), find(&mut root, b));
            root[x.max(y) as usize] = x.min(y);
        }
    }
    (0..root.len() as u32).map(|d| find(&mut root, d)).collect()
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

/// The lowest document of the set that `document` is in, with the way there halved.
fn find(root: &mut [u32], mut document: u32) -> u32 {
    while root[document as usize] != document {
        let above = root[document as usize];
        root[document as usize] = root[above as usize];
        document = above;
    }
    document
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
    const LIGHTER: f32 = 0.5;
    const HEAVIER: f32 = 0.2;
    /// The weight of names and numbers that says something: half a dozen rare ones.
    const FEW: f32 = 40.0;
    let (light, heavy) = evidence.by_mass();
    light.hard_mass >= FEW && light.hard >= LIGHTER && heavy.hard >= HEAVIER
}
