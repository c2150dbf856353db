//! A text with what is to be told of its parts.

use maud::{Markup, html};
use retold::report::marked::{Mark, Marked};
use retold_core::span::Span;

use super::text::visible;

/// A part of a text. `cut` says that what differs was cut there, and is not to be found in the other.
pub fn marked(text: &str, part: Span, marks: &Marked) -> Markup {
    html! {
        @for piece in marks.pieces(text, part) {
            @let words = visible(text.get(piece.span.range()).unwrap_or_default());
            @match piece.mark {
                None => (words),
                Some(Mark::Injected) => s.injected title="foreign to the story" { (words) },
                Some(Mark::Furniture) => span.furniture title="no part of the story" { (words) },
                Some(Mark::Drift(kind)) => {
                    mark.drift title={ "another " (kind) } { (words) }
                    @if piece.ends { sup.type { (kind) } }
                },
                Some(Mark::Changed(kind)) => mark class=(class(kind)) title=(kind) { (words) },
            }
        }
    }
}

fn class(kind: &str) -> &'static str {
    match kind {
        "cut" => "cut",
        "added" => "added",
        "respelled" => "respelled",
        _ => "replaced",
    }
}
