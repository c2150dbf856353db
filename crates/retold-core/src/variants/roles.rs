//! Words for offices: the role that one names, what a minister is for, and who stands above or below.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use super::names::is_derived;
use crate::facts::Stated;
use crate::facts::table::{Table, list, numbered};
use crate::language::senses::Senses;
use crate::language::{Kind, Sym};

/// Roles; those joined by `=` are one. The last may stand for any other, and is held against itself alone.
const ROLES: &str = "\
president=chairman=chairwoman=chairperson=chair premier minister secretary chancellor governor=gov mayor senator=sen ambassador=envoy commissioner \
ceo=executive=officer=director=manager=supervisor spokesman=spokeswoman=spokesperson=representative judge=justice=magistrate \
prosecutor lawyer=attorney=advocate=counsel captain=capt commander=cmdr general=gen admiral colonel=col major lieutenant=lt sergeant=sgt \
inspector=insp coach=trainer \
economist analyst professor=prof treasurer observer adviser=advisor=counsellor virologist biologist geologist \
seismologist physicist chemist surgeon founder king queen prince bishop pope assistant superintendent=supt \
leader=head=boss";

/// The number of the role that a token names.
///
/// "Assistance" has the stem of "assistant", and "presiding" that of "president": a role is written out.
#[inline]
pub fn role(stated: &Stated, at: usize) -> Option<usize> {
    role_as(stated, at, roles().get(stated.token(at).sym)?)
}

/// Does a role stand for any other?
pub fn is_any(role: usize) -> bool {
    static LAST: LazyLock<usize> = LazyLock::new(|| ROLES.split_whitespace().count() - 1);
    role == *LAST
}

/// May a word name a role? Nearly every word that does not may not.
#[inline]
pub fn may_be_role(word: Sym) -> bool {
    roles().may_have(word)
}

#[inline]
fn roles() -> &'static Table<(usize, &'static str)> {
    static TABLE: OnceLock<Table<(usize, &str)>> = OnceLock::new();
    TABLE.get_or_init(|| numbered(ROLES))
}

/// The same of a token that has the stem of the role of this number and name.
fn role_as(stated: &Stated, at: usize, (number, name): (usize, &str)) -> Option<usize> {
    if let Some(known_as) = known_as(stated, at, name) {
        return role_called(known_as);
    }
    // A "head coach" is a coach.
    let is_first = || is_any(number) && stated.gap(at) == " " && stated.token(at + 1).kind == Kind::Word;
    (stated.word(at).eq_ignore_ascii_case(name) && !is_first()).then_some(number)
}

/// The number of a role by its name.
fn role_called(role: &str) -> Option<usize> {
    ROLES.split_whitespace().position(|names| names.split('=').any(|name| name == role))
}

/// What else somebody is called who has the role at `at`: a press secretary is a spokesman, and a foreign secretary or one
/// for defence a minister.
fn known_as(stated: &Stated, at: usize, role: &str) -> Option<&'static str> {
    let before = at.checked_sub(1);
    let is_said = |first: &str| before.is_some_and(|i| stated.word(i).eq_ignore_ascii_case(first));
    let same = SAME.iter().find(|(first, second, _)| *second == role && is_said(first));
    let is_portfolio = |at: usize| portfolio(stated.token(at).sym).is_some();
    let is_for = at + 2 < stated.marks.len() && matches!(stated.word(at + 1), "of" | "for");
    let is_minister = || {
        role == "secretary"
            && !is_of_state(stated, at)
            && (before.is_some_and(is_portfolio) || is_for && is_portfolio(at + 2))
    };
    same.map(|(_, _, name)| *name).or_else(|| is_minister().then_some("minister"))
}

/// Is a secretary one of state, which is no minister everywhere?
pub fn is_of_state(stated: &Stated, at: usize) -> bool {
    at + 2 < stated.marks.len()
        && stated.is(at, "secretary")
        && stated.is(at + 1, "of")
        && stated.is(at + 2, "state")
}

/// Does a token begin a role of two words: "press", of a press secretary?
pub fn begins_role(stated: &Stated, at: usize) -> bool {
    SAME.iter().any(|(first, ..)| stated.is(at, first))
}

