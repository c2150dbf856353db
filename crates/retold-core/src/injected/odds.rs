//! The odds that a run of a witness's words was put into the story by somebody who sells something.

use std::array::from_fn;
use std::ops::{Deref, Range};
use std::sync::LazyLock;

use super::excise::{Bonds, SHORTEST, Word, any_run};
use super::register::{Register, Spoken};
use super::rest::Rest;
use super::speech::ADDRESS;
use crate::language::Kind;

/// Words of a foreign run, at the most; at the least they are [`SHORTEST`].
const LONGEST: usize = 40;

/// What is to be weighed of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// How much better the sentence answers to its model without the run, for each of its words.
    pub structure: f32,
    /// What the seams say: bonds that its taking out mends, less those that it cuts.
    pub seams: f32,
    /// Its words and names that no witness has which does not descend from this one, nor the page itself elsewhere.
    pub new: u32,
    /// The grades of its words of adverts.
    pub speaks: u32,
    /// How far its words lean to adverts.
    pub leans: f32,
    /// Who speaks in it, and to whom.
    pub register: Register,
    /// Does it send the reader to a web address?
    pub leads_away: bool,
    /// How it is built.
    pub stretch: Stretch,
}

/// Words one behind the other that no small word joins, and no name is among them: a list of what people search for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stretch {
    /// How many are the last of the run.
    last: u32,
    /// How many are most.
    most: u32,
}

impl Stretch {
    /// So many nobody writes who tells something.
    const LIST: u32 = 6;

    /// That of a run of words.
    pub fn of(run: &[Word]) -> Stretch {
        run.iter().fold(Stretch::default(), Stretch::with)
    }

    fn with(self, word: &Word) -> Stretch {
        let last = Stretch::behind(self.last, word);
        Stretch { last, most: self.most.max(last) }
    }

    /// How many there are with one more word. A number is none, and parts none.
    fn behind(last: u32, word: &Word) -> u32 {
        match word.kind {
            Kind::Number => last,
            Kind::Word if !word.tells => last + 1,
            _ => 0,
        }
    }

    fn is_list(self) -> bool {
        self.most >= Stretch::LIST
    }
}

/// A run with the like parts to either side of it, if it is a [list](Stretch) with them: of a list the story may have some words,
/// which answer to its own. A part begins with a word that `may_begin` one, and ends before the next sign; in none is a name, or a word
/// that joins or tells something.
pub fn whole_list(sentence: &[Word], run: Range<usize>, may_begin: impl Fn(usize) -> bool) -> Range<usize> {
    let Range { mut start, mut end } = run;
    let is_listed = |part: &Range<usize>| {
        let is_word = |word: &Word| matches!(word.kind, Kind::Word | Kind::Number) && !word.tells;
        sentence[part.clone()].iter().all(is_word)
    };
    // Where the run begins inside a part, a word of it is enough.
    let before = |start: usize| {
        let first =
            (0..start).rev().find(|&at| at == 0 || sentence[at].parted).filter(|&at| may_begin(at))?;
        let is_whole = sentence[start].parted;
        let is_part =
            |part: &Range<usize>| is_listed(part) && (!is_whole || may_begin(start) && part.len() > 1);
        Some(first..start).filter(is_part)
    };
    while let Some(part) = before(start) {
        start = part.start;
    }
    // What goes on without a sign is the sentence again.
    let behind = |end: usize| {
        let last = (end + 1..sentence.len()).find(|&at| sentence[at].parted).unwrap_or(sentence.len());
        let is_part = |part: &Range<usize>| may_begin(part.start) && part.len() > 1 && is_listed(part);
        (end < sentence.len()).then_some(end..last).filter(is_part)
    };
    while let Some(part) = behind(end) {
        end = part.end;
    }
    if Stretch::of(&sentence[start..end]).is_list() { start..end } else { run }
}

