//! How a row's values lie in the columns of a Parquet table.
//!
//! Parquet stores a nested value as its leaves, and beside each leaf two numbers that say how to put the value
//! together again: the definition level (how many of the optional and repeated things around it are there) and the
//! repetition level (which of the lists around it goes on; 0 begins a row). Dremel, Melnik et al., VLDB 2010.
//!
//! The types of [`wire`](crate::wire) say here once what they are as columns, and in [`json`](super::json) what they are
//! as JSON; both are derived from one declaration of the row.

use std::borrow::Cow;
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::schema::types::Type;

/// A type that can stand in a row.
pub trait Column {
    /// Into how many leaves a value falls.
    const LEAVES: usize;

    /// What the schema says of it.
    fn shape(name: &str, repetition: Repetition) -> Type;

    /// Appends the value to its leaves.
    fn put(&self, leaves: &mut [Leaf], at: Level);
}

/// Where in a row a value stands.
#[derive(Clone, Copy)]
pub struct Level {
    /// How many optional and repeated things around it are there.
    pub definition: i16,
    /// The list that it continues, counted from the outermost; 0 for the first value of a row.
    pub repetition: i16,
    /// How many lists are around it.
    pub lists: i16,
}

impl Level {
    /// Of a row itself.
    pub const ROW: Level = Level { definition: 0, repetition: 0, lists: 0 };
}

/// The values of one leaf column that wait to be written.
#[derive(Default)]
pub struct Leaf {
    /// One for each place in the schema, filled or not.
    pub definitions: Vec<i16>,
    /// Likewise.
    pub repetitions: Vec<i16>,
    /// Of a column of integers.
    pub integers: Vec<i64>,
    /// Of a column of truths.
    pub truths: Vec<bool>,
    /// Of a column of real numbers.
    pub reals: Vec<f64>,
    /// Of a column of texts, one behind the other.
    pub bytes: Vec<u8>,
    /// Where each of the texts ends.
    pub ends: Vec<usize>,
}

impl Leaf {
    fn place(&mut self, at: Level) {
        self.definitions.push(at.definition);
        self.repetitions.push(at.repetition);
    }

    /// About how many bytes it holds.
    pub fn size(&self) -> usize {
        self.bytes.len()
            + 8 * (self.ends.len() + self.integers.len() + self.reals.len())
            + self.truths.len()
            + self.places() * 4
    }

    fn places(&self) -> usize {
        self.definitions.len()
    }

    /// Empties it and keeps its memory.
    pub fn clear(&mut self) {
        self.definitions.clear();
        self.repetitions.clear();
        self.integers.clear();
        self.truths.clear();
        self.reals.clear();
        self.bytes.clear();
        self.ends.clear();
    }
}

/// The definition of a value ends above it.
fn put_nothing(leaves: &mut [Leaf], at: Level) {
    leaves.iter_mut().for_each(|leaf| leaf.place(at));
}

impl Column for &str {
    const LEAVES: usize = 1;

    fn shape(name: &str, repetition: Repetition) -> Type {
        primitive(name, Physical::BYTE_ARRAY, Some(LogicalType::String), repetition)
    }

    fn put(&self, leaves: &mut [Leaf], at: Level) {
        let leaf = &mut leaves[0];
        leaf.place(at);
        leaf.bytes.extend_from_slice(self.as_bytes());
        leaf.ends.push(leaf.bytes.len());
    }
}

impl Column for String {
    const LEAVES: usize = 1;

    fn shape(name: &str, repetition: Repetition) -> Type {
        <&str>::shape(name, repetition)
    }

    fn put(&self, leaves: &mut [Leaf], at: Level) {
        self.as_str().put(leaves, at);
    }
}

impl Column for Cow<'_, str> {
    const LEAVES: usize = 1;

    fn shape(name: &str, repetition: Repetition) -> Type {
        <&str>::shape(name, repetition)
    }

    fn put(&self, leaves: &mut [Leaf], at: Level) {
        (&**self).put(leaves, at);
    }
}

