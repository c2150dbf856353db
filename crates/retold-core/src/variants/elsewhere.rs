//! Facts that are told elsewhere: in a sentence that does not answer to the one which has the old fact.
//!
//! Who retells joins and parts sentences, and rows lay beside one another only what is most alike. A fact that no parent
//! states anywhere may stand for one that the witness states nowhere, if both are of one sort and the same is said
//! around them.

use std::ops::Range;

use super::context::{Context, pair};
use super::names::{SIMILAR, letters_alike};
use super::numbers::{self, digits_in_common};
use super::sound::{is_short, sounds};
use super::{Change, Drift};
use crate::facts::names::{Bearer, bearer, is_role, run, runs};
use crate::facts::{Class, Stated};
use crate::language::Kind;
use crate::relation::Relation;

/// What is said around two facts must weigh as much in both: about half a rare word.
const AROUND: f32 = 0.3;

/// Names of places, of which a text has several that are much the same to it, need about one.
const AROUND_PLACES: f32 = 0.5;

/// Finds the facts that are told elsewhere; `out` are the drifts that were found in rows.
pub fn drifts(context: &Context, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let own = news(context, out);
    for parent in 0..context.parents.len() {
        let given = losses(context, parent, out);
        if own.is_empty() || given.is_empty() {
            continue;
        }
        let both = Both { child: context.child, parent: &context.parents[parent], relation };
        let pairs = own.iter().flat_map(|&at| given.iter().map(move |&there| (at, there)));
        let mut candidates: Vec<(f32, usize, usize)> =
            pairs.filter_map(|(at, there)| Some((both.score(at, there)?, at, there))).collect();
        for (at, there) in pair(&mut candidates) {
            let (before, after) = (both.parent.whole(there..there + 1), both.child.whole(at..at + 1));
            let change = both.change(there);
            out.push(Drift { change, sentence: sentence(both.child, at), parent, before, after });
        }
    }
}

/// The tokens of changed sentences that state what no parent does, and are in no drift.
fn news(context: &Context, found: &[Drift]) -> Vec<usize> {
    let is_new = |at: usize| {
        (0..context.parents.len()).all(|parent| !context.gives(parent, &context.child.marks[at]))
            && !found.iter().any(|drift| drift.after.contains(&at))
    };
    facts(context.child).filter(|&at| is_new(at)).collect()
}

/// The tokens of a parent that state what the witness does nowhere, and are in no drift.
fn losses(context: &Context, parent: usize, found: &[Drift]) -> Vec<usize> {
    let is_lost = |at: usize| {
        !context.says(&context.parents[parent].marks[at])
            && !found.iter().any(|drift| drift.parent == parent && drift.before.contains(&at))
    };
    facts(&context.parents[parent]).filter(|&at| is_lost(at)).collect()
}

fn facts<'s>(stated: &'s Stated) -> impl Iterator<Item = usize> + 's {
    (0..stated.marks.len()).filter(|&at| stated.marks[at].class.is_fact() && !is_role(stated, at))
}

/// A witness and a parent.
struct Both<'s> {
    child: &'s Stated<'s>,
    parent: &'s Stated<'s>,
    relation: Option<Relation>,
}

