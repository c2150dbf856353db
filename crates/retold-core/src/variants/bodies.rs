//! Bodies that became others of their kind: "the water authority", "the port authority".
//!
//! A body is a word for what people are joined in or governed by, and the words that tell which one it is: those before it, and
//! those behind "of". Of one that is told by other words alone, whatever their order, it is another body that the witness speaks of.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::context::Scene;
use super::roles::are_for_the_same;
use super::{Change, Drift};
use crate::facts::cities::is_city;
use crate::facts::countries::is_country;
use crate::facts::table::{Table, list, numbered};
use crate::facts::{Class, Stated};
use crate::language::{Kind, Sym};
use crate::relation::Relation;
use crate::words::owner;

/// What words before it, or behind "of", tell from others of its kind.
const BODIES: &str = "\
union ministry authority commission committee council court tribunal agency office department bureau board institute association \
federation police service guild academy inspectorate party";

/// What people are joined in: every language has its own word for it.
const JOINED: &str = "union league federation confederation association guild club society syndicate";

/// What tells no body from another: whose it is, how large, and who is joined in every union.
const COMMON: &str = "\
trade labour labor worker employee staff supporter fan national state public federal local regional central ruling governing government \
opposition big large biggest largest first new own same joint general main other";

/// What stands around the two must be alike so far, where nothing else says that one is meant by the other.
const ALIKE: f32 = 0.6;

/// A body: the word for its kind, those that tell it from others of that, and all that it is called by.
struct Body {
    head: usize,
    tells: Vec<usize>,
    tokens: Range<usize>,
}

/// Finds the bodies of which other words say which they are.
pub fn drifts(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let window = &scene.row.window;
    let (Some(&first), Some(&last)) = (window.first(), window.last()) else { return };
    let pair = Pair { child: scene.child(), parent: scene.parent(), spun: relation == Some(Relation::Spun) };
    let given: Vec<Body> =
        bodies(pair.parent, first..last + 1).filter(|body| window.contains(&body.head)).collect();
    if given.is_empty() {
        return;
    }
    let own: Vec<Body> = bodies(pair.child, scene.own.clone()).collect();
    for body in &own {
        // Of several of one kind the place tells which stands for which.
        let are_alone = |other: &Body| {
            own.iter().filter(|body| pair.are_of_one_kind(body, other)).count() == 1
                && given.iter().filter(|other| pair.are_of_one_kind(body, other)).count() == 1
        };
        let is_meant = |other: &Body| {
            is_told_by_itself(pair.child, body)
                || is_told_by_itself(pair.parent, other)
                || is_placed(scene, body, other)
                || are_alone(other)
        };
        let stands_for = |other: &&Body| {
            pair.are_of_one_kind(body, other)
                && pair.is_other(body, other)
                && !own.iter().any(|own| pair.may_be_one(own, other))
                && is_meant(other)
        };
        let is_changed = |drift: &Drift| {
            drift.change.is_of_name()
                && drift.sentence == scene.sentence
                && overlap(&drift.after, &body.tokens)
        };
        let is_known =
            || bodies(pair.parent, 0..pair.parent.marks.len()).any(|other| pair.may_be_one(body, &other));
        let other = given.iter().find(stands_for).filter(|_| !is_known() && !out.iter().any(is_changed));
        if let Some(other) = other {
            out.push(scene.drift_of(pair.change(body, other), other.tokens.clone(), body.tokens.clone()));
        }
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Does a name or "of" say that the words of a body belong together?
fn is_told_by_itself(stated: &Stated, body: &Body) -> bool {
    stated.marks[body.head].class == Class::Name || body.tokens.end > body.head + 1
}

/// Do two bodies stand in one place, among the same words?
fn is_placed(scene: &Scene, own: &Body, given: &Body) -> bool {
    let at = own.head - scene.own.start;
    let place = scene.row.window.iter().position(|&token| token == given.head);
    place.is_some_and(|place| {
        scene.row.pairs.beside(at) == Some((place, true)) && scene.surroundings(at, place) >= ALIKE
    })
}

/// The bodies that some tokens name, with what tells which they are.
fn bodies<'s>(stated: &'s Stated, tokens: Range<usize>) -> impl Iterator<Item = Body> + 's {
    let heads = tokens.clone().filter(move |&at| is_body(stated, at));
    let is_telling = |at: &usize| !is_country(stated.marks[*at].value) && !is_common(stated.token(*at).sym);
    heads.filter_map(move |head| {
        let said = before(stated, tokens.start, head).chain(behind(stated, head, tokens.end));
        let said: Vec<usize> = said.collect();
        let first = said.iter().copied().min()?.min(head);
        let last = said.iter().copied().max()?.max(head);
        let tells = said.into_iter().filter(is_telling).collect();
        Some(Body { head, tells, tokens: first..last + 1 })
    })
}

