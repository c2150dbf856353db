//! What a text states that a copy can get wrong: numbers, dates, clock times and names, whatever clothes they wear.
//!
//! Every word of a witness gets a [`Mark`]: what sort of fact it is, if it is one, and its value in one form, so that
//! "fourteen" is 14, "60m" is "60 million", "5 pm" is "17:00" and "British" is "Britain".

pub mod calendar;
pub mod cities;
pub mod countries;
mod exonyms;
pub mod given_names;
pub mod names;
pub mod numerals;
pub mod provinces;
pub mod table;
pub mod testimony;
#[cfg(test)]
pub(crate) mod tests;
pub mod units;

use std::ops::Range;
use std::sync::OnceLock;

use crate::language::filter::Filter;
use crate::language::senses::Senses;
use crate::language::vocabulary::{Tag, Tags};
use crate::language::{Kind, Sym};
use crate::statements::Statement;
use crate::tokens::Token;
use crate::wording::Wording;

/// What sort of word it is, as far as facts are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A word of the closed classes.
    Function,
    /// Any other word that states no fact by itself.
    Word,
    /// Part of the fact beside it: the million of "60 million", the pm of "5 pm".
    Part,
    /// A number.
    Number,
    /// A word that is a number only beside one: "one", "first", "half".
    Numeral,
    /// A unit of measure, of money or of time.
    Unit,
    /// A day of a month.
    Day,
    /// A weekday.
    Weekday,
    /// A month.
    Month,
    /// A year.
    Year,
    /// A time of day.
    Clock,
    /// A span of time relative to the day of the text: the week of "last week".
    Period,
    /// A word of a name.
    Name,
}

impl Class {
    /// All of them, in their order.
    pub const ALL: [Class; 13] = [
        Class::Function,
        Class::Word,
        Class::Part,
        Class::Number,
        Class::Numeral,
        Class::Unit,
        Class::Day,
        Class::Weekday,
        Class::Month,
        Class::Year,
        Class::Clock,
        Class::Period,
        Class::Name,
    ];

    /// Is it a date or part of one?
    pub const fn is_date(self) -> bool {
        use Class::{Clock, Day, Month, Period, Weekday, Year};
        matches!(self, Day | Weekday | Month | Year | Clock | Period)
    }

    /// Is it a fact by itself? Asked of every word, of which one in seven is: one look at a bit, and no branch.
    #[inline]
    pub const fn is_fact(self) -> bool {
        FACTS >> self as u16 & 1 == 1
    }
}

/// A bit for each class that is a fact by itself.
const FACTS: u16 = {
    let (mut facts, mut number) = (1 << Class::Number as u16 | 1 << Class::Name as u16, 0);
    while number < Class::ALL.len() {
        facts |= (Class::ALL[number].is_date() as u16) << number;
        number += 1;
    }
    facts
};

/// What a word states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its sort.
    pub class: Class,
    /// Its value: equal for equal facts of one class, and for equal words.
    pub value: u64,
}

/// A witness and what each of its words states.
#[derive(Clone, Copy)]
pub struct Stated<'a> {
    /// Its text as given.
    pub text: &'a str,
    /// Its words.
    pub wording: &'a Wording,
    /// What each of them states, in their order.
    pub marks: &'a [Mark],
    /// Who says what in it.
    pub said: &'a [Statement],
}

