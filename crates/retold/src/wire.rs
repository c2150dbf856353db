//! The rows of the tables, and the manifest: the only types that are serialised. docs/formats.md documents every
//! column.
#![allow(missing_docs, reason = "a field is a column, and docs/formats.md documents those")]

use std::collections::BTreeMap;
use std::io;

use parquet::basic::Repetition;
use parquet::schema::types::Type;
use retold_core::stemma::archetype;
use serde::{Deserialize, Serialize};

use crate::collection::Row;
use crate::collection::column::{self, Column, Leaf, Level};
use crate::collection::take::{Held, Take};

/// The name of a column: a field that is called like a word of Rust bears a mark.
fn column_name(field: &str) -> &str {
    field.trim_start_matches("r#")
}

/// Declares a row once for all formats: serde derives its JSON, and the fields in their order are its columns. `S`
/// is a text: borrowed where rows are written, owned where they are read.
macro_rules! row {
    ($(#[$about:meta])* pub struct $name:ident $(<$s:ident>)? { $(pub $field:ident: $kind:ty,)+ }) => {
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
    };
}

row! {
    /// A row of `documents`.
    pub struct DocumentRow<S> {
        pub id: S,
        pub source: Source<S>,
        pub url: Option<S>,
        pub title: Option<S>,
        pub published: Option<S>,
        pub language: S,
        pub story: Option<S>,
        pub event: Option<S>,
        pub parents: Vec<S>,
        pub relation: Option<S>,
        pub confidence: f64,
        pub spun: f64,
        pub furniture: Vec<[u32; 2]>,
        pub injected: Vec<[u32; 2]>,
        pub best: Option<S>,
        pub passages: Vec<Carried<S>>,
        pub text: Option<String>,
    }
}

row! {
    /// A passage of another text that a page carries.
    pub struct Carried<S> {
        pub of: S,
        pub story: Option<S>,
        pub span: [u32; 2],
        pub of_span: [u32; 2],
    }
}

row! {
    /// Where a document was read.
    pub struct Source<S> {
        pub file: S,
        pub record: u64,
    }
}

row! {
    /// A row of `stories`.
    pub struct StoryRow<S> {
        pub id: S,
        pub event: S,
        pub documents: Vec<S>,
        pub title: Option<S>,
        pub first_published: Option<S>,
        pub archetype: Archetype<S>,
        pub stemma: Stemma<S>,
        pub turned_away: Option<TurnedAway<S>>,
        pub carried_by: Vec<S>,
    }
}

row! {
    /// The text that a story descends from.
    pub struct Archetype<S> {
        pub document: Option<S>,
        pub text: String,
        pub readings: Vec<Reading>,
    }
}

/// The text of an archetype as it waits on disk for its row.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptArchetype {
    pub text: String,
    pub readings: Vec<Reading>,
}

impl From<&archetype::Archetype> for KeptArchetype {
    fn from(archetype: &archetype::Archetype) -> Self {
        let other =
            |(text, witnesses): &(String, u32)| OtherReading { text: text.clone(), witnesses: *witnesses };
        let reading = |r: &archetype::Reading| Reading {
            span: [r.span.start, r.span.end],
            witnesses: r.witnesses,
            of: r.of,
            others: r.others.iter().map(other).collect(),
        };
        KeptArchetype {
            text: archetype.text.clone(),
            readings: archetype.readings.iter().map(reading).collect(),
        }
    }
}

row! {
    /// A place of the archetype's text at which the witnesses disagree.
    pub struct Reading {
        pub span: [u32; 2],
        pub witnesses: u32,
        pub of: u32,
        pub others: Vec<OtherReading>,
    }
}

row! {
    /// What other witnesses have in such a place.
    pub struct OtherReading {
        pub text: String,
        pub witnesses: u32,
    }
}

row! {
    /// A story's graph of descent.
    pub struct Stemma<S> {
        pub nodes: Vec<S>,
        pub lost: Vec<S>,
        pub edges: Vec<[S; 2]>,
        pub evidence: Vec<Evidence>,
    }
}

row! {
    /// What an edge of the stemma rests on.
    pub struct Evidence {
        pub confidence: f64,
        pub kept: f64,
        pub alone: u32,
        pub against: u32,
    }
}

row! {
    /// The candidate that came nearest to a story without joining it.
    pub struct TurnedAway<S> {
        pub document: S,
        pub compared_with: S,
        pub score: f64,
    }
}

row! {
    /// A row of `links`.
    pub struct LinkRow<S> {
        pub a: S,
        pub b: S,
        pub relation: Option<S>,
        pub coverage_a: f64,
        pub coverage_b: f64,
        pub score: f64,
        pub threshold: f64,
        pub direction: S,
        pub matched_sentences: usize,
        pub structure: f64,
        pub names_a: f64,
        pub names_b: f64,
        pub matched_words: Vec<String>,
        pub passages: Vec<LinkPassage>,
    }
}