/// Signed, since Spark and Java know no other; no count of ours comes near the sign.
macro_rules! integer {
    ($($kind:ty)*) => {$(
        impl Column for $kind {
            const LEAVES: usize = 1;

            fn shape(name: &str, repetition: Repetition) -> Type {
                primitive(name, Physical::INT64, None, repetition)
            }

            fn put(&self, leaves: &mut [Leaf], at: Level) {
                leaves[0].place(at);
                leaves[0].integers.push(*self as i64);
            }
        }
    )*};
}

integer!(u32 u64 usize);

impl Column for bool {
    const LEAVES: usize = 1;

    fn shape(name: &str, repetition: Repetition) -> Type {
        primitive(name, Physical::BOOLEAN, None, repetition)
    }

    fn put(&self, leaves: &mut [Leaf], at: Level) {
        leaves[0].place(at);
        leaves[0].truths.push(*self);
    }
}

impl Column for f64 {
    const LEAVES: usize = 1;

    fn shape(name: &str, repetition: Repetition) -> Type {
        primitive(name, Physical::DOUBLE, None, repetition)
    }

    fn put(&self, leaves: &mut [Leaf], at: Level) {
        leaves[0].place(at);
        leaves[0].reals.push(*self);
    }
}

impl<T: Column> Column for Option<T> {
    const LEAVES: usize = T::LEAVES;

    fn shape(name: &str, _: Repetition) -> Type {
        T::shape(name, Repetition::OPTIONAL)
    }

    fn put(&self, leaves: &mut [Leaf], at: Level) {
        match self {
            Some(value) => value.put(leaves, Level { definition: at.definition + 1, ..at }),
            None => put_nothing(leaves, at),
        }
    }
}

impl<T: Column> Column for Vec<T> {
    const LEAVES: usize = T::LEAVES;

    fn shape(name: &str, repetition: Repetition) -> Type {
        list::<T>(name, repetition)
    }

    fn put(&self, leaves: &mut [Leaf], at: Level) {
        put_list(self, leaves, at);
    }
}

impl<T: Column, const N: usize> Column for [T; N] {
    const LEAVES: usize = T::LEAVES;

    fn shape(name: &str, repetition: Repetition) -> Type {
        list::<T>(name, repetition)
    }

    fn put(&self, leaves: &mut [Leaf], at: Level) {
        put_list(self, leaves, at);
    }
}

fn put_list<T: Column>(values: &[T], leaves: &mut [Leaf], at: Level) {
    if values.is_empty() {
        return put_nothing(leaves, at);
    }
    let lists = at.lists + 1;
    for (i, value) in values.iter().enumerate() {
        let repetition = if i == 0 { at.repetition } else { lists };
        value.put(leaves, Level { definition: at.definition + 1, repetition, lists });
    }
}

/// The three levels that the Parquet specification asks of a list.
fn list<T: Column>(name: &str, repetition: Repetition) -> Type {
    let element = T::shape("element", Repetition::REQUIRED);
    let repeated = group("list", Repetition::REPEATED, None, vec![element]);
    group(name, repetition, Some(LogicalType::List), vec![repeated])
}

/// The schema of a struct.
pub fn fields(name: &str, repetition: Repetition, fields: Vec<Type>) -> Type {
    group(name, repetition, None, fields)
}

fn group(name: &str, repetition: Repetition, logical: Option<LogicalType>, fields: Vec<Type>) -> Type {
    let fields = fields.into_iter().map(Arc::new).collect();
    let builder = Type::group_type_builder(name).with_repetition(repetition).with_logical_type(logical);
    builder.with_fields(fields).build().expect("a group takes any fields")
}

fn primitive(name: &str, physical: Physical, logical: Option<LogicalType>, repetition: Repetition) -> Type {
    let builder = Type::primitive_type_builder(name, physical).with_repetition(repetition);
    builder.with_logical_type(logical).build().expect("the logical types used here fit their physical ones")
}
