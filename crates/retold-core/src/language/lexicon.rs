//! From a word as it stands on the page to what the kernels compare: its symbol, its weight and its kind.

use std::collections::HashSet;
use std::sync::Arc;

use rapidhash::fast::RandomState;
use rapidhash::v3::rapidhash_v3;
use snowball_stemmers_rs::Stemmer;

use super::corpus::CorpusWeights;
use super::english::{self, Entry, RAREST};
use super::vocabulary::TagNumber;
use super::{Language, fold, function_words, numbers};
use crate::tokens::Piece;
use crate::wording::{Spelling, spelling};

/// A folded word, by a 32-bit hash of its stem.
///
/// Two different words of one pair of documents share a symbol once in four billion pairs of words: that costs an
/// alignment one matched word, and saves every comparison a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sym(pub u32);

impl Sym {
    /// The symbol of a stem or of any other normal form.
    pub fn of(normal: &str) -> Sym {
        Sym(rapidhash_v3(normal.as_bytes()) as u32)
    }
}

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word of the closed classes.
    Function,
    /// Any other ordinary word.
    Word,
    /// A capitalised word that is no ordinary word.
    Name,
    /// A number, in digits or in words.
    Number,
    /// A weekday or a month.
    Date,
}

/// What the lexicon knows of a word, whatever stands around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Its symbol.
    pub sym: Sym,
    /// Its weight as the kind it has; [`Kind::Function`] words have one too, a small one.
    pub weight: f32,
    /// Its kind if it stands inside a sentence in ordinary type.
    pub kind: Kind,
    /// What it is to the reader of statements.
    pub tag: TagNumber,
}

impl Term {
    /// A term of which nobody asked yet what it is to the reader of statements.
    fn new(sym: Sym, weight: f32, kind: Kind) -> Term {
        Term { sym, weight, kind, tag: TagNumber::default() }
    }
}

/// The terms of one language, each computed once.
///
/// Not shared between threads: a lexicon only remembers what it computes, so that any number of them agree.
pub struct Lexicon {
    rules: Rules,
    /// The terms met last.
    terms: Memory,
    signs: Signs,
    /// The memory of who cuts a text into its words, to be used again for the next.
    pub(crate) pieces: Vec<Piece>,
}

/// How the terms of one language are computed. Without a lexicon's memory it is for who asks for a few words once.
pub(crate) struct Rules {
    language: Language,
    /// What the corpus says of the words; for English the table inside the program says it.
    corpus: Arc<CorpusWeights>,
    stemmer: Option<Stemmer>,
    /// The function words of a language other than English.
    function_words: HashSet<Sym, RandomState>,
}

/// The symbols of words that are one thing with the word beside them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signs {
    pub per: Sym,
    pub cent: Sym,
    /// The ones, which stand behind tens: from "one", which is no number by itself, to "nine".
    pub ones: [Sym; 9],
}

/// So many places has the memory, and so many terms are kept in each.
const PLACES: usize = 1 << 16;
const AT_A_PLACE: usize = 4;
/// The 64-bit hash of a word as it stands on the page (among a million words two share one once in 40 million runs).
#[derive(Clone, Copy)]
pub(crate) struct Key(u64);

impl Key {
    pub fn of(word: &str) -> Key {
        Key::within(word.as_bytes(), 0, word.len())
    }

    /// The key of the word of `len` bytes that stands at `start` of `text`.
    #[inline]
    pub fn within(text: &[u8], start: usize, len: usize) -> Key {
        match short(text, start, len) {
            Some(halves) => Key::folded(halves, len),
            None => Key(rapidhash_v3(&text[start..start + len])),
        }
    }

    /// The key of the word as it stands at `start` of `text`, but in lower case.
    #[inline]
    pub fn in_lower_case(text: &str, start: usize, len: usize) -> Key {
        let halves = short(text.as_bytes(), start, len).filter(|[low, high]| (low | high) & each(0x80) == 0);
        match halves {
            Some(halves) => Key::folded(halves.map(lower), len),
            None => Key::of(&text[start..start + len].to_lowercase()),
        }
    }