row! {
    /// Where a passage stands in the two documents of a link.
    pub struct LinkPassage {
        pub a: [u32; 2],
        pub b: [u32; 2],
    }
}

row! {
    /// A row of `variants`.
    pub struct VariantRow<S> {
        pub document: S,
        pub parent: S,
        pub r#type: S,
        pub drift: bool,
        pub before: Option<String>,
        pub after: Option<String>,
        pub before_span: Option<[u32; 2]>,
        pub after_span: Option<[u32; 2]>,
    }
}

row! {
    /// A row of `facts`.
    pub struct FactRow<S> {
        pub story: S,
        pub r#type: S,
        pub words: String,
        pub text: String,
        pub document: S,
        pub span: [u32; 2],
        pub support: Vec<S>,
        pub contradict: Vec<Contradiction<S>>,
    }
}

row! {
    /// What a witness says against a fact.
    pub struct Contradiction<S> {
        pub document: S,
        pub text: String,
    }
}

row! {
    /// A row of `statements`.
    pub struct StatementRow<S> {
        pub document: S,
        pub statement: S,
        pub speaker: Option<S>,
        pub speaker_title: Option<S>,
        pub text: S,
        pub direct: bool,
        pub cue: Option<S>,
        pub span: [u32; 2],
        pub speaker_span: Option<[u32; 2]>,
    }
}

row! {
    /// A row of `dropped`.
    pub struct DroppedRow<S> {
        pub document: S,
        pub source: Source<S>,
        pub story: Option<S>,
        pub kept: Option<S>,
        pub relation: Option<S>,
        pub reason: S,
    }
}

row! {
    /// A row of `annotations`.
    pub struct AnnotationRow<S> {
        pub document: S,
        pub source: Source<S>,
        pub story: Option<S>,
        pub relation: Option<S>,
        pub parent: Option<S>,
        pub best: Option<S>,
        pub spun: f64,
    }
}

row! {
    /// A row of `files`.
    pub struct FileRow<S> {
        pub file: S,
        pub written: Option<S>,
        pub format: S,
        pub documents: u64,
        pub kept: u64,
        pub bytes: u64,
        pub bytes_written: u64,
    }
}

row! {
    /// A row of `texts`.
    pub struct TextRow<S> {
        pub document: S,
        pub text: String,
    }
}

row! {
    /// A row of `documents` without its texts, for lists and drawings.
    pub struct DocumentHead<S> {
        pub id: S,
        pub source: Source<S>,
        pub url: Option<S>,
        pub title: Option<S>,
        pub published: Option<S>,
        pub language: S,
        pub story: Option<S>,
        pub parents: Vec<S>,
        pub relation: Option<S>,
        pub spun: f64,
        pub injected: Vec<[u32; 2]>,
        pub passages: Vec<Carried<S>>,
    }
}

impl DocumentHead<String> {
    /// Is what stands there told of the document's story? All of a page is, unless it carries that in passages alone.
    pub fn tells_its_story(&self, [start, end]: [u32; 2]) -> bool {
        let own = || self.passages.iter().filter(|passage| passage.story == self.story);
        own().next().is_none() || own().any(|passage| passage.span[0] <= start && end <= passage.span[1])
    }
}

row! {
    /// A row of `stories` without its texts and its stemma, for lists.
    pub struct StoryHead<S> {
        pub id: S,
        pub event: S,
        pub documents: Vec<S>,
        pub title: Option<S>,
    }
}

row! {
    /// Of a row of `stories` how its text begins, for want of a title.
    pub struct StoryText<S> {
        pub title: Option<S>,
        pub archetype: ArchetypeText,
    }
}

row! {
    /// Of an archetype the text.
    pub struct ArchetypeText {
        pub text: String,
    }
}

row! {
    /// Whose a row of `variants` is, and whether it changes a fact.
    pub struct VariantHead<S> {
        pub document: S,
        pub r#type: S,
        pub drift: bool,
    }
}

row! {
    /// Whose a row of `statements` is.
    pub struct StatementHead<S> {
        pub document: S,
    }
}

row! {
    /// Whose a row of `texts` is.
    pub struct TextHead<S> {
        pub document: S,
    }
}

row! {
    /// Whose a row of `facts` is.
    pub struct FactHead<S> {
        pub story: S,
    }
}

impl Row for VariantHead<String> {
    const TABLE: &'static str = "variants";
}

impl Row for StatementHead<String> {
    const TABLE: &'static str = "statements";
}