/// The words right before a body that tell which it is: "the miners' union". Before a name all words of the name do.
fn before(stated: &Stated, first: usize, head: usize) -> impl Iterator<Item = usize> {
    const WORDS: usize = 3;
    let class = stated.marks[head].class;
    let is_joined = move |at: usize| {
        let is_beside = matches!(stated.gap(at), " " | "' " | "\u{2019} ");
        // "Ardenholt's board" is whose it is.
        is_beside && stated.marks[at].class == class && tells(stated, at) && owner(stated.word(at)).is_none()
    };
    (first..head).rev().take_while(move |&at| is_joined(at)).take(WORDS)
}

/// The words behind "of" that tell which body it is: "the ministry of the interior", "the Union of Bank Employees". An office of
/// another body is told by that one.
fn behind(stated: &Stated, head: usize, end: usize) -> impl Iterator<Item = usize> {
    const WORDS: usize = 5;
    let is_of = head + 2 < end && stated.gap(head) == " " && matches!(stated.word(head + 1), "of" | "for");
    let from = if is_of { head + 2 } else { end };
    let is_joined = move |at: usize| {
        (at == from || stated.gap(at - 1) == " ")
            && (tells(stated, at) || stated.is_one_of(at, &["the", "and"]))
    };
    let joined = (from..end).take_while(move |&at| is_joined(at)).take(WORDS);
    let is_of_body = joined.clone().any(|at| is_body(stated, at));
    joined.filter(move |&at| !is_of_body && tells(stated, at))
}

/// May a word tell of which kind a body is? "31-strong" and "founded" do not.
fn tells(stated: &Stated, at: usize) -> bool {
    let is_compound = at > 0 && stated.gap(at - 1) == "-";
    matches!(stated.marks[at].class, Class::Word | Class::Name)
        && !stated.word(at).ends_with("ed")
        && !is_compound
}

/// A witness and a parent.
struct Pair<'s> {
    child: &'s Stated<'s>,
    parent: &'s Stated<'s>,
    /// Are all words other ones, those for bodies too?
    spun: bool,
}

