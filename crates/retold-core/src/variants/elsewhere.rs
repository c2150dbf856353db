//! Facts that are told elsewhere: in a sentence that does not answer to the one which has the old fact.
//!
//! Who retells joins and parts sentences, and rows lay beside one another only what is most alike. A fact that no parent
//! states anywhere may stand for one that the witness states nowhere, if both are of one sort and the same is said
//! around them.

use std::cell::LazyCell;
use std::ops::Range;

use super::context::{Context, pair};
use super::dates::is_same_term;
use super::names::{SIMILAR, are_spelled_out, is_derived, letters_alike};
use super::numbers::{is_mistaken, is_same};
use super::sound::{is_short, sounds};
use super::{Change, Drift, Side};
use crate::collation::tokens;
use crate::facts::names::{Bearer, is_role, run};
use crate::facts::{Class, Stated};
use crate::language::Kind;
use crate::language::senses::Senses;
use crate::relation::Relation;

/// What is said around two facts must weigh as much in both: three tenths of a rare word.
const AROUND: f32 = 0.3;

/// Places, of which a text has several that are much the same to it, need more.
const AROUND_PLACES: f32 = 0.5;

/// Who states so much that is new, or has lost so much, tells of something else.
const MOST: usize = 100;

/// Finds the facts that are told elsewhere; `out` are the drifts that were found in rows.
///
/// Time: linear in the words of all, and for each of at most [`MOST`] new facts the lost ones, as many.
pub fn drifts(context: &Context, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let are_some = |tokens: &[usize]| (1..=MOST).contains(&tokens.len());
    let new = news(context, out);
    if !are_some(&new) {
        return;
    }
    let own = LazyCell::new(|| facts(context.child, &new));
    for parent in 0..context.parents.len() {
        let lost = losses(context, parent, out);
        if !are_some(&lost) {
            continue;
        }
        let given = facts(context.parents[parent], &lost);
        let both = Both { child: context.child, parent: context.parents[parent], relation };
        let akin = both.akin(&own, &given);
        let is_free =
            |own: &Fact, given: &Fact| akin.iter().all(|&(at, there)| (at == own.at) == (there == given.at));
        let pairs = own.iter().flat_map(|own| given.iter().map(move |given| (own, given)));
        let pairs = pairs.filter(|(own, given)| is_free(own, given));
        let scored = |(own, given): (&Fact, &Fact)| Some((both.score(own, given)?, own.at, given.at));
        for (at, there) in pair(&mut pairs.filter_map(scored).collect::<Vec<_>>()) {
            let (before, after) = (both.parent.whole(there..there + 1), both.child.whole(at..at + 1));
            let bearer = given.iter().find(|given| given.at == there).and_then(|given| given.bearer);
            let change = both.change(there, bearer);
            out.push(Drift { change, sentence: both.child.sentence_of(at), parent, before, after });
        }
    }
}

/// A fact that one side alone states.
struct Fact {
    /// Its token.
    at: usize,
    /// If it is a word of a name, all words of that.
    name: Range<usize>,
    /// The tokens of its sentence that stand near it, itself among them.
    near: Range<usize>,
    /// Whose name it is, if it is a name in itself and not one that is a word.
    bearer: Option<Bearer>,
}

/// What the witness states and no parent does, and is in no drift; of more than [`MOST`], one more.
fn news(context: &Context, found: &[Drift]) -> Vec<usize> {
    let is_new = |at: usize| {
        (0..context.parents.len()).all(|parent| !context.gives(parent, &context.child.marks[at]))
            && !found.iter().any(|drift| drift.after.contains(&at))
    };
    stating(context.child, is_new)
}

/// What a parent states and the witness does nowhere, and is in no drift; of more than [`MOST`], one more.
fn losses(context: &Context, parent: usize, found: &[Drift]) -> Vec<usize> {
    let is_lost = |at: usize| {
        !context.says(&context.parents[parent].marks[at])
            && !found.iter().any(|drift| drift.parent == parent && drift.before.contains(&at))
    };
    stating(context.parents[parent], is_lost)
}

/// The tokens that state a fact that is wanted; of more than [`MOST`], one more.
fn stating(stated: &Stated, is_wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    let is_fact = |&at: &usize| stated.marks[at].class.is_fact() && is_wanted(at) && !is_role(stated, at);
    (0..stated.marks.len()).filter(is_fact).take(MOST + 1).collect()
}

/// The facts that these tokens state.
fn facts(stated: &Side, tokens: &[usize]) -> Vec<Fact> {
    let is_name = |at: usize| {
        stated.marks[at].class == Class::Name
            && stated.token(at).kind == Kind::Name
            && !is_short(stated.word(at))
    };
    let fact = |&at: &usize| {
        let name = if stated.marks[at].class == Class::Name { run(stated, at) } else { at..at + 1 };
        Fact { at, bearer: is_name(at).then(|| stated.bearer(&name)), name, near: near(stated, at) }
    };
    tokens.iter().map(fact).collect()
}

/// The tokens near one of a sentence, itself among them.
fn near(stated: &Stated, at: usize) -> Range<usize> {
    /// Words to either side.
    const REACH: usize = 8;
    let sentence = tokens(stated, stated.sentence_of(at));
    at.saturating_sub(REACH).max(sentence.start)..(at + REACH + 1).min(sentence.end)
}

/// A witness and a parent.
struct Both<'s> {
    child: &'s Stated<'s>,
    parent: &'s Stated<'s>,
    relation: Option<Relation>,
}

