//! What each witness of a story says about each fact of its archetype.
//!
//! The facts are those of one text, the archetype or the witness that stands nearest to it; the others are heard down
//! the lines of descent: who has the fact supports it, who changed it or took a changed one over contradicts it, and
//! who has neither is silent.

use std::collections::HashSet;
use std::ops::Range;

use rapidhash::fast::RandomState;

use super::names::Names;
use super::{Class, Stated};
use crate::variants::{Change, Variant};

/// What a fact is told by: the class and the value of a word.
pub type Key = (Class, u64);

/// A fact of the archetype.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What sort of fact: number, date, person, place or organisation.
    pub sort: Change,
    /// Where it stands first, in tokens.
    pub tokens: Range<usize>,
    /// What its words are told by; of a name the last is enough.
    keys: Vec<Key>,
}

/// What a witness brings to the facts by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// By fact: is it stated?
    states: Vec<bool>,
    /// What was changed: what it was told by in the parent and is told by here, and the words here.
    changed: Vec<(Key, Key, String)>,
    /// Everything that it states, sorted.
    stated: Vec<Key>,
}

/// What a witness says about a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The same.
    Same,
    /// Something else: what it is told by, and its words.
    Other(Key, String),
}

/// What a witness says about each fact; nothing where it is silent.
pub type Testimony = Vec<Option<Said>>;

/// The facts of a text, by their first place in it. Each is there once, a name under its fullest form.
///
/// Time: for each name that of [`Names::bearer`].
pub fn facts(stated: &Stated) -> Vec<Fact> {
    let names = Names::of(stated);
    let others = (0..stated.marks.len()).filter(|&at| {
        let class = stated.marks[at].class;
        class.is_fact() && class != Class::Name
    });
    let mut places: Vec<Range<usize>> =
        others.map(|at| at..at + 1).chain(names.runs().iter().cloned()).collect();
    places.sort_unstable_by_key(|tokens| tokens.start);
    let mut seen: HashSet<Key, RandomState> =
        HashSet::with_capacity_and_hasher(places.len(), RandomState::default());
    let mut out = Vec::with_capacity(places.len());
    for tokens in places {
        let keys: Vec<Key> = tokens.clone().map(|i| (stated.marks[i].class, stated.marks[i].value)).collect();
        if !keys.iter().all(|key| seen.contains(key)) {
            seen.extend(&keys);
            out.push(Fact { sort: sort(stated, &names, &tokens), tokens: stated.whole(tokens), keys });
        }
    }
    out
}

fn sort(stated: &Stated, names: &Names, tokens: &Range<usize>) -> Change {
    match stated.marks[tokens.start].class {
        Class::Name => Change::of_name(names.bearer(stated, tokens)),
        class if class.is_date() => Change::Date,
        _ => Change::Number,
    }
}

impl Evidence {
    /// What `child` brings, given its variants against its parents.
    pub fn of(facts: &[Fact], child: &Stated, parents: &[Stated], variants: &[Variant]) -> Evidence {
        let marks = child.marks.iter().filter(|m| m.class.is_fact());
        let mut stated: Vec<Key> = marks.map(|m| (m.class, m.value)).collect();
        stated.sort_unstable();
        stated.dedup();
        let states = |fact: &Fact| fact.keys.last().is_some_and(|key| stated.binary_search(key).is_ok());
        let states = facts.iter().map(states).collect();
        let change = |variant: &Variant| {
            let (before, after) = (variant.before?.changed, variant.after?.changed);
            let old = key_at(&parents[variant.parent], before.start)?;
            Some((old, key_at(child, after.start)?, child.text.get(after.range())?.to_owned()))
        };
        let drifts = variants.iter().filter(|v| v.change.is_drift());
        Evidence { states, changed: drifts.filter_map(change).collect(), stated }
    }

    /// What the witness says, given what its parents say.
    pub fn testimony(&self, facts: &[Fact], parents: &[&Testimony]) -> Testimony {
        facts.iter().enumerate().map(|(number, fact)| self.said(number, fact, parents)).collect()
    }

    fn said(&self, number: usize, fact: &Fact, parents: &[&Testimony]) -> Option<Said> {
        let told = || parents.iter().filter_map(|testimony| testimony[number].as_ref());
        for said in told() {
            let found = match said {
                Said::Same => self.changed.iter().find(|(old, ..)| fact.keys.contains(old)),
                Said::Other(key, _) => self.changed.iter().find(|(old, ..)| old == key),
            };
            if let Some((_, new, words)) = found {
                return Some(if fact.keys.contains(new) {
                    Said::Same
                } else {
                    Said::Other(*new, words.clone())
                });
            }
        }
        let mut inherited = told().filter_map(|said| match said {
            Said::Other(key, words) if self.stated.binary_search(key).is_ok() => Some((*key, words.clone())),
            _ => None,
        });
        let same = told().any(|said| *said == Said::Same) || parents.is_empty();
        match inherited.next() {
            Some((key, words)) if !(same && self.states[number]) => Some(Said::Other(key, words)),
            _ => self.states[number].then_some(Said::Same),
        }
    }
}

/// What the token that begins at a byte is told by.
fn key_at(stated: &Stated, byte: u32) -> Option<Key> {
    let tokens = &stated.wording.witness.tokens;
    let at = tokens.binary_search_by_key(&byte, |token| token.span.start).ok()?;
    Some((stated.marks[at].class, stated.marks[at].value))
}

#[cfg(test)]
mod tests;
