//! Invented texts and how a copyist changes them.

use retold_core::language::Lexicon;
use retold_core::span::Span;
use retold_core::transcript::Transcript;
use retold_core::witness::Witness;
use retold_core::wording::Wording;

use crate::random::Random;

/// The kinds of word that copyists treat in different ways.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Function,
    Ordinary,
    Name,
    Number,
}

#[derive(Clone, Debug)]
struct Word {
    kind: Kind,
    spelled: String,
}

/// The sentences of a text, each at the place that it had in the archetype; those left out are empty.
#[derive(Clone, Debug, Default)]
pub struct Text(Vec<Vec<Word>>);

/// What every sentence is made of.
const PATTERN: [Kind; 14] = {
    use Kind::{Function as F, Name, Number, Ordinary as W};
    [F, W, F, Name, W, W, F, Number, W, F, W, Name, W, W]
};
const FUNCTION: [&str; 6] = ["the", "of", "in", "and", "to", "from"];
const ORDINARY: [&str; 32] = [
    "harbour", "minister", "engine", "garden", "market", "river", "teacher", "winter", "copper", "ladder",
    "village", "doctor", "bridge", "letter", "forest", "sailor", "window", "journey", "painter", "soldier",
    "kitchen", "valley", "captain", "station", "blanket", "farmer", "island", "mirror", "carried",
    "promised", "counted", "repaired",
];

/// How often in a thousand a copyist does what.
#[derive(Clone, Copy, Debug)]
pub struct Habits {
    /// Puts a new word for an ordinary one, or a new name or number for another.
    pub changes: usize,
    /// Leaves a word out.
    pub omits: usize,
    /// Leaves a sentence out.
    pub drops: usize,
}

impl Text {
    /// A text of so many sentences.
    pub fn invented(sentences: usize, random: &mut Random, coined: &mut Coined) -> Text {
        let mut word = |kind| Word { kind, spelled: spelled(kind, random, coined) };
        Text((0..sentences).map(|_| PATTERN.map(&mut word).to_vec()).collect())
    }

    /// What a copyist makes of it. Every word put in is new to the tradition: no two copies go wrong alike, and none
    /// finds its way back.
    pub fn copied(&self, habits: Habits, random: &mut Random, coined: &mut Coined) -> Text {
        let copy = |sentence: &Vec<Word>| {
            if random.chance(habits.drops) {
                return Vec::new();
            }
            let kept: Vec<&Word> = sentence.iter().filter(|_| !random.chance(habits.omits)).collect();
            kept.into_iter().map(|word| word.copied(habits.changes, random, coined)).collect()
        };
        Text(self.0.iter().map(copy).collect())
    }

    /// Each sentence from one of two texts, as chance has it, or from the one that has it.
    pub fn merged(one: &Text, other: &Text, random: &mut Random) -> Text {
        let mut chosen = |(a, b): (&Vec<Word>, &Vec<Word>)| {
            let first = b.is_empty() || !a.is_empty() && random.chance(500);
            if first { a.clone() } else { b.clone() }
        };
        Text(one.0.iter().zip(&other.0).map(&mut chosen).collect())
    }

    /// The text, and as the kernels see it. Where its sentences end is given, so that no cleaner has a say.
    pub fn wording(&self, lexicon: &mut Lexicon) -> (String, Wording) {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for sentence in self.0.iter().filter(|sentence| !sentence.is_empty()) {
            let start = text.len();
            sentence.iter().for_each(|word| {
                text.push_str(&word.spelled);
                text.push(' ');
            });
            spans.push(Span::new(start..text.len()));
        }
        let witness = Witness::from(Transcript::from_sentences(&text, &spans, lexicon));
        let wording = Wording::of(&text, witness);
        (text, wording)
    }
}

impl Word {
    fn copied(&self, changes: usize, random: &mut Random, coined: &mut Coined) -> Word {
        if self.kind == Kind::Function || !random.chance(changes) {
            return self.clone();
        }
        let spelled = match self.kind {
            Kind::Name => coined.name(),
            Kind::Number => coined.number(),
            Kind::Ordinary | Kind::Function => coined.word(),
        };
        Word { kind: self.kind, spelled }
    }
}

fn spelled(kind: Kind, random: &mut Random, coined: &mut Coined) -> String {
    match kind {
        Kind::Function => FUNCTION[random.below(FUNCTION.len())].to_owned(),
        Kind::Ordinary => ORDINARY[random.below(ORDINARY.len())].to_owned(),
        Kind::Name => coined.name(),
        Kind::Number => coined.number(),
    }
}

/// Words that did not exist before; how many there are.
#[derive(Default)]
pub struct Coined(usize);

impl Coined {
    /// Three syllables and an end that no stemmer takes off: 216,000 words before one comes again.
    fn word(&mut self) -> String {
        const SYLLABLES: usize = 60;
        self.0 += 1;
        // Neighbours in the count are to look unlike each other; 7,919 is prime, so that each still comes once.
        let mut code = self.0 * 7_919;
        let mut word = String::new();
        for _ in 0..3 {
            word.push(char::from(b"bdfghklmnprt"[code % SYLLABLES / 5]));
            word.push(char::from(b"aeiou"[code % 5]));
            code /= SYLLABLES;
        }
        word + "x"
    }

    fn name(&mut self) -> String {
        let word = self.word();
        word[..1].to_uppercase() + &word[1..]
    }

    fn number(&mut self) -> String {
        self.0 += 1;
        format!("{}1", 1_000 + self.0)
    }
}