impl Evidence {
    /// Log odds. The weights are those of a logistic regression, rounded (docs/design/foreign.md).
    pub fn odds(&self) -> f32 {
        let Register { to_reader, telling } = self.register;
        Self::PRIOR
            + 1.5 * self.structure.min(Self::FREE)
            + self.seams
            + Self::newness(self.new)
            + 2.9 * to_reader.min(Self::ENOUGH) as f32
            - Self::TELLING * telling as f32
            + Self::WORD * self.speaks.min(2 * Self::ENOUGH) as f32
            + Self::WORD * self.leans.clamp(Self::LEANS[0], Self::LEANS[1])
            + if self.leads_away { ADDRESS } else { 0.0 }
            + if self.stretch.is_list() { Self::LISTED } else { 0.0 }
    }

    /// What such a [list](Stretch) says.
    const LISTED: f32 = 2.0;

    /// What a word says against an advert with which something is told.
    const TELLING: f32 = 0.4;
    /// What a word says that speaks for an advert or leans to one, for each grade or log odd.
    const WORD: f32 = 0.75;

    /// Of the runs that are held against a model, a few in a thousand are adverts.
    const PRIOR: f32 = -6.8;
    /// Words that lean further together say nothing more.
    const LEANS: [f32; 2] = [-5.0, 8.0];
    /// Words of one kind beyond these say nothing new.
    const ENOUGH: u32 = 2;
    /// So many new words are as new as any number of them: a spun sentence has hardly any other.
    const MANY: u32 = 8;
    /// What a word is worth at the most that stands for none.
    pub const FREE: f32 = 1.1;

    /// What so many new words say.
    fn newness(new: u32) -> f32 {
        static SAID: LazyLock<[f32; Evidence::MANY as usize + 1]> =
            LazyLock::new(|| from_fn(|new| 1.8 * (1.0 + new as f32).ln()));
        SAID[new.min(Self::MANY) as usize]
    }

    /// The same with one more word of a run, of which it is the `first` of its kind or not.
    fn with(self, word: &Word, spoken: Spoken, first: bool) -> Evidence {
        let new = self.new + u32::from(word.is_new());
        let register = self.register.with(spoken);
        let (speaks, leans) = if first { (word.speaks(), word.leans()) } else { (0, 0.0) };
        let stretch = self.stretch.with(word);
        Evidence { new, register, speaks: self.speaks + speaks, leans: self.leans + leans, stretch, ..self }
    }

    /// The one of the two that speaks less for an advert.
    pub fn or_less(self, other: Evidence) -> Evidence {
        if other.odds() < self.odds() { other } else { self }
    }

    /// That of both as one.
    pub fn and(self, other: Evidence) -> Evidence {
        let (one, more) = (self.register, other.register);
        Evidence {
            structure: (self.structure + other.structure) / 2.0,
            seams: self.seams + other.seams,
            new: self.new + other.new,
            speaks: self.speaks + other.speaks,
            leans: self.leans + other.leans,
            register: Register {
                to_reader: one.to_reader + more.to_reader,
                telling: one.telling + more.telling,
            },
            leads_away: self.leads_away || other.leads_away,
            stretch: if self.stretch.most > other.stretch.most { self.stretch } else { other.stretch },
        }
    }
}

/// Has a run of the words more than `least`, if none of its words stands for one of the model? No other run has.
///
/// Time: the runs of [`LONGEST`] words.
pub fn may_be_foreign<'s>(
    sentence: &[Word],
    spoken: &[Spoken],
    leads_away: bool,
    bonds: &impl Deref<Target = Bonds<'s>>,
    least: f32,
) -> bool {
    let free = Evidence { structure: Evidence::FREE, leads_away, ..Evidence::default() };
    let most = most(sentence, spoken, leads_away);
    let with = |free: Evidence, run: &Range<usize>, first: bool| {
        free.with(&sentence[run.end - 1], spoken[run.end - 1], first)
    };
    let is_so = |free: Evidence, &Range { start, end }: &Range<usize>| {
        let has_odds = |seams: f32| Evidence { seams, ..free }.odds() > least;
        has_odds(Bonds::MOST)
            && has_odds(bonds.cut(start, end) + Bonds::MOST)
            && has_odds(bonds.cut(start, end) + bonds.mended(start, end))
    };
    any_run(sentence, LONGEST, |start| most[start] > least, free, with, is_so)
}