impl Both<'_> {
    /// How likely the fact at `at` stands for that at `there`. Nothing, where it does not.
    fn score(&self, at: usize, there: usize) -> Option<f32> {
        let (own, given) = (self.child.marks[at].class, self.parent.marks[there].class);
        if own != given {
            return None;
        }
        let least = match own {
            Class::Number if self.are_alike(at, there) => {
                if self.count_the_same(at, there) {
                    0.0
                } else {
                    AROUND
                }
            }
            Class::Name if self.are_namesakes(at, there) => 0.0,
            Class::Name if self.are_places(at, there) => AROUND_PLACES,
            // Of a time of day it is seldom said by which clock.
            Class::Number | Class::Name | Class::Clock => return None,
            _ => AROUND,
        };
        Some(self.around(at, there)).filter(|around| *around >= least)
    }

    /// Are two numbers written so far alike that one was mistaken for the other, and not one in other clothes?
    fn are_alike(&self, at: usize, there: usize) -> bool {
        digits_in_common(self.child, at, self.parent, there) >= numbers::ALIKE
            && !numbers::is_same(self.child, at, self.parent, there)
    }

    /// Does the same word stand right behind two numbers, what they count?
    fn count_the_same(&self, at: usize, there: usize) -> bool {
        let counted = |stated: &Stated, at: usize| {
            stated.marks.get(at + 1).is_some_and(|mark| matches!(mark.class, Class::Word | Class::Unit))
        };
        counted(self.child, at)
            && counted(self.parent, there)
            && self.child.says(at + 1, self.parent, there + 1)
    }

    /// Do two first names, not one in another spelling, stand before the same family name?
    fn are_namesakes(&self, at: usize, there: usize) -> bool {
        let (own, given) = (self.child.word(at), self.parent.word(there));
        let is_first = |stated: &Stated, at: usize| is_name(stated, at, at..at + 2);
        let is_one = || {
            sounds(own) == sounds(given)
                || own.starts_with(given)
                || given.starts_with(own)
                || self.relation == Some(Relation::Translation) && letters_alike(own, given) >= SIMILAR
        };
        is_first(self.child, at)
            && is_first(self.parent, there)
            && self.child.says(at + 1, self.parent, there + 1)
            && !is_one()
            && self.bearers(at, there).is_some()
    }

    /// Are both places that have a name of one word?
    fn are_places(&self, at: usize, there: usize) -> bool {
        is_name(self.child, at, at..at + 1)
            && is_name(self.parent, there, there..there + 1)
            && letters_alike(self.child.word(at), self.parent.word(there)) < SIMILAR
            && bearer_of(self.child, at) != Bearer::Person
            && bearer_of(self.parent, there) != Bearer::Person
    }

    /// What has the names, if it is one sort of bearer.
    fn bearers(&self, at: usize, there: usize) -> Option<Bearer> {
        let own = bearer_of(self.child, at);
        (own == bearer_of(self.parent, there)).then_some(own)
    }

    /// How much of what is said around two facts is the same: the weights of the words, less for those further off.
    fn around(&self, at: usize, there: usize) -> f32 {
        /// Words to either side.
        const REACH: usize = 8;
        /// The weight of a rare word.
        const RARE: f32 = 10.0;
        let near = |stated: &Stated, at: usize| {
            let sentence = tokens(stated, at);
            (at.saturating_sub(REACH).max(sentence.start)..(at + REACH + 1).min(sentence.end))
                .filter(move |&i| i != at)
        };
        let shared = |i: usize| {
            let place = near(self.parent, there).find(|&j| self.child.says(i, self.parent, j))?;
            let distance = i.abs_diff(at).max(place.abs_diff(there));
            Some(self.child.token(i).weight / RARE / (1.0 + 0.1 * distance as f32))
        };
        let content = |&i: &usize| self.child.marks[i].class != Class::Function;
        near(self.child, at).filter(content).filter_map(shared).sum()
    }

    /// What changed with the fact at `there`.
    fn change(&self, there: usize) -> Change {
        match self.parent.marks[there].class {
            Class::Name => Change::of_name(bearer_of(self.parent, there)),
            Class::Number => Change::Number,
            _ => Change::Date,
        }
    }
}

/// Is a token a name in itself and in full, and `all` the run of its words?
fn is_name(stated: &Stated, at: usize, all: Range<usize>) -> bool {
    stated.token(at).kind == Kind::Name && !is_short(stated.word(at)) && run(stated, at) == all
}

fn bearer_of(stated: &Stated, at: usize) -> Bearer {
    bearer(stated, &runs(stated), &run(stated, at))
}

/// The number of the sentence that a token is of.
fn sentence(stated: &Stated, at: usize) -> usize {
    stated.wording.witness.sentences.partition_point(|sentence| sentence.tokens.end as usize <= at)
}

/// The tokens of the sentence that a token is of.
fn tokens(stated: &Stated, at: usize) -> Range<usize> {
    crate::collation::tokens(stated, sentence(stated, at))
}
