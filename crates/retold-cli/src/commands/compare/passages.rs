//! The passages that two stories have in common.

use retold::compare::{Comparison, Side};
use retold_core::passages::Passage;
use retold_core::span::Span;
use serde_json::{Value, json};

use crate::terminal::safe;

/// Each passage as it stands in A and in B, with the bytes at which it stands there.
pub fn text(c: &Comparison) -> String {
    let passage = |side: &Side, span: Span| {
        format!("{}-{}  {}", span.start, span.end, safe(&side.page.text[span.range()]))
    };
    let lines = c.passages.iter().map(|found| {
        let (a, b) = (passage(&c.a, found.a_span), passage(&c.b, found.b_span));
        format!("\n{:3.0} %  A  {a}\n       B  {b}\n", found.likeness * 100.0)
    });
    let lines: String = lines.collect();
    let head = "\nPassages in common, with how alike they are and the bytes where they stand:\n";
    if lines.is_empty() { lines } else { format!("{head}{lines}") }
}

/// The same for programs.
pub fn as_json(c: &Comparison) -> Vec<Value> {
    let place = |span: Span| [span.start, span.end];
    let passage = |found: &Passage| json!({"a": place(found.a_span), "b": place(found.b_span), "likeness": found.likeness});
    c.passages.iter().map(passage).collect()
}
