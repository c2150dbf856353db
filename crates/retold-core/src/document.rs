//! A page as a source gives it.

use crate::span::Span;

/// Where a page came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Origin {
    /// The file as the user named it or as it was found below a named folder; `-` for standard input.
    pub file: String,
    /// The record inside the file, counted from 1; 1 where the file is one page.
    pub record: u64,
}

/// One page with its metadata, as read and before any judgement.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Page {
    /// The input's own id; else its URL; else the file's path (with `#record` where the file holds several).
    pub id: String,
    /// Where it was read.
    pub origin: Origin,
    /// The address it was published at.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The date of publication, in the input's own words.
    pub published: Option<String>,
    /// The text, valid UTF-8. Every [`Span`] of the page counts bytes of this text.
    pub text: String,
    /// Is `text` not the text that the input holds, but one that a reader made: extracted from HTML, or repaired?
    /// Then the collection must carry it, for nobody could apply the spans without it.
    pub derived: bool,
    /// Parts of `text` that the extraction of main content put outside the article; sorted, disjoint.
    pub outside: Vec<Span>,
}