impl Pair<'_> {
    /// Are both courts, or are people joined in both?
    fn are_of_one_kind(&self, own: &Body, given: &Body) -> bool {
        let (own, given) = (self.child.token(own.head).sym, self.parent.token(given.head).sym);
        own == given || joins(own) && joins(given)
    }

    /// May both be one body, by what is told of them?
    fn may_be_one(&self, own: &Body, given: &Body) -> bool {
        self.are_of_one_kind(own, given) && !self.is_other(own, given)
    }

    /// Is each told by words alone that the other is not told by, or by a name?
    fn is_other(&self, own: &Body, given: &Body) -> bool {
        let (new, gone) = self.unlike(own, given);
        let is_all = || {
            !new.is_empty()
                && new.len() == own.tells.len()
                && !gone.is_empty()
                && gone.len() == given.tells.len()
        };
        are_named(self.child, &new) && are_named(self.parent, &gone) || !self.spun && is_all()
    }

    /// The words that tell one body and not the other, of both.
    fn unlike(&self, own: &Body, given: &Body) -> (Vec<usize>, Vec<usize>) {
        let is_new = |&at: &usize| !given.tells.iter().any(|&there| self.is_one(at, there));
        let is_gone = |&there: &usize| !own.tells.iter().any(|&at| self.is_one(at, there));
        let new = own.tells.iter().copied().filter(is_new).collect();
        (new, given.tells.iter().copied().filter(is_gone).collect())
    }

    /// May two words stand for one another?
    fn is_one(&self, at: usize, there: usize) -> bool {
        let own = (self.child.word(at), self.child.token(at).sym);
        let given = (self.parent.word(there), self.parent.token(there).sym);
        self.child.says(at, self.parent, there) || are_for_the_same(own, given)
    }

    /// What changed with a body. A court of another city is in another place.
    fn change(&self, own: &Body, given: &Body) -> Change {
        let (new, gone) = self.unlike(own, given);
        let is_city = |stated: &Stated, words: &[usize]| matches!(words, [at] if is_city(stated.word(*at)));
        if is_city(self.child, &new) || is_city(self.parent, &gone) { Change::Place } else { Change::Org }
    }
}

/// Is it one word, which is no other in any words?
fn are_named(stated: &Stated, words: &[usize]) -> bool {
    matches!(words, [at] if stated.token(*at).kind == Kind::Name)
}

/// Does a word tell no body from another?
fn is_common(word: Sym) -> bool {
    static TABLE: OnceLock<Table<()>> = OnceLock::new();
    TABLE.get_or_init(|| list(COMMON)).has(word)
}

/// Is a word one for a body, and no verb: who would "board the boats", or "police the quay"? An author has the stem of an
/// authority, and a councillor that of a council.
fn is_body(stated: &Stated, at: usize) -> bool {
    // Most words are none, and that is soon told.
    let Some((_, name)) = kinds().get(stated.token(at).sym) else { return false };
    let word = stated.word(at);
    let singular = word.strip_suffix("ies").or_else(|| word.strip_suffix('s')).unwrap_or(word);
    let is_spelled =
        name.strip_prefix(&*singular.to_lowercase()).is_some_and(|rest| matches!(rest, "" | "y"));
    let is_done_to = || stated.gap(at) == " " && stated.is_one_of(at + 1, &["the", "a", "an"]);
    is_spelled && !is_done_to()
}

fn kinds() -> &'static Table<(usize, &'static str)> {
    static TABLE: OnceLock<Table<(usize, &str)>> = OnceLock::new();
    TABLE.get_or_init(|| numbered(BODIES))
}

/// Is it a word for what people are joined in?
pub fn joins(word: Sym) -> bool {
    static TABLE: OnceLock<Table<()>> = OnceLock::new();
    TABLE.get_or_init(|| list(JOINED)).has(word)
}

/// What institutions are called, those on one line by words that may stand for one another.
const INSTITUTIONS: &str = "\
parliament assembly congress legislature senate
commission committee board panel council chamber inspectorate
ministry department office bureau agency authority secretariat directorate commission board
court tribunal
police constabulary
bank
insurance assurance
university college academy institute school polytechnic
army military
union guild syndicate association federation league society confederation club alliance
party alliance movement bloc front
hospital clinic
museum gallery
airport airfield
customs";

/// Are two words for institutions of which one is no other, in whatever words?
pub fn are_other_institutions(own: Sym, given: Sym) -> bool {
    static TABLE: OnceLock<Table<u32>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut lines: BTreeMap<&str, u32> = BTreeMap::new();
        for (number, line) in INSTITUTIONS.lines().enumerate() {
            line.split_whitespace().for_each(|word| *lines.entry(word).or_default() |= 1 << number);
        }
        Table::of(lines.into_iter())
    });
    table.get(own).zip(table.get(given)).is_some_and(|(own, given)| own & given == 0)
}

/// Is there a body that is called so?
pub fn may_be_body(word: Sym) -> bool {
    kinds().has(word)
}