    /// All of it.
    pub fn hash(self) -> u64 {
        self.0
    }

    /// The two halves of a word are multiplied, and the halves of the product folded (Yi, *wyhash*, 2019).
    #[inline]
    pub fn folded([low, high]: [u64; 2], len: usize) -> Key {
        const SECRETS: [u64; 2] = [0x2d35_8dcc_aa6c_78a5, 0x8bb8_4b93_962e_acc9];
        let product = u128::from(low ^ SECRETS[0]) * u128::from(high ^ SECRETS[1] ^ len as u64);
        Key((product >> 64) as u64 ^ product as u64)
    }
}

/// The bytes of a word of sixteen at the most, and nothing behind them.
///
/// Words are short, and how short cannot be foreseen: sixteen bytes are always taken from the text, and what is not the
/// word's masked out, where a hash of the word alone would branch by its length.
#[inline]
pub(crate) fn short(text: &[u8], start: usize, len: usize) -> Option<[u64; 2]> {
    if len > 16 {
        return None;
    }
    let [low, high] = sixteen(text, start);
    Some([low & FIRST[len.min(8)], high & FIRST[len.saturating_sub(8)]])
}

/// Eight bytes of ASCII in lower case. Of a capital, and of no other, the one sum reaches the highest bit of its byte and
/// the other does not.
#[inline]
fn lower(bytes: u64) -> u64 {
    let capitals = (bytes + each(0x80 - b'A')) & !(bytes + each(0x7f - b'Z')) & each(0x80);
    bytes | (capitals >> 2)
}

/// Eight times the same byte.
pub(crate) const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The first so many bytes of eight.
const FIRST: [u64; 9] =
    [0, 0xff, 0xffff, 0xff_ffff, u32::MAX as u64, (1 << 40) - 1, (1 << 48) - 1, (1 << 56) - 1, u64::MAX];

/// Sixteen bytes from `start` of `text` on; behind its end there is nothing.
#[inline]
fn sixteen(text: &[u8], start: usize) -> [u64; 2] {
    let rest = &text[start..];
    let bytes = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut last = [0; 16];
        last[..rest.len()].copy_from_slice(rest);
        last
    });
    let both = u128::from_le_bytes(bytes);
    [both as u64, (both >> 64) as u64]
}

/// Terms by their key.
///
/// Each has one place that it can be in, with the three that were learned there before it; a fifth makes the oldest
/// forgotten. So the memory is bounded, and a look costs one way to it, where a growing table costs two. (With two terms at
/// twice as many places words are learned again twice as often.)
struct Memory(Box<[Place; PLACES]>);

/// Terms in one line of the processor's cache.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Place([Remembered; AT_A_PLACE]);

/// A term and the 48 bits of the hash that its place does not say, in 16 bytes.
#[derive(Clone, Copy)]
struct Remembered {
    /// The upper bits of the hash, below them the tag and the kind: that it is the one sought is one comparison.
    key: u64,
    sym: Sym,
    weight: f32,
}

impl Remembered {
    /// Bits that are not the hash's.
    const OWN: u32 = 16;

    fn new(Key(key): Key, Term { sym, weight, kind, tag }: Term) -> Remembered {
        let own = u64::from(tag.0) << 8 | kind as u64;
        Remembered { key: key >> Self::OWN << Self::OWN | own, sym, weight }
    }

    #[inline]
    fn is_of(&self, Key(key): Key) -> bool {
        (self.key ^ key) >> Self::OWN == 0
    }

    #[inline]
    fn term(&self) -> Term {
        let [kind, tag, ..] = self.key.to_le_bytes();
        let kind = KINDS[usize::from(kind) % KINDS.len()];
        Term { sym: self.sym, weight: self.weight, kind, tag: TagNumber(tag) }
    }
}

/// All kinds by their number, and the last again up to a power of two.
const KINDS: [Kind; 8] =
    [Kind::Function, Kind::Word, Kind::Name, Kind::Number, Kind::Date, Kind::Date, Kind::Date, Kind::Date];

