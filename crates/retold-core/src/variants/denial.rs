//! Words that say no.

use std::sync::OnceLock;

use crate::facts::table::{Table, list};
use crate::facts::{Class, Stated};
use crate::language::english::stem_entry;
use crate::language::lexicon::Rules;
use crate::words::owner;

/// Is what stands at a token said to be not so? "Not in danger" is "safe".
pub fn is_denied(stated: &Stated, at: usize) -> bool {
    /// Words to either side that may say so.
    const NEAR: usize = 3;
    let is_of_clause = |&i: &usize| !joins_clauses(stated, i);
    let before = (at.saturating_sub(NEAR)..at).rev().take_while(is_of_clause);
    let behind = (at + 1..(at + NEAR).min(stated.marks.len())).take_while(is_of_clause);
    before.chain(behind).any(|i| says_no(stated, i))
}

/// Does a token join a clause with another, which denies nothing of what this one says: "Dead, and nobody knew"?
pub fn joins_clauses(stated: &Stated, at: usize) -> bool {
    stated.is_one_of(at, &["and", "but"])
}

/// Does a token negate what stands beside it?
pub fn negates(stated: &Stated, at: usize) -> bool {
    negates_as(stated, at, sorts(stated, at))
}

/// The same of a token that is of these sorts.
fn negates_as(stated: &Stated, at: usize, sorts: u8) -> bool {
    let by_ending = || is_contracted(stated.word(at)) || is_yet_to(stated, at);
    (sorts & NEGATION != 0 || matches!(last_letter(stated, at), b't' | b'T') && by_ending())
        && !is_complement(stated, at)
        && !is_alternative(stated, at)
        && !is_number_sign(stated, at)
        && !is_at_once(stated, at)
        && !is_compound(stated, at)
}

/// The last byte of a token. How a word ends rules most words out, and is soon asked.
#[inline]
fn last_letter(stated: &Stated, at: usize) -> u8 {
    stated.text.as_bytes()[stated.token(at).span.end as usize - 1]
}

fn is_contracted(word: &str) -> bool {
    // By a straight apostrophe, or by a curly one, which is three bytes.
    matches!(word.as_bytes(), [.., b'n', b'\'', b't'] | [.., b'n', 0xe2, 0x80, 0x99, b't'])
}

fn is_yet_to(stated: &Stated, at: usize) -> bool {
    let is_followed = || at + 1 < stated.marks.len() && stated.word(at + 1) == "to";
    stated.is(at, "yet") && is_followed()
}

/// Words that negate what stands beside them, and words that deny.
const NEGATION: u8 = 1;
const DENIAL: u8 = 2;

const NEGATIONS: &str =
    "not no never ne'er none neither nobody nothing cannot nowhere zilch nada nay nary nope";
const DENIALS: &str = "nobody nothing none nor free outside dodge evade escape without fail failed failure refuse refusal deny denial lack \
     unable decline reject rejection absent absence instead rather stop halt avoid prevent impossible unlikely unclear \
     less unchanged untouched unhurt unharmed hardly barely scarcely rarely seldom few little zero nil naught minus exclude \
     ban forbid prohibit oppose against cease skip miss spare neglect forget forgot omit ain zilch nada nix nought nay dissent \
     disagree distrust non insufficient insufficiency inability alone safe end ignore disregard overlook";

/// Of which of these sorts a token is.
fn sorts(stated: &Stated, at: usize) -> u8 {
    sorted().get(stated.token(at).sym).unwrap_or(0)
}

/// The words of these sorts. Nearly every token is asked for both, so that they stand in one table.
#[inline]
fn sorted() -> &'static Table<u8> {
    static WORDS: OnceLock<Table<u8>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let [negations, denials] = [list(NEGATIONS), list(DENIALS)];
        let rules = Rules::english();
        let sorts = |word: &str| {
            let sym = rules.term(word).sym;
            (NEGATION * u8::from(negations.has(sym))) | (DENIAL * u8::from(denials.has(sym)))
        };
        let all = NEGATIONS.split_whitespace().chain(DENIALS.split_whitespace());
        Table::of(all.map(|word| (word, sorts(word))))
    })
}

/// "The No. 19 shirt", "the No 19 shirt".
fn is_number_sign(stated: &Stated, at: usize) -> bool {
    let is_number = || stated.marks.get(at + 1).is_some_and(|mark| mark.class == Class::Number);
    let is_inside = || at > 0 && stated.sentence_of(at - 1) == stated.sentence_of(at);
    let is_written = stated.word(at) == "No" && is_inside() || stated.gap(at).starts_with('.');
    stated.is(at, "no") && is_written && is_number()
}

/// "A no-fly zone", "a motion of no confidence".
fn is_compound(stated: &Stated, at: usize) -> bool {
    stated.is(at, "no")
        && at + 1 < stated.marks.len()
        && (stated.gap(at) == "-" || at > 0 && stated.is(at - 1, "of") && stated.is(at + 1, "confidence"))
}

/// "In no time": soon.
fn is_at_once(stated: &Stated, at: usize) -> bool {
    stated.is(at, "no") && stated.is(at + 1, "time") && at > 0 && stated.is(at - 1, "in")
}

/// "For nothing", "to nobody": the sentence itself is not denied, or denied by another word.
fn is_complement(stated: &Stated, at: usize) -> bool {
    matches!(stated.word(at), "nobody" | "nothing" | "none")
        && at > 0
        && matches!(stated.word(at - 1), "to" | "for" | "from" | "with" | "by" | "of" | "at" | "in" | "on")
}

