//! The text that the witnesses of a story descend from, and where they disagree about it.
//!
//! Where the first witness is preserved, its text is the archetype's. Where it is lost, the text of the witness that
//! stands nearest to it is taken, and in every place at which the lines of descent disagree, the reading that most of
//! them have (Maas 1957, *Textkritik*, section 8: what two independent lines agree in stood above both). Only
//! witnesses that keep the wording are heard word by word; what a rewritten or a spun copy says elsewhere is no
//! reading of these words.

use std::ops::Range;
use std::rc::Rc;

use super::Node;
use crate::align::Matrix;
use crate::among::is_among;
use crate::span::Span;
use crate::wording::{Spelling, Wording};

/// A witness that is heard.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    /// Its text as given.
    pub text: &'a str,
    /// Its words.
    pub wording: &'a Wording,
    /// The line of descent below the archetype that it belongs to: many copies of one copy are one vote.
    pub line: Node,
}

/// The reconstructed text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archetype {
    /// The text, a sentence a line.
    pub text: String,
    /// The places at which the witnesses disagree, in order.
    pub readings: Vec<Reading>,
}

/// A place at which the witnesses disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Bytes of [`Archetype::text`].
    pub span: Span,
    /// Witnesses that have what stands there.
    pub witnesses: u32,
    /// Witnesses that have the place.
    pub of: u32,
    /// What the others have, most frequent first, and how many they are.
    pub others: Vec<(String, u32)>,
}

/// Reconstructs the archetype from `base`, which it is or stands nearest to, and the others.
///
/// With `lost`, the lines vote on every place; else `base` is the archetype. `alike` says of each of the others by its number
/// how alike their sentences are, the base's by row. Time: for each of the others the sentences of both, and the product
/// of the words of each two that answer to one another.
pub fn reconstruct(
    base: Voice,
    others: &[Voice],
    alike: impl Fn(usize) -> Rc<Matrix>,
    lost: bool,
) -> Archetype {
    let collation = |(number, other): (usize, &Voice)| Collation::of(&base, other, &alike(number));
    let collations: Vec<Collation> = others.iter().enumerate().map(collation).collect();
    let mut archetype = Archetype::default();
    for number in 0..base.wording.witness.sentences.len() {
        let heard =
            others.iter().zip(&collations).filter_map(|(voice, c)| Some((voice, c.0[number].as_ref()?)));
        let heard: Vec<(&Voice, &Answer)> = heard.collect();
        archetype.append(&base, number, &heard, lost);
    }
    archetype
}

impl Archetype {
    /// Appends a sentence of the base with what the others make of it.
    fn append(&mut self, base: &Voice, number: usize, heard: &[(&Voice, &Answer)], lost: bool) {
        let sentence = &base.wording.witness.sentences[number];
        let (tokens, _) = base.wording.sentence(number);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let mut written = sentence.span.start as usize;
        for place in places(tokens.len(), heard) {
            let own = words(base, number, &place);
            self.text.push_str(&base.text[written..own.start]);
            let poll = Poll::of(&base.text[own.clone()], base.line, &place, heard);
            self.settle(poll, lost, place.start == 0);
            written = own.end;
        }
        self.text.push_str(&base.text[written..sentence.span.end as usize]);
    }

