//! The same statement in several witnesses of a story, whatever became of its words.

use std::collections::HashMap;

use rapidhash::fast::RandomState;

use super::Statement;
use crate::language::{Kind, Lexicon, Sym};
use crate::span::Span;
use crate::tokens::{Token, tokenize_all};

/// What of a statement its copies keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// Its words but for function words, by symbol, each once, with their weights (nats).
    words: Vec<(Sym, f32)>,
    /// The sum of the weights.
    mass: f32,
    /// The last word of the speaker's name.
    speaker: Option<Sym>,
}

impl Content {
    /// The content of each of the statements of `text`. Their words are looked up all at once, as those of a page are.
    pub fn of_all(text: &str, statements: &[&Statement], lexicon: &mut Lexicon) -> Vec<Content> {
        let name = |statement: &Statement| statement.speaker.as_ref().map(|speaker| speaker.name);
        let spans = |of: &Statement| of.parts.iter().copied().chain(name(of)).collect::<Vec<Span>>();
        let spans: Vec<Span> = statements.iter().copied().flat_map(spans).collect();
        let (mut pieces, mut tokens, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        let end = |_, tokens: &mut Vec<Token>| ends.push(tokens.len());
        tokenize_all(text, &spans, lexicon, &mut pieces, &mut tokens, end);
        let (mut start, mut ends) = (0, ends.into_iter());
        let mut read = |spans: usize| {
            let end = ends.by_ref().take(spans).last().unwrap_or(start);
            &tokens[std::mem::replace(&mut start, end)..end]
        };
        let content = |statement: &&Statement| {
            let said = read(statement.parts.len());
            Content::new(said, read(usize::from(statement.speaker.is_some())))
        };
        statements.iter().map(content).collect()
    }

    /// The content of a statement of these words, by a speaker of this name.
    fn new(said: &[Token], name: &[Token]) -> Content {
        let content = said.iter().filter(|t| t.kind != Kind::Function);
        let mut words: Vec<(Sym, f32)> = content.map(|t| (t.sym, t.weight)).collect();
        words.sort_unstable_by_key(|(sym, _)| *sym);
        words.dedup_by_key(|(sym, _)| *sym);
        let mass = words.iter().map(|(_, weight)| weight).sum();
        Content { words, mass, speaker: name.last().map(|t| t.sym) }
    }

    /// How much of two contents is the same, 0 to 1 (Dice's coefficient over the words' weights).
    fn likeness(&self, shared: f32) -> impl Fn(&Content) -> f32 {
        let mass = self.mass;
        move |other| if shared > 0.0 { 2.0 * shared / (mass + other.mass) } else { 0.0 }
    }
}

/// The statements of a story, each once.
#[derive(Default)]
pub struct Sayings {
    known: Vec<Content>,
    /// The witness that each was met in last, so that none has one twice.
    last: Vec<u32>,
    by_word: HashMap<Sym, Vec<u32>, RandomState>,
    witnesses: u32,
}

/// A word of more statements tells none from another.
const COMMON: usize = 64;
/// Statements that are so much alike are one; less is enough where the speaker is the same.
const ALIKE: f32 = 0.5;
const ALIKE_BY_SPEAKER: f32 = 0.22;

impl Sayings {
    /// Takes the statements of one more witness: the number of each, which is a new one where no witness before had
    /// it. Witnesses must come in an order of their own for the numbers to be the same in every run. Time: linear in
    /// the words.
    pub fn add(&mut self, statements: Vec<Content>) -> Vec<u32> {
        self.witnesses += 1;
        statements.into_iter().map(|content| self.place(content)).collect()
    }

    fn place(&mut self, content: Content) -> u32 {
        let number = self.alike(&content).unwrap_or_else(|| {
            let number = self.known.len() as u32;
            for (sym, _) in &content.words {
                self.by_word.entry(*sym).or_default().push(number);
            }
            self.known.push(content);
            self.last.push(0);
            number
        });
        self.last[number as usize] = self.witnesses;
        number
    }

    /// The one that is most like it, of two the one met first.
    fn alike(&self, content: &Content) -> Option<u32> {
        let mut shared: HashMap<u32, f32, RandomState> = HashMap::default();
        for (sym, weight) in &content.words {
            let having = self.by_word.get(sym).filter(|having| having.len() <= COMMON);
            for &number in having.into_iter().flatten() {
                *shared.entry(number).or_default() += weight;
            }
        }
        let likeness = |(number, shared): (u32, f32)| {
            let other = &self.known[number as usize];
            let same_speaker = content.speaker.is_some() && content.speaker == other.speaker;
            let least = if same_speaker { ALIKE_BY_SPEAKER } else { ALIKE };
            let value = content.likeness(shared)(other);
            (value >= least && self.last[number as usize] < self.witnesses).then_some((value, number))
        };
        let found = shared.into_iter().filter_map(likeness);
        found.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, number)| number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statements::statements;
    use crate::transcript::Transcript;

    fn contents(text: &str, lexicon: &mut Lexicon) -> Vec<Content> {
        let story = Transcript::from_sentences(text, &[Span::new(0..text.len())], lexicon);
        Content::of_all(text, &statements(text, &story).iter().collect::<Vec<_>>(), lexicon)
    }

    #[test]
    fn a_reworded_statement_has_the_number_of_the_first() {
        let mut lexicon = Lexicon::english();
        let mut sayings = Sayings::default();
        let mut add = |text: &str| sayings.add(contents(text, &mut lexicon));
        assert_eq!(add("Ann Orr said the port of Varn had lost 40 cranes in the storm."), [0]);
        assert_eq!(add("Ann Orr said Varn harbour was missing 40 cranes after the storm."), [0]);
        assert_eq!(add("Ann Orr said dockers would be paid on Friday."), [1]);
    }
}