impl<'a> Stated<'a> {
    /// A token.
    pub fn token(&self, at: usize) -> &'a Token {
        &self.wording.witness.tokens[at]
    }

    /// A token as it is written.
    pub fn word(&self, at: usize) -> &'a str {
        written(self.text, self.token(at))
    }

    /// The bytes between a token and the one behind it.
    pub fn gap(&self, at: usize) -> &'a str {
        gap(self.text, &self.wording.witness.tokens, at)
    }

    /// These tokens of a sentence and what belongs to the last of them: the million of "60 million".
    pub fn whole(&self, tokens: Range<usize>) -> Range<usize> {
        let sentences = &self.wording.witness.sentences;
        let number = sentences.partition_point(|sentence| (sentence.tokens.end as usize) < tokens.end);
        let end = sentences.get(number).map_or(tokens.end, |sentence| sentence.tokens.end as usize);
        let parts = self.marks[tokens.end..end].iter().take_while(|mark| mark.class == Class::Part);
        tokens.start..tokens.end + parts.count()
    }

    /// The number of the sentence that a token is of.
    pub fn sentence_of(&self, at: usize) -> usize {
        self.wording.witness.sentences.partition_point(|sentence| sentence.tokens.end as usize <= at)
    }

    /// Does a token stand in somebody's mouth, between quotation marks?
    pub fn is_quoted(&self, at: usize) -> bool {
        let start = self.token(at).span.start;
        let mut quoted = self.said.iter().filter(|statement| statement.direct);
        quoted.any(|statement| statement.parts.iter().any(|part| part.contains(start)))
    }

    /// Is a token written as this word, but for its ending? One of the same stem need not be: "research", "researcher".
    pub fn is_written(&self, at: usize, word: &str) -> bool {
        self.word(at).get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
    }

    /// Is a token this word, in capitals or not? None stands behind the last.
    pub fn is(&self, at: usize, word: &str) -> bool {
        is_as_long(&self.wording.witness.tokens, at, word) && self.word(at).eq_ignore_ascii_case(word)
    }

    /// Is a token one of these words, in capitals or not?
    pub fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// Is a token, as it is spelled, what somebody is by trade or office?
    pub fn is_trade(&self, at: usize) -> bool {
        Senses::get().is_trade(self.wording.spelled[at])
    }

    /// Is a token the word for a body that may act or say something: "insurer", "bank"?
    pub fn is_body(&self, at: usize) -> bool {
        Tags::get().tag(self.token(at).tag) == Tag::Body
    }

    /// Do two tokens, the second of another text, say the same?
    pub fn says(&self, at: usize, other: &Stated, there: usize) -> bool {
        let (mark, given) = (self.marks[at], other.marks[there]);
        self.token(at).sym == other.token(there).sym && mark.class.is_fact() == given.class.is_fact()
            || mark == given && mark.class.is_fact()
    }
}

/// Marks the words of a witness that was made of `text`. Time: linear in its words.
pub fn marks(text: &str, wording: &Wording) -> Vec<Mark> {
    let tokens = &wording.witness.tokens;
    let mut marks: Vec<Mark> = tokens.iter().map(plain).collect();
    let mut telling = Vec::new();
    for sentence in &wording.witness.sentences {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let sentence = Sentence { text, tokens: &tokens[range.clone()] };
        let titled = sentence.scan(&mut telling);
        sentence.mark(&telling, titled, &mut marks[range]);
    }
    // What stands in a dateline is the newsroom's, not the text's.
    let dateline = wording.dateline.map_or(0, |span| span.end);
    let head = tokens.iter().zip(&mut marks).take_while(|(token, _)| token.span.end <= dateline);
    head.for_each(|(_, mark)| mark.class = Class::Part);
    marks
}

/// The mark of a word that states nothing.
fn plain(token: &Token) -> Mark {
    let class = if token.kind == Kind::Function { Class::Function } else { Class::Word };
    Mark { class, value: u64::from(token.sym.0) }
}

