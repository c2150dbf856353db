//! A sentence with what was changed in colour.

use retold_core::span::Span;
use retold_core::variants::{Change, Passage, Variant};

use crate::terminal::{Screen, safe};

/// A changed fact, wherever it is told.
pub const DRIFT: &str = "1;35";

/// What the variants say of one of two pages.
pub struct Changed {
    /// Where something stands that the other has not, how it is painted, and what type of drift it is.
    places: Vec<(Span, &'static str, Option<&'static str>)>,
    moved: Vec<Span>,
}

impl Changed {
    /// What the first page has that is cut or replaced in the second.
    pub fn before(variants: &[Variant]) -> Changed {
        Changed::of(variants, |variant| variant.before, "31")
    }

    /// What the second page has instead.
    pub fn after(variants: &[Variant]) -> Changed {
        Changed::of(variants, |variant| variant.after, "32")
    }

    fn of(variants: &[Variant], side: fn(&Variant) -> Option<Passage>, colour: &'static str) -> Changed {
        let mut changed = Changed { places: Vec::new(), moved: Vec::new() };
        for variant in variants {
            let Some(span) = side(variant).map(|passage| passage.changed) else { continue };
            match variant.change {
                Change::Moved => changed.moved.push(span),
                Change::Respelled => changed.places.push((span, "36", None)),
                change if change.is_drift() => changed.places.push((span, DRIFT, Some(change.name()))),
                _ => changed.places.push((span, colour, None)),
            }
        }
        changed.places.sort_by_key(|(span, _, drift)| (drift.is_none(), span.start, span.end));
        changed
    }

    /// Does a sentence stand elsewhere?
    pub fn is_moved(&self, sentence: Span) -> bool {
        self.moved.iter().any(|moved| sentence.contains(moved.start))
    }

    /// A sentence of the page, with its changes; behind a changed fact stands its type.
    pub fn painted(&self, text: &str, sentence: Span) -> String {
        self.on(Screen::stdout(), text, sentence)
    }

    fn on(&self, screen: Screen, text: &str, sentence: Span) -> String {
        let mut out = String::new();
        let mut cuts: Vec<u32> = self.places.iter().flat_map(|(span, ..)| [span.start, span.end]).collect();
        cuts.retain(|&cut| sentence.contains(cut));
        cuts.extend([sentence.start, sentence.end]);
        cuts.sort_unstable();
        cuts.dedup();
        for cut in cuts.windows(2) {
            let piece = Span { start: cut[0], end: cut[1] };
            let words = safe(&text[piece.range()]);
            // Places come with the drifts first, which say more.
            match self.places.iter().find(|(span, ..)| span.start <= piece.start && piece.end <= span.end) {
                None => out += &words,
                Some((span, style, drift)) => {
                    out += &screen.paint(style, &words);
                    let named = drift.filter(|_| piece.end == span.end.min(sentence.end));
                    out += &named.map_or(String::new(), |drift| screen.paint("2", &format!(" [{drift}]")));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variant(change: Change, before: [u32; 2], after: [u32; 2]) -> Variant {
        let passage =
            |[start, end]: [u32; 2]| Passage { changed: Span { start, end }, shown: Span { start, end } };
        Variant { parent: 0, change, before: Some(passage(before)), after: Some(passage(after)) }
    }

    #[test]
    fn changes_are_painted_and_drifts_named() {
        let variants = [
            variant(Change::Replaced, [0, 4], [0, 4]),
            variant(Change::Number, [9, 11], [9, 11]),
            variant(Change::Replaced, [5, 11], [5, 11]),
            variant(Change::Moved, [0, 17], [20, 37]),
        ];
        let (text, sentence) = ("They saw 14\x1b boats", Span { start: 0, end: 18 });
        let (before, after) = (Changed::before(&variants), Changed::after(&variants));
        let plain = Screen { width: 80, colour: false };
        assert_eq!(before.on(plain, text, sentence), "They saw 14 [number]  boats");
        assert!(before.is_moved(sentence) && !after.is_moved(sentence));
        let colour = Screen { width: 80, colour: true };
        assert_eq!(
            after.on(colour, text, sentence),
            "\x1b[32mThey\x1b[0m \x1b[32msaw \x1b[0m\x1b[1;35m14\x1b[0m\x1b[2m [number]\x1b[0m  boats"
        );
    }
}
