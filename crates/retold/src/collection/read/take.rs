//! How a row is put together again from the leaves of a Parquet table: the way back of [`Column::put`].
//!
//! The leaves come from a file, which may be damaged: what does not fit is an error, and never a panic or a loop
//! without end.

use std::io;

use parquet::data_type::ByteArray;

use crate::collection::column::{Column, Level};

/// A type that can be taken out of a row.
pub trait Take: Column + Sized {
    /// Takes the next value from its leaves.
    fn take(leaves: &mut [Held], at: Level) -> io::Result<Self>;
}

/// The values of one leaf column that were read and wait to be taken.
pub struct Held {
    /// One for each place in the schema, filled or not; none at all where every place is filled.
    pub definitions: Vec<i16>,
    /// One for each place; none at all where there is no list around.
    pub repetitions: Vec<i16>,
    pub values: Values,
    /// The places and the values that were taken.
    places: usize,
    taken: usize,
}

pub enum Values {
    Integers(Vec<i64>),
    Truths(Vec<bool>),
    Reals(Vec<f64>),
    Texts(Vec<ByteArray>),
}

impl Held {
    pub fn new(values: Values) -> Held {
        Held { definitions: Vec::new(), repetitions: Vec::new(), values, places: 0, taken: 0 }
    }

    /// Empties it and keeps its memory.
    pub fn clear(&mut self) {
        self.definitions.clear();
        self.repetitions.clear();
        match &mut self.values {
            Values::Integers(values) => values.clear(),
            Values::Truths(values) => values.clear(),
            Values::Reals(values) => values.clear(),
            Values::Texts(values) => values.clear(),
        }
        (self.places, self.taken) = (0, 0);
    }

    /// The list that the next place continues, 0 if it begins a row; nothing if there is no further place.
    pub fn repetition(&self) -> Option<i16> {
        if self.repetitions.is_empty() { Some(0) } else { self.repetitions.get(self.places).copied() }
    }

    fn definition(&self) -> io::Result<i16> {
        if self.definitions.is_empty() {
            return Ok(0);
        }
        self.definitions.get(self.places).copied().ok_or_else(damaged)
    }

    /// Goes on to the next value; says its number.
    fn next(&mut self, at: Level) -> io::Result<usize> {
        if self.definition()? != at.definition {
            return Err(damaged());
        }
        self.places += 1;
        self.taken += 1;
        Ok(self.taken - 1)
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the columns do not fit together")
}

/// Passes over a value that is absent.
fn take_nothing(leaves: &mut [Held]) {
    leaves.iter_mut().for_each(|leaf| leaf.places += 1);
}

fn integer(leaves: &mut [Held], at: Level) -> io::Result<i64> {
    let number = leaves[0].next(at)?;
    match &leaves[0].values {
        Values::Integers(values) => values.get(number).copied().ok_or_else(damaged),
        _ => Err(damaged()),
    }
}

macro_rules! integer {
    ($($kind:ty)*) => {$(
        impl Take for $kind {
            fn take(leaves: &mut [Held], at: Level) -> io::Result<Self> {
                let value = integer(leaves, at)?;
                value.try_into().map_err(|_| io::Error::other(format!("{value} is no count")))
            }
        }
    )*};
}

integer!(u32 u64 usize);

impl Take for bool {
    fn take(leaves: &mut [Held], at: Level) -> io::Result<Self> {
        let number = leaves[0].next(at)?;
        match &leaves[0].values {
            Values::Truths(values) => values.get(number).copied().ok_or_else(damaged),
            _ => Err(damaged()),
        }
    }
}

impl Take for f64 {
    fn take(leaves: &mut [Held], at: Level) -> io::Result<Self> {
        let number = leaves[0].next(at)?;
        match &leaves[0].values {
            Values::Reals(values) => values.get(number).copied().ok_or_else(damaged),
            _ => Err(damaged()),
        }
    }
}

impl Take for String {
    fn take(leaves: &mut [Held], at: Level) -> io::Result<Self> {
        let number = leaves[0].next(at)?;
        match &leaves[0].values {
            Values::Texts(values) => {
                let text = values.get(number).ok_or_else(damaged)?;
                Ok(str::from_utf8(text.data()).map_err(io::Error::other)?.to_owned())
            }
            _ => Err(damaged()),
        }
    }
}

impl<T: Take> Take for Option<T> {
    fn take(leaves: &mut [Held], at: Level) -> io::Result<Self> {
        if leaves[0].definition()? == at.definition {
            take_nothing(leaves);
            return Ok(None);
        }
        T::take(leaves, Level { definition: at.definition + 1, ..at }).map(Some)
    }
}

impl<T: Take> Take for Vec<T> {
    fn take(leaves: &mut [Held], at: Level) -> io::Result<Self> {
        let mut values = Vec::new();
        if leaves[0].definition()? == at.definition {
            take_nothing(leaves);
            return Ok(values);
        }
        let inside = Level { definition: at.definition + 1, lists: at.lists + 1, ..at };
        loop {
            values.push(T::take(leaves, inside)?);
            if leaves[0].repetition() != Some(inside.lists) {
                return Ok(values);
            }
        }
    }
}

impl<T: Take, const N: usize> Take for [T; N] {
    fn take(leaves: &mut [Held], at: Level) -> io::Result<Self> {
        let values = Vec::<T>::take(leaves, at)?;
        let length = values.len();
        values.try_into().map_err(|_| io::Error::other(format!("a list of {length}, where {N} belong")))
    }
}
