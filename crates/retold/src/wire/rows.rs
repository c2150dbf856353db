//! The rows of the tables: a field is a column.

use retold_core::stemma::archetype;

use super::row::*;

row! {
    /// A row of `documents`.
    pub struct DocumentRow<S> in "documents" {
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
    pub struct StoryRow<S> in "stories" {
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

impl From<archetype::Reading> for Reading {
    fn from(reading: archetype::Reading) -> Reading {
        let archetype::Reading { span, witnesses, of, others } = reading;
        let others = others.into_iter().map(|(text, witnesses)| OtherReading { text, witnesses }).collect();
        Reading { span: [span.start, span.end], witnesses, of, others }
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
    pub struct LinkRow<S> in "links" {
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
    pub struct VariantRow<S> in "variants" {
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
    pub struct FactRow<S> in "facts" {
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
    pub struct StatementRow<S> in "statements" {
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
    pub struct TextRow<S> in "texts" {
        pub document: S,
        pub text: String,
    }
}