    /// Writes what a place has, and notes the others' readings. The base's is the first of the poll.
    fn settle(&mut self, mut poll: Poll, lost: bool, opens: bool) {
        let rank = |&at: &usize| (poll.0[at].lines.len(), poll.0[at].witnesses, std::cmp::Reverse(at));
        let chosen = if lost { (0..poll.0.len()).max_by_key(rank).unwrap_or(0) } else { 0 };
        let of = poll.0.iter().map(|vote| vote.witnesses).sum();
        // Words that come where the base has none bring their space, and words that go take theirs.
        let (comes, goes) = (poll.0[0].text.is_empty() && chosen > 0, !poll.0[0].text.is_empty());
        let chosen = poll.0.remove(chosen);
        if comes && !opens {
            self.text.push(' ');
        } else if goes && chosen.text.is_empty() && self.text.ends_with(' ') {
            self.text.pop();
        }
        let start = self.text.len();
        self.text.push_str(chosen.text);
        let other = |vote: Vote| (vote.text.to_owned(), vote.witnesses);
        let mut others: Vec<(String, u32)> = poll.0.into_iter().map(other).collect();
        others.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let span = Span::new(start..self.text.len());
        if comes && opens {
            self.text.push(' ');
        }
        self.readings.push(Reading { span, witnesses: chosen.witnesses, of, others });
    }
}

/// Who has what in one place, in the order in which the readings were met.
struct Poll<'a>(Vec<Vote<'a>>);

/// A reading and those that have it.
struct Vote<'a> {
    text: &'a str,
    witnesses: u32,
    lines: Vec<Node>,
}

impl<'a> Poll<'a> {
    /// The base's reading and those of the others.
    fn of(own: &'a str, line: Node, place: &Range<usize>, heard: &[(&Voice<'a>, &Answer)]) -> Poll<'a> {
        let mut poll = Poll(Vec::new());
        poll.count(own, line);
        heard.iter().for_each(|(voice, answer)| poll.count(answer.text(voice, place), voice.line));
        poll
    }

    /// Counts one. Readings that differ in capitals alone are one.
    fn count(&mut self, text: &'a str, line: Node) {
        let is_it = |vote: &Vote| is_same(vote.text, text);
        let known = self.0.iter().position(is_it);
        let at = known.unwrap_or_else(|| {
            self.0.push(Vote { text, witnesses: 0, lines: Vec::new() });
            self.0.len() - 1
        });
        self.0[at].witnesses += 1;
        if !self.0[at].lines.contains(&line) {
            self.0[at].lines.push(line);
        }
    }
}

/// Are two readings one, but for capitals?
fn is_same(a: &str, b: &str) -> bool {
    let are_plain = a.is_ascii() && b.is_ascii();
    a.eq_ignore_ascii_case(b) || !are_plain && a.to_lowercase() == b.to_lowercase()
}

/// The bytes of a run of words of a sentence. No words are the place behind the word before.
fn words(voice: &Voice, number: usize, place: &Range<usize>) -> Range<usize> {
    let (tokens, _) = voice.wording.sentence(number);
    let sentence = voice.wording.witness.sentences[number].span;
    if place.is_empty() {
        let at = place.start.checked_sub(1).map_or(sentence.start, |before| tokens[before].span.end);
        return at as usize..at as usize;
    }
    tokens[place.start].span.start as usize..tokens[place.end - 1].span.end as usize
}

