//! Which run of a sentence's words is foreign to it.

use std::cell::LazyCell;
use std::ops::{Deref, Range};

use super::Said;
use super::register::is_telling;
use super::rest::Rest;
use super::speech::grade;
use crate::language::english::{Bigrams, rank};
use crate::language::leaning::to_adverts;
use crate::language::{Kind, Sym};
use crate::span::Span;
use crate::tokens::Token;
use crate::wording::{Spelling, spelling_within};

/// A word of a sentence that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The word.
    pub sym: Sym,
    /// As it is spelled.
    pub spelled: Spelling,
    /// Its kind.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// How far it speaks for an advert.
    pub grade: u8,
    /// How far it leans to adverts, or to what is told.
    pub leaning: f32,
    /// Does the story have it elsewhere?
    pub known: bool,
    /// Is it one of those with which something is told?
    pub tells: bool,
    /// Does a sign stand between it and the word before?
    pub parted: bool,
}

impl Word {
    /// What a word of which the story knows nothing says for an advert.
    pub fn speaks(&self) -> u32 {
        if self.known { 0 } else { u32::from(self.grade) }
    }

    /// How far it leans: to adverts only if the story knows nothing of it, which may be one of what is sold.
    pub fn leans(&self) -> f32 {
        if self.known { self.leaning.min(0.0) } else { self.leaning }
    }

    /// Has no witness it that does not descend from this one, nor the page elsewhere?
    pub fn is_new(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Name) && !self.known
    }

    pub fn is_function(&self) -> bool {
        self.kind == Kind::Function
    }
}

/// The words of a sentence, ready to be looked at.
pub fn words(text: &str, tokens: &[Token], is_known: impl Fn(Sym) -> bool) -> Vec<Word> {
    let mut before = tokens.first().map_or(0, |t| t.span.start);
    let word = |(at, t): (usize, &Token)| {
        let between = before.min(t.span.start) as usize..t.span.start as usize;
        before = t.span.end;
        let grade = grade(text, tokens, at);
        let written = &text[t.span.range()];
        let spelled = spelling_within(text, t.span);
        Word {
            sym: t.sym,
            spelled,
            kind: t.kind,
            span: t.span,
            grade,
            leaning: to_adverts(t.sym),
            tells: is_telling(spelled, written),
            known: (t.kind != Kind::Function || grade > 0) && is_known(t.sym),
            parted: text[between].contains(|c: char| !c.is_whitespace()),
        }
    };
    tokens.iter().enumerate().map(word).collect()
}

/// Words of a foreign run, at the least and at the most.
pub const SHORTEST: usize = 3;
pub const LONGEST: usize = 24;
/// What the words that no witness has must say together for an advert.
const SPEAKING: u32 = 2;

/// A foreign run and how much better the sentence is without it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The words, by number.
    pub words: Range<usize>,
    /// What is won, in the unit of a word that answers to none.
    pub gain: f32,
}

/// The run of `sentence` without which it is best: what is left answers to the same place of another witness (`rest`),
/// what is taken out speaks for an advert, and the bonds between words that are cut are weak. `None` if no run's gain
/// is more than `least`, or if by what it says it `is_advert` not.
///
/// Time: the runs of [`LONGEST`] words that could be worth it, each times the words of the reference.
pub fn search(
    sentence: &[Word],
    rest: Option<&Rest>,
    least: f32,
    is_advert: impl Fn(Said) -> bool,
) -> Option<Found> {
    // To ask about bonds is dear, and to align still dearer.
    let bonds = LazyCell::new(|| Bonds::of(sentence));
    if !may_be_advert(sentence, rest, least, &bonds, &is_advert) {
        return None;
    }
    let mut best = Found { words: 0..0, gain: least };
    for start in 0..sentence.len() {
        let (mut foreign, mut speaking) = (0.0, 0);
        for end in start + 1..=sentence.len().min(start + LONGEST) {
            foreign += worth(&sentence[end - 1], end - 1 > start);
            speaking += sentence[end - 1].speaks();
            if end - start < SHORTEST || speaking < SPEAKING {
                continue;
            }
            let most = rest.map_or(0.0, |rest| rest.most(end - start));
            let hopeless = |cut: f32| cut + most + Bonds::MOST <= best.gain;
            if hopeless(foreign) {
                continue;
            }
            let cut = foreign + bonds.cut(start, end);
            if hopeless(cut) {
                continue;
            }
            let gain = cut + rest.map_or(0.0, |rest| rest.gain(start, end)) + bonds.mended(start, end);
            if gain > best.gain {
                best = Found { words: start..end, gain };
            }
        }
    }
    (!best.words.is_empty() && is_advert(Said::by(&sentence[best.words.clone()]))).then_some(best)
}

/// Is a run of `sentence` an advert by what it says that would be worth more than `least`, did what is left answer as
/// well as can be? No other is found.
fn may_be_advert<'s>(
    sentence: &'s [Word],
    rest: Option<&Rest>,
    least: f32,
    bonds: &impl Deref<Target = Bonds<'s>>,
    is_advert: impl Fn(Said) -> bool,
) -> bool {
    let with = |(foreign, said): (f32, Said), run: &Range<usize>, first: bool| {
        let word = &sentence[run.end - 1];
        (foreign + worth(word, run.len() > 1), said.with(word, first))
    };
    let is_so = |(foreign, said), run: &Range<usize>| {
        let most = rest.map_or(0.0, |rest| rest.most(run.len())) + Bonds::MOST;
        is_advert(said) && foreign + most > least && foreign + bonds.cut(run.start, run.end) + most > least
    };
    any_run(sentence, LONGEST, |_| true, (0.0, Said::default()), with, is_so)
}

