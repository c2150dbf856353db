//! A text that is held against others, with what each of them asks of it: found once.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::{Deref, Range};

use rapidhash::fast::RandomState;

use super::titles::Titles;
use crate::facts::names::runs;
use crate::facts::{Class, Mark, Stated};

/// A witness or a parent of one. Most are both.
pub struct Side<'a> {
    stated: Stated<'a>,
    /// How often it states what.
    pub(super) count: Count,
    /// The titles that it gives to names.
    pub(super) titles: Titles<'a>,
    names: OnceCell<Vec<Range<usize>>>,
}

impl<'a> Side<'a> {
    /// A text that states this. Time: linear in its words.
    pub fn of(stated: Stated<'a>) -> Side<'a> {
        Side { stated, count: Count::of(&stated), titles: Titles::of(&stated), names: OnceCell::new() }
    }

    /// Its names.
    pub fn names(&self) -> &[Range<usize>] {
        self.names.get_or_init(|| runs(&self.stated))
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
        let mut count: HashMap<Key, usize, RandomState> = HashMap::default();
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