/// For each word: no run that begins with it has more odds, whatever its seams say. Of words before one that speaks to the
/// reader it is not asked. Time: linear (Kadane's largest sum).
///
/// Every new word says less than the one before. Here each says as much as the sixth, and in advance is said what the first
/// five say more. A word that the sentence has twice may be the second of a run, and says nothing against an advert then.
fn most(sentence: &[Word], spoken: &[Spoken], leads_away: bool) -> Vec<f32> {
    const SIXTH: f32 = 0.3;
    const FIRST_FIVE: f32 = 1.73;
    let mut seen = 0u64;
    let says = |(word, &spoken): (&Word, &Spoken)| {
        let register = Register::default().with(spoken);
        if register.to_reader > 0 {
            return f32::INFINITY;
        }
        let one = 1 << (word.sym.0 % u64::BITS);
        let leans = if seen & one == 0 { word.leans() } else { word.leans().max(0.0) };
        seen |= one;
        let new = SIXTH * f32::from(u8::from(word.is_new()));
        new + Evidence::WORD * (word.speaks() as f32 + leans) - Evidence::TELLING * register.telling as f32
    };
    let mut most: Vec<f32> = sentence.iter().zip(spoken).map(says).collect();
    let free = Evidence { structure: Evidence::FREE, seams: Bonds::MOST, leads_away, ..Evidence::default() };
    // Who leans so far to telling that no more of it is heard.
    let telling = Evidence { new: Evidence::MANY, speaks: u32::MAX, leans: f32::MIN, ..free };
    let (telling, free) = (telling.odds(), free.odds() + FIRST_FIVE);
    let (mut run, mut row, mut list) = (0f32, 0, usize::MAX);
    for (at, most) in most.iter_mut().enumerate().rev() {
        run = run.max(0.0) + *most;
        row = Stretch::behind(row, &sentence[at]);
        list = if row >= Stretch::LIST { at } else { list };
        let stretch = if list < at + LONGEST { Evidence::LISTED } else { 0.0 };
        *most = telling.max(free + run) + stretch;
    }
    most
}

/// The run whose taking out leaves the sentence answering best, and whose words the story has least: structure alone
/// sets its bounds. `None` where none gains anything.
///
/// Time: the runs of [`LONGEST`] words, each times the words of the reference.
pub fn loosest<'s>(
    sentence: &[Word],
    rest: &Rest,
    bonds: &impl Deref<Target = Bonds<'s>>,
) -> Option<Range<usize>> {
    /// What a sign at either end says for it.
    const SIGN: f32 = 0.2;
    let is_parted = |at: usize| sentence.get(at).is_none_or(|word| word.parted);
    let sign = |at: usize| if is_parted(at) { SIGN } else { 0.0 };
    let mut best = (0.0, 0..0);
    for start in 0..sentence.len() {
        let mut kept = 0.0;
        for end in start + 1..=sentence.len().min(start + LONGEST) {
            kept += worth(&sentence[end - 1]);
            // To ask about bonds is the dearest, and few runs come near the best without.
            let hopeless = |gain: f32| gain + Bonds::MOST + sign(start) + sign(end) <= best.0;
            if end - start < SHORTEST || hopeless(kept + rest.most(end - start)) {
                continue;
            }
            let answers = kept + rest.gain(start, end);
            if hopeless(answers) {
                continue;
            }
            let cut = answers + bonds.cut(start, end);
            if hopeless(cut) {
                continue;
            }
            let gain = cut + bonds.mended(start, end) + sign(start) + sign(end);
            if gain > best.0 {
                best = (gain, start..end);
            }
        }
    }
    (!best.1.is_empty()).then_some(best.1)
}

/// What is lost with a word that is taken out, most with a name of the story's; one that leans to adverts is less of a loss.
fn worth(word: &Word) -> f32 {
    let kept = match word.kind {
        Kind::Function if word.tells => -0.9,
        Kind::Function => -0.4,
        Kind::Name if word.known => -2.5,
        _ if word.known => -0.8,
        _ => -0.3,
    };
    kept + 0.6 * word.speaks() as f32 + 0.15 * word.leans()
}

#[cfg(test)]
mod tests {
    use std::cell::LazyCell;

