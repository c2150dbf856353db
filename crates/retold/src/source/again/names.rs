//! The columns that are written beside a record, and what they are called.

use std::sync::atomic::{AtomicU32, Ordering};

use serde::Serialize;

/// What is said of a document. The words are those of the tables.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    /// Its id.
    pub document: &'a str,
    /// Its story, if it is not alone.
    pub story: Option<&'a str>,
    /// How it stands to its first parent.
    pub relation: Option<&'a str>,
    /// That parent.
    pub parent: Option<&'a str>,
    /// The witness of its story that is kept; itself, if it is alone.
    pub best: Option<&'a str>,
    /// How much it looks spun.
    pub spun: f64,
}

/// The columns of a [`Note`], in its order.
pub const COLUMNS: [&str; 6] = ["document", "story", "relation", "parent", "best", "spun"];

/// What a column holds.
#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
pub(super) enum Cell<'a> {
    Text(Option<&'a str>),
    Real(f64),
}

impl<'a> Note<'a> {
    pub(super) fn cells(&self) -> [Cell<'a>; COLUMNS.len()] {
        [
            Cell::Text(Some(self.document)),
            Cell::Text(self.story),
            Cell::Text(self.relation),
            Cell::Text(self.parent),
            Cell::Text(self.best),
            Cell::Real(self.spun),
        ]
    }
}

/// Stands before a column's name where the input has a column of that name already.
const PREFIX: &str = "retold_";

/// Which names of columns the inputs have themselves: first those of [`COLUMNS`], then the same with the prefix.
#[derive(Debug, Default)]
pub struct Names(AtomicU32);

impl Names {
    /// The inputs have a field of this name.
    pub(in crate::source) fn tell(&self, name: &str) {
        // Databases do not tell capitals apart.
        let (name, shift) = match name.split_at_checked(PREFIX.len()) {
            Some((prefix, name)) if prefix.eq_ignore_ascii_case(PREFIX) => (name, COLUMNS.len()),
            _ => (name, 0),
        };
        if let Some(at) = COLUMNS.iter().position(|column| column.eq_ignore_ascii_case(name)) {
            self.0.fetch_or(1 << (at + shift), Ordering::Relaxed);
        }
    }

    /// The names for the columns that collide with none of the inputs' own; `None` where both names of one are taken.
    pub fn free(&self) -> Option<[String; COLUMNS.len()]> {
        let taken = self.0.load(Ordering::Relaxed);
        let is_taken = |at: usize| taken & (1 << at) != 0;
        if (0..COLUMNS.len()).any(|at| is_taken(at) && is_taken(at + COLUMNS.len())) {
            return None;
        }
        let name = |at: usize| {
            if is_taken(at) { format!("{PREFIX}{}", COLUMNS[at]) } else { COLUMNS[at].to_owned() }
        };
        Some(std::array::from_fn(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_prefix() {
        let names = Names::default();
        ["Story", "retold_best", "text"].iter().for_each(|name| names.tell(name));
        let free = names.free().expect("free names");
        assert_eq!(free, ["document", "retold_story", "relation", "parent", "best", "spun"]);
        names.tell("BEST");
        assert_eq!(names.free(), None);
    }
}
