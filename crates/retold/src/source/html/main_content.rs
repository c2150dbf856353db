//! Which lines are outside the article.

use std::collections::HashSet;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};

use super::lines::Lines;

/// Documents of more elements are not searched for their main content. The largest news pages have some 10,000
/// elements; the search takes time that grows faster than the number.
const MOST_ELEMENTS: usize = 50_000;

/// Documents of more visible text, in bytes, are not searched either: no article is as long as a novel.
const MOST_TEXT: usize = 1 << 20;

/// Nor are those with more `&` in their text: the search takes time that grows with their number times the length of
/// the text. At both limits that is half a second.
const MOST_AMPERSANDS: usize = 20_000;

/// The lines that do not stand in the main content, as ranges of line numbers. Empty where there is no main content.
///
/// `dom_smoothie` moves and removes nodes, but keeps the identity of text nodes: a line is in the article if at least
/// half of its bytes are of text nodes that are left at the end.
pub(super) fn outside(document: Document, lines: &Lines) -> Vec<Range<usize>> {
    let ampersands = memchr::memchr_iter(b'&', lines.text.as_bytes()).count();
    if lines.text.len() > MOST_TEXT || ampersands > MOST_AMPERSANDS {
        return Vec::new();
    }
    // A fault in the library must not end the run; the page is kept whole.
    let kept = catch_unwind(AssertUnwindSafe(|| kept(document))).ok().flatten();
    let Some(kept) = kept else { return Vec::new() };
    let count = lines.parts.last().map_or(0, |part| part.line + 1);
    let mut inside = vec![0i64; count];
    for part in &lines.parts {
        let bytes = part.bytes as i64;
        inside[part.line] += if kept.contains(&part.node) { bytes } else { -bytes };
    }
    if inside.iter().all(|balance| *balance < 0) {
        return Vec::new();
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (line, _) in inside.iter().enumerate().filter(|(_, balance)| **balance < 0) {
        match ranges.last_mut() {
            Some(range) if range.end == line => range.end += 1,
            _ => ranges.push(line..line + 1),
        }
    }
    ranges
}

/// The text nodes of the main content.
fn kept(document: Document) -> Option<HashSet<NodeId>> {
    let config = Config { disable_json_ld: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    readability.parse().ok()?;
    let content = readability.doc.select_single("#readability-page-1");
    let content = content.nodes().first()?;
    Some(content.descendants_it().filter(|node| node.is_text()).map(|node| node.id).collect())
}
