//! Parts of rows, for those who need no more: other columns are not read.

use super::row::*;
use super::rows::{Carried, Source};

row! {
    /// A row of `documents` without its texts, for lists and drawings.
    pub struct DocumentHead<S> in "documents" {
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
    pub struct StoryHead<S> in "stories" {
        pub id: S,
        pub event: S,
        pub documents: Vec<S>,
        pub title: Option<S>,
    }
}

row! {
    /// Of a row of `stories` how its text begins, for want of a title.
    pub struct StoryText<S> in "stories" {
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
    pub struct VariantHead<S> in "variants" {
        pub document: S,
        pub r#type: S,
        pub drift: bool,
    }
}

row! {
    /// Whose a row of `statements` is.
    pub struct StatementHead<S> in "statements" {
        pub document: S,
    }
}

row! {
    /// Whose a row of `texts` is.
    pub struct TextHead<S> in "texts" {
        pub document: S,
    }
}

row! {
    /// Whose a row of `facts` is.
    pub struct FactHead<S> in "facts" {
        pub story: S,
    }
}
