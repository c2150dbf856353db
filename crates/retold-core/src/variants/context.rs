//! A changed sentence and all that its facts are held against.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::names::{SIMILAR, is_derived, letters_alike};
use super::side::{Key, Side, counted, key, keys};
use super::sound::consonants;
use super::{Change, Drift};
use crate::collation::{Collation, Row, tokens};
use crate::facts::{Class, Mark, Stated};
use crate::language::senses::Senses;
use crate::language::{Kind, Sym};

/// A witness and its parents.
pub struct Context<'a> {
    pub child: &'a Side<'a>,
    pub parents: &'a [&'a Side<'a>],
    pub collation: &'a Collation,
    /// By row: does another answer to one of its sentences as well?
    shared: Vec<bool>,
    respells: OnceCell<bool>,
    writes_alike: OnceCell<bool>,
    rewords_names: OnceCell<bool>,
}

impl<'a> Context<'a> {
    pub fn of(child: &'a Side<'a>, parents: &'a [&'a Side<'a>], collation: &'a Collation) -> Context<'a> {
        Context {
            child,
            parents,
            collation,
            shared: shared(collation, parents),
            respells: OnceCell::new(),
            writes_alike: OnceCell::new(),
            rewords_names: OnceCell::new(),
        }
    }

    /// Does the witness state it anywhere?
    pub fn says(&self, mark: &Mark) -> bool {
        self.child.count.get(key(mark)) > 0
    }

    /// Does a parent state it anywhere?
    pub fn gives(&self, parent: usize, mark: &Mark) -> bool {
        self.parents[parent].count.get(key(mark)) > 0
    }

    /// Does the witness write names by ear? One that it writes otherwise may be a mistake, several are its manner.
    pub fn respells(&self) -> bool {
        const SEVERAL: usize = 2;
        *self.respells.get_or_init(|| {
            self.renames(SEVERAL, |own, parent, given| {
                let alike = consonants(self.child.word(own)) == consonants(parent.word(given));
                alike.then_some(self.child.marks[own].value)
            })
        })
    }

    /// Has it names that are written like those in whose place they stand, and no more? One may be a mistake, several are its
    /// manner.
    pub fn writes_alike(&self) -> bool {
        const SEVERAL: usize = 2;
        *self.writes_alike.get_or_init(|| {
            self.renames(SEVERAL, |own, parent, given| {
                let is_alike = letters_alike(self.child.word(own), parent.word(given)) >= SIMILAR;
                is_alike.then_some(parent.marks[given].value)
            })
        })
    }

    /// Does the witness put names in other words? One that it has another word in may be of something else, several are
    /// its manner.
    pub fn rewords_names(&self) -> bool {
        const SEVERAL: usize = 4;
        *self.rewords_names.get_or_init(|| {
            // Words of names that are none by themselves.
            self.renames(SEVERAL, |own, parent, given| {
                let (word, other) = (self.child.token(own), parent.token(given));
                let is_other =
                    || word.sym != other.sym && !is_derived(self.child.word(own), parent.word(given));
                (other.kind == Kind::Word && is_other()).then_some(parent.marks[given].value)
            })
        })
    }

    /// Is so much picked of the [renamed](Context::renamed), or more?
    fn renames(&self, several: usize, pick: impl Fn(usize, &Stated, usize) -> Option<u64>) -> bool {
        self.renamed(pick).take(several).count() == several
    }

    /// What is picked of the names, and those of a parent in whose place they stand, each once.
    fn renamed(&self, pick: impl Fn(usize, &Stated, usize) -> Option<u64>) -> impl Iterator<Item = u64> {
        let rows = (0..).zip(&self.collation.rows).filter_map(|(number, row)| Some((number, row.as_ref()?)));
        let reworded = rows.filter(|(_, row)| !row.verbatim);
        let beside = reworded.flat_map(|(number, row)| {
            let own = tokens(self.child, number);
            (0..own.len()).filter_map(move |at| Some((own.start + at, row, row.pairs.beside(at)?)))
        });
        let names = beside.filter_map(move |(own, row, (place, equal))| {
            let (parent, given) = (self.parents[row.parent], row.window[place]);
            let is_name = |mark: Mark| mark.class == Class::Name;
            let are_named = !equal && is_name(self.child.marks[own]) && is_name(parent.marks[given]);
            are_named.then(|| pick(own, parent, given)).flatten()
        });
        let mut seen = BTreeSet::new();
        names.filter(move |name| seen.insert(*name))
    }

    /// A changed sentence.
    pub fn scene(&self, sentence: usize, row: &'a Row) -> Scene<'_> {
        let own = tokens(self.child, sentence);
        let (marks, given) = (self.child.marks, self.parents[row.parent].marks);
        let stated: Vec<(usize, Key)> = counted(marks[own.clone()].iter()).collect();
        let given: Vec<(usize, Key)> = counted(row.window.iter().map(|&at| &given[at])).collect();
        let others = self.beside(sentence, row).flat_map(|number| &marks[tokens(self.child, number)]);
        let told: Vec<Key> = stated.iter().map(|(_, key)| *key).chain(keys(others)).collect();
        let heard: Vec<Key> = given.iter().map(|(_, key)| *key).collect();
        let mut kept = vec![false; row.window.len()];
        (0..own.len()).filter_map(|at| row.pairs.equal(at)).for_each(|place| kept[place] = true);
        let comes = |&(at, key): &(usize, Key)| is_more(&told, &heard, key, || row.pairs.equal(at).is_none());
        let goes = |&(place, key): &(usize, Key)| is_more(&heard, &told, key, || !kept[place]);
        // Most that is reworded states what was stated, in its order: then nothing has come or gone.
        let (come, gone) = match told == heard {
            true => Default::default(),
            false => (
                stated.into_iter().filter(comes).map(|(at, _)| at).collect(),
                given.into_iter().filter(goes).map(|(place, _)| place).collect(),
            ),
        };
        Scene { context: self, sentence, row, own, heard, kept, come, gone }
    }

    /// The other sentences that answer to one of those that a sentence answers to by its row. Mostly there are none.
    fn beside(&self, sentence: usize, row: &'a Row) -> impl Iterator<Item = usize> {
        let answers = |other: &Row| {
            other.parent == row.parent && other.sentences.iter().any(|s| row.sentences.contains(s))
        };
        let rows = if self.shared[sentence] { &*self.collation.rows } else { &[] };
        let others = rows.iter().enumerate().filter(move |(number, _)| *number != sentence);
        others.filter(move |(_, other)| other.as_ref().is_some_and(answers)).map(|(number, _)| number)
    }
}