impl Memory {
    fn new() -> Self {
        // No word has the hash 0 but by a chance of one in 10^14.
        let nothing = Remembered::new(Key(0), Term::new(Sym(0), 0.0, Kind::Word));
        let places = vec![Place([nothing; AT_A_PLACE]); PLACES].into_boxed_slice().try_into();
        Memory(places.unwrap_or_else(|_| unreachable!("there are as many as were made")))
    }

    #[inline]
    fn place(&self, key: Key) -> &Place {
        &self.0[key.0 as usize % PLACES]
    }

    #[inline]
    fn get(&self, key: Key) -> Option<Term> {
        let Place(terms) = self.place(key);
        // Which of them it is cannot be foreseen: all are asked, and none in a branch. No two are the same.
        let numbered = terms.iter().zip(1..);
        let found = numbered.fold(0, |found, (of, number)| found | (number * usize::from(of.is_of(key))));
        terms.get(found.wrapping_sub(1)).map(Remembered::term)
    }

    fn put(&mut self, key: Key, term: Term) {
        let Place(terms) = &mut self.0[key.0 as usize % PLACES];
        terms.rotate_right(1);
        terms[0] = Remembered::new(key, term);
    }
}

impl Lexicon {
    /// The English lexicon, whose weights are those of the table inside the program.
    pub fn english() -> Self {
        Lexicon::new(Language::ENGLISH, Arc::default())
    }

    /// The lexicon of a language other than English, whose weights are what the corpus says.
    pub fn new(language: Language, corpus: Arc<CorpusWeights>) -> Self {
        let rules = Rules::new(language, corpus);
        let sym = |word| rules.term(word).sym;
        let ones = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"].map(sym);
        let signs = Signs { per: sym("per"), cent: sym("cent"), ones };
        Lexicon { rules, terms: Memory::new(), signs, pieces: Vec::new() }
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.rules.language
    }

    pub(crate) fn signs(&self) -> &Signs {
        &self.signs
    }

    /// Looks at the places of some words that will be asked for, and at nothing else meanwhile, so that the ways to the
    /// memory are gone side by side and not one after the other.
    pub(crate) fn fetch(&self, keys: impl Iterator<Item = Key>) {
        std::hint::black_box(keys.fold(0, |seen, key| seen ^ self.terms.place(key).0[0].key));
    }

    /// The term of the word with this key, if it was met not long ago.
    #[inline]
    pub(crate) fn remembered(&self, key: Key) -> Option<Term> {
        self.terms.get(key)
    }

    /// The same as [`fetch`](Lexicon::fetch) for words that are not remembered: looks at what their terms will be made of.
    pub(crate) fn expect(&self, words: impl Iterator<Item = Spelling>) {
        if self.language() == Language::ENGLISH {
            english::look_at(words);
        }
    }

    /// The term of a word as it stands on the page.
    #[inline]
    pub fn term(&mut self, word: &str) -> Term {
        self.term_of(Key::of(word), || word)
    }

    /// The same where the word's key is known.
    #[inline]
    pub(crate) fn term_of<'w>(&mut self, key: Key, word: impl Fn() -> &'w str) -> Term {
        self.terms.get(key).unwrap_or_else(|| self.learn(word(), key))
    }

    #[cold]
    fn learn(&mut self, word: &str, key: Key) -> Term {
        let term = Term { tag: TagNumber::of(word), ..self.rules.term(word) };
        self.terms.put(key, term);
        term
    }
}

impl Rules {
    /// Those of English.
    pub(crate) fn english() -> Rules {
        Rules::new(Language::ENGLISH, Arc::default())
    }

    fn new(language: Language, corpus: Arc<CorpusWeights>) -> Rules {
        let stemmer = language.stemmer().map(Stemmer::create);
        let mut rules = Rules { language, corpus, stemmer, function_words: HashSet::default() };
        if language != Language::ENGLISH {
            let words = stop_words::get(language.two_letter_code());
            rules.function_words = words.iter().map(|word| rules.foreign_sym(&fold::plain(word))).collect();
        }
        rules
    }