/// Roles of two words that are those of one.
const SAME: [(&str, &str, &str); 10] = [
    ("press", "secretary", "spokesman"),
    ("legal", "representative", "lawyer"),
    ("legal", "adviser", "lawyer"),
    ("legal", "advisor", "lawyer"),
    ("state", "attorney", "prosecutor"),
    ("district", "attorney", "prosecutor"),
    ("prime", "minister", "premier"),
    ("head", "minister", "premier"),
    ("top", "minister", "premier"),
    ("minister", "president", "premier"),
];

/// What a minister is for; words joined by `=` are one.
const PORTFOLIOS: &str = "\
finance=financial=treasury=exchequer defence=defense=military=war foreign=external=overseas=exterior interior=home=internal justice \
health education transport=transportation=traffic energy=power environment=environmental=climate=ecology \
agriculture=agricultural=farm=farming labour=labor=employment=work trade=commerce economy=economic=economics culture=cultural \
tourism housing science=research infrastructure industry=industrial fisheries=fishing mines=mining water sport=sports welfare=social \
migration=immigration";

/// The number of the portfolio that a word names.
pub fn portfolio(word: Sym) -> Option<usize> {
    static TABLE: OnceLock<Table<(usize, &str)>> = OnceLock::new();
    TABLE.get_or_init(|| numbered(PORTFOLIOS)).get(word).map(|(number, _)| number)
}

/// May two words, each with its symbol, say of one thing what it is for: are they of one root ("finance", "financial"), of one
/// sense ("trade", "commerce") or of one portfolio ("treasury", "finance")?
pub fn are_for_the_same((a, a_sym): (&str, Sym), (b, b_sym): (&str, Sym)) -> bool {
    is_derived(a, b)
        || Senses::get().are_alike(a_sym, b_sym)
        || portfolio(a_sym).is_some_and(|one| portfolio(b_sym) == Some(one))
}

/// Has who is called so a ministry behind "of", where others have what they work for?
pub fn has_portfolio(role: Sym) -> bool {
    static MINISTERS: OnceLock<Table<()>> = OnceLock::new();
    MINISTERS.get_or_init(|| list("minister secretary")).has(role)
}

/// Who stands for another, or above those of his kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Below,
    Above,
}

impl Rank {
    /// The rank that a word before a role gives it, and where that stands: "deputy general secretary", "chief
    /// superintendent".
    pub fn of(stated: &Stated, sentence: &Range<usize>, at: usize) -> Option<(Rank, usize)> {
        /// Words before the role that are looked at.
        const WORDS: usize = 3;
        let joined = (sentence.start..at).rev().take_while(|&i| matches!(stated.gap(i), " " | "-"));
        // A "head surgeon" is a chief one, and who is "head of the cabinet secretary's office" is not.
        let is_rank = |&i: &usize| i + 1 == at || !stated.is(i, "head");
        let ranks = || {
            let words = joined.clone().take(WORDS).filter(is_rank);
            words.filter_map(|i| Some((Rank::named(stated.token(i).sym)?, i)))
        };
        // A deputy chief is a deputy.
        ranks().find(|(rank, _)| *rank == Rank::Below).or_else(|| ranks().next())
    }

    /// The rank that a word names.
    pub fn named(word: Sym) -> Option<Rank> {
        static RANKS: OnceLock<Table<Rank>> = OnceLock::new();
        let ranks = RANKS.get_or_init(|| {
            let below =
                ["deputy", "vice", "assistant", "adjunct", "delegate", "sub"].map(|word| (word, Rank::Below));
            let above = ["chief", "senior", "head"].map(|word| (word, Rank::Above));
            Table::of(below.into_iter().chain(above))
        });
        ranks.get(word)
    }
}

/// Does a word say that somebody stands for another?
pub fn is_below(stated: &Stated, at: usize) -> bool {
    Rank::named(stated.token(at).sym) == Some(Rank::Below)
}

/// Does a token name an office or a trade?
pub fn is_office(stated: &Stated, at: usize) -> bool {
    role(stated, at).is_some() || stated.is_trade(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_role_is_one() {
        for (first, second, known_as) in SAME {
            assert!(
                role_called(known_as).is_some() && role_called(second).is_some_and(|role| !is_any(role)),
                "{first}"
            );
        }
    }
}
