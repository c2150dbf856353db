//! Stories about the same happening.

use retold_core::align::Evidence;

use crate::intake::Document;
use crate::pairs::{Compared, days_apart};

/// For each document (by the lowest number of its event) the event of its story. `story` gives each document's story
/// by the lowest number of its members.
pub fn events(documents: &[Document], story: &[u32], compared: &[Compared]) -> Vec<u32> {
    let mut root: Vec<u32> = story.to_vec();
    for pair in compared.iter().filter(|c| !c.verdict.is_link()) {
        let (a, b) = (&documents[pair.a as usize], &documents[pair.b as usize]);
        if one_happening(&pair.evidence, days_apart(a, b)) {
            let (x, y) = (find(&mut root, pair.a), find(&mut root, pair.b));
            root[x.max(y) as usize] = x.min(y);
        }
    }
    (0..root.len() as u32).map(|d| find(&mut root, d)).collect()
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

/// Independent reports of one happening name the same people, places and numbers on the same day, in other words.
fn one_happening(evidence: &Evidence, days: Option<f64>) -> bool {
    /// Undated texts that agree so far in their sentences are more likely of one template.
    const TEMPLATE: f32 = 0.55;
    shares_names(evidence, days) && (days.is_some() || evidence.by_mass().0.structure < TEMPLATE)
}

/// Do the two name the same people, places and numbers, at the same time where that is known?
pub fn shares_names(evidence: &Evidence, days: Option<f64>) -> bool {
    /// Share of the lighter text's names and numbers that the other has.
    const NAMES: f32 = 0.5;
    /// As much is asked where the days are not known.
    const NAMES_UNDATED: f32 = 0.62;
    const DAYS: f64 = 1.5;
    const FEW: f32 = 40.0;
    let (light, heavy) = evidence.by_mass();
    let enough = light.hard_mass >= FEW && heavy.hard >= 0.2;
    enough
        && match days {
            Some(days) => days <= DAYS && light.hard >= NAMES,
            None => light.hard >= NAMES_UNDATED,
        }
}