/// The runs of the base's words at which somebody disagrees, those that touch as one.
fn places(words: usize, heard: &[(&Voice, &Answer)]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = heard.iter().flat_map(|(_, answer)| answer.differing(words)).collect();
    runs.sort_unstable_by_key(|run| (run.start, run.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for run in runs {
        match out.last_mut() {
            Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
            _ => out.push(run),
        }
    }
    out
}

/// For each sentence of the base the one of another witness that answers to it.
struct Collation(Vec<Option<Answer>>);

/// A sentence that answers to one of the base: for each word of the base the word of it that is the same.
struct Answer {
    sentence: usize,
    same: Vec<Option<usize>>,
    words: usize,
}

impl Collation {
    fn of(base: &Voice, other: &Voice, matrix: &Matrix) -> Collation {
        let answer = |number: usize| {
            let (sentence, _) = matrix.best(number)?;
            Answer::of(base.wording.sentence(number).1, other.wording.sentence(sentence).1, sentence)
        };
        Collation((0..matrix.rows()).map(answer).collect())
    }
}

impl Answer {
    /// Nothing, where less than half of the words of either are the other's: that is no witness to the wording.
    fn of(base: &[Spelling], other: &[Spelling], sentence: usize) -> Option<Answer> {
        let is_half = |kept: usize| 2 * kept >= base.len().max(other.len());
        // To align is dear: of the nearest sentence that answers to nothing hardly a word is there in any order.
        let found = || base.iter().filter(|&&word| is_among(word, other)).count();
        if !is_half(base.len().min(other.len())) || !is_half(found()) {
            return None;
        }
        let same = common(base, other);
        is_half(same.iter().flatten().count()).then_some(Answer { sentence, same, words: other.len() })
    }

    /// The runs of the base's `words` words for which this one has others, or none, or between which it has more.
    fn differing(&self, words: usize) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let (mut from, mut next) = (0, 0);
        for at in 0..=words {
            let matched = if at < words { self.same[at] } else { Some(self.words) };
            if let Some(matched) = matched {
                if from < at || next < matched {
                    out.push(from..at);
                }
                (from, next) = (at + 1, matched + 1);
            }
        }
        out
    }

    /// What this sentence has in a place of the base whose neighbours are the same in both.
    fn text<'a>(&self, voice: &Voice<'a>, place: &Range<usize>) -> &'a str {
        let start = place.start.checked_sub(1).and_then(|before| self.same[before]).map_or(0, |at| at + 1);
        let end = self.same.get(place.end).copied().flatten().unwrap_or(self.words);
        &voice.text[words(voice, self.sentence, &(start..end.max(start)))]
    }
}