/// How a token says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// It denies.
    Denial,
    /// By what stands before it alone: "untouched".
    Affix,
}

/// How a token says no, if it does.
#[inline]
pub fn no(stated: &Stated, at: usize) -> Option<No> {
    match denies(stated, at) {
        true => Some(No::Denial),
        false => has_affix(stated.word(at)).then_some(No::Affix),
    }
}

/// Does a token say no, if only by its meaning?
pub fn says_no(stated: &Stated, at: usize) -> bool {
    no(stated, at).is_some()
}

/// "Whether or not", "deal or no deal", "more often than not", "or now not".
fn is_alternative(stated: &Stated, at: usize) -> bool {
    let is_or =
        |before: usize| at.checked_sub(before).is_some_and(|at| matches!(stated.word(at), "or" | "than"));
    matches!(stated.word(at), "not" | "no")
        && (is_or(1) || is_or(2) && stated.marks[at - 1].class == Class::Function)
}

/// Does a token deny, or say by another word that something is not so? Of most it is soon told that they do not.
#[inline(always)]
fn denies(stated: &Stated, at: usize) -> bool {
    (sorted().may_have(stated.token(at).sym) || may_deny(stated, at)) && denies_indeed(stated, at)
}

fn denies_indeed(stated: &Stated, at: usize) -> bool {
    let sorts = sorts(stated, at);
    sorts & DENIAL != 0
        || negates_as(stated, at, sorts)
        || is_away(stated, at)
        || is_too_much(stated, at)
        || is_out_of(stated, at)
}

/// "Ran out of bread", "out of danger", "short of money": without it, or without enough.
fn is_out_of(stated: &Stated, at: usize) -> bool {
    static WITHOUT: OnceLock<Table<()>> = OnceLock::new();
    let without = WITHOUT.get_or_init(|| {
        list("danger work reach order stock service control money fuel time date sight business use touch print")
    });
    if !stated.is(at + 1, "of") {
        return false;
    }
    stated.is(at, "short")
        || stated.is(at, "out")
            && (at > 0 && (stated.is(at - 1, "ran") || stated.is_written(at - 1, "run"))
                || at + 2 < stated.marks.len() && without.has(stated.token(at + 2).sym))
}

/// Does a token of no sort end as "isn't" and "yet" do, or is it as long as "too" and the words of [`is_away`] and ends so?
#[inline]
fn may_deny(stated: &Stated, at: usize) -> bool {
    match last_letter(stated, at) {
        b't' | b'T' => true,
        b'y' | b'f' | b'm' | b'o' => matches!(stated.token(at).span.len(), 3 | 4),
        _ => false,
    }
}

/// "Too early to say": not to be said yet.
fn is_too_much(stated: &Stated, at: usize) -> bool {
    stated.is(at, "too") && stated.is(at + 2, "to")
}

/// "Stay out of", "keep away from", "keep the guests out of", "keep the children from falling asleep", "bar owners from letting".
fn is_away(stated: &Stated, at: usize) -> bool {
    /// Words that may stand between.
    const BETWEEN: usize = 3;
    static WORDS: OnceLock<Table<()>> = OnceLock::new();
    let stays = WORDS.get_or_init(|| list("stay keep kept remain opt rule bar"));
    let is_from =
        || stated.word(at) == "from" && at + 1 < stated.marks.len() && stated.word(at + 1).ends_with("ing");
    let is_as_long = matches!(stated.token(at).span.len(), 3 | 4);
    is_as_long
        && (matches!(stated.word(at), "out" | "away" | "off") || is_from())
        && (at.saturating_sub(BETWEEN + 1)..at).any(|before| stays.has(stated.token(before).sym))
}

/// "No less than", "not only", "not without": no negation of what follows.
pub fn says_less(stated: &Stated, at: Option<usize>) -> bool {
    static WORDS: OnceLock<Table<()>> = OnceLock::new();
    let words = WORDS.get_or_init(|| list(
            "without less fewer more long longer later other but only just sooner doubt matter least merely far few small little slight mean secret rarity \
             stranger surprise wonder",
        ));
    at.is_some_and(|at| {
        let is_over = || stated.is(at, "longer") && stated.is(at - 1, "no") && !stated.is(at + 1, "than");
        at < stated.marks.len()
            && !is_over()
            && (words.has(stated.token(at).sym) || has_affix(stated.word(at)))
    })
}

/// Does a token negate what stands beside it, or is it the opposite of a word, by what stands before it: "not", "unhurt"?
pub fn turns(stated: &Stated, at: usize) -> bool {
    negates(stated, at) || has_affix(stated.word(at))
}

/// Is it a word with what turns it into its opposite before it: "untouched"? What is left must be a word.
#[inline]
fn has_affix(word: &str) -> bool {
    let parts = word.split_at_checked(2).filter(|(head, _)| head.eq_ignore_ascii_case("un"));
    parts.is_some_and(|(_, rest)| may_be_turned(rest))
}

fn may_be_turned(rest: &str) -> bool {
    let rest = owner(rest).unwrap_or(rest);
    rest.len() > 3 && is_word(rest)
}

/// Is it an ordinary English word, or a form of one that no dictionary lists by itself?
fn is_word(word: &str) -> bool {
    static RULES: OnceLock<Rules> = OnceLock::new();
    let sym = RULES.get_or_init(Rules::english).term(word).sym;
    stem_entry(sym).is_some_and(|entry| entry.ordinary) || matches!(word, "seen" | "heard" | "told")
}
