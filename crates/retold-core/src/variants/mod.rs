//! What a copy changed: every place at which a witness differs from its parents, and which of these change a fact.

mod alike;
mod antonyms;
mod bearers;
mod bodies;
mod bounds;
mod changes;
mod context;
mod contrasts;
mod dates;
mod denial;
mod deputies;
mod elsewhere;
#[cfg(test)]
mod laws;
mod names;
mod negation;
mod numbers;
mod passage;
mod quotes;
pub mod restored;
mod roles;
mod rounding;
mod shares;
mod side;
mod sound;
#[cfg(test)]
mod tests;
mod titles;
mod voices;

use std::collections::BTreeSet;
use std::ops::Range;

pub use self::passage::Passage;
pub use self::side::Side;
use crate::collation::{Collation, Row, collate};
use crate::facts::Stated;
use crate::facts::names::Bearer;
use crate::relation::Relation;

/// How a witness differs from its parent in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The parent's words are not there.
    Cut,
    /// Words that the parent has not.
    Added,
    /// A sentence that stands elsewhere in the parent.
    Moved,
    /// Other words.
    Replaced,
    /// The same words, spelled otherwise.
    Respelled,
    /// Another number, or a number of another unit.
    Number,
    /// Another day, month, year, time or span of time.
    Date,
    /// Another person, or another name of one.
    Person,
    /// Another place.
    Place,
    /// Another organisation.
    Org,
    /// Another role or rank of somebody.
    Title,
    /// The opposite.
    Polarity,
    /// Something else in somebody's mouth.
    Quote,
    /// Something else happened.
    Event,
}

impl Change {
    /// All of them, in their order.
    pub const ALL: [Change; 14] = [
        Change::Cut,
        Change::Added,
        Change::Moved,
        Change::Replaced,
        Change::Respelled,
        Change::Number,
        Change::Date,
        Change::Person,
        Change::Place,
        Change::Org,
        Change::Title,
        Change::Polarity,
        Change::Quote,
        Change::Event,
    ];

    /// Its name in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Change::Cut => "cut",
            Change::Added => "added",
            Change::Moved => "moved",
            Change::Replaced => "replaced",
            Change::Respelled => "respelled",
            Change::Number => "number",
            Change::Date => "date",
            Change::Person => "person",
            Change::Place => "place",
            Change::Org => "org",
            Change::Title => "title",
            Change::Polarity => "polarity",
            Change::Quote => "quote",
            Change::Event => "event",
        }
    }

    /// A name of this bearer that changed.
    pub fn of_name(bearer: Bearer) -> Change {
        match bearer {
            Bearer::Person => Change::Person,
            Bearer::Place => Change::Place,
            Bearer::Organisation => Change::Org,
        }
    }

    /// Is it another name?
    fn is_of_name(self) -> bool {
        matches!(self, Change::Person | Change::Place | Change::Org)
    }

    /// Does it change a fact?
    pub fn is_drift(self) -> bool {
        self >= Change::Number
    }
}

/// A place at which a witness differs from a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Which of its parents, by number.
    pub parent: usize,
    /// How.
    pub change: Change,
    /// What the parent has; nothing where the witness added.
    pub before: Option<Passage>,
    /// What the witness has; nothing where it cut.
    pub after: Option<Passage>,
}

/// The variants of `child` against its parents, by their place in it; whole sentences that were cut come last. Without
/// parents there are none.
///
/// Time: that of [`collate`], and for each fact that is missing on either side the facts missing on the other.
pub fn variants(child: &Stated, parents: &[Stated], relation: Option<Relation>) -> Vec<Variant> {
    let sides: Vec<Side> = parents.iter().copied().map(Side::of).collect();
    let collation = collate(child, parents);
    of_collation(&Side::of(*child), &sides.iter().collect::<Vec<_>>(), &collation, relation)
}

/// The same, where it is known how the child [collates](collate) with its parents.
pub fn of_collation(
    child: &Side,
    parents: &[&Side],
    collation: &Collation,
    relation: Option<Relation>,
) -> Vec<Variant> {
    if parents.is_empty() {
        return Vec::new();
    }
    let drifts = drifts(child, parents, collation, relation);
    changes::with_drifts(child, parents, collation, drifts)
}

/// A fact that changed: the tokens that say it in the witness and in the parent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drift {
    pub change: Change,
    /// Sentence of the witness.
    pub sentence: usize,
    /// Which of its parents.
    pub parent: usize,
    /// Tokens of the parent.
    pub before: Range<usize>,
    /// Tokens of the witness.
    pub after: Range<usize>,
}

fn drifts(child: &Side, parents: &[&Side], collation: &Collation, relation: Option<Relation>) -> Vec<Drift> {
    let context = context::Context::of(child, parents, collation);
    let (mut out, mut negations, mut quoted, mut deputies) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (sentence, row) in reworded(collation) {
        let scene = context.scene(sentence, row);
        numbers::drifts(&scene, relation, &mut out);
        bounds::drifts(&scene, &mut out);
        dates::drifts(&scene, relation, &mut out);
        names::drifts(&scene, relation, &mut out);
        bodies::drifts(&scene, relation, &mut out);
        let before = out.len();
        antonyms::drifts(&scene, relation, &mut out);
        // What an opposite answers for was not denied besides.
        if out.len() == before {
            negations.extend(negation::drift(&scene, relation));
        }
        quotes::drifts(&scene, relation, &mut out);
        if quotes::keeps(relation) {
            quoted.extend(quotes::reworded(&scene));
        }
        titles::unnamed(&scene, relation, &mut out);
        deputies.extend(deputies::drift(&scene, relation));
    }
    if negations.len() < negation::MANNER {
        out.extend(negations);
    }
    if quoted.len() < quotes::MANNER {
        add_apart(&mut out, quoted);
    }
    elsewhere::drifts(&context, relation, &mut out);
    titles::drifts(&context, relation, &mut out);
    add_apart(&mut out, deputies);
    voices::drifts(&context, &mut out);
    once(child, parents, &mut out);
    out
}

/// Adds those that share no token of the witness with one that is known.
fn add_apart(drifts: &mut Vec<Drift>, mut others: Vec<Drift>) {
    let meet = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    others.retain(|other| !drifts.iter().any(|known| meet(&known.after, &other.after)));
    drifts.append(&mut others);
}

/// A name that is changed wherever it stands has changed once.
fn once(child: &Side, parents: &[&Side], drifts: &mut Vec<Drift>) {
    let mut seen = BTreeSet::new();
    drifts.retain(|drift| {
        let value = |stated: &Stated, at: usize| stated.marks[at].value;
        let (before, after) =
            (value(parents[drift.parent], drift.before.start), value(child, drift.after.start));
        !drift.change.is_of_name() || seen.insert((before, after))
    });
}

/// The rows of the sentences that were changed.
fn reworded(collation: &Collation) -> impl Iterator<Item = (usize, &Row)> {
    collation
        .rows
        .iter()
        .enumerate()
        .filter_map(|(number, row)| Some((number, row.as_ref()?)))
        .filter(|(_, row)| !row.verbatim)
}
