//! The rows of the tables: the only types that are serialised. docs/formats.md documents every column.
#![allow(missing_docs, reason = "a field is a column, and docs/formats.md documents those")]

use serde::Serialize;

/// A row of `documents`.
#[derive(Debug, Serialize)]
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
    pub confidence: f32,
    pub spun: f32,
    pub furniture: Vec<[u32; 2]>,
    pub injected: Vec<[u32; 2]>,
    pub best: Option<&'a str>,
    pub text: Option<String>,
}

/// Where a document was read.
#[derive(Debug, Serialize)]
pub struct Source<'a> {
    pub file: &'a str,
    pub record: u64,
}

/// A row of `stories`.
#[derive(Debug, Serialize)]
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

/// The text that a story descends from.
#[derive(Debug, Serialize)]
pub struct Archetype<'a> {
    pub document: Option<&'a str>,
}

/// A story's graph of descent.
#[derive(Debug, Serialize)]
pub struct Stemma<'a> {
    pub nodes: Vec<&'a str>,
    pub edges: Vec<[&'a str; 2]>,
}

/// The candidate that came nearest to a story without joining it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TurnedAway<'a> {
    pub document: &'a str,
    pub compared_with: &'a str,
    pub score: f32,
}

/// A row of `links`.
#[derive(Debug, Serialize)]
pub struct LinkRow<'a> {
    pub a: &'a str,
    pub b: &'a str,
    pub relation: Option<&'a str>,
    pub coverage_a: f32,
    pub coverage_b: f32,
    pub score: f32,
    pub threshold: f32,
    pub direction: &'a str,
    pub matched_sentences: usize,
    pub structure: f32,
    pub names_a: f32,
    pub names_b: f32,
    pub matched_words: Vec<String>,
}

/// The manifest of a collection.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    pub format: u32,
    pub retold: &'a str,
    pub inputs: &'a [String],
    pub documents: usize,
    pub stories: usize,
    pub skipped: Vec<SkippedRow<'a>>,
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
