//! HTML: one file, one page. Its text is what a reader of the page sees, in reading order, one block element a line.
//!
//! ```text
//! bytes -> charset -> tags (is it tame?) -> parsed document -> lines    -> text
//!                                                           -> metadata -> title, date, address
//!                                                           -> main     -> which lines are outside the article
//! ```
//!
//! Nothing visible is dropped: the lines that `dom_smoothie` (a port of Mozilla's Readability) does not take for the
//! main content stay in the text and are named in [`Page::outside`], for it errs. Where it finds no main content,
//! `outside` is empty.
//!
//! A hostile page costs no more than a fair one: pages that would make the parser slow, large or deep (see `tags`)
//! are flattened to their text first, and have then no metadata and no main content.

mod charset;
mod lines;
mod main_content;
mod metadata;
mod tags;

use std::ops::Range;

use dom_query::Document;
use encoding_rs::Encoding;
use retold_core::document::{Origin, Page};

pub(super) use self::charset::declared;
use super::again::Again;
use super::encoding;
use super::fields::{Fields, Slot};
use super::format::Reader;
use super::options::Setup;
use super::page::{self, Found};
use super::skipped::Reason;
use super::whole;

/// The reader.
pub(super) const FORMAT: Reader = Reader {
    name: "html",
    endings: &["html", "htm", "xhtml", "shtml", "xht"],
    sniff: is_html,
    read: |source, setup| whole::read(source, setup, make),
    again: Again::Whole,
};

/// Does the text begin like an HTML document? After white space and comments, with a declaration or an element that
/// only HTML begins with.
pub(super) fn is_html(head: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 12] = [
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<title",
        b"<meta",
        b"<div",
        b"<article",
        b"<table",
        b"<p>",
        b"<h1",
        b"<script",
    ];
    let mut head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    loop {
        let (open, close): (&[u8], &[u8]) = match head {
            [b'<', b'!', b'-', b'-', ..] => (b"<!--", b"-->"),
            [b'<', b'?', ..] => (b"<?", b">"),
            _ => break,
        };
        let Some(end) = memchr::memmem::find(&head[open.len()..], close) else { return false };
        head = head[open.len() + end + close.len()..].trim_ascii_start();
    }
    BEGINNINGS.iter().any(|b| head.get(..b.len()).is_some_and(|start| start.eq_ignore_ascii_case(b)))
}

/// Is a record's text an HTML document of its own?
pub(super) fn is_document(text: &str) -> bool {
    // Nearly all texts are told by their first byte.
    text.trim_ascii_start().starts_with('<') && is_html(text.as_bytes())
}

fn make(bytes: Vec<u8>, origin: Origin, setup: &Setup) -> Result<Page, Reason> {
    page::make(found(&decode(bytes, None), Fields::default(), false), origin, setup)
}

/// The text of a page. What was said of its encoding where it came from counts more than what it says itself.
pub(super) fn decode(bytes: Vec<u8>, told: Option<&'static Encoding>) -> String {
    let declared = told.or_else(|| declared(&bytes));
    encoding::decode(bytes, declared).text
}

/// Reads `html` into a page whose metadata are those of `fields` where it has some.
pub(super) fn found(html: &str, mut fields: Fields, several: bool) -> Found {
    let extract = extract(html);
    for (slot, value) in [
        (Slot::Title, extract.metadata.title),
        (Slot::Url, extract.metadata.url),
        (Slot::Published, extract.metadata.published),
    ] {
        if let Some(value) = value {
            // The record's own fields are better than those of its page.
            fields.put((slot, u8::MAX), value);
        }
    }
    fields.put((Slot::Text, 0), extract.text);
    Found { fields, derived: true, several, outside: extract.outside }
}

/// What a page says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Extract {
    text: String,
    /// The lines of `text` outside the main content: numbers counted from 0, in order, disjoint.
    outside: Vec<Range<usize>>,
    metadata: metadata::Metadata,
}

fn extract(html: &str) -> Extract {
    // The parser notes a fault for each NUL, which takes 200 times its place.
    let spaced = memchr::memchr(0, html.as_bytes()).map(|_| html.replace('\0', " "));
    let html = spaced.as_deref().unwrap_or(html);
    if !tags::is_tame(html) {
        let document = Document::from(tags::flatten(html));
        return Extract { text: lines::visible(&document).text, ..Extract::default() };
    }
    let document = Document::from(html);
    let metadata = metadata::of(&document);
    let lines = lines::visible(&document);
    let outside = main_content::outside(document, &lines);
    Extract { text: lines.text, outside, metadata }
}

#[cfg(test)]
mod tests;