    /// The term of a word as it stands on the page.
    pub(crate) fn term(&self, word: &str) -> Term {
        let first = word.chars().next().unwrap_or(' ');
        if first.is_ascii_digit() {
            return number_term(&numbers::normal_digits(word));
        }
        match self.language {
            Language::ENGLISH => self.english_term(word, first.is_uppercase()),
            _ => self.foreign_term(&plain(word), first.is_uppercase()),
        }
    }

    /// Most words are of letters alone, and listed: theirs is had without a copy of the word.
    fn english_term(&self, word: &str, capital: bool) -> Term {
        let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
        let spelled = if letters { spelling(word) } else { spelling(&plain(word)) };
        let Some(listed) = english::listed(spelled) else {
            let sym = Sym::of(&fold::stem(&plain(word), self.stemmer.as_ref(), true));
            return open_term(sym, english::stem_entry(sym), capital);
        };
        let closed = || closed_term(&plain(word), listed.stem, listed.entry.weight, is_shouted(word));
        let term = if listed.closed { closed() } else { None };
        term.unwrap_or_else(|| open_term(listed.stem, Some(listed.entry), capital))
    }

    fn foreign_sym(&self, plain: &str) -> Sym {
        Sym::of(&fold::stem(plain, self.stemmer.as_ref(), false))
    }

    fn foreign_term(&self, plain: &str, capital: bool) -> Term {
        let sym = self.foreign_sym(plain);
        // German writes every noun with a capital: there a capital says nothing.
        let name = capital && self.language.code() != "deu" && self.corpus.is_always_capital(sym);
        let kind = match self.function_words.contains(&sym) || self.corpus.is_function(sym) {
            true => Kind::Function,
            false if name => Kind::Name,
            false => Kind::Word,
        };
        Term::new(sym, self.corpus.weight(sym), kind)
    }
}

/// Weekdays and months are on every page: they weigh little in finding a story, much in judging a copy.
const DATE_WEIGHT: f32 = 2.0;

/// The weight of an acronym that looks like a function word; there is no count of these.
const ACRONYM_WEIGHT: f32 = 3.0;

fn number_term(normal: &str) -> Term {
    // '#' keeps numbers apart from words.
    let sym = Sym::of(&format!("#{normal}"));
    Term::new(sym, numbers::weight(normal), Kind::Number)
}

/// The term of a compound number word such as "twenty-one".
pub(crate) fn compound_number(number: usize) -> Term {
    number_term(&number.to_string())
}

/// The term of a word that is of no closed class and no number.
fn open_term(sym: Sym, entry: Option<Entry>, capital: bool) -> Term {
    let is_name = capital && !entry.is_some_and(|entry| entry.ordinary);
    let kind = if is_name { Kind::Name } else { Kind::Word };
    Term::new(sym, entry.map_or(RAREST, |entry| entry.weight), kind)
}

/// The term of a function word, whose stem and weight are given, of a number or of a date.
fn closed_term(plain: &str, stem: Sym, weight: f32, shouted: bool) -> Option<Term> {
    if let Some(number) = numbers::from_word(plain) {
        return Some(number_term(&number.to_string()));
    }
    let (sym, weight, kind) = match date_word(plain) {
        Some(date) => (Sym::of(date), DATE_WEIGHT, Kind::Date),
        None if !function_words::is_function_word(plain) => return None,
        // "US" and "U.S." are a country, and "WHO" asks nothing. (A sentence all in capitals comes in lower case.)
        None if shouted => (Sym::of(&format!("^{plain}")), ACRONYM_WEIGHT, Kind::Name),
        None => (stem, weight, Kind::Function),
    };
    Some(Term::new(sym, weight, kind))
}