impl Both<'_> {
    /// The names of either side that are written like one of the other, and the numbers that are one in other clothes, with that:
    /// if they stand for any, then for these.
    fn akin(&self, own: &[Fact], given: &[Fact]) -> Vec<(usize, usize)> {
        let are_akin = |own: &Fact, given: &Fact| {
            let classes = [self.child.marks[own.at], self.parent.marks[given.at]].map(|mark| mark.class);
            match (own.bearer, given.bearer, classes) {
                (Some(_), Some(_), _) => {
                    letters_alike(self.child.word(own.at), self.parent.word(given.at)) >= SIMILAR
                }
                (_, _, [Class::Number, Class::Number]) => is_same(self.child, own.at, self.parent, given.at),
                _ => false,
            }
        };
        let with = |own: &Fact| Some((own.at, given.iter().find(|given| are_akin(own, given))?.at));
        own.iter().filter_map(with).collect()
    }

    /// How likely one fact stands for the other, which is the parent's. Nothing, where it does not.
    fn score(&self, own: &Fact, given: &Fact) -> Option<f32> {
        let (at, there) = (own.at, given.at);
        let class = self.child.marks[at].class;
        if class != self.parent.marks[there].class {
            return None;
        }
        let bearers = own.bearer.zip(given.bearer);
        let least = match (class, bearers) {
            (Class::Number, _) if self.are_alike(at, there) => {
                if self.count_the_same(at, there) || self.are_permuted(at, there) { 0.0 } else { AROUND }
            }
            (Class::Name, _) if self.are_of_one_name(own, given) => 0.0,
            (Class::Name, Some((a, b))) if a == b && self.are_namesakes(own, given) => 0.0,
            (Class::Name, Some(bearers)) if self.are_places(own, given, bearers) => AROUND_PLACES,
            // Of a time of day it is seldom said by which clock.
            (Class::Number | Class::Name | Class::Clock, _) => return None,
            (Class::Month, _) if is_same_term(self.child, at, self.parent, there) => return None,
            _ => AROUND,
        };
        Some(self.around(own, given)).filter(|around| *around >= least)
    }

    /// May one of two numbers have been mistaken for the other, and is not the same in other clothes?
    fn are_alike(&self, at: usize, there: usize) -> bool {
        is_mistaken(self.child, at, self.parent, there) && !is_same(self.child, at, self.parent, there)
    }

    /// Do two numbers hold the same digits in another order?
    fn are_permuted(&self, at: usize, there: usize) -> bool {
        let [own, given] = [self.child.word(at), self.parent.word(there)].map(|word| {
            let mut digits: Vec<u8> = word.bytes().filter(u8::is_ascii_digit).collect();
            digits.sort_unstable();
            digits
        });
        own.len() > 1 && own == given
    }

    /// Do two words stand in names of three words or more that have all others in common? Who goes word by word rewords
    /// names as well.
    fn are_of_one_name(&self, own: &Fact, given: &Fact) -> bool {
        const WORDS: usize = 3;
        let (at, there) = (own.at, given.at);
        let mut others = own.name.clone().zip(given.name.clone()).filter(|&(i, _)| i != at);
        !self.relation.is_some_and(Relation::goes_word_by_word)
            && own.name.len() >= WORDS
            && own.name.len() == given.name.len()
            && at - own.name.start == there - given.name.start
            && others.all(|(i, j)| self.child.says(i, self.parent, j))
            // "Co-operative", "Cooperative".
            && !self.parent.word(there).starts_with(self.child.word(at))
            && !self.child.word(at).starts_with(self.parent.word(there))
            && !is_derived(self.child.word(at), self.parent.word(there))
            && !Senses::get().are_alike(self.child.token(at).sym, self.parent.token(there).sym)
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
    fn are_namesakes(&self, own: &Fact, given: &Fact) -> bool {
        let (at, there) = (own.at, given.at);
        let is_first = |fact: &Fact| fact.name == (fact.at..fact.at + 2);
        let is_one = |own: &str, given: &str| {
            sounds(own) == sounds(given)
                || are_spelled_out(own, given)
                || own.starts_with(given)
                || given.starts_with(own)
                || self.relation == Some(Relation::Translation) && letters_alike(own, given) >= SIMILAR
        };
        is_first(own)
            && is_first(given)
            && self.child.says(at + 1, self.parent, there + 1)
            && !is_one(self.child.word(at), self.parent.word(there))
    }

    /// Are both places that have a name of one word? Beside "the Prague firm" it looks like an organisation's.
    fn are_places(&self, own: &Fact, given: &Fact, bearers: (Bearer, Bearer)) -> bool {
        bearers.0 != Bearer::Person
            && bearers.1 != Bearer::Person
            && own.name.len() == 1
            && given.name.len() == 1
            && letters_alike(self.child.word(own.at), self.parent.word(given.at)) < SIMILAR
    }

    /// How much of what is said around two facts is the same: the weights of the words, less for those further off.
    fn around(&self, own: &Fact, given: &Fact) -> f32 {
        /// The weight of a rare word.
        const RARE: f32 = 10.0;
        let near = |fact: &Fact| {
            let at = fact.at;
            fact.near.clone().filter(move |&i| i != at)
        };
        let shared = |i: usize| {
            let place = near(given).find(|&j| self.child.says(i, self.parent, j))?;
            let distance = i.abs_diff(own.at).max(place.abs_diff(given.at));
            Some(self.child.token(i).weight / RARE / (1.0 + 0.1 * distance as f32))
        };
        let content = |&i: &usize| self.child.marks[i].class != Class::Function;
        near(own).filter(content).filter_map(shared).sum()
    }

    /// What changed with the fact of the parent at `there`, which is a name of this bearer if it is one.
    fn change(&self, there: usize, bearer: Option<Bearer>) -> Change {
        match (self.parent.marks[there].class, bearer) {
            (_, Some(bearer)) => Change::of_name(bearer),
            (Class::Number, None) => Change::Number,
            (Class::Name, None) => Change::Org,
            _ => Change::Date,
        }
    }
}