/// By row of a collation: does another row answer to one of its sentences as well?
fn shared(collation: &Collation, parents: &[&Side]) -> Vec<bool> {
    let none = |parent: &&Side| vec![0; parent.wording.witness.sentences.len()];
    let mut answers: Vec<Vec<u32>> = parents.iter().map(none).collect();
    for row in collation.rows.iter().flatten() {
        row.sentences.iter().for_each(|&sentence| answers[row.parent][sentence] += 1);
    }
    let is_shared = |row: &Row| row.sentences.iter().any(|&sentence| answers[row.parent][sentence] > 1);
    collation.rows.iter().map(|row| row.as_ref().is_some_and(is_shared)).collect()
}

/// A changed sentence beside its parent's.
pub struct Scene<'a> {
    pub context: &'a Context<'a>,
    pub sentence: usize,
    pub row: &'a Row,
    /// Its tokens.
    pub own: Range<usize>,
    /// What the sentences say that it answers to.
    heard: Vec<Key>,
    /// Which places of the window have their equal.
    kept: Vec<bool>,
    come: Vec<usize>,
    gone: Vec<usize>,
}

impl<'a> Scene<'a> {
    pub fn child(&self) -> &'a Side<'a> {
        self.context.child
    }

    pub fn parent(&self) -> &'a Side<'a> {
        self.context.parents[self.row.parent]
    }