/// Is it of several letters, none of them small?
fn is_shouted(word: &str) -> bool {
    word.len() > 1 && word.starts_with(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// A word folded, an abbreviation without its points.
fn plain(word: &str) -> String {
    undotted(fold::plain(word))
}

/// "u.s" is "us", "p.m" is "pm": abbreviations come with and without points.
fn undotted(word: String) -> String {
    let is_abbreviation = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    if is_abbreviation { word.replace('.', "") } else { word }
}

/// Weekdays and months under their full name.
fn date_word(plain: &str) -> Option<&'static str> {
    DATE_WORDS.binary_search_by(|listed| listed.0.cmp(plain)).ok().map(|at| DATE_WORDS[at].1)
}

/// The words that [`date_word`] knows.
pub(super) fn date_words() -> impl Iterator<Item = &'static str> {
    DATE_WORDS.iter().map(|listed| listed.0)
}

/// Sorted. "March" and "may" are left out: they are words as well.
const DATE_WORDS: &[(&str, &str)] = &[
    ("apr", "@april"),
    ("april", "@april"),
    ("aug", "@august"),
    ("august", "@august"),
    ("dec", "@december"),
    ("december", "@december"),
    ("feb", "@february"),
    ("february", "@february"),
    ("fri", "@friday"),
    ("friday", "@friday"),
    ("jan", "@january"),
    ("january", "@january"),
    ("jul", "@july"),
    ("july", "@july"),
    ("jun", "@june"),
    ("june", "@june"),
    ("mon", "@monday"),
    ("monday", "@monday"),
    ("nov", "@november"),
    ("november", "@november"),
    ("oct", "@october"),
    ("october", "@october"),
    ("saturday", "@saturday"),
    ("sep", "@september"),
    ("sept", "@september"),
    ("september", "@september"),
    ("sunday", "@sunday"),
    ("thurs", "@thursday"),
    ("thursday", "@thursday"),
    ("tues", "@tuesday"),
    ("tuesday", "@tuesday"),
    ("wednesday", "@wednesday"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_has_no_twins() {
        assert!(DATE_WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn what_is_remembered_is_what_was_learned() {
        for kind in [Kind::Function, Kind::Word, Kind::Name, Kind::Number, Kind::Date] {
            let tag = TagNumber(61);
            let term = Term { tag, ..Term::new(Sym(7), 2.5, kind) };
            let remembered = Remembered::new(Key(u64::MAX - 1), term);
            assert_eq!(remembered.term(), term);
            assert!(remembered.is_of(Key(u64::MAX)) && !remembered.is_of(Key(1 << 16)));
        }
    }

    #[test]
    fn the_last_terms_of_a_place_are_remembered_each_by_its_key() {
        // All of one place, and none the key of a free one.
        let key = |number: u64| Key((number + 1) << 20 | 5);
        let term = |number: u64| Term::new(Sym(number as u32), 1.0, Kind::Word);
        let mut memory = Memory::new();
        for learned in 0..7 {
            assert_eq!(memory.get(key(learned)), None);
            memory.put(key(learned), term(learned));
            for number in 0..=learned {
                let kept = Some(term(number)).filter(|_| number + AT_A_PLACE as u64 > learned);
                assert_eq!(memory.get(key(number)), kept, "{number} of {learned}");
            }
        }
    }

    #[test]
    fn kinds_of_words() {
        let mut lexicon = Lexicon::english();
        for (word, kind) in [
            ("the", Kind::Function),
            ("radar", Kind::Word),
            ("Minister", Kind::Word),
            ("Stoltenberg", Kind::Name),
            ("China", Kind::Name),
            ("fourteen", Kind::Number),
            ("6,500", Kind::Number),
            ("Tuesday", Kind::Date),
        ] {
            assert_eq!(lexicon.term(word).kind, kind, "{word}");
        }
    }

    #[test]
    fn equal_facts_in_other_clothes_share_a_symbol() {
        let mut lexicon = Lexicon::english();
        for (a, b) in [("14", "fourteen"), ("6,500", "6500"), ("Sept", "September"), ("U.S", "US")] {
            assert_eq!(lexicon.term(a).sym, lexicon.term(b).sym, "{a} / {b}");
        }
    }
}
