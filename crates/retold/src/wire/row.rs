//! How a row is declared. Who declares one uses all of this module: the macro names its types by what stands here.

pub(super) use std::io;

pub(super) use parquet::basic::Repetition;
pub(super) use parquet::schema::types::Type;
pub(super) use serde::{Deserialize, Serialize};

pub(super) use crate::collection::Row;
pub(super) use crate::collection::column::{self, Column, Leaf, Level};
pub(super) use crate::collection::json::{self, Json};
pub(super) use crate::collection::take::{Held, Take};

/// The name of a column: a field that is called like a word of Rust bears a mark.
pub(super) fn column_name(field: &str) -> &str {
    field.strip_prefix("r#").unwrap_or(field)
}

/// Declares a row once for all formats: the fields in their order are its columns and those of its JSON. `S`
/// is a text: borrowed where rows are written, owned where they are read. What is read row by row says `in` which
/// table it stands.
macro_rules! row {
    ($(#[$about:meta])* pub struct $name:ident $(<$s:ident>)? $(in $table:literal)? {
        $(pub $field:ident: $kind:ty,)+
    }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct $name $(<$s>)? {
            $(pub $field: $kind,)+
        }

        impl $(<$s: Column>)? Column for $name $(<$s>)? {
            const LEAVES: usize = 0 $(+ <$kind as Column>::LEAVES)+;

            fn shape(name: &str, repetition: Repetition) -> Type {
                let fields = vec![$(<$kind as Column>::shape(column_name(stringify!($field)), Repetition::REQUIRED)),+];
                column::fields(name, repetition, fields)
            }

            fn put(&self, leaves: &mut [Leaf], at: Level) {
                $(
                    let (own, leaves) = leaves.split_at_mut(<$kind as Column>::LEAVES);
                    self.$field.put(own, at);
                )+
                debug_assert!(leaves.is_empty());
            }
        }

        impl $(<$s: Json>)? Json for $name $(<$s>)? {
            fn write(&self, line: &mut Vec<u8>) {
                line.push(b'{');
                $(json::write_field(column_name(stringify!($field)), &self.$field, line);)+
                json::close(line, b'}');
            }
        }

        impl $(<$s: Take>)? Take for $name $(<$s>)? {
            fn take(leaves: &mut [Held], at: Level) -> io::Result<Self> {
                $(
                    let (own, leaves) = leaves.split_at_mut(<$kind as Column>::LEAVES);
                    let $field = <$kind as Take>::take(own, at)?;
                )+
                debug_assert!(leaves.is_empty());
                Ok(Self { $($field,)+ })
            }
        }

        $(
            impl Row for $name<String> {
                const TABLE: &'static str = $table;
            }
        )?
    };
}
pub(super) use row;