    /// Of things that are told of tokens of the witness, in their order, those of the sentence, each with its place in it.
    pub fn own_of<T: Copy>(&self, told: &'a [(usize, T)]) -> impl Iterator<Item = (usize, T)> + use<'a, T> {
        let start = self.own.start;
        within(told, self.own.clone()).iter().map(move |&(at, told)| (at - start, told))
    }

    /// Of things that are told of tokens of the parent, in their order, those of the window, each with its place in it.
    pub fn given_of<T: Copy>(&self, told: &'a [(usize, T)]) -> impl Iterator<Item = (usize, T)> + use<'a, T> {
        let window = &self.row.window;
        let all = window.first().zip(window.last()).map_or(0..0, |(&first, &last)| first..last + 1);
        within(told, all).iter().filter_map(|&(at, told)| Some((window.binary_search(&at).ok()?, told)))
    }

    /// The places of its own tokens that state something that the parent's sentences do not, or not so often: then
    /// those without an equal in their place.
    pub fn come(&self) -> impl Iterator<Item = usize> + '_ {
        self.come.iter().copied()
    }

    /// The places of the window that state something that nothing here states, or not so often.
    pub fn gone(&self) -> impl Iterator<Item = usize> + '_ {
        self.gone.iter().copied()
    }

    /// Has what stands at a place of the window its equal?
    pub fn is_kept(&self, place: usize) -> bool {
        self.kept[place]
    }

    pub fn own_mark(&self, at: usize) -> Mark {
        self.child().marks[self.own.start + at]
    }

    pub fn given_mark(&self, place: usize) -> Mark {
        self.parent().marks[self.row.window[place]]
    }

    /// The symbol of one of its own tokens.
    pub fn own_sym(&self, at: usize) -> Sym {
        self.child().token(self.own.start + at).sym
    }

    /// The place in the window at which the equal of one of its tokens stands, or beside it a word that may stand for it.
    pub fn answer(&self, at: usize) -> Option<usize> {
        let (place, equal) = self.row.pairs.beside(at)?;
        let is_of_one_root =
            || is_derived(self.child().word(self.own.start + at), self.parent().word(self.row.window[place]));
        (equal || self.are_alike(at, place) || is_of_one_root()).then_some(place)
    }

    /// May one of its tokens and the word at a place of the window stand for one another?
    pub fn are_alike(&self, at: usize, place: usize) -> bool {
        Senses::get().are_alike(self.own_sym(at), self.given_sym(place))
    }

    /// The symbol of what stands at a place of the window.
    pub fn given_sym(&self, place: usize) -> Sym {
        self.parent().token(self.row.window[place]).sym
    }

    /// Does the witness say the new thing oftener than any parent, or the old thing less often than its parent? Else
    /// both only stand elsewhere.
    pub fn changed(&self, at: usize, place: usize) -> bool {
        let (new, old) = (key(&self.own_mark(at)), key(&self.given_mark(place)));
        self.is_new(new)
            || self.context.parents[self.row.parent].count.get(old) > self.context.child.count.get(old)
    }

    /// Does the witness say it oftener than every parent?
    pub fn is_new(&self, key: Key) -> bool {
        let Context { child, parents, .. } = self.context;
        parents.iter().all(|parent| child.count.get(key) > parent.count.get(key))
    }

    /// Do the parent's sentences say it?
    pub fn hears(&self, mark: Mark) -> bool {
        self.heard.contains(&key(&mark))
    }

    /// Does the witness name what stands at a place of the window anywhere?
    pub fn said_anywhere(&self, place: usize) -> bool {
        self.says_anywhere(self.given_mark(place))
    }

    /// Does the witness state it anywhere?
    pub fn says_anywhere(&self, mark: Mark) -> bool {
        self.context.says(&mark)
    }

    /// Does one of the parents name what stands at one of its places anywhere?
    pub fn given_anywhere(&self, at: usize) -> bool {
        (0..self.context.parents.len()).any(|parent| self.context.gives(parent, &self.own_mark(at)))
    }

