//! Which witnesses are kept, and why the others are not.
//!
//! Of every story one witness is kept. A witness whose relation is among those to be dropped is never that one, so that
//! of a story whose witnesses are all of that kind none is kept. Documents that are in no story stand in no relation,
//! and are kept. A page that carries no more than passages of its story is something else for the rest, and kept as one
//! that is alone.

use std::collections::BTreeMap;

use retold_core::relation::Relation;

use crate::collection::Traced;

/// Which witness of a story is kept. Where two have the same claim, the better one is: see [`Traced::preference`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// The one that `documents.best` names: not spun and in the words of the story's root, then the longest, then the
    /// oldest.
    #[default]
    Best,
    /// The one that was read first.
    First,
    /// The one whose story has most words.
    Longest,
    /// The one with the earliest date; those without one come last.
    Oldest,
}

impl Keep {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Keep::Best => "best",
            Keep::First => "first",
            Keep::Longest => "longest",
            Keep::Oldest => "oldest",
        }
    }

    /// The least is kept, of those that are equal the best.
    fn order(self, traced: &Traced, document: u32) -> i64 {
        let known = &traced.intake.documents[document as usize];
        match self {
            Keep::Best => 0,
            Keep::First => i64::from(known.read),
            Keep::Longest => -i64::from(known.words),
            Keep::Oldest => known.time.unwrap_or(i64::MAX),
        }
    }
}

/// Why a document is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another witness of its story is kept.
    Story,
    /// It stands to its parent as those do that are to be dropped.
    Relation,
}

impl Reason {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Story => "story",
            Reason::Relation => "relation",
        }
    }
}

/// What becomes of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The witness of its story that is kept; itself where it is alone. `None` where no witness is kept.
    pub best: Option<u32>,
    /// Why it is dropped; `None` if it is kept.
    pub dropped: Option<Reason>,
}

/// What becomes of each document.
pub fn verdicts(traced: &Traced, keep: Keep, drop: &[Relation]) -> Vec<Verdict> {
    let alone = |document| Verdict { best: Some(document), dropped: None };
    let mut verdicts: Vec<Verdict> = (0..traced.intake.documents.len() as u32).map(alone).collect();
    for witnesses in traced.stories().into_iter().flat_map(|story| alike(traced, story)) {
        let unwanted = |document: u32| is_unwanted(traced, document, drop);
        let order = |&document: &u32| (keep.order(traced, document), traced.preference(document));
        let best = witnesses.iter().copied().filter(|&document| !unwanted(document)).min_by_key(order);
        for &document in &witnesses {
            let dropped = match best {
                Some(best) if best == document => None,
                _ if unwanted(document) => Some(Reason::Relation),
                _ => Some(Reason::Story),
            };
            verdicts[document as usize] = Verdict { best, dropped };
        }
    }
    verdicts
}

/// The witnesses of a story of which one is enough: all but the pages that carry it in part, and of these each with
/// those that are identical to it.
fn alike(traced: &Traced, story: Vec<u32>) -> Vec<Vec<u32>> {
    let page =
        |document: u32| traced.descents[document as usize].in_part.then_some(traced.same[document as usize]);
    let mut groups: BTreeMap<Option<u32>, Vec<u32>> = BTreeMap::new();
    for document in story {
        groups.entry(page(document)).or_default().push(document);
    }
    groups.into_values().collect()
}

/// Copies of what is spun are spun as well, whatever they are to their parent. A page that carries its story in part
/// stands in no relation as a whole.
fn is_unwanted(traced: &Traced, document: u32, drop: &[Relation]) -> bool {
    let descent = &traced.descents[document as usize];
    let relation = descent.relation.filter(|_| !descent.in_part);
    relation.is_some_and(|relation| drop.contains(&relation))
        || drop.contains(&Relation::Spun) && traced.looks_spun(document)
}