/// Is a run of words so, of [`SHORTEST`] to `longest`, that begins where one `may_begin`? What is known of one, and is
/// `none` of no words, grows `with` each word that becomes its last, and is the first of its kind in it or not.
pub fn any_run<K: Copy>(
    sentence: &[Word],
    longest: usize,
    may_begin: impl Fn(usize) -> bool,
    none: K,
    with: impl Fn(K, &Range<usize>, bool) -> K,
    is_so: impl Fn(K, &Range<usize>) -> bool,
) -> bool {
    let before = same_before(sentence);
    (0..sentence.len()).filter(|&start| may_begin(start)).any(|start| {
        let mut known = none;
        (start + 1..=sentence.len().min(start + longest)).any(|end| {
            let run = start..end;
            known = with(known, &run, before[end - 1].is_none_or(|before| before < start));
            run.len() >= SHORTEST && is_so(known, &run)
        })
    })
}

/// For each word of a sentence where the same one stands before it, if it does.
fn same_before(sentence: &[Word]) -> Vec<Option<usize>> {
    let before = |at: usize| sentence[..at].iter().rposition(|word| word.sym == sentence[at].sym);
    (0..sentence.len()).map(before).collect()
}

/// No run of `sentence` has more to gain where no other witness is known. Time: linear (Kadane's largest sum).
pub fn most(sentence: &[Word]) -> f32 {
    let (mut most, mut run) = (f32::MIN, f32::MIN);
    for word in sentence {
        run = worth(word, false).max(run + worth(word, true));
        most = most.max(run);
    }
    most + Bonds::MOST
}

/// What a word adds to a foreign run, at its begin or `inside`.
pub fn worth(word: &Word, inside: bool) -> f32 {
    /// By grade.
    const SPEAKS: [f32; 4] = [0.0, 1.0, 2.2, 3.5];
    /// By how far a word leans that has no grade.
    const LEANS: f32 = 0.25;
    /// A sentence's own sign inside of a run: spam is put in between two words, and has hardly any.
    const PARTED: f32 = 1.5;
    let speaks = SPEAKS[usize::from(word.grade)];
    let worth = match word.kind {
        _ if word.grade > 0 && word.known => 0.4 * speaks - 0.5,
        _ if word.grade > 0 => speaks,
        Kind::Function => -0.65,
        Kind::Word if word.known => -1.25,
        _ if word.known => -1.6,
        _ => -0.85 + LEANS * word.leaning.max(0.0),
    };
    if inside && word.parted { worth - PARTED } else { worth }
}

/// How far the words of a sentence belong to those behind them.
pub struct Bonds<'s> {
    sentence: &'s [Word],
    /// By word: its rank in the model of English.
    ranks: Vec<Option<u32>>,
    /// By word: its bond with the one behind.
    next: Vec<f32>,
}

impl<'s> Bonds<'s> {
    /// A tenfold bond counts as much as so many words that answer to none.
    const SEAM: f32 = 0.8;
    /// No bond is stronger; a name's parts belong together a millionfold.
    const STRONG: f32 = 2.0;
    /// What is won by the strongest bond.
    pub const MOST: f32 = Self::SEAM * Self::STRONG;

    /// The bonds of a sentence.
    pub fn of(sentence: &'s [Word]) -> Bonds<'s> {
        let ranks: Vec<Option<u32>> = sentence.iter().map(|word| rank(word.spelled)).collect();
        let next = ranks.windows(2).map(|pair| bond(pair[0], pair[1])).collect();
        Bonds { sentence, ranks, next }
    }

    /// What is lost by cutting a run out, and by what hangs on a word outside of it.
    pub fn cut(&self, start: usize, end: usize) -> f32 {
        /// At its begin and at its end.
        const HANGS: [f32; 2] = [0.5, 0.2];
        let at = |word: Option<usize>| word.and_then(|word| self.next.get(word)).copied().unwrap_or(0.0);
        let hangs = |word: usize| f32::from(u8::from(self.sentence[word].is_function()));
        -Self::SEAM * (at(start.checked_sub(1)) + at(Some(end - 1)))
            - HANGS[0] * hangs(start)
            - HANGS[1] * hangs(end - 1)
    }

    /// What is won where the words around a run stand side by side again.
    pub fn mended(&self, start: usize, end: usize) -> f32 {
        match (start.checked_sub(1), self.ranks.get(end)) {
            (Some(before), Some(&behind)) => Self::SEAM * bond(self.ranks[before], behind),
            _ => 0.0,
        }
    }
}

fn bond(a: Option<u32>, b: Option<u32>) -> f32 {
    let bond = a.zip(b).map_or(0.0, |(a, b)| Bigrams::get().bond_of_ranks(a, b));
    (bond as f32).min(Bonds::STRONG)
}