    /// The drift of what stands at a place of the window to what stands at one of its own.
    /// What belongs to either is a part of it: the million of "60 million".
    pub fn drift(&self, change: Change, at: usize, place: usize) -> Drift {
        let (own, given) = (self.own.start + at, self.row.window[place]);
        self.drift_of(change, self.parent().whole(given..given + 1), self.child().whole(own..own + 1))
    }

    /// The drift of these tokens of the parent to these of the witness.
    pub fn drift_of(&self, change: Change, before: Range<usize>, after: Range<usize>) -> Drift {
        Drift { change, sentence: self.sentence, parent: self.row.parent, before, after }
    }

    /// Does the same word stand right behind two numbers, what they count?
    pub fn counts_the_same(&self, at: usize, place: usize) -> bool {
        let (own, given) = (at + 1, place + 1);
        own < self.own.len()
            && given < self.row.window.len()
            && matches!(self.own_mark(own).class, Class::Word | Class::Unit)
            && self.child().says(self.own.start + own, self.parent(), self.row.window[given])
    }

    /// How far the alignment puts two tokens into one place, 0 to 1.
    pub fn in_place(&self, at: usize, place: usize) -> f32 {
        if self.row.pairs.beside(at).is_some_and(|(beside, _)| beside == place) {
            1.0
        } else if self.row.pairs.gap(at, self.row.window.len()).contains(&place) {
            0.5
        } else {
            0.0
        }
    }

    /// How much of what stands around two tokens is the same: equal words count by their nearness, function words a
    /// third.
    pub fn surroundings(&self, at: usize, place: usize) -> f32 {
        let (child, parent, window) = (self.child(), self.parent(), &self.row.window);
        near(at, self.own.len())
            .map(|i| {
                let own = weight(self.own_mark(i).class, i.abs_diff(at));
                near(place, window.len())
                    .filter(|&j| child.says(self.own.start + i, parent, window[j]))
                    .map(|j| own.min(weight(self.given_mark(j).class, j.abs_diff(place))))
                    .fold(0.0, f32::max)
            })
            .sum()
    }

    /// The most that it could be. Around "Nobody was hurt" there is little.
    pub fn room(&self, at: usize, place: usize) -> f32 {
        let own = near(at, self.own.len()).map(|i| weight(self.own_mark(i).class, i.abs_diff(at)));
        let given = near(place, self.row.window.len());
        let given = given.map(|j| weight(self.given_mark(j).class, j.abs_diff(place)));
        own.sum::<f32>().min(given.sum())
    }
}

/// Of things that are told of tokens, in their order, those of some tokens.
fn within<T>(told: &[(usize, T)], tokens: Range<usize>) -> &[(usize, T)] {
    let place = |at: usize| told.partition_point(|thing| thing.0 < at);
    &told[place(tokens.start)..place(tokens.end)]
}

/// The places around one of so many.
fn near(middle: usize, len: usize) -> impl Iterator<Item = usize> {
    /// Words to either side.
    const REACH: usize = 4;
    (middle.saturating_sub(REACH)..(middle + REACH + 1).min(len)).filter(move |&i| i != middle)
}

/// What an equal word counts that stands so far off.
fn weight(class: Class, distance: usize) -> f32 {
    let full = if class == Class::Function { 0.35 } else { 1.0 };
    full / (1.0 + 0.25 * distance as f32)
}

/// Does `here` state something that `there` does not, or oftener and `alone` in its place?
fn is_more(here: &[Key], there: &[Key], key: Key, alone: impl Fn() -> bool) -> bool {
    let count = |keys: &[Key]| keys.iter().filter(|&&k| k == key).count();
    match count(there) {
        0 => true,
        others => count(here) > others && alone(),
    }
}

/// Pairs what is new with what is gone, the likeliest first; none twice.
pub fn pair(candidates: &mut [(f32, usize, usize)]) -> Vec<(usize, usize)> {
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut new, mut gone) = (BTreeSet::new(), BTreeSet::new());
    let mut out = Vec::new();
    for &(_, at, place) in candidates.iter() {
        if !new.contains(&at) && !gone.contains(&place) {
            new.insert(at);
            gone.insert(place);
            out.push((at, place));
        }
    }
    out
}
