//! The facts that two pages tell otherwise.

use retold::compare::{Comparison, Side};
use retold_core::span::Span;
use retold_core::variants::Passage;

use super::changed::DRIFT;
use crate::terminal::{Screen, Strip, columns, padded, safe};

/// The longest name of a type of drift, and a gap.
const TYPE: usize = 10;

/// Each changed fact with a few words around it, in a line if they fit into one.
pub fn text(c: &Comparison, screen: Screen) -> String {
    let drifts = c.variants.iter().filter(|variant| variant.change.is_drift());
    let lines: String = drifts
        .filter_map(|variant| {
            let (before, after) = (variant.before.as_ref()?, variant.after.as_ref()?);
            Some(fact(screen, variant.change.name(), &Phrase::of(&c.a, before), &Phrase::of(&c.b, after)))
        })
        .collect();
    if lines.is_empty() { lines } else { format!("\nFacts that differ, as A and as B has them:\n{lines}") }
}

/// A changed phrase between its neighbours.
struct Phrase([String; 3]);

impl Phrase {
    fn of(side: &Side, passage: &Passage) -> Phrase {
        let Passage { changed, shown } = *passage;
        let text = |start: u32, end: u32| safe(&side.page.text[Span { start, end }.range()]);
        Phrase([
            text(shown.start, changed.start),
            text(changed.start, changed.end),
            text(changed.end, shown.end),
        ])
    }

    fn columns(&self) -> usize {
        self.0.iter().map(|part| columns(part)).sum()
    }

    fn put(&self, strip: &mut Strip) {
        let [before, changed, behind] = &self.0;
        strip.put("", before);
        strip.put(DRIFT, changed);
        strip.put("", behind);
    }
}

fn fact(screen: Screen, kind: &str, before: &Phrase, after: &Phrase) -> String {
    const ARROW: &str = "  ->  ";
    let mut strip = Strip::new(screen);
    strip.put("", &format!("  {}", padded(kind, TYPE)));
    before.put(&mut strip);
    if strip.left() >= ARROW.len() + after.columns() {
        strip.put("2", ARROW);
        after.put(&mut strip);
        return strip.line();
    }
    let mut below = Strip::new(screen);
    below.put("2", &format!("{:>1$}", "->  ", TYPE + 2));
    after.put(&mut below);
    strip.line() + &below.line()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(parts: [&str; 3]) -> Phrase {
        Phrase(parts.map(str::to_owned))
    }

    #[test]
    fn a_fact_takes_a_line_or_two_and_no_more_than_the_screen() {
        let (a, b) =
            (phrase(["they saw ", "14", " boats"]), phrase(["they saw ", "fifteen thousand", " boats"]));
        let on = |width: usize| fact(Screen { width, colour: false }, "number", &a, &b);
        assert_eq!(on(80), "  number    they saw 14 boats  ->  they saw fifteen thousand boats\n");
        assert_eq!(on(45), "  number    they saw 14 boats\n        ->  they saw fifteen thousand boats\n");
        for width in 0..60 {
            assert!(on(width).lines().all(|line| columns(line) <= width), "{}", on(width));
        }
    }
}
