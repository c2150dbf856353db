//! The text that a story descends from, cut where the witnesses disagree.

use crate::wire::Reading;

/// The text that a story's witnesses descend from.
#[derive(Clone, Debug, Default)]
pub struct Archetype {
    /// The node that carried it, by its place in the stemma.
    pub node: Option<usize>,
    /// As far as it was reconstructed.
    pub text: String,
    /// The places at which the witnesses disagree.
    pub readings: Vec<Reading>,
}

/// A part of the archetype's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'a> {
    /// Nobody disputes it.
    Agreed(&'a str),
    /// What the archetype has in a disputed place, and who has what.
    Disputed(&'a str, &'a Reading),
}

/// How a text begins: its first line that is not blank.
pub fn opening(text: &str) -> Option<&str> {
    text.lines().map(str::trim).find(|line| !line.is_empty())
}

impl Archetype {
    /// The text in pieces, which together are the whole. A place that lies outside the text, cuts a character in two
    /// or overlaps an earlier one is left out.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut readings: Vec<&Reading> = self.readings.iter().collect();
        readings.sort_by_key(|reading| reading.span);
        let mut pieces = Vec::new();
        let mut at = 0;
        for reading in readings {
            let [start, end] = reading.span.map(|offset| offset as usize);
            let (true, Some(here)) = (start >= at, self.text.get(start..end)) else { continue };
            if start > at {
                pieces.push(Piece::Agreed(&self.text[at..start]));
            }
            pieces.push(Piece::Disputed(here, reading));
            at = end;
        }
        if at < self.text.len() {
            pieces.push(Piece::Agreed(&self.text[at..]));
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_the_text() {
        let spans = [[9, 12], [0, 3], [1, 2], [3, 3], [5, 6], [11, 14], [20, 30], [8, 4]];
        let reading = |&span: &[u32; 2]| Reading { span, witnesses: 2, of: 3, others: Vec::new() };
        let readings: Vec<Reading> = spans.iter().map(reading).collect();
        let archetype = Archetype { node: None, text: "Die Äpfel, zwei.".to_owned(), readings };
        let cut: Vec<(&str, bool)> = archetype
            .pieces()
            .into_iter()
            .map(|piece| match piece {
                Piece::Agreed(text) => (text, false),
                Piece::Disputed(text, _) => (text, true),
            })
            .collect();
        let wanted = [("Die", true), ("", true), (" Äpfe", false), ("l, ", true), ("zwei.", false)];
        assert_eq!(cut, wanted);
    }
}
