//! The same words in another mouth: a quotation that somebody else is said to have said.

use std::ops::Range;

use super::context::Context;
use super::names::{SIMILAR, letters_alike};
use super::sound::sounds;
use super::{Change, Drift};
use crate::facts::given_names::sex;
use crate::facts::names::is_part;
use crate::facts::{Class, Stated};
use crate::language::Sym;
use crate::span::Span;
use crate::statements::Statement;

/// Finds the quotations of the witness that a parent has from somebody else.
///
/// Both must be named, and the witness must name its speaker beside the words: whom a "he" means is a guess, and two
/// guesses differ oftener than two texts. Somebody whom the witness calls otherwise throughout is no other speaker.
///
/// Time: the quotations that the witness has in sentences of its own, times those of the parents.
pub fn drifts(context: &Context, out: &mut Vec<Drift>) {
    let given: Vec<Vec<Quotation>> =
        context.parents.iter().map(|parent| quotations(parent).collect()).collect();
    for own in quotations(context.child) {
        if let Some(drift) = moved(context, &own, &given) {
            out.retain(|other| other.after.end <= drift.after.start || drift.after.end <= other.after.start);
            out.push(drift);
        }
    }
}

/// A quotation of somebody with a name.
struct Quotation {
    /// Its words that carry something, sorted.
    words: Vec<Sym>,
    /// The speaker's name in full, wherever the text has it.
    name: Range<usize>,
    /// What stands for the speaker beside the words.
    mention: Range<usize>,
}

impl Quotation {
    fn of(stated: &Stated, statement: &Statement) -> Option<Quotation> {
        let speaker = statement.speaker.as_ref()?;
        let (name, mention) = (tokens(stated, speaker.name), tokens(stated, speaker.mention?));
        // "The head of the bank" is none.
        let (first, last) = (name.clone().next()?, name.clone().next_back()?);
        // "Grant" at the beginning of a sentence may be any word, but for the name behind it.
        let is_named = (is_part(stated, first) || sex(stated.word(first)).is_some()) && is_part(stated, last);
        let words = content(stated, statement);
        (is_named && !mention.is_empty()).then_some(Quotation { words, name, mention })
    }

    /// Are both the same words, but for some? Of those `in_place` fewer need be.
    fn is_same(&self, other: &Quotation, in_place: bool) -> bool {
        /// Words in common, and their share of all (Dice's coefficient).
        const FEWEST: usize = 2;
        const ALIKE: f32 = 0.5;
        const IN_PLACE: f32 = 0.35;
        let shared = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        let alike = if in_place { IN_PLACE } else { ALIKE };
        shared >= FEWEST && 2.0 * shared as f32 >= alike * (self.words.len() + other.words.len()) as f32
    }

    /// The last word of the speaker's name.
    fn surname(&self) -> usize {
        self.name.end - 1
    }
}

fn quotations(stated: &Stated) -> impl Iterator<Item = Quotation> {
    stated.said.iter().filter(|s| s.direct).filter_map(|s| Quotation::of(stated, s))
}

/// A quotation that has another speaker than where the witness has it from.
fn moved(context: &Context, own: &Quotation, given: &[Vec<Quotation>]) -> Option<Drift> {
    let child = context.child;
    let mut names = own.mention.clone().filter(|&at| child.marks[at].class == Class::Name);
    let is_of_speaker = |at: usize| own.name.clone().any(|name| child.marks[name] == child.marks[at]);
    // "The Houston company" names nobody.
    let names_speaker = match child.is(own.mention.start, "the") {
        true => names.any(is_of_speaker),
        false => names.next().is_some(),
    };
    let sentence = child.sentence_of(own.mention.start);
    let row = context.collation.rows[sentence].as_ref();
    let is_verbatim = row.is_some_and(|row| row.verbatim);
    if !names_speaker || is_verbatim {
        return None;
    }
    let mut same = (0..).zip(given).flat_map(|(parent, all)| all.iter().map(move |other| (parent, other)));
    // Does its sentence answer to the other's?
    let is_in_place = |parent: usize, other: &Quotation| {
        let there = context.parents[parent].sentence_of(other.mention.start);
        row.is_some_and(|row| row.parent == parent && row.sentences.contains(&there))
    };
    let (parent, other) = same.find(|&(parent, other)| own.is_same(other, is_in_place(parent, other)))?;
    let stated = context.parents[parent];
    let is_one = other.name.clone().any(|at| is_alike(child, own.surname(), stated, at))
        || own.name.clone().any(|at| is_alike(child, at, stated, other.surname()));
    let is_renamed =
        !context.gives(parent, &child.marks[own.surname()]) && !context.says(&stated.marks[other.surname()]);
    let (before, after) = (other.mention.clone(), own.mention.clone());
    (!is_one && !is_renamed).then_some(Drift { change: Change::Quote, sentence, parent, before, after })
}

/// Are two words of names one, if one of them is written by ear or with a slip?
fn is_alike(child: &Stated, own: usize, parent: &Stated, given: usize) -> bool {
    let (a, b) = (child.word(own), parent.word(given));
    child.says(own, parent, given) || sounds(a) == sounds(b) || letters_alike(a, b) >= SIMILAR
}

fn content(stated: &Stated, statement: &Statement) -> Vec<Sym> {
    let tokens = statement.parts.iter().flat_map(|part| tokens(stated, *part));
    let content = tokens.filter(|&at| stated.marks[at].class != Class::Function);
    let mut words: Vec<Sym> = content.map(|at| stated.token(at).sym).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The tokens inside of a part of the text.
fn tokens(stated: &Stated, span: Span) -> Range<usize> {
    let all = &stated.wording.witness.tokens;
    let start = all.partition_point(|token| token.span.start < span.start);
    start..all.partition_point(|token| token.span.end <= span.end).max(start)
}