    use super::*;
    use crate::injected::excise::words;
    use crate::injected::register::spoken;
    use crate::injected::{Said, tokens};
    use crate::language::Lexicon;
    use crate::span::Span;

    /// A clause of which five words are new, that stands for nothing in the model.
    const LOOSE: Evidence = Evidence {
        structure: 1.0,
        seams: -0.5,
        new: 5,
        speaks: 0,
        leans: 0.0,
        register: Register { to_reader: 0, telling: 1 },
        leads_away: false,
        stretch: Stretch { last: 0, most: 0 },
    };

    #[test]
    fn what_stands_for_nothing_is_no_advert_for_that() {
        let register = |to_reader, telling| Register { to_reader, telling };
        for (evidence, is_advert) in [
            (LOOSE, false),
            (Evidence { register: register(0, 3), ..LOOSE }, false),
            (Evidence { register: register(1, 1), ..LOOSE }, false),
            (Evidence { register: register(1, 1), leans: 2.0, ..LOOSE }, true),
            (Evidence { speaks: 3, leans: 2.0, ..LOOSE }, true),
            (Evidence { leans: 6.0, ..LOOSE }, true),
            (Evidence { speaks: 2, leads_away: true, ..LOOSE }, true),
            (Evidence { speaks: 2, ..LOOSE }, false),
            (Evidence { speaks: 2, stretch: Stretch { last: 0, most: 6 }, ..LOOSE }, true),
            (Evidence { stretch: Stretch { last: 0, most: 6 }, ..LOOSE }, false),
            (Evidence { register: register(1, 3), ..LOOSE }, false),
            (Evidence { register: register(1, 1), leans: -2.0, ..LOOSE }, false),
            (Evidence { speaks: 3, seams: -3.0, leans: 2.0, ..LOOSE }, false),
        ] {
            assert_eq!(evidence.odds() > 0.0, is_advert, "{evidence:?}");
        }
    }

    #[test]
    fn what_could_not_be_foreign_is_not() {
        let voice = |words: &[Word], spoken: &[Spoken]| {
            let said = Said::by(words);
            let new = words.iter().filter(|word| word.is_new()).count() as u32;
            let (speaks, leans) = (said.speaks, said.leans);
            let (register, stretch) = (Register::of(spoken), Stretch::of(words));
            Evidence { new, speaks, leans, register, stretch, ..Evidence::default() }
        };
        let (mut could, mut bounded) = (0, 0);
        for text in [
            "The harbour board met in Varn on Monday, and your sore knees need the best discount mattress you ever bought, said Ostra.",
            "The board of the harbour met and met in Varn, said Ostra, who had been there when the board met before.",
            "Buy cheap lamps online today, and call our plumber for your free discount!",
            "The harbour board met lamps price list ferry timetable live harbour map in Varn on Monday.",
        ] {
            let tokens = tokens(text, Span::new(0..text.len()), &mut Lexicon::english());
            for known in 1..5 {
                let words = words(text, &tokens, |sym| sym.0 % known == 0);
                let spoken = spoken(text, &tokens, &words);
                let bonds = LazyCell::new(|| Bonds::of(&words));
                let runs = (0..words.len())
                    .flat_map(|start| (start + SHORTEST..=words.len()).map(move |end| (start, end)));
                let most = most(&words, &spoken, false);
                let odds = runs.filter(|(start, end)| end - start <= LONGEST).map(|(start, end)| {
                    let seams = bonds.cut(start, end) + bonds.mended(start, end);
                    let structure = Evidence::FREE;
                    let voice = voice(&words[start..end], &spoken[start..end]);
                    let odds = Evidence { structure, seams, ..voice }.odds();
                    assert!(odds <= most[start], "{text}: {odds} {most:?}");
                    odds
                });
                let best = odds.fold(f32::MIN, f32::max);
                bounded += u32::from(most.iter().all(|&most| most < 0.0));
                for least in [0.0, 3.0] {
                    assert!(may_be_foreign(&words, &spoken, false, &bonds, least) || best <= least, "{text}");
                    could += u32::from(best > least);
                }
            }
        }
        assert!((3..22).contains(&could) && bounded > 0, "{could} {bounded}");
    }
}
