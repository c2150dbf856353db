//! A text in pieces, by what is to be told of them.

use retold_core::span::Span;

use crate::wire::VariantRow;

/// What is to be told of a part of a text. Of two things the one that comes first is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark<'a> {
    /// It is foreign to the story.
    Injected,
    /// It is another fact than in the other text, of this type.
    Drift(&'a str),
    /// It differs from the other text, in this manner.
    Changed(&'a str),
    /// It is no part of the story.
    Furniture,
}

/// The marks of a text.
#[derive(Clone, Debug, Default)]
pub struct Marked<'a> {
    /// Where what is to be told, the most important first.
    places: Vec<(Span, Mark<'a>)>,
    /// What stands elsewhere in the other text.
    moved: Vec<Span>,
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece<'a> {
    /// Where it stands.
    pub span: Span,
    /// What is to be told of it.
    pub mark: Option<Mark<'a>>,
    /// Does what is to be told end here?
    pub ends: bool,
}

/// Which of two texts is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The parent's.
    Before,
    /// The witness's.
    After,
}

impl<'a> Marked<'a> {
    /// What these variants say of one of the two texts.
    pub fn of(variants: &'a [VariantRow<String>], side: Side) -> Marked<'a> {
        let mut marked = Marked::default();
        for variant in variants {
            let span = if side == Side::Before { variant.before_span } else { variant.after_span };
            let Some([start, end]) = span.filter(|[start, end]| start <= end) else { continue };
            let span = Span { start, end };
            match &*variant.r#type {
                "moved" => marked.moved.push(span),
                kind if variant.drift => marked.places.push((span, Mark::Drift(kind))),
                kind => marked.places.push((span, Mark::Changed(kind))),
            }
        }
        marked.in_order()
    }

    /// Adds what is foreign to the story, and what is no part of it.
    pub fn with(mut self, furniture: &[[u32; 2]], injected: &[[u32; 2]]) -> Marked<'a> {
        for (spans, mark) in [(furniture, Mark::Furniture), (injected, Mark::Injected)] {
            let there = spans.iter().filter(|[start, end]| start < end);
            self.places.extend(there.map(|&[start, end]| (Span { start, end }, mark)));
        }
        self.in_order()
    }

    fn in_order(mut self) -> Marked<'a> {
        self.places.sort_by_key(|&(span, mark)| (mark, span));
        self
    }

    /// Does a sentence stand elsewhere?
    pub fn is_moved(&self, sentence: Span) -> bool {
        self.moved.iter().any(|moved| sentence.contains(moved.start))
    }

    /// A part of the text in pieces, which together are the whole of it. A place that cuts a character of the text in
    /// two is left out. Time: linear in the marks of the text for each piece.
    pub fn pieces(&self, text: &str, part: Span) -> Vec<Piece<'a>> {
        let inside = |&&(span, _): &&(Span, Mark)| span.meets(part);
        let whole = |&&(span, _): &&(Span, Mark)| text.get(span.range()).is_some();
        let places: Vec<&(Span, Mark)> = self.places.iter().filter(inside).filter(whole).collect();
        let mut cuts: Vec<u32> = places.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        cuts.retain(|&cut| part.contains(cut));
        cuts.extend([part.start, part.end]);
        cuts.sort_unstable();
        cuts.dedup();
        let piece = |cut: &[u32]| {
            let span = Span { start: cut[0], end: cut[1] };
            let place = places.iter().find(|(p, _)| p.start <= span.start && span.end <= p.end);
            let ends = place.is_some_and(|(p, _)| p.end.min(part.end) == span.end);
            Piece { span, mark: place.map(|(_, mark)| *mark), ends }
        };
        cuts.windows(2).map(piece).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variant(kind: &str, drift: bool, after: [u32; 2]) -> VariantRow<String> {
        VariantRow {
            document: "b".to_owned(),
            parent: "a".to_owned(),
            r#type: kind.to_owned(),
            drift,
            before: None,
            after: None,
            before_span: None,
            after_span: Some(after),
        }
    }

    #[test]
    fn the_pieces_are_the_text_and_the_gravest_is_told() {
        let text = "They saw 14 bøats and a spam link";
        let variants = [
            variant("replaced", false, [5, 11]),
            variant("number", true, [9, 11]),
            variant("replaced", false, [13, 14]),
            variant("moved", false, [0, 18]),
        ];
        let marked = Marked::of(&variants, Side::After).with(&[], &[[23, 34]]);
        let whole = Span::new(0..text.len());
        let told: Vec<(&str, Option<Mark>)> =
            marked.pieces(text, whole).iter().map(|p| (&text[p.span.range()], p.mark)).collect();
        let wanted = [
            ("They ", None),
            ("saw ", Some(Mark::Changed("replaced"))),
            ("14", Some(Mark::Drift("number"))),
            // What would cut the ø in two is left out.
            (" bøats and ", None),
            ("a spam link", Some(Mark::Injected)),
        ];
        assert_eq!(told, wanted);
        assert!(marked.is_moved(whole));
        assert!(Marked::of(&variants, Side::Before).pieces(text, whole).len() == 1);
    }
}
