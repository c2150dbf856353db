//! What each witness changed, put aside on disk until its rows are written.

use std::io;

use retold_core::span::Span;
use retold_core::variants::{Change, Passage, Variant};

use crate::spool::{Kept, Spool};

/// A variant, and the document that it is a variant against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Changed {
    /// The document's number.
    pub parent: u32,
    /// How the witness differs from it.
    pub change: Change,
    /// What the parent has.
    pub before: Option<Passage>,
    /// What the witness has.
    pub after: Option<Passage>,
}

/// Puts the variants of a witness aside; `parents` are the document numbers of what it is held against.
///
/// # Errors
/// When the spool cannot be written.
pub fn keep(spool: &Spool, parents: &[u32], variants: &[Variant]) -> io::Result<Kept> {
    let mut bytes = Vec::with_capacity(variants.len() * SIZE);
    for variant in variants {
        put(&mut bytes, parents[variant.parent], variant);
    }
    spool.keep(&bytes)
}

/// What was [kept](keep).
///
/// # Errors
/// When the spool cannot be read.
pub fn kept(spool: &Spool, kept: Kept) -> io::Result<Vec<Changed>> {
    let bytes = spool.kept(kept)?;
    let (variants, _) = bytes.as_chunks::<SIZE>();
    Ok(variants.iter().map(take).collect())
}

/// Bytes of a variant on disk: its parent, its change, and the four offsets of what stood before and stands there.
const SIZE: usize = 4 + 1 + 2 * PASSAGE;
const PASSAGE: usize = 16;

fn put(bytes: &mut Vec<u8>, parent: u32, variant: &Variant) {
    bytes.extend(parent.to_le_bytes());
    bytes.push(variant.change as u8);
    for passage in [variant.before, variant.after] {
        let spans = passage.map_or([NOWHERE; 2], |p| [p.changed, p.shown]);
        bytes.extend(spans.iter().flat_map(|s| [s.start, s.end]).flat_map(u32::to_le_bytes));
    }
}

/// What stands for no passage.
const NOWHERE: Span = Span { start: u32::MAX, end: u32::MAX };

fn take(bytes: &[u8; SIZE]) -> Changed {
    let number = |at: usize| bytes[at..at + 4].try_into().map_or(0, u32::from_le_bytes);
    let span = |at: usize| Span { start: number(at), end: number(at + 4) };
    let passage = |at: usize| {
        let passage = Passage { changed: span(at), shown: span(at + 8) };
        (passage.changed != NOWHERE).then_some(passage)
    };
    Changed {
        parent: number(0),
        change: Change::ALL[usize::from(bytes[4])],
        before: passage(5),
        after: passage(5 + PASSAGE),
    }
}