/// The words of a sentence.
struct Sentence<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Sentence<'a> {
    fn word(&self, at: usize) -> &'a str {
        written(self.text, &self.tokens[at])
    }

    fn sym(&self, at: usize) -> Option<Sym> {
        self.tokens.get(at).map(|t| t.sym)
    }

    /// The bytes between a token and the one behind it.
    fn gap(&self, at: usize) -> &'a str {
        gap(self.text, self.tokens, at)
    }

    /// The sign between a token and the one behind it, if it is all that stands there.
    #[inline]
    fn sign(&self, at: usize) -> Option<u8> {
        let [token, next] = self.tokens.get(at..at + 2)? else { return None };
        let behind = token.span.end;
        (behind + 1 == next.span.start).then(|| self.text.as_bytes()[behind as usize])
    }

    /// Is a word this one, in capitals or not? None stands behind the last.
    fn is(&self, at: usize, word: &str) -> bool {
        is_as_long(self.tokens, at, word) && self.word(at).eq_ignore_ascii_case(word)
    }

    /// The first byte of a word: that few begin with one is soon asked.
    #[inline]
    fn head(&self, at: usize) -> u8 {
        self.text.as_bytes()[self.tokens[at].span.start as usize]
    }

    /// Does a word begin with a capital?
    #[inline]
    fn is_capital(&self, at: usize) -> bool {
        let head = self.head(at);
        head.is_ascii_uppercase() || !head.is_ascii() && self.is_foreign_capital(at)
    }

    /// The same of a word that begins with no letter of ASCII.
    #[cold]
    fn is_foreign_capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Finds the words that may be more than [plain]: nobody need ask for the others, which are most. Says whether it writes
    /// its words with a capital, as headlines do; then a capital makes no name. A sentence of names has some without.
    fn scan(&self, telling: &mut Vec<usize>) -> bool {
        let stating = stating();
        let (mut words, mut capitals, mut found) = (0, 0, 0);
        // Which word is the next cannot be foreseen, and so each is put down.
        telling.resize(self.tokens.len(), 0);
        for (at, token) in self.tokens.iter().enumerate() {
            let is_capital = self.is_capital(at);
            let is_content = matches!(token.kind, Kind::Word | Kind::Name);
            words += usize::from(is_content);
            capitals += usize::from(is_content & is_capital);
            let is_listed = stating.may_have(token.sym) | calendar::may_tell_time(self, at);
            let is_plain = matches!(token.kind, Kind::Function | Kind::Word) & !is_capital & !is_listed;
            telling[found] = at;
            found += usize::from(!is_plain);
        }
        telling.truncate(found);
        words > 3 && 5 * capitals > 4 * words
    }

    /// Does a word at the start of the sentence stand before another with a capital, and neither is a name in itself:
    /// "Swallow Travel"?
    fn begins_name(&self, at: usize) -> bool {
        let is_next = |next: &Token| next.kind == Kind::Word && self.is_capital(1);
        at == 0 && self.gap(0) == " " && self.is_capital(0) && self.tokens.get(1).is_some_and(is_next)
    }

    /// Is it a feast, and no first name: "before Easter", "Easter Mumba"?
    fn is_feast(&self, at: usize) -> bool {
        let is_named = |at: usize| at < self.tokens.len() && self.is_capital(at);
        calendar::feasts().has(self.tokens[at].sym)
            && is_named(at)
            && !(self.gap(at) == " " && is_named(at + 1))
    }

    /// Marks its words, which are marked as [plain] so far, by the `telling` ones.
    fn mark(&self, telling: &[usize], titled: bool, marks: &mut [Mark]) {
        telling.iter().for_each(|&at| marks[at] = self.alone(at, titled));
        numerals::join(self, telling, marks);
        calendar::join(self, telling, marks);
        countries::join(self, telling, marks);
    }

    /// What a word says whatever stands beside it.
    fn alone(&self, at: usize, titled: bool) -> Mark {
        let token = &self.tokens[at];
        let value = u64::from(token.sym.0);
        let mark = |class| Mark { class, value };
        let name = || Mark { class: Class::Name, value: exonyms::city(token.sym).unwrap_or(value) };
        match token.kind {
            Kind::Number => Mark { class: Class::Number, value: numerals::value(self.word(at)).to_bits() },
            Kind::Date => calendar::alone(self, at),
            // The US of "US$ 5" is no country, and the N of "N$5" no name.
            Kind::Name | Kind::Word
                if self.gap(at).is_empty() && self.sym(at + 1).and_then(units::unit).is_some() =>
            {
                mark(Class::Part)
            }
            Kind::Name if let Some(unit) = units::unit(token.sym) => unit,
            Kind::Name | Kind::Word if self.is_feast(at) => mark(Class::Period),
            Kind::Name if at > 0 || self.word(at).len() > 2 || is_acronym(self.word(at)) => name(),
            // "Seconds" are a unit.
            _ if let Some(numeral) = numerals::numeral(token.sym)
                && !self.word(at).ends_with('s') =>
            {
                numeral
            }
            _ if calendar::is_month_by_capital(self, at) => calendar::month(self, at),
            Kind::Word if !titled && (at > 0 && self.is_capital(at) || self.begins_name(at)) => name(),
            _ if let Some(unit) = units::unit(token.sym) => unit,
            _ => plain(token),
        }
    }
}

/// The words that may state a fact without a capital, be a number beside one or multiply it, or a unit.
fn stating() -> &'static Filter<256> {
    static STATING: OnceLock<Filter<256>> = OnceLock::new();
    let numbers = || numerals::numerals().syms().chain(numerals::magnitudes().syms());
    let all = || calendar::feasts().syms().chain(numbers()).chain(units::units().syms());
    STATING.get_or_init(|| Filter::of(all()))
}

/// Is a token as long as a word? How long it is rules most out, and is soon asked.
#[inline]
fn is_as_long(tokens: &[Token], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.span.len() == word.len())
}

/// The bytes between a token of `tokens` and the one behind it; nothing behind the last.
fn gap<'a>(text: &'a str, tokens: &[Token], at: usize) -> &'a str {
    match tokens.get(at..at + 2) {
        Some([token, next]) => text.get(token.span.end as usize..next.span.start as usize).unwrap_or(""),
        _ => "",
    }
}

fn written<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.span.range()).unwrap_or("")
}

/// The US at the start of a sentence is a name; an "It" is none.
fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
}
