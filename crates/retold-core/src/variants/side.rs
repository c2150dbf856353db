//! A text that is held against others, with what each of them asks of it: found once.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::{Deref, Range};

use rapidhash::fast::RandomState;

use super::contrasts::{Pole, poles_at};
use super::denial::{No, no};
use super::deputies::deputy;
use super::titles::Titles;
use crate::facts::names::{Bearer, Names};
use crate::facts::{Class, Mark, Stated};

/// A witness or a parent of one. Most are both.
pub struct Side<'a> {
    stated: Stated<'a>,
    /// How often it states what.
    pub(super) count: Count,
    /// The titles that it gives to names.
    pub(super) titles: Titles<'a>,
    names: OnceCell<Names>,
    denials: OnceCell<Vec<(usize, No)>>,
    poles: OnceCell<Vec<(usize, &'static [Pole])>>,
    deputies: OnceCell<Vec<(usize, Option<usize>)>>,
}

impl<'a> Side<'a> {
    /// A text that states this. Time: linear in its words.
    pub fn of(stated: Stated<'a>) -> Side<'a> {
        Side {
            stated,
            count: Count::of(&stated),
            titles: Titles::of(&stated),
            names: OnceCell::new(),
            denials: OnceCell::new(),
            poles: OnceCell::new(),
            deputies: OnceCell::new(),
        }
    }

    /// Whose the name is of these tokens.
    pub fn bearer(&self, name: &Range<usize>) -> Bearer {
        self.names.get_or_init(|| Names::of(&self.stated)).bearer(&self.stated, name)
    }

    /// Its tokens that say no, in order.
    pub fn denials(&self) -> &[(usize, No)] {
        self.denials.get_or_init(|| self.telling(no))
    }

    /// Its tokens that are of poles, in order.
    pub fn poles(&self) -> &[(usize, &'static [Pole])] {
        let poles = |stated: &Stated, at| Some(poles_at(stated, at)).filter(|poles| !poles.is_empty());
        self.poles.get_or_init(|| self.telling(poles))
    }

    /// Its tokens for those who stand below somebody, in order, of deputies each with where their office stands.
    pub fn deputies(&self) -> &[(usize, Option<usize>)] {
        self.deputies.get_or_init(|| self.telling(deputy))
    }

    /// Its tokens of which something is told, each with that.
    fn telling<T>(&self, told: impl Fn(&Stated, usize) -> Option<T>) -> Vec<(usize, T)> {
        (0..self.marks.len()).filter_map(|at| Some((at, told(&self.stated, at)?))).collect()
    }
}

impl<'a> Deref for Side<'a> {
    type Target = Stated<'a>;

    fn deref(&self) -> &Stated<'a> {
        &self.stated
    }
}

/// A fact as it is counted: its class and its value.
pub type Key = (Class, u64);

/// How often a text states what it states.
pub struct Count(HashMap<Key, usize, RandomState>);

impl Count {
    fn of(stated: &Stated) -> Count {
        let facts = stated.marks.iter().filter(|mark| is_counted(mark)).count();
        let mut count: HashMap<Key, usize, RandomState> =
            HashMap::with_capacity_and_hasher(facts, RandomState::default());
        keys(stated.marks.iter()).for_each(|key| *count.entry(key).or_default() += 1);
        Count(count)
    }

    pub fn get(&self, key: Key) -> usize {
        self.0.get(&key).copied().unwrap_or(0)
    }
}

/// What is counted of these marks.
pub fn keys<'a>(marks: impl Iterator<Item = &'a Mark>) -> impl Iterator<Item = Key> {
    counted(marks).map(|(_, key)| key)
}

/// The same, each with the place of its mark.
pub fn counted<'a>(marks: impl Iterator<Item = &'a Mark>) -> impl Iterator<Item = (usize, Key)> {
    marks.enumerate().filter(|(_, mark)| is_counted(mark)).map(|(place, mark)| (place, key(mark)))
}

fn is_counted(mark: &Mark) -> bool {
    mark.class.is_fact() | (mark.class == Class::Numeral)
}

/// Numbers in digits and the words that may stand for them are counted as one.
pub fn key(mark: &Mark) -> Key {
    let class = match mark.class {
        Class::Numeral | Class::Year | Class::Day => Class::Number,
        class => class,
    };
    (class, mark.value)
}