impl Row for TextHead<String> {
    const TABLE: &'static str = "texts";
}

impl Row for FactHead<String> {
    const TABLE: &'static str = "facts";
}

impl Row for DocumentRow<String> {
    const TABLE: &'static str = "documents";
}

impl Row for DocumentHead<String> {
    const TABLE: &'static str = "documents";
}

impl Row for StoryRow<String> {
    const TABLE: &'static str = "stories";
}

impl Row for StoryHead<String> {
    const TABLE: &'static str = "stories";
}

impl Row for StoryText<String> {
    const TABLE: &'static str = "stories";
}

impl Row for VariantRow<String> {
    const TABLE: &'static str = "variants";
}

impl Row for FactRow<String> {
    const TABLE: &'static str = "facts";
}

impl Row for TextRow<String> {
    const TABLE: &'static str = "texts";
}

impl Row for LinkRow<String> {
    const TABLE: &'static str = "links";
}

impl Row for StatementRow<String> {
    const TABLE: &'static str = "statements";
}

/// A line of the journal of a run; see `intake`.
#[derive(Debug, Serialize, Deserialize)]
pub enum JournalLine<S> {
    Read(Box<KeptDocument<S>>),
    Skipped(u64),
    Mark(Mark),
}

/// How far a run has read: drafts, bytes of texts, bytes of the parts of the features.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mark {
    pub drafts: u64,
    pub texts: u64,
    pub features: Vec<u64>,
    pub whole: bool,
}

/// A document that was read, as a journal has it.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptDocument<S> {
    pub id: S,
    pub file: S,
    pub record: u64,
    pub url: Option<S>,
    pub title: Option<S>,
    pub published: Option<S>,
    pub time: Option<i64>,
    pub language: S,
    pub furniture: Vec<[u32; 2]>,
    pub injected: Vec<[u32; 2]>,
    pub derived: bool,
    pub features: u16,
    pub single: bool,
    pub body: u64,
    pub words: u32,
    pub text: [u64; 5],
}

/// The manifest of a collection.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub retold: String,
    pub settings: Settings,
    pub inputs: Vec<InputRow>,
    pub stages: Vec<String>,
    pub counts: Counts,
    pub weighed_by_corpus: BTreeMap<String, u32>,
    pub tables: Vec<TableRow>,
    pub skipped: Vec<SkippedRow>,
}

/// What stands in the folder of a collection that is not finished.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Unfinished {
    pub format: u32,
    pub retold: String,
    pub settings: Settings,
    /// A digest of the inputs' names, sizes and times; null where one cannot be read twice.
    pub inputs: Option<String>,
}

/// What a run was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    pub tables: String,
    /// Empty in older collections, which have all tables of their day.
    #[serde(default)]
    pub wanted: Vec<String>,
    pub one_story: bool,
    pub input_format: Option<String>,
    pub fields: FieldSettings,
    pub page_bytes: u64,
    pub unpacked_bytes: u64,
    pub unpacked_ratio: u64,
}

/// The names of fields that the user gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldSettings {
    pub id: Option<String>,
    pub text: Option<String>,
    pub html: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
}

/// Something that was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InputRow {
    pub path: String,
}

/// What a run found, in numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Counts {
    pub documents: usize,
    pub stories: usize,
    pub links: Option<usize>,
    pub variants: Option<usize>,
    pub facts: Option<usize>,
    pub statements: Option<usize>,
    pub texts: Option<usize>,
    pub skipped: BTreeMap<String, u64>,
}

/// A table of the collection.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TableRow {
    pub name: String,
    pub file: String,
    pub rows: usize,
}

/// The manifest of what `dedup` wrote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DedupManifest {
    pub format: u32,
    pub retold: String,
    pub settings: DedupSettings,
    pub inputs: Vec<InputRow>,
    /// Nothing as long as the result is not finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<DedupCounts>,
    pub tables: Vec<TableRow>,
}

/// What `dedup` was asked for; how the inputs were read stands in the manifest of its collection.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DedupSettings {
    pub keep: String,
    pub drop: Vec<String>,
    pub annotate: bool,
    pub tables: String,
}

/// What `dedup` did, in numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DedupCounts {
    pub documents: u64,
    pub kept: u64,
    pub dropped: BTreeMap<String, u64>,
    pub relations: BTreeMap<String, u64>,
    pub stories: u64,
    pub files: u64,
    pub bytes: u64,
    pub bytes_written: u64,
    pub skipped: BTreeMap<String, u64>,
}

/// Something that could not be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SkippedRow {
    pub file: String,
    pub record: Option<u64>,
    pub offset: Option<u64>,
    pub reason: String,
    pub detail: String,
}