/// A longest common subsequence: for each of `a` its partner in `b`. Time: what they neither begin nor end with both,
/// multiplied.
fn common(a: &[Spelling], b: &[Spelling]) -> Vec<Option<usize>> {
    // What both begin with is matched in any case.
    let equal = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[equal..], &b[equal..]);
    let mut out: Vec<Option<usize>> = (0..equal).map(Some).collect();
    out.resize(equal + a.len(), None);
    let longest = Longest::of(a, b);
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            out[equal + i] = Some(equal + j);
            (i, j) = (i + 1, j + 1);
        } else if longest.behind(i + 1, j) >= longest.behind(i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// How long the longest common subsequences are of what stands behind any two places of two sequences.
struct Longest {
    lens: [usize; 2],
    /// So many at their ends are equal: in these it is what is left of the shorter one.
    ends: usize,
    /// For each two places before them; those in the ends add their number.
    before: Vec<u16>,
}

impl Longest {
    fn of(a: &[Spelling], b: &[Spelling]) -> Longest {
        let ends = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
        let lens = [a.len(), b.len()];
        let (a, b) = (&a[..a.len() - ends], &b[..b.len() - ends]);
        let width = b.len() + 1;
        let mut before = vec![0u16; (a.len() + 1) * width];
        for (i, word) in a.iter().enumerate().rev() {
            let (row, behind) = before[i * width..][..2 * width].split_at_mut(width);
            for (j, other) in b.iter().enumerate().rev() {
                row[j] = if word == other { behind[j + 1] + 1 } else { behind[j].max(row[j + 1]) };
            }
        }
        Longest { lens, ends, before }
    }

    /// That behind two places that one comes to who takes what is equal, and else goes on where more is left.
    fn behind(&self, i: usize, j: usize) -> usize {
        let [rows, width] = self.lens.map(|len| len - self.ends + 1);
        if i < rows && j < width {
            usize::from(self.before[i * width + j]) + self.ends
        } else {
            (self.lens[0] - i).min(self.lens[1] - j)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Alike;
    use crate::document::Page;
    use crate::language::Lexicon;
    use crate::witness::Witness;
    use proptest::prelude::*;

    fn wording(text: &str) -> Wording {
        let page = Page { text: text.to_owned(), ..Page::default() };
        Wording::of(text, Witness::of(&page, &mut Lexicon::english()))
    }

    /// Reconstructs from texts, the first of which is the base; each is a line of its own.
    fn of(texts: &[&str], lost: bool) -> Archetype {
        let wordings: Vec<Wording> = texts.iter().map(|text| wording(text)).collect();
        let voice = |(line, (text, wording))| Voice { text, wording, line: Node::Witness(line) };
        let voices: Vec<Voice> = texts.iter().copied().zip(&wordings).enumerate().map(voice).collect();
        let alike = Alike::of(wordings.iter().map(|wording| &wording.witness));
        reconstruct(voices[0], &voices[1..], |number| alike.between(0, number + 1), lost)
    }

    const TEXTS: [&str; 3] = [
        "The port of Varn was shut on Monday after 14 dockers walked out over pay.",
        "The port of Varn was shut on Tuesday after 14 dockers walked out over pay.",
        "The old port of Varn was shut on Tuesday after 14 dockers walked out.",
    ];

    #[test]
    fn the_lines_vote_on_a_lost_archetype() {
        let archetype = of(&TEXTS, true);
        assert_eq!(archetype.text, TEXTS[1]);
        let places: Vec<(&str, u32, u32)> =
            archetype.readings.iter().map(|r| (&archetype.text[r.span.range()], r.witnesses, r.of)).collect();
        assert_eq!(places, [("", 2, 3), ("Tuesday", 2, 3), ("over pay", 2, 3)]);
        assert_eq!(archetype.readings[1].others, [("Monday".to_owned(), 1)]);
    }

    #[test]
    fn words_come_and_go_with_their_spaces() {
        let base = "Dockers in Varn stayed out on Monday over pay.";
        let more = "Angry dockers in Varn stayed out again on Monday.";
        assert_eq!(of(&[base, more, more], true).text, more.replace("Angry dockers", "Angry Dockers"));
    }

    #[test]
    fn a_preserved_archetype_stands_as_it_is() {
        let archetype = of(&TEXTS, false);
        assert_eq!(archetype.text, TEXTS[0]);
        assert_eq!(archetype.readings[1].others, [("Tuesday".to_owned(), 2)]);
    }

    #[test]
    fn other_sentences_are_no_readings() {
        let archetype =
            of(&[TEXTS[0], "Ministers met in Oslo to speak of fishing rights and much else."], true);
        assert_eq!((archetype.text.as_str(), archetype.readings.len()), (TEXTS[0], 0));
    }

    proptest! {
        #[test]
        fn no_common_subsequence_is_longer(
            a in prop::collection::vec(0u64..4, 0..12),
            b in prop::collection::vec(0u64..4, 0..12),
        ) {
            let found = common(&a, &b);
            let partners: Vec<usize> = found.iter().copied().flatten().collect();
            prop_assert!(partners.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(found.iter().zip(&a).all(|(at, x)| at.is_none_or(|at| b[at] == *x)));
            prop_assert_eq!(partners.len(), naive(&a, &b));
            prop_assert_eq!(found, walked(&a, &b));
        }
    }

    /// The way through the lengths of all ends, whatever is equal at the ends of both.
    fn walked(a: &[u64], b: &[u64]) -> Vec<Option<usize>> {
        let mut out = vec![None; a.len()];
        let (mut i, mut j) = (0, 0);
        while i < a.len() && j < b.len() {
            if a[i] == b[j] {
                out[i] = Some(j);
                (i, j) = (i + 1, j + 1);
            } else if naive(&a[i + 1..], &b[j..]) >= naive(&a[i..], &b[j + 1..]) {
                i += 1;
            } else {
                j += 1;
            }
        }
        out
    }

    fn naive(a: &[u64], b: &[u64]) -> usize {
        match (a, b) {
            ([x, a_rest @ ..], [y, b_rest @ ..]) if x == y => 1 + naive(a_rest, b_rest),
            ([_, a_rest @ ..], [_, b_rest @ ..]) => naive(a_rest, b).max(naive(a, b_rest)),
            _ => 0,
        }
    }
}
