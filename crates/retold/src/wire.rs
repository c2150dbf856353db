//! The rows of the tables, and the manifest: the only types that are serialised. docs/formats.md documents every
//! column.
#![allow(missing_docs, reason = "a field is a column, and docs/formats.md documents those")]

use std::collections::BTreeMap;

use parquet::basic::Repetition;
use parquet::schema::types::Type;
use serde::Serialize;

use crate::collection::column::{self, Column, Leaf, Level};

/// Declares a row once for all formats: serde derives its JSON, and the fields in their order are its columns.
macro_rules! row {
    ($(#[$about:meta])* pub struct $name:ident<'a> { $(pub $field:ident: $kind:ty,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Serialize)]
        pub struct $name<'a> {
            $(pub $field: $kind,)+
        }

        impl<'a> Column for $name<'a> {
            const LEAVES: usize = 0 $(+ <$kind as Column>::LEAVES)+;

            fn shape(name: &str, repetition: Repetition) -> Type {
                let fields = vec![$(<$kind as Column>::shape(stringify!($field), Repetition::REQUIRED)),+];
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
    };
}

row! {
    /// A row of `documents`.
    pub struct DocumentRow<'a> {
        pub id: &'a str,
        pub source: Source<'a>,
        pub url: Option<&'a str>,
        pub title: Option<&'a str>,
        pub published: Option<&'a str>,
        pub language: &'a str,
        pub story: Option<&'a str>,
        pub event: Option<&'a str>,
        pub parents: Vec<&'a str>,
        pub relation: Option<&'a str>,
        pub confidence: f64,
        pub spun: f64,
        pub furniture: Vec<[u32; 2]>,
        pub injected: Vec<[u32; 2]>,
        pub best: Option<&'a str>,
        pub text: Option<String>,
    }
}

row! {
    /// Where a document was read.
    pub struct Source<'a> {
        pub file: &'a str,
        pub record: u64,
    }
}

row! {
    /// A row of `stories`.
    pub struct StoryRow<'a> {
        pub id: &'a str,
        pub event: &'a str,
        pub documents: Vec<&'a str>,
        pub title: Option<&'a str>,
        pub first_published: Option<&'a str>,
        pub archetype: Archetype<'a>,
        pub stemma: Stemma<'a>,
        pub turned_away: Option<TurnedAway<'a>>,
    }
}

row! {
    /// The text that a story descends from.
    pub struct Archetype<'a> {
        pub document: Option<&'a str>,
    }
}

row! {
    /// A story's graph of descent.
    pub struct Stemma<'a> {
        pub nodes: Vec<&'a str>,
        pub edges: Vec<[&'a str; 2]>,
    }
}

row! {
    /// The candidate that came nearest to a story without joining it.
    pub struct TurnedAway<'a> {
        pub document: &'a str,
        pub compared_with: &'a str,
        pub score: f64,
    }
}

row! {
    /// A row of `links`.
    pub struct LinkRow<'a> {
        pub a: &'a str,
        pub b: &'a str,
        pub relation: Option<&'a str>,
        pub coverage_a: f64,
        pub coverage_b: f64,
        pub score: f64,
        pub threshold: f64,
        pub direction: &'a str,
        pub matched_sentences: usize,
        pub structure: f64,
        pub names_a: f64,
        pub names_b: f64,
        pub matched_words: Vec<String>,
    }
}

/// The manifest of a collection.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    pub format: u32,
    pub retold: &'a str,
    pub settings: Settings,
    pub inputs: Vec<InputRow<'a>>,
    pub stages: &'a [&'a str],
    pub counts: Counts<'a>,
    pub weighed_by_corpus: BTreeMap<&'a str, u32>,
    pub tables: Vec<TableRow<'a>>,
    pub skipped: Vec<SkippedRow<'a>>,
}

/// What stands in the folder of a collection that is not finished.
#[derive(Debug, Serialize)]
pub struct Unfinished<'a> {
    pub format: u32,
    pub retold: &'a str,
    pub settings: Settings,
}

/// What a run was asked for.
#[derive(Debug, Serialize)]
pub struct Settings {
    pub tables: String,
    pub input_format: Option<String>,
    pub fields: FieldSettings,
    pub page_bytes: u64,
    pub unpacked_bytes: u64,
    pub unpacked_ratio: u64,
}

/// The names of fields that the user gave.
#[derive(Debug, Serialize)]
pub struct FieldSettings {
    pub id: Option<String>,
    pub text: Option<String>,
    pub html: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
}

/// Something that was read.
#[derive(Debug, Serialize)]
pub struct InputRow<'a> {
    pub path: &'a str,
}

/// What a run found, in numbers.
#[derive(Debug, Serialize)]
pub struct Counts<'a> {
    pub documents: usize,
    pub stories: usize,
    pub links: usize,
    pub skipped: BTreeMap<&'a str, u64>,
}

/// A table of the collection.
#[derive(Debug, Serialize)]
pub struct TableRow<'a> {
    pub name: &'a str,
    pub file: String,
    pub rows: usize,
}

/// Something that could not be read.
#[derive(Debug, Serialize)]
pub struct SkippedRow<'a> {
    pub file: &'a str,
    pub record: Option<u64>,
    pub offset: Option<u64>,
    pub reason: &'a str,
    pub detail: String,
}
